"""What a line proposes: its amounts, its reason, the criteria met."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from samspel.casework.rules import text_is_given
from samspel.flow.journal import Facts
from samspel.flow.transition import refuse, transition
from samspel.forum import rules
from samspel.forum.models import Line, LineShare
from samspel.forum.rules import Shares
from samspel.kit.text import normalised
from samspel.tenancy.by import By

Proposed = Line.State.PROPOSED


@transition(source=[Proposed], guards=[rules.may_record, rules.is_open, rules.is_untied])
def propose(
    line: Line,
    *,
    shares: Shares | None = None,
    reason: str | None = None,
    criteria: Sequence[str] | None = None,
    by: By,
    at: datetime,
) -> Facts:
    """Propose an amount per receiver and year, a reason, and the criteria met; what is None stays as it is."""
    refuse([*rules.shares_are_asked_for(line, shares or {}), *rules.criteria_are_known(line, criteria or [])])
    refuse(text_is_given(reason, "reason") if reason else ())
    if shares is not None:
        write_shares(line, shares)
    if reason is not None:
        line.reason = normalised(reason)
    if criteria is not None:
        line.criteria = list(criteria)
    told = {"shares": None if shares is None else sum(shares.values()), "reason": reason is not None}
    return {name: value for name, value in told.items() if value is not None}


def write_shares(line: Line, shares: Shares) -> None:
    """Let a line propose these amounts and no others; an amount of zero is no share."""
    LineShare.objects.filter(line=line).delete()
    LineShare.objects.bulk_create(
        LineShare(office_id=line.office_id, line=line, recipient_id=receiver, year=year, amount_nok=amount_nok)
        for (receiver, year), amount_nok in shares.items()
        if amount_nok
    )
