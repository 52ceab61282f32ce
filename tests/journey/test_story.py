"""The story of a need holds every act, every letter and every movement, and nothing of another's."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from samspel.flow.models import Entry
from samspel.journey.story import story
from tests.cast import OfficeCast
from tests.stories import journey, needs


def test_the_story_is_told_from_the_first_act_to_the_last(rogaland: OfficeCast) -> None:
    decision = journey.whole()
    told = story(decision.case.need)
    acts = [entry.act for entry in told.entries]
    assert (acts[0], acts[-1]) == ("needs.draft", "opendata.publish")
    wanted = ["needs.submit", "casework.make_ready", "forum.recommend", "decisions.make", "payments.confirm_paid"]
    assert [act for act in acts if act in wanted] == [*wanted, "payments.confirm_paid"]
    assert told.entries[0].who == "Kari Fjord"
    assert told.entries[0].for_whom == "Fjordvik kommune"


def test_letters_and_movements_are_those_of_the_need(rogaland: OfficeCast) -> None:
    told = story(journey.whole().case.need)
    assert [letter.number for letter in told.letters] == ["B-2023-001", "B-2023-002"]
    moved = sorted((movement.kind, movement.amount_nok) for movement in told.movements)
    assert moved == [("committed", 50_000), ("committed", 150_000), ("paid", 50_000), ("paid", 150_000)]


def test_the_story_of_another_need_is_another(rogaland: OfficeCast) -> None:
    journey.whole()
    told = story(needs.drafted(title="Noko anna"))
    assert [entry.act for entry in told.entries] == ["needs.draft"]
    assert (told.letters, told.movements) == ([], [])


@pytest.mark.parametrize("whole", [True, False])
def test_the_story_takes_as_many_questions_however_long_it_is(
    rogaland: OfficeCast, django_assert_max_num_queries: DjangoAssertNumQueries, whole: bool
) -> None:
    need = journey.whole().case.need if whole else needs.drafted()
    with django_assert_max_num_queries(5):
        story(need)
    assert Entry.objects.exists()
