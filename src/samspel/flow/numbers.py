"""Numbers without gaps: given in the act's own transaction, so that an act undone gives its number back."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from samspel.kit.ids import new_id


def next_number(office_id: UUID, series: str, year: int) -> int:
    """Give the next number of a series for an office and a year, holding the series until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            insert into flow_counter (id, office_id, series, year, last) values (%s, %s, %s, %s, 1)
            on conflict on constraint flow_counter_one_per_series do update set last = flow_counter.last + 1
            returning last
            """,
            [new_id(), office_id, series, year],
        )
        return int(cursor.fetchone()[0])


def take_number(office_id: UUID, series: str, year: int, number: int) -> None:
    """Note a number that was given elsewhere, so that the series goes on after it."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            insert into flow_counter (id, office_id, series, year, last) values (%s, %s, %s, %s, %s)
            on conflict on constraint flow_counter_one_per_series
            do update set last = greatest(flow_counter.last, excluded.last)
            """,
            [new_id(), office_id, series, year, number],
        )
