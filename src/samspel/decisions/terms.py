"""What a receiver must agree to: its own contribution, the day to answer by, and until when it may appeal."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from samspel.decisions.models import Decision, Share
from samspel.kit.deadlines import oslo_day
from samspel.kit.holidays import next_working_day
from samspel.kit.money import percent_nok, split_nok
from samspel.needs.models import Partnership
from samspel.rules import Basis, rule, scheme

ACCEPTANCE_DAYS = rule("decisions.acceptance_days", of=int)
APPEAL_WEEKS = rule("decisions.appeal_weeks", of=int)


@dataclass(frozen=True)
class OwnContribution:
    """What the owner adds itself: a whole percentage of the grant that binds the state, rounded up to whole kroner."""

    percent: int
    base_nok: int
    basis: Basis

    @property
    def least_nok(self) -> int:
        """The least that will do."""
        return percent_nok(self.base_nok, self.percent)


def own_contribution(decision: Decision) -> OwnContribution | None:
    """Give what the owner must add to a decision's grant; None where the scheme asks for nothing.

    Reckoned from the year that is committed: later years stand under reservation and are reckoned when they come.
    """
    need = decision.case.need
    rules = scheme(need.scheme, need.call.rule_set)
    percent = rules.own_contribution_percent.value
    base_nok = sum(granted(decision).values())
    if not percent or not base_nok:
        return None
    return OwnContribution(percent, base_nok, rules.own_contribution_percent.basis)


def own_contribution_of(decision: Decision, recipient_id: UUID) -> OwnContribution | None:
    """Give what one receiver must add: owners divide it between them as they divide the grant, partners add nothing."""
    whole = own_contribution(decision)
    partners = Partnership.objects.filter(need_id=decision.case.need_id).values_list("partner_id", flat=True)
    owners = {recipient: nok for recipient, nok in granted(decision).items() if recipient not in set(partners)}
    if whole is None or recipient_id not in owners:
        return None
    divided = dict(zip(owners, split_nok(whole.base_nok, list(owners.values())), strict=True))
    return replace(whole, base_nok=divided[recipient_id])


def granted(decision: Decision) -> dict[UUID, int]:
    """Give what each receiver gets in the budget year, in whole kroner."""
    shares = Share.objects.filter(decision=decision, year=decision.case.need.call.budget_year)
    return dict(shares.order_by("recipient_id").values_list("recipient_id", "amount_nok"))


def answer_on(at: datetime) -> date:
    """Give the last day to answer the terms of a decision that is sent at a moment."""
    day = oslo_day(at)
    return next_working_day(day + timedelta(days=ACCEPTANCE_DAYS.on(day)))


def last_day_to_appeal(delivered_at: datetime) -> date:
    """Give the last day to appeal once the letter has come; a day off moves it to the next working day."""
    day = oslo_day(delivered_at)
    return next_working_day(day + timedelta(weeks=APPEAL_WEEKS.on(day)))
