"""The list of tasks shows how far each page has come, and what the office has asked for."""

from __future__ import annotations

from datetime import timedelta

from samspel.actors.models import Unit
from samspel.needs import transitions
from samspel.needs.models import Need
from samspel.needs.rules import check
from tests.cast import KARI, PIA, ROGALAND, OfficeCast
from tests.stories import needs
from tests.web.desk import read, sit, write
from tests.web.owner.pages import NOW, address


def test_an_empty_need_has_nothing_filled_in(rogaland: OfficeCast) -> None:
    page = read(sit(KARI, NOW), "owner-need", needs.drafted(title="").pk)
    assert "Behovsmelding uten tittel" in page
    assert "0 av 9" in page
    assert page.count("Ikke fylt ut") == 9


def test_a_page_with_something_left_is_begun(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    transitions.fill(need, content={"assessment": "Noko"}, by=KARI, at=NOW)
    page = read(sit(KARI, NOW), "owner-need", need.pk)
    assert page.count("Påbegynt") == 2
    assert page.count("Ikke fylt ut") == 7


def test_a_whole_need_is_done_and_says_whom_it_waits_for(rogaland: OfficeCast) -> None:
    need = needs.filled("decentralised")
    page = read(sit(KARI, NOW), "owner-need", need.pk)
    assert "10 av 10" in page
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


def test_an_owner_with_few_units_changes_form_and_loses_nothing(rogaland: OfficeCast) -> None:
    need = needs.filled(owner="trollskogen")
    pia = sit(PIA, NOW)
    assert "Bytt til det korte skjemaet" in read(pia, "owner-need", need.pk)
    transitions.fill(need, content={"evaluation": "", "plan_link": ""}, by=PIA, at=NOW)
    assert write(pia, "owner-short", need.pk, short="ja").status_code == 302
    page = read(pia, "owner-need", need.pk)
    assert "Bytt til det fulle skjemaet" in page
    assert "forumets langsiktige plan" not in read(pia, "owner-assessment", need.pk)
    assert "Vedteke i oppvekstutvalet" in read(pia, "owner-assessment", need.pk)
    assert {finding.code for finding in check(Need.objects.get(pk=need.pk), NOW)}.isdisjoint({"VR19", "VR20"})
    assert write(pia, "owner-short", need.pk, short="nei").status_code == 302
    assert Need.objects.get(pk=need.pk).anchoring == "Vedteke i oppvekstutvalet, sak 14/22."
    assert "VR20" in {finding.code for finding in check(Need.objects.get(pk=need.pk), NOW)}


def test_an_owner_with_many_units_has_the_full_form_only(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    for number in range(4):
        Unit.objects.create(orgnr=f"39900000{number}", name=f"Eining {number}", kind="kindergarten", owner=need.owner)
    kari = sit(KARI, NOW)
    assert "det korte skjemaet" not in read(kari, "owner-need", need.pk)
    answer = write(kari, "owner-short", need.pk, short="ja")
    assert answer.status_code == 422 and "eiere med få enheter" in answer.text
    assert not Need.objects.get(pk=need.pk).light
