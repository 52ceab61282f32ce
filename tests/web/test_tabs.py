"""A tab keeps what else the list is narrowed by, and begins at the first page."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from samspel.web.tabs import address


@pytest.mark.parametrize(
    ("before", "changed", "after"),
    [
        ("", {"status": "due"}, "?status=due"),
        ("?sok=barnehage&side=3&apnet=2", {"status": "due"}, "?sok=barnehage&status=due"),
        ("?status=due&sok=", {"status": ""}, "?"),
        ("?status=due", {"format": "csv"}, "?status=due&format=csv"),
    ],
)
def test_an_address_changes_one_thing_and_starts_from_the_first_page(
    before: str, changed: dict[str, str], after: str
) -> None:
    assert address(RequestFactory().get(f"/kontor/{before}"), **changed) == after
