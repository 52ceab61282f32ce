"""The data that is measured on: as much as was asked for, made by the role `app`, the same each time."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from bench.fill import Desk, Filled, fill
from samspel.calls.models import Call
from samspel.casework.models import Case
from samspel.flow.models import Entry
from samspel.needs import sheet as sheets
from samspel.needs.models import BudgetLine, Need, Submission
from samspel.needs.rules import Level, check_sheet
from samspel.tenancy.context import offices

pytestmark = pytest.mark.django_db


def told(desk: Desk) -> list[tuple[str, str, int]]:
    """What the needs of an office are called and ask for."""
    with offices([desk.office.pk]):
        needs = Need.objects.order_by("ref")
        amounts = {need.pk: BudgetLine.objects.filter(need=need).values_list("amount_nok", flat=True) for need in needs}
        return [(need.ref, need.title, sum(amounts[need.pk])) for need in needs]


def filled_and_undone(seed: int) -> list[tuple[str, str, int]]:
    """What one filling says, before it is rolled back."""
    with transaction.atomic():
        found = told(fill({"liten": 3}, seed).desks[0])
        transaction.set_rollback(True)
    return found


def test_each_office_has_as_many_needs_and_cases_as_asked_and_an_open_call() -> None:
    found: Filled = fill({"liten": 3, "stor": 5})
    for desk, size in zip(found.desks, (3, 5), strict=True):
        with offices([desk.office.pk]):
            assert [model.objects.count() for model in (Need, Case, Submission)] == [size] * 3
            assert Entry.objects.filter(subject_id__in=desk.needs).count() == 6 * size
            assert (desk.call.state, len(desk.needs), len(desk.cases)) == (Call.State.ANNOUNCED, size, size)
    with connection.cursor() as cursor:
        cursor.execute("select session_user")
        assert cursor.fetchone() == ("samspel_app",)


def test_a_draft_is_ready_to_be_handed_in() -> None:
    found = fill({"liten": 1}, drafts=2)
    with offices([found.desks[0].office.pk]):
        sheet = sheets.of(Need.objects.get(pk=found.drafts[1]))
        open_at = datetime(2023, 1, 10, 8, tzinfo=UTC)
        assert [one.text for one in check_sheet(sheet, open_at) if one.level == Level.ERROR] == []


def test_the_same_seed_gives_the_same_data_and_another_gives_others() -> None:
    assert filled_and_undone(1) == filled_and_undone(1) != filled_and_undone(2)
