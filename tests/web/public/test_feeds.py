"""The feeds tell readers elsewhere what is new, as Atom, each entry in its own written form."""

from __future__ import annotations

from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samspel.calls import transitions
from samspel.web import clock
from tests.cast import ROGALAND, OfficeCast
from tests.stories import calls, pages

NOW = calls.ANNOUNCED["2021"] + timedelta(days=2)
ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture
def reader() -> Client:
    """A feed reader, in October 2022."""
    client = Client()
    client.cookies[clock.COOKIE] = clock.starting_at(NOW)
    return client


def entries(reader: Client, address: str) -> list[ET.Element]:
    """Give the entries of a feed; it has what RFC 4287 asks for."""
    answer = reader.get(address)
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ET.fromstring(answer.content)
    assert all(feed.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))
    assert [link.get("href") for link in feed.iter(f"{ATOM}link") if link.get("rel") == "self"] == [
        f"http://testserver{address}"
    ]
    found = list(feed.iter(f"{ATOM}entry"))
    for entry in found:
        assert all(entry.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated", "published"))
        assert entry.findtext(f"{ATOM}author/{ATOM}name")
    return found


def test_a_call_comes_when_it_is_announced_and_says_so_when_it_is_withdrawn(
    rogaland: OfficeCast, reader: Client
) -> None:
    assert entries(reader, "/utlysninger/feed.xml") == []
    call = calls.announced()
    calls.drafted("2026", ref="utkast")
    (entry,) = entries(reader, "/utlysninger/feed.xml")
    assert entry.findtext(f"{ATOM}title") == "Tilskot til kompetanseutvikling 2023"
    assert entry.findtext(f"{ATOM}summary") == calls.WORDS["goal"]
    assert entry.get(LANG) == "nn"
    assert entry.findtext(f"{ATOM}published") == calls.ANNOUNCED["2021"].isoformat()
    known = entry.findtext(f"{ATOM}id")
    transitions.withdraw(call, reason="Feil", by=ROGALAND.decider, at=NOW - timedelta(days=1))
    (entry,) = entries(reader, "/utlysninger/feed.xml")
    assert entry.findtext(f"{ATOM}title") == "Tilskot til kompetanseutvikling 2023 (trukket)"
    assert (entry.findtext(f"{ATOM}id"), entry.findtext(f"{ATOM}updated")) == (
        known,
        (NOW - timedelta(days=1)).isoformat(),
    )


def test_a_feed_may_be_of_one_office(rogaland: OfficeCast, reader: Client) -> None:
    calls.announced()
    pages.published()
    assert [len(entries(reader, f"/{kind}/feed.xml?embete=rogaland")) for kind in ("utlysninger", "nyheter")] == [1, 1]
    assert [len(entries(reader, f"/{kind}/feed.xml?embete=agder")) for kind in ("utlysninger", "nyheter")] == [0, 0]


def test_the_news_come_with_their_address_and_nothing_else_does(rogaland: OfficeCast, reader: Client) -> None:
    pages.published()
    pages.published("Om oss", kind="about")
    pages.drafted("Utkast")
    (entry,) = entries(reader, "/nyheter/feed.xml")
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == "http://testserver/nyheter/rogaland/nytt-om-motet/"
    assert (entry.findtext(f"{ATOM}title"), entry.get(LANG)) == ("Nytt om møtet", "nn")


@pytest.mark.parametrize(
    ("page", "feed"), [("/utlysninger/", "/utlysninger/feed.xml"), ("/nyheter/", "/nyheter/feed.xml")]
)
def test_the_page_leads_to_its_feed(rogaland: OfficeCast, reader: Client, page: str, feed: str) -> None:
    text = reader.get(page).text
    assert 'rel="alternate" type="application/atom+xml"' in text
    assert f'<a class="ds-link" href="{feed}">' in text


def test_thirty_entries_ask_what_one_does(rogaland: OfficeCast, reader: Client) -> None:
    def asked() -> list[int]:
        counted = []
        for address in ("/nyheter/feed.xml", "/sitemap.xml"):
            with CaptureQueriesContext(connection) as questions:
                reader.get(address)
            counted.append(len(questions))
        return counted

    pages.published("Nyhet")
    one = asked()
    for number in range(29):
        pages.published(f"Nyhet {number}")
    assert asked() == one
