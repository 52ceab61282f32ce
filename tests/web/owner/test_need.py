"""The list of tasks shows how far each page has come, and what the office has asked for."""

from __future__ import annotations

import re
from datetime import timedelta

from django.utils.html import strip_tags

from samspel.actors.models import Assignment, Unit
from samspel.needs import transitions
from samspel.needs.models import Need
from samspel.needs.rules import check
from tests.cast import KARI, KNUT, PIA, ROGALAND, UNNI, OfficeCast, id_of
from tests.stories import intake, needs
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


def test_a_partner_that_said_no_is_named_at_the_partners_and_on_the_first_page(rogaland: OfficeCast) -> None:
    need = needs.filled()
    transitions.decline(needs.partnership(need), reason="Nei", by=UNNI, at=NOW)
    client = sit(KARI, NOW)
    assert "Høgskulen i vest har takket nei." in read(client, "owner-need", need.pk)
    page = read(client, "owner-home")
    assert "Høgskulen i vest har takket nei." in page and address(need, "parter/") in page
    assert "Partnere som har takket nei</a>: <strong>1</strong>" in page
    ends = need.grace_ends
    assert ends and "har takket nei" not in read(sit(KARI, ends), "owner-home")


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


def rows(page: str) -> list[str]:
    """What each row of the list says, in words."""
    found = re.findall(r'<li class="sam-tasks__item">.*?</li>', page, re.DOTALL)
    return [" ".join(strip_tags(one).split()) for one in found]


def test_the_own_contribution_waits_for_the_budget_and_can_be_opened_all_the_same(rogaland: OfficeCast) -> None:
    need = needs.drafted("decentralised")
    kari = sit(KARI, NOW)
    page = read(kari, "owner-need", need.pk)
    why = "Fyll ut budsjettet først. Egenandelen er minst 30 prosent av tilskuddet."
    assert f"Egenandel {why} Kan ikke startes ennå" in rows(page)
    assert f'href="{address(need, "egenandel/")}"' not in page
    assert "0 av 10" in page
    assert kari.get(address(need, "egenandel/")).status_code == 200
    transitions.fill(need, content={"own_contribution_how": "Vikarar."}, by=KARI, at=NOW)
    page = read(kari, "owner-need", need.pk)
    assert f'href="{address(need, "egenandel/")}"' in page
    assert "Kan ikke startes ennå" not in page


def test_the_last_row_is_the_sending_and_says_how_much_is_missing(rogaland: OfficeCast) -> None:
    need = needs.drafted(title="")
    page = read(sit(KARI, NOW), "owner-need", need.pk)
    assert rows(page)[-1] == "Kontroller og send inn 8 deler mangler noe. Kan ikke sendes ennå"
    assert page.count(f'href="{address(need, "kontroll/")}"') == 1
    assert "0 av 9" in page
    whole = needs.confirmed()
    transitions.fill(whole, content={"goal": ""}, by=KARI, at=NOW)
    assert rows(read(sit(KARI, NOW), "owner-need", whole.pk))[-1].endswith("1 del mangler noe. Kan ikke sendes ennå")


def test_a_whole_need_is_ready_for_those_who_sign_and_waits_for_them_otherwise(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    assert rows(read(sit(KARI, NOW), "owner-need", need.pk))[-1] == "Kontroller og send inn Klar til å sendes"
    page = read(sit(KNUT, NOW), "owner-need", need.pk)
    assert rows(page)[-1] == "Kontroller og send inn Kan signere: Kari Fjord Venter på den som kan signere"
    assert f'href="{address(need, "kontroll/")}"' in page
    Assignment.objects.filter(organisation_id=id_of("fjordvik"), role="owner-signer").delete()
    page = read(sit(KNUT, NOW), "owner-need", need.pk)
    assert "Ingen kan signere for Fjordvik kommune ennå." in rows(page)[-1]


def test_what_the_check_warns_of_is_told_before_the_sending(rogaland: OfficeCast) -> None:
    last = rows(read(sit(KARI, NOW), "owner-need", needs.filled().pk))[-1]
    assert last == "Kontroller og send inn Kontrollen har funnet noe dere bør se over først. Klar til å sendes"


def test_after_the_deadline_the_last_row_says_that_it_is_out(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    closes = need.call.closes_at
    assert closes is not None
    last = rows(read(sit(KARI, closes + timedelta(hours=2)), "owner-need", need.pk))[-1]
    told = "Fristen for å melde behov gikk ut 1. februar 2023. Kan ikke sendes"
    assert last.replace("\xa0", " ") == f"Kontroller og send inn {told}"


def test_a_draft_that_a_network_has_is_sent_by_the_network(rogaland: OfficeCast) -> None:
    offer = intake.offered()
    last = rows(read(sit(PIA, NOW), "owner-need", offer.need_id))[-1]
    assert "Behovet er meldt inn til Vidda barnehagenettverk." in last
    assert last.endswith("Sendes av nettverket")
    intake.taken_in(offer)
    last = rows(read(sit(PIA, NOW), "owner-need", offer.need_id))[-1]
    assert "Fjordvik kommune koordinerer nettverket, og kan slippe det." in last
