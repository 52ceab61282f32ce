"""What has been changed in a need while it was written: which answer, by whom, from what to what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samspel.kit.days import day_in_words
from samspel.needs import content, queries
from samspel.needs import sheet as sheets
from samspel.needs.models import Revision
from samspel.needs.sheet import Sheet
from samspel.people import queries as people
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.comparing import Part, compared
from samspel.web.forms import Day
from samspel.web.owner import both
from samspel.web.owner.autosave import SUBJECTS
from samspel.web.owner.measure import as_answer
from samspel.web.owner.subject import SubjectForm, acting_as

A_PAGE = 20


@dataclass(frozen=True)
class Changed:
    """One answer that was changed, ready for the page."""

    question: str
    who: str
    at: datetime
    before: Sequence[Part]
    now: Sequence[Part]


class Reader:
    """Tells changes in the words of the form that they were made in; each page of it is read once."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.forms: dict[str, SubjectForm] = {}

    @cached_property
    def recipients(self) -> dict[str, str]:
        """Give what those who may get money are called."""
        return {str(one.pk): one.name for one in self.sheet.recipients}

    def form(self, field: str) -> SubjectForm | None:
        """Give the page that an answer stands on, where it still is asked there."""
        key = content.page_of(field)
        if key in SUBJECTS and key not in self.forms:
            self.forms[key] = SUBJECTS[key].form(sheet=self.sheet)
        found = self.forms.get(key)
        return found if found and field in found.fields else None

    def changed(self, row: Revision) -> Changed:
        """Tell one change."""
        texts = self.said(row.field, row.before), self.said(row.field, row.after)
        before, now = ([part for part in parts if part.text] for parts in compared(*texts))
        who = row.person.name if row.person else ""
        return Changed(self.question(row.field), who, row.changed_at, before, now)

    def question(self, field: str) -> str:
        """Give the question that an answer belongs to."""
        if field.startswith("budget-"):
            _budget, rest = field.split("-", 1)
            year, recipient = rest[-41:-37], rest[-36:]
            told = {"year": year, "recipient": self.recipients.get(recipient, _("en annen mottaker"))}
            return _("Beløp i %(year)s til %(recipient)s") % told
        form = self.form(field)
        if form is None:
            return _("Et svar som ikke står i skjemaet nå")
        return form.name_in_summary(field)

    def said(self, field: str, value: object) -> str:
        """Give an answer as people read it."""
        form = self.form(field)
        if value is None or value == "" or (value == 0 and not isinstance(value, bool)):
            return ""
        if isinstance(value, bool):
            value = as_answer(value)
        if form is None:
            return str(value)
        asked = form.fields[field]
        if isinstance(asked, Day):
            return day_in_words(date.fromisoformat(str(value)))
        values = value if isinstance(value, list) else [asked.prepare_value(value)]
        return both.in_words_of(form[field], [str(one) for one in values])


def changes(request: Request, need_id: UUID) -> HttpResponse:
    """Show the changes of a need, the latest first; what was copied from a former need is one line at their end."""
    by = acting_as(request)
    need = queries.need_of(by, need_id)
    copied = queries.copied(need)
    rows = queries.revisions(need, since=copied.facts["version"] if copied else 0)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("side"))
    reader = Reader(sheets.of(need, clock.now(request)))
    named = {"need": need, "page": page, "changes": [reader.changed(row) for row in page.object_list]}
    if copied and not page.has_next():
        who = people.person(copied.person_id).name if copied.person_id else ""
        named |= {"copied": copied, "who": who, "former": queries.former_of(by, need)}
    return render(request, "owner/changes.html", named)
