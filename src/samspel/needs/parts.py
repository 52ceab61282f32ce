"""Parts of questions about rows that are or name needs: the sum, until when one can be sent, how a partner stands."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import (
    Case,
    CharField,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest

from samspel.needs.models import BudgetLine, Need, Partnership


def asked(need: str = "pk", **only: object) -> Coalesce:
    """Give the sum in whole kroner; `need` is the field that names the need, and `only` narrows the lines."""
    lines = BudgetLine.objects.filter(need=OuterRef(need), **only).order_by().values("need")
    return Coalesce(Subquery(lines.annotate(sum=Sum("amount_nok")).values("sum"), output_field=IntegerField()), 0)


def ends(need: str = "") -> Greatest:
    """Make the moment from which the draft that a row is, or names, cannot be sent even as late."""
    grace = ExpressionWrapper(F(f"{need}call__grace_minutes") * Value(timedelta(minutes=1)), DurationField())
    closes_at = ExpressionWrapper(F(f"{need}call__closes_at") + grace, DateTimeField())
    return Greatest(closes_at, f"{need}own_closes_at")  # PostgreSQL passes over what is not there


ANSWERS_UNTIL = Greatest(Coalesce("need__call__confirm_closes_at", "need__call__closes_at"), "need__own_closes_at")
"""The moment from which a partner's answer is late."""
NOT_SENT, UNANSWERED = "not-sent", "unanswered"
"""How a partnership stands in a need that was never sent, and where something was built on it without the answer."""
WAITING = (Partnership.State.INVITED, Partnership.State.CHANGED)


def standing(at: datetime) -> Case:
    """Make how a partnership stands: its own state, or that there is nothing to answer any more."""
    built = Q(need__bound_at__isnull=False) | Q(need__decided_at__isnull=False)
    return Case(
        When(
            ~Q(state=Partnership.State.DECLINED) & Q(need__state=Need.State.DRAFT, ends__lte=at), then=Value(NOT_SENT)
        ),
        When(Q(state__in=WAITING) & built, then=Value(UNANSWERED)),
        default=F("state"),
        output_field=CharField(),
    )
