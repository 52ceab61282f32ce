"""An owner turns to others before any form; the two alone read it, and the other answers with words."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import ProgrammingError, transaction

from samspel.actors.approaches import queries, transitions
from samspel.actors.approaches.queries import Choice
from samspel.actors.models import Approach, NetworkQuestion, Organisation, Reach, Unit
from samspel.actors.networks import transitions as networks
from samspel.actors.roles import mail
from samspel.flow import outbox
from samspel.flow.models import Entry, Outbox
from samspel.flow.refusal import NotVisible, Refused
from samspel.people.models import Person
from samspel.tenancy.by import By, Role
from samspel.tenancy.context import nation, offices
from tests.cast import AGDER, CHARLIE, FILIP, KARI, KNUT, PIA, ROGALAND, UNNI, OfficeCast, id_of
from tests.stories import approaches
from tests.stories import networks as stories
from tests.stories.approaches import AT, as_party, asked, choice
from tests.stories.invitations import Box
from tests.stories.networks import BJARNE, newcomer

LATER = AT + timedelta(days=1)
READER = By(UNNI.person_id, UNNI.organisation_id, None, Role.PARTNER_READER)


def codes(act: object, record: object, by: By, **said: object) -> list[tuple[str, str]]:
    """Why somebody cannot do an act."""
    with pytest.raises(Refused) as refused, as_party(by):
        act(record, by=by, at=LATER, **said)  # type: ignore[operator]  # any act
    return [(one.code, one.field) for one in refused.value.refusals]


def test_a_university_is_asked_for_a_conversation_and_says_with_whom(rogaland: OfficeCast) -> None:
    Reach.objects.filter(organisation_id=id_of("hiv")).delete()
    one = asked()
    assert (one.state, one.what, one.asked_id, one.office_id) == (
        "asked",
        "conversation",
        id_of("hiv"),
        rogaland.office,
    )
    assert Reach.objects.filter(organisation_id=id_of("hiv"), office_id=rogaland.office).exists()
    with as_party(UNNI):
        transitions.agree(one, answer="Ring Unni Haug tysdag.", by=UNNI, at=LATER)
    assert (one.state, one.answer, one.answered_at) == ("agreed", "Ring Unni Haug tysdag.", LATER)
    acts = list(Entry.objects.filter(record_id=one.pk).order_by("sequence").values_list("act", "facts"))
    assert [act for act, _facts in acts] == ["actors.approach", "actors.agree"]
    assert "Ring" not in str(acts)  # what the two write is theirs alone
    assert codes(transitions.turn_down, one, UNNI, answer="Likevel ikkje.") == [("wrong-state", "")]


def test_a_no_has_a_reason_and_a_yes_says_whom_to_talk_to(rogaland: OfficeCast) -> None:
    one = asked()
    for act in (transitions.agree, transitions.turn_down):
        assert codes(act, one, UNNI, answer=" ") == [("missing", "answer")]
        assert codes(act, one, UNNI, answer="a" * 2_001) == [("too-long", "answer")]
    with as_party(UNNI):
        transitions.turn_down(one, answer="Vi har ikkje folk før hausten.", by=UNNI, at=LATER)
    assert (one.state, one.answer) == ("declined", "Vi har ikkje folk før hausten.")


@pytest.mark.parametrize("by", [KARI, PIA, FILIP, READER, ROGALAND.caseworker])
def test_nobody_else_answers(rogaland: OfficeCast, by: By) -> None:
    one = asked()
    with pytest.raises((Refused, NotVisible)), as_party(by):
        transitions.agree(one, answer="Ja.", by=by, at=LATER)
    with as_party(UNNI):
        assert [why.code for why in transitions.agree.refusals(one, by=by, at=LATER)] == ["wrong-role"]


def test_the_one_that_asked_takes_it_back_and_may_ask_anew_but_not_twice_at_once(rogaland: OfficeCast) -> None:
    one = asked()
    with pytest.raises(Refused, match="actors_approach_waits_once"):
        approaches.begun()
    assert codes(transitions.withdraw_approach, one, UNNI) == [("wrong-role", "")]
    with as_party(KNUT):
        transitions.withdraw_approach(one, by=KNUT, at=LATER)
    assert one.state == "withdrawn"
    assert approaches.begun().pk != one.pk


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"topic": " "}, ("missing", "topic")),
        ({"text": ""}, ("missing", "text")),
        ({"topic": "a" * 151}, ("too-long", "topic")),
        ({"text": "Hei \x07"}, ("control-character", "text")),
        ({"text": "Ring 01017012345, eller 13097248022."}, ("identity-number", "text")),
    ],
)
def test_what_is_asked_is_said_briefly(rogaland: OfficeCast, said: dict[str, str], told: tuple[str, str]) -> None:
    with pytest.raises(Refused) as refused:
        approaches.begun(said.get("topic", "Språk"), said.get("text", "Kan vi snakke?"))
    assert [(one.code, one.field) for one in refused.value.refusals] == [told]


def test_an_owner_turns_to_those_it_may_choose_among_and_to_nobody_else(rogaland: OfficeCast) -> None:
    for to in (Choice("conversation", "KS Øving", id_of("ks")), Choice("measure", "Utvik", id_of("utvik"))):
        with pytest.raises(Refused) as refused:
            approaches.begun(to=to)
        assert [(one.code, one.field) for one in refused.value.refusals] == [("not-among", "to")]
    for by in (PIA, UNNI, By(KARI.person_id, KARI.organisation_id, None, Role.OWNER_READER)):
        with pytest.raises(Refused, match="wrong-role"):
            approaches.begun(by=by, owner="fjordvik")
    Reach.objects.filter(organisation_id=id_of("fjordvik")).delete()
    with pytest.raises(Refused, match="no-office"):
        approaches.begun()


def test_a_private_owner_asks_to_be_with_in_the_measure_of_the_kommune_it_has_units_in(rogaland: OfficeCast) -> None:
    assert not [one for one in queries.choices(PIA, AT.date()) if one.what == "measure"]
    Organisation.objects.filter(pk=id_of("fjordvik")).update(kommune_number="1103")
    Unit.objects.filter(pk=id_of("troll")).update(kommune_number="1103")
    one = approaches.begun(by=PIA, owner="trollskogen", to=choice(PIA, "measure", "Fjordvik kommune"))
    with as_party(KARI):
        transitions.agree(one, answer="Kom på møtet 3. februar.", by=KARI, at=LATER)
    assert one.state == "agreed"


def test_a_yes_to_joining_a_network_asks_the_owners_signer_for_consent(rogaland: OfficeCast) -> None:
    newcomer()
    assert not [one for one in queries.choices(PIA, AT.date()) if one.what == "network"]  # it is in the one there is
    one = approaches.begun(by=BJARNE, owner="bjorka", to=choice(BJARNE, "network", "Vidda barnehagenettverk"))
    assert (one.asked_id, one.network_id) == (id_of("fjordvik"), id_of("vidda-network"))
    with as_party(KNUT):
        transitions.agree(one, answer="Velkomne.", by=KNUT, at=LATER)
    question = NetworkQuestion.objects.get(asked_id=id_of("bjorka"))
    assert (question.what, question.state) == ("join", "asked")
    with as_party(BJARNE):
        networks.consent(question, by=BJARNE, at=LATER)
    assert not [one for one in queries.choices(BJARNE, LATER.date()) if one.what == "network"]


def test_whoever_coordinates_no_more_lets_nobody_in(rogaland: OfficeCast) -> None:
    newcomer()
    one = approaches.begun(by=BJARNE, owner="bjorka", to=choice(BJARNE, "network", "Vidda barnehagenettverk"))
    question = networks.offer_coordination(stories.shared(), owner=stories.owner("trollskogen"), by=KARI, at=AT)
    networks.take_over(question, by=PIA, at=AT)
    assert codes(transitions.agree, one, KARI, answer="Ja.") == [("not-lead", "")]
    with as_party(KARI):
        transitions.turn_down(one, answer="Spør Trollskogen.", by=KARI, at=LATER)
    assert one.state == "declined"


def test_the_other_is_told_by_e_mail_that_somebody_has_written_and_never_what(
    rogaland: OfficeCast, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = Box()
    monkeypatch.setattr(mail, "carrier", box)
    for by, email in ((UNNI, "unni@hiv.example"), (KARI, "kari@fjordvik.example")):
        Person.objects.filter(pk=by.somebody).update(email=email)
    one = asked()
    with as_party(UNNI):
        transitions.agree(one, answer="Ring meg.", by=UNNI, at=LATER)
    for message in Outbox.objects.filter(kind="approach").order_by("put_at"):
        outbox.handlers["approach"](message, LATER)
    assert [(sent.email, f"/henvendelser/{one.pk}/" in sent.text) for sent in box.sent] == [
        ("unni@hiv.example", True), ("kari@fjordvik.example", True),
    ]  # fmt: skip
    assert "Fjordvik kommune har skrive til dykk" in box.sent[0].title
    assert not any(one.topic in sent.text or "Ring meg" in sent.text for sent in box.sent)


@pytest.mark.rls
def test_the_database_shows_an_approach_to_its_two_sides_alone(real_database: str) -> None:
    with transaction.atomic(), offices([ROGALAND.office]):
        one = asked()

    def seen(by: By, *at: UUID) -> int:
        with transaction.atomic(), offices(at, party=by.party):
            return Approach.objects.count()

    everywhere = (ROGALAND.office, AGDER.office)
    assert [seen(by, *everywhere) for by in (KARI, UNNI)] == [1, 1]
    assert [seen(by, *everywhere) for by in (PIA, CHARLIE, FILIP, ROGALAND.caseworker)] == [0, 0, 0, 0]
    with transaction.atomic(), nation():
        assert Approach.objects.count() == 0
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
        offices([], party=PIA.party),
    ):
        Approach.objects.bulk_create([
            Approach(
                office_id=ROGALAND.office, state="asked", what="conversation", asking_id=id_of("fjordvik"),
                asked_id=id_of("fagskulen"), topic="x", text="x", asked_at=AT, asked_by_id=PIA.somebody,
            )
        ])  # fmt: skip
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        offices([], party=KARI.party),
    ):
        Approach.objects.filter(pk=one.pk).delete()
