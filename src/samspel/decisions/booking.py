"""Under which frame a decision's money is booked: the one of the scheme and the budget year."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from samspel.decisions.models import Acceptance, Decision, Share
from samspel.ledger.models import Frame
from samspel.ledger.queries import frames
from samspel.ledger.transitions import hold as hold_frames
from samspel.rules import scheme


@dataclass
class Place:
    """What a decision binds in one year, and the frame it is booked under; None when there is no such frame."""

    frame: Frame | None
    shares: list[Share] = field(default_factory=list)

    @property
    def sum_nok(self) -> int:
        """What the shares come to, in whole kroner."""
        return sum(share.amount_nok for share in self.shares)


def places(decision: Decision) -> dict[int, Place]:
    """Give what a decision binds now, by year: the call's budget year; what is given for later years is not bound."""
    return at_years(decision, {decision.case.need.call.budget_year})


def hold(decision: Decision, year: int | None = None) -> None:
    """Lock the frames that a year of the decision may be booked under, until the transaction ends."""
    need = decision.case.need
    found = frames(decision.office_id, [need.scheme], [year or need.call.budget_year])
    hold_frames(found.values_list("pk", flat=True))


def at_years(decision: Decision, years: set[int]) -> dict[int, Place]:
    """Give the shares of some years that are neither booked nor declined, with the frame each year's would be under."""
    by_year: dict[int, list[Share]] = defaultdict(list)
    declined = Acceptance.objects.filter(decision=decision, state=Acceptance.State.DECLINED).values("recipient_id")
    unbooked = Share.objects.filter(decision=decision, year__in=years, frame=None)
    for share in unbooked.exclude(recipient_id__in=declined).order_by("recipient_id"):
        by_year[share.year].append(share)
    return {year: Place(frame_for(decision, shares), shares) for year, shares in sorted(by_year.items())}


def frame_for(decision: Decision, shares: list[Share]) -> Frame | None:
    """Give the frame for one year's shares: one with room, the scheme's own kap./post before others."""
    need = decision.case.need
    usual = scheme(need.scheme, need.call.rule_set).chapter_post.value
    wanted_nok = sum(share.amount_nok for share in shares)
    found = list(frames(decision.office_id, [need.scheme], [shares[0].year]))
    found.sort(key=lambda frame: (frame.granted_nok - frame.committed_nok < wanted_nok, frame.chapter_post != usual))
    return found[0] if found else None
