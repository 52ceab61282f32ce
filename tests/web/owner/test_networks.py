"""Owners form networks, ask each other, answer, go out and hand over, on pages that only those who are in it see."""

from __future__ import annotations

from datetime import UTC, datetime

from samspel.actors.models import Membership, Network, NetworkQuestion
from samspel.actors.networks import transitions
from tests.cast import CHARLIE, KARI, KNUT, PIA, OfficeCast, id_of
from tests.stories import needs
from tests.stories.networks import BJARNE, asked, formed, newcomer, owner, shared
from tests.web.desk import read, sit, write

NOW = datetime(2023, 1, 25, 9, tzinfo=UTC)


def test_a_network_is_formed_others_are_asked_and_answer(rogaland: OfficeCast) -> None:
    newcomer(reaches=False)
    kari, bjarne = sit(KARI, NOW), sit(BJARNE, NOW)
    new = {"name": "Nettet i fjorden", "written_form": "nn"}
    assert kari.post("/eier/nettverk/nytt/", new | {"name": " "}).status_code == 422
    answer = kari.post("/eier/nettverk/nytt/", new)
    network = Network.objects.get(organisation__name="Nettet i fjorden")
    assert answer.headers["Location"] == f"/eier/nettverk/{network.pk}/"
    assert "Spør Bjorka barnehage SA" in read(kari, "owner-network", network.pk, sok="bjor")
    assert "Vi fant ingen eier" in read(kari, "owner-network", network.pk, sok="finst ikkje")
    write(kari, "owner-network", network.pk, act="invite", owner=id_of("bjorka"))
    assert "Trekk spørsmålet til Bjorka barnehage SA" in read(kari, "owner-network", network.pk)
    assert "Nettverk dere er spurt om" in read(bjarne, "owner-home")
    assert "Nettet i fjorden" in read(bjarne, "owner-networks")
    question = NetworkQuestion.objects.get()
    assert "Vil dere være med i Nettet i fjorden?" in read(bjarne, "owner-network-question", question.pk)
    assert write(bjarne, "owner-network-question", question.pk, svar="nei", reason="").status_code == 422
    assert write(bjarne, "owner-network-question", question.pk, svar="ja").url == f"/eier/nettverk/{network.pk}/"
    page = read(bjarne, "owner-network", network.pk)
    assert "Bjorka barnehage SA samtykket til å være med" in page
    assert "Gå ut av nettverket" in page
    assert "Spør en eier" not in page
    assert "Du kan ikke svare" not in read(bjarne, "owner-network-question", question.pk)


def test_whoever_says_no_tells_the_lead_why_and_no_other_member(rogaland: OfficeCast) -> None:
    question = asked(shared(), newcomer())
    write(sit(BJARNE, NOW), "owner-network-question", question.pk, svar="nei", reason="Vi er for små.")
    assert "Vi er for små." in read(sit(KARI, NOW), "owner-network", shared().pk)
    page = read(sit(PIA, NOW), "owner-network", shared().pk)
    assert "Bjorka barnehage SA" in page
    assert "Vi er for små." not in page


def test_only_those_in_it_see_a_network_and_only_the_asked_see_a_question(rogaland: OfficeCast) -> None:
    question = asked()
    for by, name, found in (
        (CHARLIE, "owner-network", shared().pk),
        (PIA, "owner-network", question.network_id),
        (KARI, "owner-network-question", question.pk),
        (CHARLIE, "owner-network-question", question.pk),
    ):
        read(sit(by, NOW), name, found, status=404)


def test_an_editor_cannot_answer_and_is_told_who_can(rogaland: OfficeCast) -> None:
    network = formed(by=KNUT)
    question = NetworkQuestion.objects.get(network=network)
    assert "Bare den som kan signere" in read(sit(KNUT, NOW), "owner-network-question", question.pk)
    assert write(sit(KNUT, NOW), "owner-network-question", question.pk, svar="ja").status_code == 422
    write(sit(KARI, NOW), "owner-network-question", question.pk, svar="ja")
    assert Membership.objects.get(network_id=network.organisation_id).consented_by_id == KARI.person_id


def test_the_coordination_is_handed_over_and_the_need_goes_with_it(rogaland: OfficeCast) -> None:
    need = needs.drafted(owner="vidda", title="Felles språk")
    kari, pia = sit(KARI, NOW), sit(PIA, NOW)
    assert "Spør om de vil koordinere" in read(kari, "owner-network", shared().pk)
    write(kari, "owner-network", shared().pk, act="offer", owner=id_of("trollskogen"))
    question = NetworkQuestion.objects.get(what="coordinate")
    read(kari, "owner-need", need.pk)
    assert "Vil dere koordinere" in read(pia, "owner-network-question", question.pk)
    write(pia, "owner-network-question", question.pk, svar="ja")
    read(kari, "owner-need", need.pk, status=404)
    assert "Felles språk" in read(pia, "owner-need", need.pk)
    assert "Spør en eier" not in read(kari, "owner-network", shared().pk)
    assert "Trollskogen barnehage SA overtok koordineringen" in read(kari, "owner-network", shared().pk)


def test_a_member_goes_out_and_a_wrong_day_is_said(rogaland: OfficeCast) -> None:
    pia = sit(PIA, NOW)
    answer = write(pia, "owner-network", shared().pk, act="leave", last_day="1.1.2020")
    assert answer.status_code == 422
    assert "Siste dag kan ikke være før i dag" in answer.content.decode()
    assert write(pia, "owner-network", shared().pk, act="leave", last_day="25.1.2023").url == "/eier/nettverk/"
    later = datetime(2023, 1, 26, 9, tzinfo=UTC)
    read(sit(PIA, later), "owner-network", shared().pk, status=404)
    page = read(sit(KARI, later), "owner-network", shared().pk)
    assert "Har vært med" in page
    assert "Trollskogen barnehage SA meldte seg ut" in page


def test_a_network_with_something_under_way_says_what_and_one_without_is_dissolved(rogaland: OfficeCast) -> None:
    kari, need = sit(KARI, NOW), needs.drafted(owner="vidda", title="Felles språk")
    assert "Behovsmeldingen «Felles språk» er ikke avgjort." in read(kari, "owner-network", shared().pk)
    assert write(kari, "owner-network", shared().pk, act="dissolve", reason="").status_code == 422
    network = formed()
    write(kari, "owner-network", network.pk, act="dissolve", reason="Ferdig.")
    assert "Oppløst" in read(kari, "owner-network", network.pk)
    transitions.leave(shared(), last_day=NOW.date(), by=PIA, at=NOW)
    assert need.owner.name not in read(sit(PIA, datetime(2023, 2, 1, tzinfo=UTC)), "owner-networks")


def test_what_is_no_act_and_what_is_nobody_is_not_there(rogaland: OfficeCast) -> None:
    kari = sit(KARI, NOW)
    for sent in ({"act": "own"}, {"act": "invite", "owner": "x"}, {"act": "take-back", "question": "x"}):
        assert write(kari, "owner-network", shared().pk, **sent).status_code == 404
    assert write(kari, "owner-network", shared().pk, act="invite", owner=owner("trollskogen").pk).status_code == 422
    question = asked(shared(), newcomer())
    write(kari, "owner-network", shared().pk, act="take-back", question=question.pk)
    assert read(sit(BJARNE, NOW), "owner-network-question", question.pk, status=200)
