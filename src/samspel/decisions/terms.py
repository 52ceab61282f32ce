"""What a receiver must agree to: its own contribution, the day to answer by, and until when it may appeal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from samspel.decisions.models import Decision, Share
from samspel.kit.deadlines import closes_at, oslo_day
from samspel.kit.holidays import next_working_day
from samspel.kit.money import percent_nok
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
    shares = Share.objects.filter(decision=decision, year=need.call.budget_year)
    base_nok = sum(share.amount_nok for share in shares)
    if not percent or not base_nok:
        return None
    return OwnContribution(percent, base_nok, rules.own_contribution_percent.basis)


def answer_on(at: datetime) -> date:
    """Give the last day to answer the terms of a decision that is sent at a moment."""
    day = oslo_day(at)
    return next_working_day(day + timedelta(days=ACCEPTANCE_DAYS.on(day)))


def last_day_to_appeal(delivered_at: datetime) -> date:
    """Give the last day to appeal once the letter has come; a day off moves it to the next working day."""
    day = oslo_day(delivered_at)
    return next_working_day(day + timedelta(weeks=APPEAL_WEEKS.on(day)))


def appeal_closes_at(delivered_at: datetime) -> datetime:
    """Give the first instant at which an appeal is too late."""
    return closes_at(last_day_to_appeal(delivered_at))
