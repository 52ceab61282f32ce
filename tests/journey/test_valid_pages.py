"""Every page is valid HTML, in both written forms, and also when it says what is wrong.

`samspel proof` reads each in both forms; otherwise every other page is read in the one and the rest in the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from samspel.config.policy import POLICY
from samspel.tenancy.by import By
from samspel.web.public.components import PARTS
from tests.journey.test_length import OTHER, PAGES, looker
from tests.journey.validity import faults
from tests.journey.world import world
from tests.web.desk import sit

DAY = datetime(2023, 1, 25, 9, tzinfo=UTC)
HTML = "text/html"
MORE = (
    *(f"/komponenter/?del={part}" for part in PARTS),
    "/komponenter/?del=skjema&feil",
    "/komponenter/?del=siden&inne",
    "/pengene/?ar=abc",
    "/finnes-ikke/",
)


def somebody(by: By | None, form: str) -> Client:
    """A browser of somebody in one written form, or of nobody in particular."""
    if by:
        return sit(by, DAY, form)
    client = Client()
    client.cookies["samspel-spraak"] = form
    return client


def shown(parts: dict[str, object], form: str, places: slice) -> Iterator[tuple[str, str]]:
    """Every page in some places of the list, and what it answers to a form in which nothing is filled in."""
    sitting = {by: somebody(by, form) for by in {looker(name) for name in PAGES}}
    for name in sorted(PAGES.keys() - OTHER)[places]:
        wanted = PAGES[name].pattern.converters
        address = reverse(name, kwargs={part: parts.get(f"{name} {part}", parts.get(part)) for part in wanted})
        client = sitting[looker(name)]
        answers = {"": client.get(address)}
        if "POST" in POLICY[name].methods:
            answers[" sent empty"] = sent_empty(client, address)
        for how, answer in answers.items():
            if answer.content and answer.headers["Content-Type"].startswith(HTML):
                yield f"{name}{how} {form}", answer.content.decode()
    for address in MORE[places]:
        yield f"{address} {form}", sitting[None].get(address).content.decode()


def sent_empty(client: Client, address: str) -> Any:  # noqa: ANN401 - Django's own answer
    """What a page answers to an empty form; what that does is undone."""
    before = transaction.savepoint()
    try:
        return client.post(address, {})
    finally:
        transaction.savepoint_rollback(before)


@pytest.mark.usefixtures("rogaland")
def test_every_page_is_valid_in_both_forms(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    parts, step = world(1), 1 if pytestconfig.getoption("--whole") else 2
    read = {"nb": slice(0, None, step), "nn": slice(step - 1, None, step)}
    pages = {name: text for form, places in read.items() for name, text in shown(parts, form, places)}
    assert len(pages) > 2 // step * len(PAGES.keys() - OTHER)
    found = faults(pages, tmp_path)
    if found:
        pytest.fail("\n".join(found), pytrace=False)


GOOD = '<!DOCTYPE html><html lang="nb"><head><title>Side</title></head><body><main>{}</main></body></html>'
BAD = {
    "<p>a<div>b</div></p>": "no-implicit-close",
    "<ul><p>a</p></ul>": "element-permitted-content",
    '<a href="#">a<button type="button">b</button></a>': "element-permitted-content",
    '<p id="a">a</p><p id="a">b</p>': "no-dup-id",
    '<p class="a" class="b">a</p>': "no-dup-attr",
    '<input type="spiral">': "attribute-allowed-values",
    "<div><span></div></span>": "close-order",
    "<blik>a</blik>": "element-name",
    "<table><tr><p>a</p></tr></table>": "element-permitted-content",
    '<p aria-labelledby="nobody">a</p>': "no-missing-references",
    "<h3>a</h3>": "heading-level",
}


@pytest.mark.parametrize("piece", BAD)
def test_a_page_that_is_not_valid_is_found(tmp_path: Path, piece: str) -> None:
    found = faults({"good": GOOD.format("<p>a</p>"), "bad": GOOD.format(piece)}, tmp_path)
    assert found
    assert all(fault.startswith("bad: ") for fault in found)
    assert any(fault.endswith(f"({BAD[piece]})") for fault in found)
