"""What a receiver must agree to: the own contribution divided among owners, and the days to answer and to appeal."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from samspel.decisions.terms import (
    answer_on,
    last_day_to_appeal,
    own_contribution,
    own_contribution_of,
)
from tests.cast import OfficeCast, id_of
from tests.stories import decisions as story
from tests.stories import open_cases

pytestmark = pytest.mark.money


def test_owners_divide_the_own_contribution_as_they_divide_the_grant_and_partners_add_nothing(
    rogaland: OfficeCast,
) -> None:
    asked = (("fjordvik", 2023, 200_000), ("trollskogen", 2023, 100_000), ("hiv", 2023, 99_999))
    case = open_cases.recommended(asked=asked, scheme="decentralised", owner="vidda", partners=("hiv",))
    decision = story.made(case)
    whole = own_contribution(decision)
    parts = {key: own_contribution_of(decision, id_of(key)) for key in ("fjordvik", "trollskogen", "hiv", "vidda")}
    assert whole is not None and whole.base_nok == 399_999
    assert {key: part.base_nok if part else None for key, part in parts.items()} == {
        "fjordvik": 266_666, "trollskogen": 133_333, "hiv": None, "vidda": None,
    }  # fmt: skip
    assert parts["fjordvik"] is not None and parts["fjordvik"].least_nok == 80_000


def test_later_years_are_not_reckoned_until_they_are_bound(rogaland: OfficeCast) -> None:
    case = open_cases.recommended(
        asked=(("fjordvik", 2023, 100_000), ("fjordvik", 2024, 900_000)), scheme="decentralised"
    )
    asks = own_contribution(story.made(case))
    assert asks is not None and asks.base_nok == 100_000


@pytest.mark.parametrize(
    ("came", "last"),
    [
        (datetime(2023, 4, 19, 9, tzinfo=UTC), date(2023, 5, 10)),
        (datetime(2023, 4, 26, 9, tzinfo=UTC), date(2023, 5, 19)),  # 17 May, then Ascension
        (datetime(2023, 3, 16, 22, 59, tzinfo=UTC), date(2023, 4, 11)),  # Maundy Thursday
        (datetime(2023, 3, 16, 23, 0, tzinfo=UTC), date(2023, 4, 11)),  # already the seventeenth in Norway
    ],
)
def test_the_time_to_appeal_is_three_weeks_from_the_day_it_came_and_ends_on_a_working_day(
    came: datetime, last: date
) -> None:
    assert last_day_to_appeal(came) == last


def test_the_terms_are_answered_within_three_weeks() -> None:
    came = datetime(2023, 4, 19, 9, tzinfo=UTC)
    assert answer_on(came) == date(2023, 5, 10)
