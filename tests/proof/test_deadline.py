"""The night of the deadline: in time, late or refused, against an oracle that only walks the clock of Norway."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from samspel.calls.models import Call
from samspel.kit import deadlines
from samspel.needs.models import Need
from samspel.needs.rules import Level, deadline
from samspel.needs.sheet import Sheet
from samspel.rules import scheme

pytestmark = pytest.mark.deadline
SEED = 20_230_201
MOMENT = timedelta(microseconds=1)
NORWAY = ZoneInfo("Europe/Oslo")
Bound = Callable[[date], datetime]


@dataclass(frozen=True)
class Case:
    """A need whose call has a last day, which may have one of its own or have been sent back, received at a moment."""

    day: date
    at: datetime
    grace_minutes: int = 60
    own_day: date | None = None
    returned: bool = False


@cache
def first_too_late(day: date) -> datetime:
    """Walk the clock from noon on, a quarter at a time, to the first instant of the next day in Norway: the oracle."""
    instant = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    while instant.astimezone(NORWAY).date() <= day:
        instant += timedelta(minutes=15)
    return instant


def expected(case: Case) -> str:
    """Say what the oracle makes of a case."""
    own = first_too_late(case.own_day) if case.own_day else None
    if case.returned:
        return "in time" if own is None or case.at < own else "refused"
    call = first_too_late(case.day)
    if case.at < call or (own and case.at < own):
        return "in time"
    return "late" if case.at < call + timedelta(minutes=case.grace_minutes) else "refused"


def judged(case: Case, bound: Bound = deadlines.closes_at) -> str:
    """Say what Samspel makes of a case, with its own way to place a day's end or another one."""
    own = bound(case.own_day) if case.own_day else None
    call = Call(state=Call.State.ANNOUNCED, closes_at=bound(case.day), grace_minutes=case.grace_minutes)
    state = Need.State.RETURNED if case.returned else Need.State.DRAFT
    dates = {"answer_by": own} if case.returned else {"own_closes_at": own}
    need = Need(call=call, state=state, **dates)
    sheet = Sheet(need, scheme("regional", "2021"), (), (), (), (), (), ())
    levels = {finding.level for finding in deadline.in_time(sheet, case.at)}
    if Level.ERROR in levels:
        return "refused"
    late = deadline.comes_late(need, case.at)
    assert late == (Level.WARNING in levels)
    return "late" if late else "in time"


def drawn(count: int, seed: int = SEED) -> Iterator[Case]:
    """Draw cases, most of them close to a bound, on days on which the clock does something more often than others."""
    chance = random.Random(seed)
    first = date(2021, 2, 1)
    odd = [day for year in range(2022, 2046) for day in odd_days(year)]
    near = (0, -1, 1, -1_000_000, 1_000_000, -60_000_000, 60_000_000, -3_600_000_000, 3_600_000_000)
    for _number in range(count):
        day = chance.choice(odd) if chance.random() < 0.4 else first + timedelta(days=chance.randrange(9_000))
        grace = chance.choice((0, 1, 60, 60, 90, 1_440))
        own = day + timedelta(days=chance.randrange(-3, 12)) if chance.random() < 0.3 else None
        returned = own is not None and chance.random() < 0.4
        around = [first_too_late(day), first_too_late(day) + timedelta(minutes=grace)]
        around += [first_too_late(own)] if own else []
        if chance.random() < 0.8:
            at = chance.choice(around) + timedelta(microseconds=chance.choice(near))
        else:
            at = first_too_late(day) + timedelta(microseconds=chance.randrange(-3 * 86_400, 3 * 86_400) * 1_000_000)
        yield Case(day, at.astimezone(chance.choice((UTC, NORWAY))), grace, own, returned)


def odd_days(year: int) -> Iterator[date]:
    """Give the days of a year on which the clock is moved, the days before, leap day and the last of the year."""
    for month in (3, 10):
        sunday = next(day for back in range(7) if (day := date(year, month, 31 - back)).isoweekday() == 7)
        yield from (sunday - timedelta(days=1), sunday)
    yield date(year, 3, 1) - timedelta(days=1)
    yield date(year, 12, 31)


def deviations(cases: Iterator[Case], bound: Bound = deadlines.closes_at) -> list[Case]:
    """Give the cases of which Samspel makes something else than the oracle."""
    return [case for case in cases if judged(case, bound) != expected(case)]


def test_no_generated_instant_is_judged_otherwise_than_by_the_clock_on_the_wall(
    pytestconfig: pytest.Config, record_property: Callable[[str, object], None]
) -> None:
    count = 100_000 if pytestconfig.getoption("--whole") else 10_000
    assert deviations(drawn(count)) == []
    record_property(f"counted instants at deadlines (seed {SEED})", count)


def last_microsecond(day: date) -> datetime:
    """Place a day's end where it is often placed, and wrong: the last microsecond is then too late."""
    return datetime.combine(day, time.max, NORWAY)


def midnight_in_london(day: date) -> datetime:
    """Place a day's end by the clock of the machine."""
    return datetime.combine(day + timedelta(days=1), time(), UTC)


def a_day_is_24_hours(day: date) -> datetime:
    """Place a day's end 24 hours after its beginning."""
    return datetime.combine(day, time(), NORWAY).astimezone(UTC) + timedelta(hours=24)


def always_winter(day: date) -> datetime:
    """Place a day's end by winter time all year."""
    return datetime.combine(day + timedelta(days=1), time(), UTC) - timedelta(hours=1)


@pytest.mark.parametrize("wrong", [last_microsecond, midnight_in_london, a_day_is_24_hours, always_winter])
def test_a_wrong_end_of_the_day_is_found(wrong: Bound) -> None:
    assert deviations(drawn(1_000), wrong)


# What happens, the last day, when it was received (in Norway unless it says Z), and what becomes of it.
BY_HAND = """
an ordinary evening, long before                | 2023-02-01 | 2023-02-01T12:00:00+01:00        | in time
one minute to midnight                          | 2023-02-01 | 2023-02-01T23:59:00+01:00        | in time
the last whole second                           | 2023-02-01 | 2023-02-01T23:59:59+01:00        | in time
the last microsecond                            | 2023-02-01 | 2023-02-01T23:59:59.999999+01:00 | in time
the first instant of the next day               | 2023-02-01 | 2023-02-02T00:00:00+01:00        | late
one microsecond into the next day               | 2023-02-01 | 2023-02-02T00:00:00.000001+01:00 | late
two seconds after midnight                      | 2023-02-01 | 2023-02-02T00:00:02+01:00        | late
the last microsecond of the hour of grace       | 2023-02-01 | 2023-02-02T00:59:59.999999+01:00 | late
the end of the hour of grace                    | 2023-02-01 | 2023-02-02T01:00:00+01:00        | refused
the morning after                               | 2023-02-01 | 2023-02-02T08:00:00+01:00        | refused
the last second, told by a clock in London      | 2023-02-01 | 2023-02-01T22:59:59Z             | in time
midnight in Norway, told by a clock in London   | 2023-02-01 | 2023-02-01T23:00:00Z             | late
midnight in London                              | 2023-02-01 | 2023-02-02T00:00:00Z             | refused
the last second, told by a clock in Kirkenes' neighbour | 2023-02-01 | 2023-02-02T01:59:59+03:00 | in time
midnight, told by a clock two hours east        | 2023-02-01 | 2023-02-02T02:00:00+03:00        | late
the last second of a day in summer              | 2023-06-15 | 2023-06-15T21:59:59Z             | in time
the end of a day in summer                      | 2023-06-15 | 2023-06-15T22:00:00Z             | late
winter's midnight on a day in summer            | 2023-06-15 | 2023-06-15T23:00:00Z             | refused
before the hour that is not there, 28 March     | 2027-03-28 | 2027-03-28T00:59:59Z             | in time
after the hour that is not there, 28 March      | 2027-03-28 | 2027-03-28T01:00:00Z             | in time
23 hours after the day began                    | 2027-03-28 | 2027-03-28T22:00:00Z             | late
24 hours after the day began                    | 2027-03-28 | 2027-03-28T23:00:00Z             | refused
the last second of the short day                | 2027-03-28 | 2027-03-28T21:59:59Z             | in time
the eve of the short day                        | 2027-03-27 | 2027-03-27T22:59:59Z             | in time
the end of the eve of the short day             | 2027-03-27 | 2027-03-27T23:00:00Z             | late
half past two the first time, 25 October        | 2026-10-25 | 2026-10-25T02:30:00+02:00        | in time
half past two the second time, 25 October       | 2026-10-25 | 2026-10-25T02:30:00+01:00        | in time
24 hours after the long day began               | 2026-10-25 | 2026-10-25T22:00:00Z             | in time
the last second of the long day                 | 2026-10-25 | 2026-10-25T22:59:59Z             | in time
25 hours after the long day began               | 2026-10-25 | 2026-10-25T23:00:00Z             | late
the eve of the long day ends in summer time     | 2026-10-24 | 2026-10-24T22:00:00Z             | late
the last second of the eve of the long day      | 2026-10-24 | 2026-10-24T21:59:59Z             | in time
the last second of leap day                     | 2028-02-29 | 2028-02-29T22:59:59Z             | in time
the end of leap day                             | 2028-02-29 | 2028-02-29T23:00:00Z             | late
28 February of a leap year is not leap day      | 2028-02-28 | 2028-02-29T12:00:00+01:00        | refused
28 February of a year without a leap day        | 2027-02-28 | 2027-02-28T22:59:59.999999Z      | in time
1 March of a year without a leap day            | 2027-02-28 | 2027-03-01T00:00:00+01:00        | late
the last second of the year                     | 2026-12-31 | 2026-12-31T23:59:59+01:00        | in time
new year                                        | 2026-12-31 | 2027-01-01T00:00:00+01:00        | late
an hour into the new year                       | 2026-12-31 | 2027-01-01T01:00:00+01:00        | refused
new year in London                              | 2026-12-31 | 2027-01-01T00:00:00Z             | refused
a year too early                                | 2027-02-01 | 2026-02-01T23:59:59+01:00        | in time
a year too late                                 | 2026-02-01 | 2027-02-01T12:00:00+01:00        | refused
"""
ROWS = [[part.strip() for part in line.split("|")] for line in BY_HAND.strip().splitlines()]


@pytest.mark.parametrize(("what", "day", "at", "becomes"), ROWS, ids=[row[0] for row in ROWS])
def test_what_was_picked_by_hand(what: str, day: str, at: str, becomes: str) -> None:
    case = Case(date.fromisoformat(day), datetime.fromisoformat(at))
    assert (judged(case), expected(case)) == (becomes, becomes), what


# The last day of real and of odd deadlines, and the hour in UTC at which it was over in Norway.
ENDS = """
2021-01-31 23 | 2021-02-01 23 | 2021-03-27 23 | 2021-03-28 22 | 2021-10-30 22 | 2021-10-31 23 | 2021-12-31 23
2022-01-15 23 | 2022-02-01 23 | 2022-03-26 23 | 2022-03-27 22 | 2022-10-29 22 | 2022-10-30 23 | 2022-11-01 23
2023-02-01 23 | 2023-03-25 23 | 2023-03-26 22 | 2023-05-16 22 | 2023-10-28 22 | 2023-10-29 23 | 2023-12-31 23
2024-02-28 23 | 2024-02-29 23 | 2024-03-30 23 | 2024-03-31 22 | 2024-10-26 22 | 2024-10-27 23 | 2024-11-15 23
2025-02-28 23 | 2025-03-30 22 | 2025-06-30 22 | 2025-10-26 23 | 2026-02-01 23 | 2026-03-29 22 | 2026-10-25 23
2027-02-01 23 | 2027-03-27 23 | 2027-03-28 22 | 2027-10-30 22 | 2027-10-31 23 | 2028-02-29 23 | 2028-03-26 22
"""
AROUND = {
    "a day before": (timedelta(days=-1), "in time"), "an hour before": (timedelta(hours=-1), "in time"),
    "the last minute": (timedelta(minutes=-1), "in time"), "the last second": (timedelta(seconds=-1), "in time"),
    "the last microsecond": (-MOMENT, "in time"), "the first instant after": (timedelta(0), "late"),
    "a microsecond after": (MOMENT, "late"), "two seconds after": (timedelta(seconds=2), "late"),
    "the last of the grace": (timedelta(hours=1) - MOMENT, "late"),
    "the end of the grace": (timedelta(hours=1), "refused"),
}  # fmt: skip


@pytest.mark.parametrize("when", AROUND)
def test_the_end_of_many_days_is_where_a_hand_has_put_it(when: str) -> None:
    away, becomes = AROUND[when]
    rows = [part.split() for part in ENDS.replace("|", "\n").split("\n") if part.strip()]
    assert len(rows) == 42
    for day, hour in rows:
        last = date.fromisoformat(day)
        at = datetime(last.year, last.month, last.day, int(hour), tzinfo=UTC) + away
        assert judged(Case(last, at)) == becomes, (day, at)
        assert judged(Case(last, at.astimezone(NORWAY))) == becomes, (day, at)


@pytest.mark.parametrize(
    ("grace", "own", "returned", "at", "becomes"),
    [
        (0, None, False, "2023-02-02T00:00:00+01:00", "refused"),
        (1, None, False, "2023-02-02T00:00:59.999999+01:00", "late"),
        (1, None, False, "2023-02-02T00:01:00+01:00", "refused"),
        (60, "2023-02-08", False, "2023-02-08T23:59:59.999999+01:00", "in time"),
        (60, "2023-02-08", False, "2023-02-09T00:00:00+01:00", "refused"),
        (60, "2023-01-20", False, "2023-02-01T23:59:59+01:00", "in time"),
        (60, "2023-01-20", True, "2023-01-21T00:00:00+01:00", "refused"),
        (60, "2023-03-10", True, "2023-03-10T23:59:59.999999+01:00", "in time"),
        (60, "2023-03-10", True, "2023-03-11T00:00:00+01:00", "refused"),
        (1_440, None, False, "2023-02-02T23:59:59.999999+01:00", "late"),
        (1_440, None, False, "2023-02-03T00:00:00+01:00", "refused"),
    ],
)
def test_grace_and_deadlines_of_its_own(grace: int, own: str | None, returned: bool, at: str, becomes: str) -> None:
    own_day = date.fromisoformat(own) if own else None
    case = Case(date(2023, 2, 1), datetime.fromisoformat(at), grace, own_day, returned)
    assert (judged(case), expected(case)) == (becomes, becomes)
