"""One case's decision as the office works with it: prepared by one, made by another, read through, sent, followed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from samspel.casework.models import Case
from samspel.casework.rules import basis_of
from samspel.decisions import notice, queries, rules, transitions
from samspel.decisions.booking import places
from samspel.decisions.models import Acceptance, Decision, Share
from samspel.flow.refusal import NotVisible, Refused
from samspel.letters import queries as letters
from samspel.rules import scheme
from samspel.tenancy.by import Role
from samspel.web import clock
from samspel.web.acting import Request, acting_as
from samspel.web.office.decisions import COLORS
from samspel.web.office.draft import Draft
from samspel.web.office.letters import row
from samspel.web.papers import paper


@dataclass(frozen=True)
class Seen:
    """A case with its decision, as it stood when the page was asked for."""

    case: Case
    decision: Decision | None
    at: datetime


def decision(request: Request, case_id: UUID) -> HttpResponse:
    """Show the page, or do the act that was asked for and show what became of it."""
    seen = look(request, case_id)
    writes = request.POST.get("act") == "draft"
    form = Draft(seen.case, seen.decision, seen.at, request.POST if writes else None)
    refused: list[object] = []
    if request.method == "POST":
        try:
            if not writes:
                ACTS[request.POST.get("act", "")](request, seen)
                return redirect("office-decision", case_id)
            if form.is_valid():
                write(request, seen, form)
                return redirect("office-decision", case_id)
        except KeyError as unknown:
            raise NotVisible from unknown
        except Refused as fault:
            if writes:
                form.refuse(fault.refusals)
            refused = [] if writes else [*fault.refusals]
    named = page(request, look(request, case_id), form) | {"refused": refused}
    return render(request, "office/decision.html", named, status=422 if request.method == "POST" else 200)


def look(request: Request, case_id: UUID) -> Seen:
    """Read the case and its decision."""
    case = queries.case(request.by, case_id)
    return Seen(case, queries.decision_of(request.by, case), clock.now(request))


def write(request: Request, seen: Seen, form: Draft) -> None:
    """Write the draft, for the first time or anew."""
    by = acting_as(request, Role.CASEWORKER)
    if seen.decision is None:
        transitions.draft(seen.case, content=form.content(), by=by, at=seen.at)
    else:
        transitions.change_draft(seen.decision, content=form.content(), by=by, at=seen.at)


def drafted(seen: Seen) -> Decision:
    """Give the decision; NotVisible where there is none."""
    if seen.decision is None:
        raise NotVisible
    return seen.decision


def make(request: Request, seen: Seen) -> None:
    """Make the decision."""
    transitions.make(drafted(seen), by=acting_as(request, Role.DECIDER), at=seen.at)


def send(request: Request, seen: Seen) -> None:
    """Render the letters and send the decision."""
    prepared = notice.letters_for(drafted(seen), at=seen.at)
    transitions.send(drafted(seen), prepared=prepared, by=acting_as(request, Role.CASEWORKER, Role.DECIDER), at=seen.at)


def confirm(request: Request, seen: Seen) -> None:
    """Bind what stands under reservation for a year."""
    year = int(request.POST.get("year", "0")) if request.POST.get("year", "").isdecimal() else 0
    transitions.confirm_year(drafted(seen), year=year, by=acting_as(request, Role.DECIDER), at=seen.at)


ACTS: dict[str, Callable[[Request, Seen], None]] = {"make": make, "send": send, "confirm": confirm}


def page(request: Request, seen: Seen, form: Draft) -> dict[str, object]:
    """Give all that the page shows."""
    case, decision = seen.case, seen.decision
    stage = queries.Stage(decision.state) if decision else queries.Stage.WAITING
    works = Role.CASEWORKER in request.acting.roles and stage in {queries.Stage.WAITING, queries.Stage.DRAFTED}
    said = scheme(case.need.scheme, case.need.call.rule_set)
    named: dict[str, object] = {
        "case": case,
        "need": case.need,
        "decision": decision,
        "line": form.line,
        "form": form,
        "works": works,
        "stage": stage.label,
        "color": COLORS[stage],
        "scheme": said.short_in(get_language() or "nb"),
        "cells": form.cells,
        "plain_amounts": [(cell, None) for cell in form.cells],
        "reasons_basis": basis_of(rules.REASON_PARTS, seen.at),
        "sums": sums(form),
        "fields": {name: {"act": name} for name in ACTS},
    }
    if decision is not None:
        named |= acts(request, decision, seen.at) | after(request, decision)
    return named


def sums(form: Draft) -> dict[str, int]:
    """Add up what was asked for, recommended and given."""
    return {
        "asked": sum(cell.asked_nok or 0 for cell in form.cells),
        "recommended": sum(cell.recommended_nok or 0 for cell in form.cells),
        "given": sum(cell.given_nok or 0 for cell in form.cells),
    }


def acts(request: Request, decision: Decision, at: datetime) -> dict[str, object]:
    """Give what can be done with the decision now, and every reason why it cannot."""
    named: dict[str, object] = {"letters_to": notice.recipients(notice.tell(decision, at))}
    if decision.state == Decision.State.DRAFTED:
        by = acting_as(request, Role.DECIDER)
        named |= {
            "make_refusals": transitions.make.refusals(decision, by=by, at=at),
            "places": places(decision),
            "departs": decision.departure_reason != "",
            "decides": by.role == Role.DECIDER,
        }
    if decision.state == Decision.State.MADE:
        by = acting_as(request, Role.CASEWORKER, Role.DECIDER)
        named["send_refusals"] = transitions.send.refusals(decision, by=by, at=at)
    return named


def after(request: Request, decision: Decision) -> dict[str, object]:
    """Give what has come of a decision that was sent: letters, answers, and the years that wait."""
    if decision.state != Decision.State.SENT:
        return {}
    shares = list(queries.shares(decision))
    return {
        "letters": [row(letter) for letter in letters.about(request.by, [decision.pk])],
        "answers": [(answer, *answer_words(answer)) for answer in queries.answers(decision)],
        "reserved": reserved(request, shares),
    }


ANSWER_COLORS = {
    Acceptance.State.AWAITED: "warning",
    Acceptance.State.ACCEPTED: "success",
    Acceptance.State.DECLINED: "neutral",
}


def reserved(request: Request, shares: list[Share]) -> list[int]:
    """Give the years that stand under reservation, to whoever may confirm them."""
    decides = Role.DECIDER in request.acting.roles
    return sorted({share.year for share in shares if share.frame_id is None}) if decides else []


def answer_words(answer: Acceptance) -> tuple[str, str]:
    """Give the words for where an answer stands, and their colour."""
    state = Acceptance.State(answer.state)
    return str(state.label), ANSWER_COLORS[state]


def letter(request: Request, case_id: UUID, recipient_id: UUID) -> HttpResponse:
    """Show the letter to one receiver as it would be sent now, to be read through; nothing is kept."""
    seen = look(request, case_id)
    told = notice.tell(drafted(seen), seen.at)
    recipient = next((one for one in notice.recipients(told) if one.pk == recipient_id), None)
    if recipient is None:
        raise NotVisible
    return paper(notice.rendered(told, recipient).content, f"utkast-{drafted(seen).number}.pdf")
