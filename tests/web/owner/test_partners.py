"""Partners are invited, let go and asked again on one page, with what each has answered."""

from __future__ import annotations

from uuid import uuid4

import pytest

from samspel.needs import transitions
from samspel.needs.models import Partnership
from tests.cast import KARI, UNNI, OfficeCast, id_of
from tests.stories import needs
from tests.web.desk import read, sit, write
from tests.web.owner.pages import NOW, address


def test_a_partner_is_invited_and_stands_in_the_list(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    page = read(sit(KARI, NOW), "owner-partners", need.pk)
    assert "Høgskulen i vest" in page
    assert "Fagskolen på kysten" not in page
    answer = write(sit(KARI, NOW), "owner-partners", need.pk, partner=str(id_of("hiv")), contact="Unni")
    assert (answer.status_code, answer.url) == (302, address(need, "partnere/"))
    page = read(sit(KARI, NOW), "owner-partners", need.pk)
    assert "Invitert" in page
    assert "Kontakt: Unni" in page
    assert f'value="{id_of("hiv")}"' not in page


def test_who_chooses_a_partner_and_goes_on_has_invited_it_and_who_chooses_none_just_goes_on(
    rogaland: OfficeCast,
) -> None:
    need = needs.drafted()
    client = sit(KARI, NOW)
    answer = write(client, "owner-partners", need.pk, partner="", contact="", videre="1")
    assert (answer.status_code, answer.url) == (302, address(need, "budsjett/"))
    wrong = write(client, "owner-partners", need.pk, partner="tull", contact="", videre="1")
    assert wrong.status_code == 422
    assert not Partnership.objects.exists()
    answer = write(client, "owner-partners", need.pk, partner=str(id_of("hiv")), contact="Unni", videre="1")
    assert (answer.status_code, answer.url) == (302, address(need, "budsjett/"))
    assert needs.partnership(need).contact == "Unni"


def test_a_partner_is_let_go_and_asked_again(rogaland: OfficeCast) -> None:
    need = needs.filled()
    row = needs.partnership(need)
    assert write(sit(KARI, NOW), "owner-partners", need.pk, do="avlys", row=str(row.pk)).status_code == 302
    assert needs.partnership(need).state == "cancelled"
    assert "Inviter på nytt" in read(sit(KARI, NOW), "owner-partners", need.pk)
    assert write(sit(KARI, NOW), "owner-partners", need.pk, do="igjen", row=str(row.pk)).status_code == 302
    assert needs.partnership(need).state == "invited"


def test_an_answer_is_shown_to_the_owner(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    assert "Studentane er med på to samlingar" in read(sit(KARI, NOW), "owner-partners", need.pk)
    transitions.fill(need, content={"measure": "Noko anna"}, by=KARI, at=NOW)
    assert "Partneren må bekrefte på nytt." in read(sit(KARI, NOW), "owner-partners", need.pk)
    transitions.decline(needs.partnership(need), reason="Vi har ikkje folk.", by=UNNI, at=NOW)
    assert "Vi har ikkje folk." in read(sit(KARI, NOW), "owner-partners", need.pk)


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"partner": ""}, "Velg et svar under «Hvem vil dere samarbeide med?»."),
        ({"partner": str(id_of("fagskulen"))}, "Velg et av svarene"),
        ({"partner": "tull"}, "Velg et av svarene"),
        ({"partner": str(id_of("hiv")), "contact": "a" * 121}, "Teksten har 121 tegn."),
    ],
)
def test_a_choice_that_is_none_is_told(rogaland: OfficeCast, sent: dict[str, str], told: str) -> None:
    need = needs.drafted()
    answer = write(sit(KARI, NOW), "owner-partners", need.pk, **sent)
    assert answer.status_code == 422
    assert told in answer.text
    assert not Partnership.objects.exists()


def test_an_act_that_cannot_be_done_is_told_with_its_reason(rogaland: OfficeCast) -> None:
    need = needs.filled()
    row = needs.partnership(need)
    answer = write(sit(KARI, NOW), "owner-partners", need.pk, do="igjen", row=str(row.pk))
    assert answer.status_code == 422
    assert "Status er «Invitert»." in answer.text


@pytest.mark.parametrize("sent", [{"do": "avlys", "row": "x"}, {"do": "tull"}, {"do": "avlys", "row": str(uuid4())}])
def test_an_act_on_what_is_not_there_is_not_found(rogaland: OfficeCast, sent: dict[str, str]) -> None:
    need = needs.filled()
    row = str(needs.partnership(need).pk)
    assert write(sit(KARI, NOW), "owner-partners", need.pk, **{"row": row, **sent}).status_code == 404
