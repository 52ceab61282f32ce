"""What the tests of the forum share: who sits where, and an act that must be refused."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from samspel.casework.models import Case
from samspel.flow.models import Entry
from samspel.flow.refusal import Refused
from samspel.forum.models import Forum, Line, LineShare, Meeting, Seat, Tie
from samspel.tenancy.by import By
from tests.stories import forum


def refused(act: Callable[[], object]) -> list[str]:
    """Do an act that must be refused, see that nothing was written, and give the codes of the reasons."""
    before = state_of_all()
    with pytest.raises(Refused) as fault:
        act()
    assert state_of_all() == before
    return [refusal.code for refusal in fault.value.refusals]


def state_of_all() -> list[object]:
    models = (Entry, Forum, Seat, Meeting, Tie, Line, LineShare, Case)
    return [list(model.objects.order_by("pk").values()) for model in models]


def seat(by: By) -> Seat:
    return Seat.objects.get(person_id=by.somebody)


def seats(*who: By) -> list[UUID]:
    return [seat(by).pk for by in who]


def tie(by: By, case: Case) -> Tie:
    return Tie.objects.get(seat__person_id=by.somebody, case=case)


def first(meeting: Meeting) -> Line:
    return forum.lines(meeting)[0]


def shares(line: Line) -> dict[tuple[str, int], int]:
    rows = LineShare.objects.filter(line=line).select_related("recipient")
    return {(row.recipient.name, row.year): row.amount_nok for row in rows}
