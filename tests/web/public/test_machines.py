"""Search engines find what anybody may read and nothing more, and a finder of a weakness knows where to go."""

from __future__ import annotations

from datetime import datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings
from django.test import Client

from samspel.web import clock
from tests.cast import OfficeCast
from tests.stories import calls, pages

NOW = calls.ANNOUNCED["2021"] + timedelta(days=2)
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def reader() -> Client:
    """A machine that reads, in October 2022."""
    client = Client()
    client.cookies[clock.COOKIE] = clock.starting_at(NOW)
    return client


def test_every_address_of_the_sitemap_can_be_read_and_none_that_is_not_published_is_in_it(
    rogaland: OfficeCast, reader: Client
) -> None:
    calls.announced()
    calls.drafted("2026", ref="utkast")
    pages.published()
    pages.published("Langtidsplan", kind="plan")
    pages.drafted("Hemmelig")
    found = ET.fromstring(reader.get("/sitemap.xml").content)
    paths = [str(one.text).removeprefix("http://testserver") for one in found.iter(f"{SPACE}loc")]
    assert len(paths) == len(set(paths)) > 380
    assert {"/", "/ordninger/regional/", "/embeter/rogaland/", "/kommuner/1103/", "/utlysninger/rogaland/behov-2023/",
            "/nyheter/rogaland/nytt-om-motet/", "/embeter/rogaland/sider/langtidsplan/"} <= set(paths)  # fmt: skip
    assert [path for path in paths if "utkast" in path or "hemmelig" in path] == []
    short = [path for path in paths if not path.startswith("/kommuner/") or path == "/kommuner/1103/"]
    assert [path for path in short if reader.get(path).status_code != 200] == []


def test_the_demo_is_left_alone_and_the_real_one_shows_what_is_public(
    rogaland: OfficeCast, reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert reader.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"
    monkeypatch.setattr(settings, "DEMO", False)
    told = reader.get("/robots.txt").text
    assert "Disallow: /kontor/\n" in told
    assert "Disallow: /\n" not in told
    assert "Sitemap: http://testserver/sitemap.xml\n" in told


@pytest.mark.django_db
def test_where_to_report_a_weakness_is_told_as_rfc_9116_has_it(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def told() -> dict[str, str]:
        return dict(line.split(": ", maxsplit=1) for line in reader.get("/.well-known/security.txt").text.splitlines())

    first = told()
    assert first["Contact"] == "http://testserver/kontakt/"
    assert first["Canonical"] == "http://testserver/.well-known/security.txt"
    left = datetime.fromisoformat(first["Expires"]) - NOW
    assert timedelta(days=100) < left < timedelta(days=365)
    monkeypatch.setattr(settings, "SECURITY_CONTACT", "mailto:sikkerhet@samspel.example")
    assert told()["Contact"] == "mailto:sikkerhet@samspel.example"


@pytest.mark.django_db
def test_the_accessibility_statement_is_led_to_where_there_is_one(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Lenken til den kommer her." in reader.get("/tilgjengelighet/").text
    monkeypatch.setattr(settings, "ACCESSIBILITY_STATEMENT", "https://uustatus.no/nb/erklaringer/publisert/x")
    page = reader.get("/tilgjengelighet/").text
    assert '<a class="ds-link" href="https://uustatus.no/nb/erklaringer/publisert/x" rel="external">' in page
