"""The pages of a need are divided among those who write it, and nobody is kept out by that."""

from __future__ import annotations

import json

from samspel.flow.models import Entry
from samspel.needs import queries
from tests.cast import KARI, KNUT, UNNI, OfficeCast, id_of
from tests.stories import needs
from tests.web.desk import read, sit, write
from tests.web.owner.pages import NOW, address
from tests.web.owner.test_autosave import Window


def test_a_page_is_given_to_a_colleague_and_the_list_says_so(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    kari, knut = sit(KARI, NOW), sit(KNUT, NOW)
    assert "Vis bare mine deler" not in read(knut, "owner-need", need.pk)
    answer = write(kari, "owner-duties", need.pk, goals=str(id_of("knut")), budget=str(id_of("kari")))
    assert (answer.status_code, answer.url) == (302, address(need))
    page = read(knut, "owner-need", need.pk)
    assert "Ansvarlig: Knut Strand" in page
    assert "Vis bare mine deler" in page
    mine = read(knut, "owner-need", need.pk, mine="1")
    assert "Ansvarlig: Knut Strand" in mine
    assert "Ansvarlig: Kari Fjord" not in mine
    assert "av 9" in mine
    assert Entry.objects.get(act="needs.entrust").facts["duties"]["goals"] == str(id_of("knut"))


def test_a_page_may_be_given_to_nobody_again_and_what_is_as_it_was_is_no_act(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    kari = sit(KARI, NOW)
    write(kari, "owner-duties", need.pk, goals=str(id_of("knut")))
    write(kari, "owner-duties", need.pk, goals=str(id_of("knut")))
    write(kari, "owner-duties", need.pk, goals="")
    assert queries.duties(need) == {}
    assert Entry.objects.filter(act="needs.entrust").count() == 2


def test_somebody_who_may_not_write_cannot_be_given_a_page(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    answer = write(sit(KARI, NOW), "owner-duties", need.pk, goals=str(UNNI.person_id))
    assert answer.status_code == 422
    assert queries.duties(need) == {}


def test_the_list_says_who_is_on_which_page_now(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    Window(KARI, need, "goals").sends(goal="Mer")
    assert "Her nå: Kari Fjord" in read(sit(KNUT, NOW), "owner-need", need.pk)
    assert "Her nå" not in read(sit(KARI, NOW), "owner-need", need.pk)
    assert json.loads(read(sit(KNUT, NOW), "owner-need", need.pk, na="1")) == {"goals": "Her nå: Kari Fjord"}
    assert json.loads(read(sit(KARI, NOW), "owner-need", need.pk, na="1")) == {}


def test_a_need_that_was_handed_in_is_not_divided(rogaland: OfficeCast) -> None:
    need = needs.submitted()
    assert sit(KARI, NOW).get(address(need, "ansvar/")).status_code == 302
