"""Those who write a need see who changed which answer, and what it was before."""

from __future__ import annotations

from datetime import date

import pytest

from samspel.needs import transitions
from samspel.needs.transitions import BudgetAmount, Sign
from tests.cast import CHARLIE, KARI, KNUT, PIA, ROGALAND, UNNI, OfficeCast, id_of
from tests.stories import needs
from tests.web.desk import read, sit, words
from tests.web.owner.pages import NOW, address


def test_every_kind_of_answer_is_told_in_the_words_of_its_page(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    transitions.fill(need, content={"goal": "Mer språk i leken", "collective": True}, by=KARI, at=NOW)
    transitions.fill(need, content={"goal": "Mer språk ute", "starts_on": date(2023, 8, 1)}, by=KNUT, at=NOW)
    transitions.fill(need, content={"themes": ["language"], "own_contribution_nok": 120_000}, by=KNUT, at=NOW)
    transitions.set_units(need, unit_ids=[id_of("solsida")], by=KARI, at=NOW)
    transitions.set_target_groups(need, groups={"leaders": 4}, by=KARI, at=NOW)
    transitions.set_indicators(need, indicators=[Sign("Samtaler", "2 av 8")], by=KARI, at=NOW)
    lines = [BudgetAmount(2023, "carry-out", id_of("fjordvik"), 250_000)]
    transitions.set_budget(need, lines=lines, by=KARI, at=NOW)
    found = words(sit(KNUT, NOW).get(address(need, "endringer/")))
    for told in (
        "Beløp i 2023 til Fjordvik kommune", "250 000", "Kjennetegn 1: Hva skal bli bedre?",
        "Kjennetegn 1: Hvordan er det nå?", "Solsida barnehage",
        "Ledere", "Første dag", "1. august 2023", "Lærer de ansatte sammen i tiltaket?", "Ja", "Knut Strand",
        "Mer språk", "i leken", "ute", "120 000", "Før (tomt) Etter 250 000",
    ):  # fmt: skip
        assert told in found.replace("\xa0", " "), told


def test_a_change_back_is_no_change_and_an_untouched_need_has_none(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    assert "Ingen har endret noe ennå." in read(sit(KARI, NOW), "owner-changes", need.pk)
    transitions.fill(need, content={"light": False}, by=KARI, at=NOW)
    assert "Ingen har endret noe ennå." in read(sit(KARI, NOW), "owner-changes", need.pk)


def test_what_is_written_in_a_draft_is_in_no_entry_of_the_journal(rogaland: OfficeCast) -> None:
    from samspel.flow.models import Entry

    need = needs.drafted()
    transitions.fill(need, content={"goal": "Berre for oss"}, by=KARI, at=NOW)
    assert "Berre for oss" not in str(list(Entry.objects.values_list("facts", flat=True)))


@pytest.mark.parametrize(("by", "status"), [(PIA, 404), (CHARLIE, 404), (UNNI, 403), (ROGALAND.caseworker, 403)])
def test_others_do_not_see_them(rogaland: OfficeCast, by: object, status: int) -> None:
    need = needs.submitted()
    assert sit(by, NOW).get(address(need, "endringer/")).status_code == status  # type: ignore[arg-type]


def test_what_was_copied_from_a_former_need_is_one_line_and_what_came_after_stands(rogaland: OfficeCast) -> None:
    former = needs.filled()
    need = needs.copied(former)
    client = sit(KNUT, NOW)
    page = words(client.get(address(need, "endringer/")))
    assert f"Skrevet av fra {former.ref}" in page and "Kari Fjord" in page
    assert "Før (tomt)" not in page and "Ingen har endret noe ennå." not in page
    at = needs.when("2021")
    transitions.fill(need, content={"evaluation": ""}, by=KARI, at=at)
    transitions.fill(need, content={"sami": "Joik"}, by=KARI, at=at)
    page = words(client.get(address(need, "endringer/")))
    assert "Før (tomt) Etter Joik" in page and page.count("Etter") == 2
    assert page.index("Joik") < page.index(f"Skrevet av fra {former.ref}")
    for number in range(25):
        transitions.fill(need, content={"sami": f"Joik {number}"}, by=KARI, at=at)
    assert "Skrevet av fra" not in words(client.get(address(need, "endringer/")))
    assert f"Skrevet av fra {former.ref}" in words(client.get(address(need, "endringer/?side=2")))


def test_a_need_begun_empty_tells_its_first_budget_as_a_change(rogaland: OfficeCast) -> None:
    page = words(sit(KARI, NOW).get(address(needs.filled(), "endringer/")))
    assert "Skrevet av fra" not in page and "Beløp i 2023 til Fjordvik kommune" in page
