"""Many of the same: copies of a need or a case, written straight into the tables, for lists that must stay fast."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from samspel.casework.models import Case
from samspel.needs.models import (
    BudgetLine,
    Indicator,
    Need,
    Participation,
    Partnership,
    Submission,
    TargetGroup,
)

ROWS: tuple[type[Any], ...] = (BudgetLine, Participation, Partnership, TargetGroup, Indicator, Submission)


def of_need(need: Need, count: int) -> list[Need]:
    """So many copies of a need with all its rows."""
    made = []
    for number in range(1, count + 1):
        copy = Need.objects.get(pk=need.pk)
        copy.pk, copy.ref, copy.title = uuid4(), f"{need.ref}-{number}", f"{need.title} {number}"
        made.append(copy)
    Need.objects.bulk_create(made)
    for model in ROWS:
        rows = list(model._default_manager.filter(need=need))
        model._default_manager.bulk_create(_of(row, copy) for copy in made for row in rows)
    return made


def _of(row: Any, need: Need) -> Any:  # noqa: ANN401 - any row under a need
    fields = {field.attname: getattr(row, field.attname) for field in row._meta.local_concrete_fields}
    return type(row)(**{**fields, "id": uuid4(), "need_id": need.pk})


def of_case(case: Case, count: int) -> list[Case]:
    """So many copies of a case, each about a copy of its need."""
    made = []
    for number, need in enumerate(of_need(case.need, count), start=1):
        copy = Case.objects.get(pk=case.pk)
        copy.pk, copy.need, copy.number = uuid4(), need, case.number + number
        made.append(copy)
    return Case.objects.bulk_create(made)
