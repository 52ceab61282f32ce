"""What a need asks for in all, as part of a question about rows that are needs or name one."""

from __future__ import annotations

from django.db.models import IntegerField, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from samspel.needs.models import BudgetLine


def asked(need: str = "pk", **only: object) -> Coalesce:
    """Give the sum in whole kroner; `need` is the field that names the need, and `only` narrows the lines."""
    lines = BudgetLine.objects.filter(need=OuterRef(need), **only).order_by().values("need")
    return Coalesce(Subquery(lines.annotate(sum=Sum("amount_nok")).values("sum"), output_field=IntegerField()), 0)
