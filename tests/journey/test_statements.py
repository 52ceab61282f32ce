"""What the scheme's own page says, our public pages say, in both written forms and in our own words."""

from __future__ import annotations

import os
import re
import tomllib
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from samspel.web import clock
from samspel.web.public.links import SCHEMES
from tests.cast import OfficeCast
from tests.stories import calls, pages

THEIRS = Path(os.environ.get("SAMSPEL_STANDARDS", "")).parent / "reference" / "scheme-page.txt"
STATEMENTS = tomllib.loads((Path(__file__).parent / "statements.toml").read_text(encoding="utf-8"))["statement"]
# Where more words in a row stand on the other page, we have copied a sentence.
MOST_IN_COMMON = 9


@pytest.fixture
def told(rogaland: OfficeCast) -> None:
    """The call of 2023 and a news item, as the public met them in October 2022."""
    calls.announced()
    pages.published()


def words(address: str, form: str) -> str:
    """Give what stands on a page, with single spaces."""
    reader = Client()
    reader.cookies[clock.COOKIE] = clock.starting_at(calls.ANNOUNCED["2021"] + timedelta(days=1))
    reader.cookies["samspel-spraak"] = form
    answer = reader.get(address)
    assert answer.status_code == 200
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).replace(" ,", ",").replace(" .", ".").split())


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("form", ["nb", "nn"])
@pytest.mark.parametrize("page", sorted({str(one["page"]) for one in STATEMENTS}))
def test_each_statement_is_found_on_its_page(page: str, form: str) -> None:
    found = words(page, form)
    assert [one["says"] for one in STATEMENTS if one["page"] == page and one[form] not in found] == []


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("form", ["nb", "nn"])
@pytest.mark.parametrize("slug", SCHEMES)
def test_the_page_of_a_scheme_names_a_basis_for_each_part(slug: str, form: str) -> None:
    found = words(f"/ordninger/{slug}/", form)
    mark = {"nb": ("Hjemmel:", "ikke bekreftet"), "nn": ("Heimel:", "ikkje stadfesta")}[form]
    assert found.count(mark[0]) >= 9
    assert (mark[1] in found) is (slug == "kollektiv")


@pytest.mark.skipif(not THEIRS.is_file(), reason="SAMSPEL_STANDARDS names no folder beside the text of the page")
def test_our_words_are_our_own() -> None:
    theirs = in_words(THEIRS.read_text(encoding="utf-8"))
    runs = {tuple(theirs[place : place + MOST_IN_COMMON]) for place in range(len(theirs) - MOST_IN_COMMON + 1)}
    for one in STATEMENTS:
        ours = in_words(f"{one['nb']} {one['nn']}")
        shared = {tuple(ours[at : at + MOST_IN_COMMON]) for at in range(len(ours))} & runs
        assert not shared or one.get("names_only"), one["says"]


def in_words(text: str) -> list[str]:
    """Give the words of a text."""
    return re.findall(r"\w+", text.casefold())
