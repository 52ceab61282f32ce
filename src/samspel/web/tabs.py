"""The tabs above a list: one for each state with how many stand there, each an address that narrows the list."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.functional import Promise

# What belongs to one look at a list, and is left behind when its filter changes.
PASSING = {"side", "apnet", "besvart"}


@dataclass(frozen=True)
class Tab:
    """One tab: its words, how many rows stand behind it, where it leads, and whether it is the one chosen."""

    label: str | Promise
    count: int
    url: str
    chosen: bool


def address(request: HttpRequest, **changed: str) -> str:
    """Give a list's address with some of its filter changed, from its first page."""
    kept = {name: value for name, value in request.GET.items() if name not in {*PASSING, *changed} and value}
    return "?" + urlencode(kept | {name: value for name, value in changed.items() if value})
