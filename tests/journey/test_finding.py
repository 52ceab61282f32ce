"""A need is found by whatever somebody calls it."""

from __future__ import annotations

from samspel.journey.finding import find
from tests.cast import OfficeCast
from tests.stories import journey


def test_a_need_is_found_by_every_name_it_has(rogaland: OfficeCast) -> None:
    decision = journey.accepted()
    need = decision.case.need
    for ref in (need.ref, str(need.pk), decision.number, str(decision.case), "B-2023-001"):
        assert find(ref) == [need], ref


def test_what_names_nothing_finds_nothing(rogaland: OfficeCast) -> None:
    for ref in ("", "2023/", "2023/²", "9999999999/1", "not-an-id", "V-2023-999", "'; drop table needs_need"):
        assert find(ref) == []
