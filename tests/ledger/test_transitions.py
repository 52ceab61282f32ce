"""Money moves under a frame, is written down each time, and is never more than there is."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from samspel.flow.models import Entry
from samspel.flow.refusal import NotVisible, Refused
from samspel.ledger import queries, transitions
from samspel.ledger.models import Frame, Movement
from samspel.ledger.transitions import Posting
from samspel.tenancy.by import By, Role
from samspel.tenancy.models import Office
from tests.cast import AGDER, KARI, ROGALAND, SYSTEM, OfficeCast
from tests.stories import ledger

NOW = datetime(2023, 5, 2, 9, tzinfo=UTC)
BY = ROGALAND.decider


def sums(frame: Frame) -> tuple[int, int, int]:
    frame.refresh_from_db()
    return frame.granted_nok, frame.committed_nok, frame.paid_nok


def posting(frame: Frame, amount_nok: int) -> Posting:
    return Posting(frame.pk, amount_nok, key=uuid4())


def office() -> Office:
    return Office.objects.get(pk=ROGALAND.office)


def test_a_frame_is_opened_and_filled_and_both_are_written_down(rogaland: OfficeCast) -> None:
    frame = ledger.frame(amount_nok=1_200_000)
    assert sums(frame) == (1_200_000, 0, 0)
    assert list(Entry.objects.order_by("sequence").values_list("act", flat=True)) == [
        "ledger.open_frame",
        "ledger.grant",
    ]
    facts = Entry.objects.get(act="ledger.grant").facts
    assert (facts["amount_nok"], facts["granted_nok"], facts["year"]) == (1_200_000, 1_200_000, 2023)


def test_the_same_frame_is_opened_once(rogaland: OfficeCast) -> None:
    ledger.frame()
    with pytest.raises(Refused, match="alt en ramme"):
        ledger.frame()
    assert Frame.objects.count() == 1


def test_the_same_grant_is_given_once(rogaland: OfficeCast) -> None:
    frame, key = ledger.frame(amount_nok=0), uuid4()
    transitions.grant(frame, amount_nok=500, key=key, by=ROGALAND.admin, at=NOW)
    with pytest.raises(Refused, match="alt bokført"):
        transitions.grant(frame, amount_nok=500, key=key, by=ROGALAND.admin, at=NOW)
    assert sums(frame) == (500, 0, 0)


@pytest.mark.parametrize("by", [KARI, ROGALAND.payer, AGDER.admin, By(None, None, None, Role.OFFICE_ADMIN)])
def test_frames_are_kept_by_the_office_itself(rogaland: OfficeCast, by: By) -> None:
    frame = ledger.frame(amount_nok=0)
    with pytest.raises(Refused, match="wrong-role"):
        transitions.open_frame(office(), scheme="regional", year=2024, chapter_post="226.21", by=by, at=NOW)
    with pytest.raises(Refused, match="wrong-role"):
        transitions.grant(frame, amount_nok=500, key=uuid4(), by=by, at=NOW)
    assert (Frame.objects.count(), sums(frame)) == (1, (0, 0, 0))


def test_frames_may_be_read_in_by_the_system(rogaland: OfficeCast) -> None:
    opened = transitions.open_frame(office(), scheme="regional", year=2024, chapter_post="226.21", by=SYSTEM, at=NOW)
    assert opened.chapter_post == "226.21"


@pytest.mark.parametrize("typed", ["", "226", "226,21", "226.2", "kap. 226.21", "22621.21"])
def test_a_frame_needs_its_chapter_and_post(rogaland: OfficeCast, typed: str) -> None:
    with pytest.raises(Refused, match="chapter-post"):
        transitions.open_frame(office(), scheme="regional", year=2024, chapter_post=typed, by=SYSTEM, at=NOW)
    assert not Frame.objects.exists()


def test_money_goes_the_whole_way_and_back(rogaland: OfficeCast) -> None:
    frame = ledger.frame(amount_nok=1_000)
    transitions.commit([posting(frame, 800)], by=BY, at=NOW)
    assert sums(frame) == (1_000, 800, 0)
    transitions.pay([posting(frame, 500)], by=ROGALAND.payer, at=NOW)
    assert sums(frame) == (1_000, 800, 500)
    transitions.recover([posting(frame, 100)], by=ROGALAND.payer, at=NOW)
    assert sums(frame) == (1_000, 800, 400)
    transitions.release([posting(frame, 400)], by=BY, at=NOW)
    assert sums(frame) == (1_000, 400, 400)
    assert [(row.kind, row.amount_nok) for row in queries.movements(frame.pk)][1:] == [
        ("committed", 800),
        ("paid", 500),
        ("recovered", 100),
        ("released", 400),
    ]


@pytest.mark.parametrize("verb", ["commit", "release", "pay", "recover"])
def test_what_the_frame_has_no_room_for_is_refused_with_both_amounts(rogaland: OfficeCast, verb: str) -> None:
    frame = ledger.frame(amount_nok=1_000)
    transitions.commit([posting(frame, 600)], by=BY, at=NOW)
    transitions.pay([posting(frame, 200)], by=BY, at=NOW)
    before = Entry.objects.count()
    with pytest.raises(Refused) as refused:
        getattr(transitions, verb)([posting(frame, 401)], by=BY, at=NOW)
    assert [refusal.code for refusal in refused.value.refusals] == ["frame"]
    assert "401" in refused.value.refusals[0].text
    assert (sums(frame), Entry.objects.count()) == ((1_000, 600, 200), before)


@pytest.mark.parametrize("verb", ["commit", "release", "pay", "recover"])
@pytest.mark.parametrize("amount_nok", [0, -1])
def test_a_movement_has_an_amount(rogaland: OfficeCast, verb: str, amount_nok: int) -> None:
    frame = ledger.frame()
    with pytest.raises(Refused, match="no-amount"):
        getattr(transitions, verb)([posting(frame, amount_nok)], by=BY, at=NOW)
    assert Movement.objects.count() == 1


def test_postings_are_moved_all_or_none(rogaland: OfficeCast) -> None:
    this, next_year = ledger.frame(year=2023, amount_nok=100), ledger.frame(year=2024, amount_nok=100)
    with pytest.raises(Refused) as refused:
        transitions.commit([posting(this, 100), posting(next_year, 60), posting(next_year, 60)], by=BY, at=NOW)
    assert "2024" in refused.value.refusals[0].text
    assert (sums(this), sums(next_year)) == ((100, 0, 0), (100, 0, 0))


def test_the_same_cause_moves_money_once(rogaland: OfficeCast) -> None:
    frame, cause = ledger.frame(amount_nok=1_000), ledger.frame(year=2024)
    transitions.commit([Posting(frame.pk, 100, cause)], by=BY, at=NOW)
    with pytest.raises(Refused, match="alt bokført"):
        transitions.commit([Posting(frame.pk, 100, cause)], by=BY, at=NOW)
    assert sums(frame) == (1_000, 100, 0)
    assert Movement.objects.get(kind="committed").cause_type == "ledger.frame"


def test_a_frame_of_another_office_is_not_there(rogaland: OfficeCast) -> None:
    with pytest.raises(NotVisible):
        transitions.commit([Posting(uuid4(), 1, key=uuid4())], by=BY, at=NOW)
    with pytest.raises(NotVisible):
        queries.frame(UUID(int=1))


def test_the_frame_of_a_scheme_and_a_year_is_found(rogaland: OfficeCast) -> None:
    frame = ledger.frame(year=2023)
    assert queries.frame_of(ROGALAND.office, "regional", 2023) == frame
    assert queries.frame_of(ROGALAND.office, "regional", 2024) is None
