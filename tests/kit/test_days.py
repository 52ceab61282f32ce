"""Days and moments are written the way Norwegian writes them, in Norwegian time."""

from __future__ import annotations

from datetime import UTC, date, datetime

from samspel.kit.days import day_in_words, exact_in_words, last_day_in_words


def test_a_day_has_its_month_in_words() -> None:
    assert day_in_words(date(2027, 2, 1)) == "1.\u00a0februar 2027"


def test_the_day_of_a_moment_is_the_day_in_norway() -> None:
    assert day_in_words(datetime(2023, 1, 31, 23, 30, tzinfo=UTC)) == "1.\u00a0februar 2023"


def test_a_deadline_is_told_by_its_last_day() -> None:
    assert last_day_in_words(datetime(2023, 2, 1, 23, tzinfo=UTC)) == "1.\u00a0februar 2023"


def test_an_exact_moment_has_its_seconds_and_its_zone() -> None:
    winter, summer = datetime(2023, 1, 20, 9, 0, 5, tzinfo=UTC), datetime(2023, 7, 1, 9, tzinfo=UTC)
    assert exact_in_words(winter) == "20.\u00a0januar 2023 kl.\u00a010.00.05 (norsk tid, UTC+01:00)"
    assert exact_in_words(summer) == "1.\u00a0juli 2023 kl.\u00a011.00.00 (norsk tid, UTC+02:00)"
