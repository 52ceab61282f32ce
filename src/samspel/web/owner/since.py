"""What an owner has changed since the need that it began from: question by question, the words of both."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from samspel.flow.refusal import NotVisible
from samspel.needs import content, queries
from samspel.needs import sheet as sheets
from samspel.needs.sheet import Sheet
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.comparing import Change, compared
from samspel.web.owner.subject import acting_as
from samspel.web.owner.tasks import GIVEN


def since(request: Request, need_id: UUID) -> HttpResponse:
    """Show what is different from the former need; the rest is as it was."""
    by, at = acting_as(request), clock.now(request)
    need = queries.need_of(by, need_id)
    former = queries.former_of(by, need)
    if former is None:
        raise NotVisible
    was, now = sheets.of(former, at), sheets.of(need, at)
    named = {"need": need, "former": former, "changes": list(differences(was, now))}
    return render(request, "owner/since.html", named | {"gone": themes_gone(was, now)})


def themes_gone(was: Sheet, now: Sheet) -> list[str]:
    """Name the themes that a former need had and the call of the new one does not ask for."""
    gone = [term for term in was.scheme.themes if term.code in was.need.themes and term.code not in now.scheme.themes]
    return [term.text(content.form()) for term in gone]


def differences(was: Sheet, now: Sheet) -> Iterator[Change]:
    """Give each question whose answer is not as it was, in the order of the form, with the words of both."""
    before, after = answers_of(was), answers_of(now)
    for question in dict.fromkeys([*after, *before]):
        old, new = before.get(question, ""), after.get(question, "")
        if old != new:
            yield Change(question, *compared(old, new))


def answers_of(sheet: Sheet) -> dict[str, str]:
    """Give what a need says, by question; who asks and under which scheme is known."""
    return {
        f"{section.title}: {said.question}": said.text
        for section in content.sections(sheet)
        for said in section.answers
        if said.field not in GIVEN
    }
