"""The list of tasks shows how far each page has come, and what the office has asked for."""

from __future__ import annotations

from datetime import timedelta

from samspel.needs import transitions
from tests.cast import KARI, ROGALAND, OfficeCast
from tests.stories import needs
from tests.web.desk import read, sit
from tests.web.owner.pages import NOW, address


def test_an_empty_need_has_nothing_filled_in(rogaland: OfficeCast) -> None:
    page = read(sit(KARI, NOW), "owner-need", needs.drafted(title="").pk)
    assert "Behovsmelding uten tittel" in page
    assert "0 av 8" in page
    assert page.count("Ikke fylt ut") == 8


def test_a_page_with_something_left_is_begun(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    transitions.fill(need, content={"assessment": "Noko"}, by=KARI, at=NOW)
    page = read(sit(KARI, NOW), "owner-need", need.pk)
    assert page.count("Påbegynt") == 2
    assert page.count("Ikke fylt ut") == 6


def test_a_whole_need_is_done_and_says_whom_it_waits_for(rogaland: OfficeCast) -> None:
    need = needs.filled("decentralised")
    page = read(sit(KARI, NOW), "owner-need", need.pk)
    assert "9 av 9" in page
    assert "Venter på Høgskulen i vest" in page
    assert "Søknadssum: 400\xa0000\xa0kr" in page
    assert f'href="{address(need, "egenandel/")}"' in page


def test_a_need_that_was_sent_back_says_what_is_missing_and_until_when(rogaland: OfficeCast) -> None:
    need = needs.submitted()
    answer_by = NOW.replace(hour=23) + timedelta(days=20)
    transitions.send_back(need, reason="Skriv meir om leiken.", answer_by=answer_by, by=ROGALAND.caseworker, at=NOW)
    page = read(sit(KARI, NOW), "owner-need", need.pk)
    assert "Skriv meir om leiken." in page
    assert "Svar innen 7.\xa0februar 2023 kl.\xa023.59" in page or "Svar innen 8.\xa0februar" in page
