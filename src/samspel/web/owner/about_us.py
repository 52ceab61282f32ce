"""What is known of the organisation: from where, since when, where to correct it, and what is its own to tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspel.actors import details, queries
from samspel.actors.models import Organisation, OrganisationDetail
from samspel.flow.refusal import NotVisible, Refused
from samspel.kit.deadlines import oslo_day
from samspel.tenancy.models import Office
from samspel.web import clock
from samspel.web.acting import Request, acting_as
from samspel.web.components.texts import day_in_words
from samspel.web.forms import Form, LongText
from samspel.web.owner.units import place

What = OrganisationDetail.What


@dataclass(frozen=True)
class Known:
    """One thing that is known: its value now, who told it, since when, and the values it had before."""

    label: str
    value: str
    source: str
    since: str
    own: bool
    before: list[tuple[str, str, str]]


class Own(Form):
    """What the organisation tells of itself."""

    written_form = forms.ChoiceField(
        label=gettext_lazy("Målform i brev til dere"), choices=Office.WrittenForm.choices, widget=forms.RadioSelect
    )
    email = forms.EmailField(
        label=gettext_lazy("E-post for brev"),
        help_text=gettext_lazy("En felles adresse, ikke en persons."),
        required=False,
    )
    address = LongText(label=gettext_lazy("Postadresse"), max_length=details.LONGEST, rows=3, required=False)

    def __init__(self, own: tuple[str, ...], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "address" not in own:
            del self.fields["address"]


def about_us(request: Request) -> HttpResponse:
    """Show what is known of the organisation; its signer or administrator tells what is its own to tell."""
    by, at = acting_as(request, *details.TELLERS), clock.now(request)
    if by.organisation_id is None:
        raise NotVisible
    found = queries.organisations([by.organisation_id])[by.organisation_id]
    own = details.own_fields(found)
    now = {name: getattr(found, name) for name in own}
    form = Own(own, request.POST if request.method == "POST" else None, initial=now)
    if request.method == "POST" and form.is_valid():
        try:
            details.tell_own(found, form.cleaned_data, by=by, at=at)
            return redirect("owner-about-us")
        except Refused as refused:
            form.refuse(refused.refusals)
    day = oslo_day(at)
    named = {
        "organisation": found,
        "known": list(known(found, own, day)),
        "form": form,
        "tells": not list(details.refusals(found, by=by)),
    }
    return render(request, "owner/about_us.html", named, status=422 if form.errors else 200)


def known(found: Organisation, own: tuple[str, ...], day: date) -> Iterator[Known]:
    """Give each thing that is known, with the values it had before."""
    versions: dict[str, list[OrganisationDetail]] = {}
    for one in details.versions(found):
        versions.setdefault(one.what, []).append(one)
    labels = dict(What.choices)
    for field, what in details.FIELDS.items():
        told = versions.get(what, [])
        now, before = (told[0] if told else None), told[1:]
        yield Known(
            label=str(labels[what]),
            value=words(what, str(getattr(found, field)), day),
            source=source(found, field, now),
            since=since(now) if getattr(found, field) else "–",
            own=field in own,
            before=[(words(what, one.value, day), since(one), str(one.get_source_display())) for one in before],
        )


def source(found: Organisation, field: str, now: OrganisationDetail | None) -> str:
    """Tell who told what is known now; nobody has of what is not known."""
    if not getattr(found, field):
        return "–"
    return str(now.get_source_display()) if now else str(OrganisationDetail.Source.BEFORE.label)


def words(what: str, value: str, day: date) -> str:
    """Give a value in words."""
    if what == What.KOMMUNE:
        return place(value, day)
    if what == What.WRITTEN_FORM:
        return str(dict(Office.WrittenForm.choices).get(value, value))
    return value or "–"


def since(one: OrganisationDetail | None) -> str:
    """Tell since when a value holds."""
    return day_in_words(one.since) if one and one.since else _("Ikke oppgitt")
