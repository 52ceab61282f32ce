"""Sizes are told in kilobytes and megabytes, rounded up."""

from __future__ import annotations

import pytest

from samspel.kit.sizes import format_size


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (1, "1\u00a0kB"),
        (1_000, "1\u00a0kB"),
        (1_001, "2\u00a0kB"),
        (998_999, "999\u00a0kB"),
        (999_001, "1,0\u00a0MB"),
        (1_000_000, "1,0\u00a0MB"),
        (1_000_001, "1,1\u00a0MB"),
        (25_000_000, "25,0\u00a0MB"),
    ],
)
def test_a_size_is_told_with_its_unit(size: int, words: str) -> None:
    assert format_size(size) == words
