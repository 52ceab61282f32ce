"""One page tells who has answered a need, since when and what is missing, and reminds the rest, each once a day."""

from __future__ import annotations

import re
from datetime import date
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from samspel.actors.models import Assignment, Organisation
from samspel.calls.models import Call
from samspel.flow.models import Entry
from samspel.kit.deadlines import closes_at
from samspel.needs import transitions
from samspel.needs.models import Need, Partnership
from samspel.tenancy.by import By, Role
from tests.cast import FILIP, KARI, PIA, UNNI, OfficeCast, id_of
from tests.stories import needs, networks, units
from tests.web.desk import read, sit, words, write
from tests.web.owner.pages import NOW, address

NAME = "owner-parties"


def told(need: Need) -> str:
    """What the page says to the owner."""
    return words(sit(KARI, NOW).get(address(need, "parter/")))


def test_each_partner_stands_with_its_answer_its_reason_and_what_is_missing(rogaland: OfficeCast) -> None:
    need = needs.confirmed("collective")
    fagskulen = Organisation.objects.get(pk=id_of("fagskulen"))
    row = transitions.invite_partner(need, partner=fagskulen, by=KARI, at=needs.when("2026", day=14))
    client = sit(KARI, needs.when("2026", day=18))
    page = words(client.get(address(need, "parter/")))
    assert "1 har ikke svart." in page
    waits = "Fagskolen på kysten Partner Ikke svart ennå 14. januar 2027 Bekreftelse av tiltaket, tidsplanen og pengene"
    assert f"{waits} Minn om svar Fagskolen på kysten" in page
    assert "Høgskulen i vest Partner Bekreftet 16. januar 2027 – –" in page
    transitions.decline(row, reason="Vi har ikkje folk.", by=FILIP, at=needs.when("2026", day=17))
    transitions.fill(need, content={"measure": "Noko anna."}, by=KARI, at=needs.when("2026", day=17))
    page = words(client.get(address(need, "parter/")))
    assert "Alle har svart." not in page and "Fagskolen på kysten har sagt nei." in page
    assert "Fagskolen på kysten Partner Takket nei Vi har ikkje folk. 17. januar 2027 – –" in page
    assert "Bekreftelsen gjelder ikke lenger 17. januar 2027 Ny bekreftelse av det dere har endret Minn om svar" in page


def test_the_last_day_for_partners_stands_where_the_owner_looks_for_their_answers(rogaland: OfficeCast) -> None:
    need = needs.filled()
    assert "Siste dag for svar" not in told(need)
    Call.objects.update(confirm_closes_at=closes_at(date(2023, 2, 15)))
    last = "Siste dag for svar fra partnere er 15. februar 2023."
    assert last in told(need)
    assert last in words(sit(KARI, NOW).get(address(need, "partnere/")))
    needs.confirm(needs.partnership(need))
    assert last not in told(need)


def test_a_reminder_is_sent_once_a_day_stands_here_and_at_the_partners_desk(rogaland: OfficeCast) -> None:
    need = needs.filled()
    row = str(needs.partnership(need).pk)
    client = sit(KARI, NOW)
    assert write(client, NAME, need.pk, slag="partner", row=row).url == address(need, "parter/")
    page = told(need)
    assert "Minnet 18. januar 2023" in page and "Minn om svar" not in page
    again = write(client, NAME, need.pk, slag="partner", row=row)
    assert again.status_code == 422
    assert "Dere har alt minnet om svar i dag. Vent til i morgen." in words(again)
    assert Entry.objects.filter(act="needs.remind_partner").count() == 1
    assert "Eieren minnet om svar 18. januar 2023" in words(sit(UNNI, NOW).get("/partner/"))
    assert "Minn om svar" in words(sit(KARI, needs.when("2021", day=19)).get(address(need, "parter/")))


def test_units_are_reminded_where_there_is_an_address_and_stand_with_when_they_answered(rogaland: OfficeCast) -> None:
    need = units.with_units()
    one = units.asked(need, email="styrar@solsida.example")
    waits = f"{one.unit.name} Enhet Ikke svart ennå 10. januar 2023 Svar på enhetens egen side"
    assert f"{waits} Minn om svar" in told(need)
    assert write(sit(KARI, NOW), NAME, need.pk, slag="unit", row=str(one.pk)).status_code == 302
    assert Entry.objects.filter(act="needs.remind_unit").count() == 1
    one.refresh_from_db()
    units.answered(one)
    assert f"{one.unit.name} Enhet Har svart 11. januar 2023" in told(need)
    without = units.asked(units.with_units("Utan adresse"))
    assert "Vi har ingen e-postadresse. Send dem lenken selv." in told(without.need)


def test_the_owners_of_a_network_stand_with_their_consent_and_those_asked_are_reminded(rogaland: OfficeCast) -> None:
    question = networks.asked(networks.shared(), networks.newcomer())
    networks.declined(
        networks.asked(networks.shared(), networks.newcomer("heia", "helge")),
        by=By(id_of("helge"), id_of("heia"), None, Role.OWNER_SIGNER),
    )
    need = needs.drafted(owner="vidda", title="Felles")
    page = told(need)
    assert "Fjordvik kommune Eier i nettverket Har samtykket 1. oktober 2022" in page
    assert "Heia barnehage SA Eier i nettverket Sa nei Vi har nok å gjere. 12. januar 2023" in page
    assert "Bjorka barnehage SA Eier i nettverket Ikke svart ennå 10. januar 2023 Samtykke fra den" in page
    assert write(sit(KARI, NOW), NAME, need.pk, slag="member", row=str(question.pk)).status_code == 302
    assert Entry.objects.filter(act="actors.remind_owner").count() == 1
    network = write(sit(KARI, NOW), "owner-network", networks.shared().pk, act="remind", question=str(question.pk))
    assert network.status_code == 422 and "Vent til i morgen." in words(network)


def test_readers_read_others_do_not_come_in_and_what_is_none_is_not_found(rogaland: OfficeCast) -> None:
    need = needs.filled()
    row = str(needs.partnership(need).pk)
    for sent in ({"slag": "partner", "row": "x"}, {"slag": "nokon", "row": row}, {"slag": "member", "row": row}):
        assert write(sit(KARI, NOW), NAME, need.pk, **sent).status_code == 404
    assert write(sit(KARI, NOW), NAME, need.pk, slag="unit", row=str(uuid4())).status_code == 404
    read(sit(PIA, NOW), NAME, need.pk, status=404)
    Assignment.objects.filter(person_id=KARI.somebody).update(role=Role.OWNER_READER)
    assert "Minn om svar" not in told(need)
    assert write(sit(KARI, NOW), NAME, need.pk, slag="partner", row=row).status_code == 403


def test_nobody_is_asked_yet_and_the_pages_lead_here(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    assert "Ingen er spurt ennå." in told(need)
    for name in ("owner-need", "owner-status"):
        assert address(need, "parter/") in read(sit(KARI, NOW), name, need.pk)


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_costs_the_same_however_many_are_asked(
    rogaland: OfficeCast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    need = needs.filled()
    for number in range(count - 1):
        other = Organisation.objects.create(ref=f"hs-{number}", name=f"Høgskule {number}", kind="university")
        Partnership.objects.create(office_id=need.office_id, need=need, partner=other, state="invited")
    client = sit(KARI, NOW)
    with django_assert_num_queries(13):
        page = client.get(address(need, "parter/"))
    assert len(re.findall(r'name="row"', page.content.decode())) == count


def test_that_everybody_has_answered_is_not_said_of_a_no(rogaland: OfficeCast) -> None:
    need = needs.filled()
    row = needs.partnership(need)
    transitions.decline(row, reason="Nei", by=UNNI, at=NOW)
    assert "Høgskulen i vest har sagt nei." in told(need) and "Alle har svart." not in told(need)
    transitions.invite_again(row, by=KARI, at=NOW)
    needs.confirm(row)
    assert "Alle har svart." in told(need) and "har sagt nei" not in told(need)
