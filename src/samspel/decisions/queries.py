"""Decisions as the office and those who get money see them: what waits, one decision with its parts, its answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum, TextChoices
from django.utils.translation import gettext_lazy as _

from samspel.actors.alphabet import alphabetical
from samspel.actors.queries import networks_led_by, office_of, party_of
from samspel.casework.models import Case
from samspel.decisions.models import Acceptance, Decision, Share
from samspel.flow.refusal import NotVisible
from samspel.forum.models import Line, LineShare
from samspel.needs.models import BudgetLine
from samspel.rules import rule_sets, schemes_of
from samspel.tenancy.by import OFFICE, By

WITH_CASE = ("office", "case__need__call", "case__need__owner", "line__meeting__forum", "prepared_by", "decided_by")


class Stage(TextChoices):
    """Where a case is on its way to a decision that has been sent."""

    WAITING = "waiting", _("Klar for vedtak")
    DRAFTED = "drafted", _("Forberedt")
    MADE = "made", _("Vedtatt, ikke sendt")
    SENT = "sent", _("Sendt")


@dataclass(frozen=True)
class Row:
    """One case in the worklist, with what was asked for, recommended and given; None where there is no such thing."""

    case: Case
    decision: Decision | None
    stage: Stage
    asked_nok: int
    recommended_nok: int | None
    given_nok: int | None


@dataclass(frozen=True)
class Received:
    """One decision as its receiver sees it: the receiver's own part and the whole, and its answer."""

    decision: Decision
    answer: Acceptance | None
    mine_nok: int
    given_nok: int


def worklist(by: By) -> QuerySet[Case]:
    """Give the office's cases that are ready for a decision or have one, the oldest first."""
    cases = Case.objects.filter(office_id=office_of(by)).select_related("need__owner", "need__call")
    recommended = Line.objects.filter(case=OuterRef("pk"), state=Line.State.RECOMMENDED)
    ready = Q(state=Case.State.READY) & (Q(Exists(recommended)) | without_forum())
    return cases.filter(Q(Exists(decisions())) | ready).order_by("year", "number")


def decisions() -> QuerySet[Decision]:
    """Make the subquery for the decision in a case."""
    return Decision.objects.filter(case=OuterRef("pk"))


def without_forum() -> Q:
    """Make the condition that a case is in a scheme where no forum recommends."""
    found = Q(pk__in=[])
    for code in rule_sets():
        direct = [scheme.code for scheme in schemes_of(code) if not scheme.has_forum_step.value]
        if direct:
            found |= Q(need__call__rule_set=code, need__scheme__in=direct)
    return found


def at_stage(cases: QuerySet[Case], stage: str) -> QuerySet[Case]:
    """Give those of the worklist's cases that are at one stage; all of them when no stage is named."""
    if stage not in Stage.values:
        return cases
    return cases.filter(~Exists(decisions()) if stage == Stage.WAITING else Exists(decisions().filter(state=stage)))


def counted(cases: QuerySet[Case]) -> dict[Stage, int]:
    """Count the worklist's cases by stage."""
    states = Decision.objects.filter(case__in=cases.order_by()).values_list("state").annotate(Count("pk")).order_by()
    counts = dict.fromkeys(Stage, 0) | {Stage(state): count for state, count in states}
    return counts | {Stage.WAITING: cases.count() - sum(counts.values())}


def rows(cases: Iterable[Case]) -> list[Row]:
    """Give cases as rows of the worklist, with their decisions and sums in five queries."""
    cases = list(cases)
    ids = [case.pk for case in cases]
    decisions = {decision.case_id: decision for decision in Decision.objects.filter(case_id__in=ids)}
    lines = Line.objects.filter(case_id__in=ids, state=Line.State.RECOMMENDED)
    recommended = dict.fromkeys(lines.values_list("case_id", flat=True), 0)
    recommended |= sums(LineShare.objects.filter(line__in=lines), "line__case_id")
    given = sums(Share.objects.filter(decision__case_id__in=ids), "decision__case_id")
    asked = sums(BudgetLine.objects.filter(need_id__in=[case.need_id for case in cases]), "need_id")
    return [
        Row(
            case,
            decision := decisions.get(case.pk),
            Stage(decision.state) if decision else Stage.WAITING,
            asked.get(case.need_id, 0),
            recommended.get(case.pk),
            given.get(case.pk, 0) if decision else None,
        )
        for case in cases
    ]


def sums(found: QuerySet[LineShare] | QuerySet[Share] | QuerySet[BudgetLine], key: str) -> dict[UUID, int]:
    """Add up amounts by a key."""
    return dict(found.order_by().values_list(key).annotate(Sum("amount_nok")))


def case(by: By, case_id: UUID) -> Case:
    """Give one case of the office; NotVisible when it is another's."""
    found = Case.objects.filter(pk=case_id, office_id=office_of(by))
    here = found.select_related("office", "need__owner", "need__call", "caseworker").first()
    if here is None:
        raise NotVisible
    return here


def decision_of(by: By, about: Case) -> Decision | None:
    """Give the decision in a case, drafts too, where there is one."""
    return visible(by).filter(case=about).first()


def decision(by: By, decision_id: UUID) -> Decision:
    """Give one decision that somebody may read; NotVisible when it is not one of those."""
    found = visible(by).filter(pk=decision_id).first()
    if found is None:
        raise NotVisible
    return found


def visible(by: By) -> QuerySet[Decision]:
    """Give the decisions somebody may read: the office its own, others those sent to them as owner or receiver."""
    found = Decision.objects.select_related(*WITH_CASE)
    if by.role in OFFICE:
        return found.filter(office_id=office_of(by))
    party = party_of(by)
    mine = Share.objects.filter(decision=OuterRef("pk"), recipient_id=party)
    owners = Q(case__need__owner_id=party) | Q(case__need__owner__in=networks_led_by(party))
    to_me = owners | Exists(mine)
    return found.filter(to_me, state=Decision.State.SENT).order_by("-sent_at", "number")


def sent_rows(by: By) -> list[Received]:
    """Give the decisions sent to somebody's organisation, with its own part of each, the newest first."""
    found, party = list(visible(by)), party_of(by)
    ids = [decision.pk for decision in found]
    answers = Acceptance.objects.filter(decision__in=ids, recipient_id=party)
    by_decision = {answer.decision_id: answer for answer in answers}
    mine = sums(Share.objects.filter(decision__in=ids, recipient_id=party), "decision_id")
    given = sums(Share.objects.filter(decision__in=ids), "decision_id")
    return [
        Received(decision, by_decision.get(decision.pk), mine.get(decision.pk, 0), given.get(decision.pk, 0))
        for decision in found
    ]


def shares(decision: Decision) -> QuerySet[Share]:
    """Give what a decision gives, by year and receiver."""
    found = Share.objects.filter(decision=decision).select_related("recipient", "frame")
    return found.order_by("year", alphabetical("recipient__name"))


def answers(decision: Decision) -> QuerySet[Acceptance]:
    """Give the receivers' answers to a decision, by name."""
    found = Acceptance.objects.filter(decision=decision).select_related("recipient", "answered_by")
    return found.order_by(alphabetical("recipient__name"))


def answer(by: By, decision: Decision) -> Acceptance | None:
    """Give the answer that somebody's organisation is asked for or has given to a decision, where it gets money."""
    found = Acceptance.objects.filter(decision=decision, recipient_id=party_of(by))
    return found.select_related("recipient", "decision__case__need__call").first()
