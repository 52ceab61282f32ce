"""What every step knows of some needs, gathered in a number of questions that does not grow with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from samspel.actors.alphabet import alphabetical
from samspel.casework.models import Case
from samspel.decisions.models import Acceptance, Decision, Share
from samspel.followup.models import Report
from samspel.forum.models import Line
from samspel.needs import intake
from samspel.needs.models import Need, Offer
from samspel.payments.models import Instalment
from samspel.rules import SchemeRules, scheme


@dataclass
class Known:
    """One need with what the later steps have made of it."""

    need: Need
    offer: Offer | None = None
    case: Case | None = None
    line: Line | None = None
    decision: Decision | None = None
    answers: list[Acceptance] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)
    instalments: list[Instalment] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)

    @property
    def rules(self) -> SchemeRules:
        """The rules of the need's scheme, which it keeps for its whole life."""
        return scheme(self.need.scheme, self.need.call.rule_set)

    @property
    def taken(self) -> list[Share]:
        """The shares that nobody has declined."""
        declined = {answer.recipient_id for answer in self.answers if answer.state == Acceptance.State.DECLINED}
        return [share for share in self.shares if share.recipient_id not in declined]


def gather(need_ids: Iterable[UUID]) -> dict[UUID, Known]:
    """Gather what is known of some needs, in nine questions."""
    needs = Need.objects.filter(pk__in=list(need_ids)).select_related("call", "owner", "office")
    known = {need.pk: Known(need) for need in needs}
    for offer in intake.standing_offers(known):
        known[offer.need_id].offer = intake.foremost(filter(None, (known[offer.need_id].offer, offer)))
    by_case = {}
    for case in Case.objects.filter(need_id__in=known).select_related("caseworker"):
        known[case.need_id].case = case
        by_case[case.pk] = known[case.need_id]
    lines = (
        Line.objects.filter(case_id__in=by_case).exclude(state=Line.State.TAKEN_OUT).select_related("meeting__forum")
    )
    for line in lines.order_by("meeting__held_on"):
        by_case[line.case_id].line = line
    by_decision = {}
    for decision in Decision.objects.filter(case_id__in=by_case):
        by_case[decision.case_id].decision = decision
        by_decision[decision.pk] = by_case[decision.case_id]
    follow(by_decision)
    return known


def follow(by_decision: dict[UUID, Known]) -> None:
    """Add what came after the decisions: answers, shares, payments and reports."""
    answers = Acceptance.objects.filter(decision_id__in=by_decision).select_related("recipient")
    for answer in answers.order_by(alphabetical("recipient__name")):
        by_decision[answer.decision_id].answers.append(answer)
    by_share = {}
    for share in Share.objects.filter(decision_id__in=by_decision).order_by("year", "recipient_id"):
        by_decision[share.decision_id].shares.append(share)
        by_share[share.pk] = by_decision[share.decision_id]
    for instalment in Instalment.objects.filter(share_id__in=by_share).order_by("due_on", "pk"):
        by_share[instalment.share_id].instalments.append(instalment)
    reports = Report.objects.filter(decision_id__in=by_decision).select_related("recipient")
    for report in reports.order_by("due_at", alphabetical("recipient__name")):
        by_decision[report.decision_id].reports.append(report)
