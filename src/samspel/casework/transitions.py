"""What the office does with a need that has come in: opens a case, prepares it, asks, and lays it before the forum.

A case that is ready can be taken back until a later step builds on it: adopting an innstilling or drafting a decision
binds the case and its need, under the case's own lock, so that the two can never both happen.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from samspel.casework import rules
from samspel.casework.models import Case, SupplementRequest
from samspel.flow.journal import Facts
from samspel.flow.numbers import next_number
from samspel.flow.transition import creation, lock, only, refuse, transition
from samspel.kit.deadlines import oslo_day
from samspel.kit.text import normalised
from samspel.letters.facts import PreliminaryFacts
from samspel.letters.models import Letter
from samspel.letters.parties import form_of
from samspel.letters.transitions import issue
from samspel.needs import transitions as needs
from samspel.needs.models import Need
from samspel.tenancy.by import By, Role

State = Case.State
PREPARES = rules.staff(Role.CASEWORKER)
GIVES_OUT = rules.staff(Role.CASEWORKER, Role.OFFICE_ADMIN)


@creation(Case, guards=[PREPARES, rules.need_has_come_in, rules.has_no_case])
def open_case(need: Need, *, by: By, at: datetime) -> Case:
    """Open the case of a need, with the office's next case number of the year; whoever opens it prepares it."""
    year = oslo_day(at).year
    return Case.objects.create(
        office_id=need.office_id,
        need=need,
        state=State.OPENED,
        number=next_number(need.office_id, "case", year),
        year=year,
        caseworker_id=by.somebody,
    )


@transition(source=[State.OPENED, State.READY], guards=[GIVES_OUT])
def assign(case: Case, *, caseworker_id: UUID, by: By, at: datetime) -> Facts:
    """Give the case to one of the office's caseworkers."""
    refuse(rules.works_here(caseworker_id, case.office_id, at))
    before, case.caseworker_id = case.caseworker_id, caseworker_id
    return {"from": str(before or ""), "to": str(caseworker_id)}


@transition(source=[State.OPENED], guards=[PREPARES])
def assess(case: Case, *, text: str, by: By, at: datetime) -> Facts:
    """Write what the office makes of the need."""
    refuse(rules.text_is_given(text, "assessment"))
    case.assessment = normalised(text)
    return {"characters": len(text)}


@transition(source=[State.OPENED], guards=[PREPARES, rules.is_late])
def judge_late(case: Case, *, accepted: bool, reason: str, by: By, at: datetime) -> Facts:
    """Decide whether a need that came in the time of grace is taken in as if in time, or is to be dismissed."""
    refuse(rules.text_is_given(reason, "late_reason"))
    case.late_accepted, case.late_reason = accepted, normalised(reason)
    return {"accepted": accepted, "reason": case.late_reason}


@transition(source=[State.OPENED], guards=[PREPARES, rules.need_stands])
def ask_for_supplement(case: Case, *, text: str, answer_by: datetime, by: By, at: datetime) -> Facts:
    """Ask the owner to supply something by a day, and send the need back to be changed."""
    refuse([*rules.text_is_given(text, "text"), *rules.answer_day_is_ahead(answer_by, at)])
    SupplementRequest.objects.create(
        office_id=case.office_id, case=case, text=normalised(text), asked_at=at, answer_by=answer_by
    )
    needs.send_back(case.need, reason=text, answer_by=answer_by, by=by, at=at)
    return {"answer_by": answer_by.isoformat()}


@transition(
    source=[State.OPENED], target=State.READY, guards=[PREPARES, rules.is_prepared, rules.assessment_is_written]
)
def make_ready(case: Case, *, late_reason: str = "", by: By, at: datetime) -> Facts:
    """Hand the case on: to the forum where the scheme has one, else to decision."""
    refuse(rules.late_is_accepted(case, late_reason))
    if late_reason:
        refuse(rules.text_is_given(late_reason, "late_reason"))
    lock(case.need)  # the owner may be changing it this very moment
    refuse(rules.is_prepared(case, by, at))
    if late_reason and case.late_accepted is None:
        case.late_accepted, case.late_reason = True, normalised(late_reason)
    return {"late": rules.came_late(case)}


@transition(source=[State.READY], target=State.OPENED, guards=[PREPARES, rules.is_not_bound])
def take_back(case: Case, *, reason: str, by: By, at: datetime) -> Facts:
    """Take a case back for more preparation, as long as nothing has been built on it."""
    refuse(rules.text_is_given(reason, "reason"))
    return {"reason": reason[:200]}


BINDS = rules.staff(Role.FORUM_SECRETARY, Role.FORUM_LEADER, Role.CASEWORKER, Role.DECIDER)


@transition(source=[State.READY], guards=[BINDS, rules.need_stands])
def bind(case: Case, *, by: By, at: datetime) -> Facts:
    """Hold the case where it is, because an innstilling or a decision is now built on it; asked for again, it stays."""
    already = case.bound_at is not None
    if not already:
        needs.bind(case.need, by=by, at=at)
        case.bound_at = at
    return {"already": already}


def hold(case_ids: Iterable[UUID]) -> None:
    """Lock cases by id, and then their needs, until the transaction ends; for acts that touch several."""
    wanted = Case.objects.filter(pk__in=list(case_ids)).order_by("pk")
    rows = wanted.select_for_update(of=("self",), no_key=True).values_list("need_id", flat=True)
    needs.hold(list(rows))


@transition(source=[State.OPENED], target=State.DISMISSED, guards=[rules.staff(Role.DECIDER)])
def close_as_dismissed(case: Case, *, ground: str, by: By, at: datetime) -> Facts:
    """Close the case without judging the need, on a ground that holds; the decision to dismiss calls this."""
    refuse(rules.ground_holds(case, ground, at))
    case.dismissed_for = ground
    return {"ground": ground, "basis": rules.grounds(case, at)[ground]}


@creation(Letter, guards=[only(Role.SYSTEM), rules.waits_a_month])
def reply_preliminarily(need: Need, *, facts: PreliminaryFacts, content: bytes, by: By, at: datetime) -> Letter:
    """Tell the owner that the need has come and when an answer may be expected; each need once."""
    form = form_of(need.owner)
    with translation.override(form):
        title = _("Foreløpig svar: %(measure)s") % {"measure": need.title}
    return issue(
        need, recipient=need.owner, written_form=form, title=title, facts=facts, content=content, need_id=need.pk,
        by=by, at=at,
    )  # fmt: skip
