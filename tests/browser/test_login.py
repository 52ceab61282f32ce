"""Logging in and out with a real Chromium at the certified provider: nothing we forbid the browser is in the way."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, expect
from pytest_django.plugin import DjangoDbBlocker

from tests import databases
from tests.browser.conftest import serving
from tests.conftest import swap
from tests.identity import counterpart
from tests.identity.counterpart import details, party

FJORDVIK, TROLLSKOGEN = "210000011", "210000038"
EXPECTED = ("Failed to load resource: the server responded with a status of", "[Report Only]")


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A served Samspel and the two providers, which know each other."""
    name = f"{databases.PROCESS}_login"
    databases.clone(name, databases.template())
    monkeypatch.setenv("SAMSPEL_LOGIN_KEYS", str(tmp_path))
    with serving(name) as base, counterpart.playing(tmp_path, base) as real:
        swap(name)
        try:
            with django_db_blocker.unblock():
                counterpart.rows(real.ansattporten, real.plain)
        finally:
            swap(databases.PROCESS)
        yield base


def ours(told: ConsoleMessage, address: str) -> bool:
    """Tell whether the browser complains of a page of ours, and not of the provider's."""
    return told.location["url"].startswith(address) and not told.text.startswith(EXPECTED)


@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without"])
def test_one_logs_in_changes_whom_one_acts_for_and_logs_out(browser: Browser, address: str, javascript: bool) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=javascript)
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda told: faults.append(told.text) if ours(told, address) else None)

    page.goto("/eier/vedtak/")
    page.get_by_role("link", name="Ansattporten").click()
    told = details(party(FJORDVIK, "read", "write", "sign"), party(TROLLSKOGEN))
    for label, text in {"account": "a1", "name": "Kari Ny", "acr": "high", "details": json.dumps(told)}.items():
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_role("button", name="Log in").click()

    page.get_by_role("button", name="Fjordvik kommune").first.click()
    expect(page).to_have_url(f"{address}/eier/vedtak/")
    expect(page.locator("body")).to_contain_text("Kari Ny handler for Fjordvik kommune")
    page.goto("/velg/")
    page.get_by_role("button", name="Trollskogen").last.click()
    expect(page.locator("body")).to_contain_text("Kari Ny handler for Trollskogen barnehage SA")

    page.goto("/velg/")
    page.get_by_role("main").get_by_role("button", name="Logg ut").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Du er logget ut")
    page.get_by_role("button", name="Logg ut av Ansattporten").click()
    page.get_by_role("button", name="Yes").click()
    expect(page).to_have_url(f"{address}/")
    page.goto("/eier/")
    expect(page).to_have_url(f"{address}/logg-inn/?neste=%2Feier%2F")
    context.close()
    assert faults == []
