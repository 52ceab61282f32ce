"""Dividing the pages of a need among those who write it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samspel.flow.refusal import Refused
from samspel.needs import content, queries, transitions
from samspel.needs import sheet as sheets
from samspel.needs.sheet import Sheet
from samspel.people.models import Person
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.forms import Form
from samspel.web.forms.form import speak_plainly
from samspel.web.owner.subject import acting_as, subjects_of


class Duties(Form):
    """For each page of the form, who sees to it."""

    says_optional = False

    def __init__(
        self, data: QueryDict | None, *, sheet: Sheet, writers: Sequence[Person], now: dict[str, Person]
    ) -> None:
        super().__init__(data, initial={key: str(person.pk) for key, person in now.items()})
        here = dict.fromkeys([*writers, *now.values()])
        choices = [("", _("Ingen bestemt")), *((str(person.pk), person.name) for person in here)]
        for key in subjects_of(sheet):
            title = content.title_of(key)
            self.fields[key] = forms.ChoiceField(label=title, choices=choices, required=False)
            speak_plainly(self.fields[key], title)


def duties(request: Request, need_id: UUID) -> HttpResponse:
    """Show who sees to which page, or change it and go back to the list of tasks."""
    by, at = acting_as(request), clock.now(request)
    sheet = sheets.of(queries.need_of(by, need_id), at)
    if not sheet.need.is_written:
        return redirect("owner-status", need_id)
    now = queries.duties(sheet.need)
    form = Duties(request.POST or None, sheet=sheet, writers=queries.writers(sheet.need, by, at), now=now)
    if request.method == "POST" and form.is_valid():
        try:
            said = {key: UUID(chosen) if chosen else None for key, chosen in form.cleaned_data.items()}
            changed = {key: person for key, person in said.items() if person != (now[key].pk if key in now else None)}
            if changed:
                transitions.entrust(sheet.need, duties=changed, by=by, at=at)
            return redirect("owner-need", need_id)
        except Refused as refused:
            form.refuse(refused.refusals)
    named = {"need": sheet.need, "form": form}
    return render(request, "owner/duties.html", named, status=422 if form.errors else 200)
