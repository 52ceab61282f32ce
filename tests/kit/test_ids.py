"""Identifiers are UUID version 7: new each time, with the moment in front."""

from __future__ import annotations

import time
from uuid import RFC_4122

from samspel.kit.ids import new_id


def test_an_identifier_is_of_version_7_in_the_common_variant() -> None:
    made = [new_id() for _ in range(200)]
    assert {(each.version, each.variant) for each in made} == {(7, RFC_4122)}


def test_the_first_48_bits_are_the_milliseconds_at_which_it_was_made() -> None:
    before = time.time_ns() // 1_000_000
    stamped = new_id().int >> 80
    assert before <= stamped <= time.time_ns() // 1_000_000


def test_no_two_are_the_same_and_every_other_bit_is_drawn() -> None:
    made = [new_id().int for _ in range(2_000)]
    drawn = [bit for bit in range(80) if {each >> bit & 1 for each in made} == {0, 1}]
    assert len(set(made)) == 2_000
    assert drawn == [*range(62), *range(64, 76)]  # the rest says variant and version
