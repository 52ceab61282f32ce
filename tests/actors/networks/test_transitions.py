"""Networks are formed, joined, left, led and dissolved, each by those who may, and every reason why not is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import pairwise

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samspel.actors import queries as actors
from samspel.actors.models import Assignment, Membership, Network, NetworkQuestion, Place, Reach
from samspel.actors.networks import queries, transitions
from samspel.calls.models import Call
from samspel.flow.models import Entry
from samspel.flow.refusal import NotVisible, Refused
from samspel.journey.under_way import under_way
from samspel.kit.deadlines import oslo_day
from samspel.needs import queries as needing
from samspel.needs import sheet as sheets
from samspel.needs.rules.guards import acts_for
from samspel.needs.transitions import draft, set_units
from samspel.tenancy.by import By, Role
from samspel.tenancy.context import offices
from tests.cast import CHARLIE, KARI, KNUT, PIA, ROGALAND, UNNI, OfficeCast, id_of
from tests.stories import journey, needs
from tests.stories.networks import ANSWERED, BJARNE, FORMED, asked, formed, newcomer, owner, shared

AT = datetime(2023, 1, 20, 9, tzinfo=UTC)
DAY = date(2023, 1, 20)


def refused(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as caught:
        act()
    return [refusal.code for refusal in caught.value.refusals]


def inside(network: Network, day: date | None = None) -> list[str]:
    return [row.member.name for row in actors.members(network.organisation, day)]


def test_a_network_is_formed_by_an_owner_that_leads_it_and_its_signer_has_consented(rogaland: OfficeCast) -> None:
    network = formed()
    (membership,) = queries.history(network)
    assert (membership.member_id, membership.coordinates, membership.since) == (
        id_of("fjordvik"), True, date(2023, 1, 10),
    )  # fmt: skip
    assert (membership.consented_at, membership.consented_by_id) == (FORMED, KARI.person_id)
    assert (network.office_id, network.organisation.written_form) == (ROGALAND.office, "nn")
    assert actors.networks_led_by(id_of("fjordvik")).filter(pk=network.organisation_id).exists()
    assert Entry.objects.filter(act="actors.form", record_id=network.pk, person_id=KARI.person_id).exists()


def test_an_editor_forms_one_and_the_own_signer_is_asked(rogaland: OfficeCast) -> None:
    network = formed(by=KNUT)
    assert inside(network) == []
    (question,) = queries.questions_to(KARI)
    assert refused(partial(transitions.consent, question, by=KNUT, at=AT)) == ["wrong-role"]
    assert refused(partial(transitions.say_no, question, reason="Nei", by=KARI, at=AT)) == ["coordinates"]
    assert refused(partial(transitions.take_back, question, by=KARI, at=AT)) == ["coordinates"]
    transitions.consent(question, by=KARI, at=AT)
    assert inside(network) == ["Fjordvik kommune"]


def test_only_owners_form_networks_each_with_a_name_of_its_own(rogaland: OfficeCast) -> None:
    formed("Fjordnettet")
    name = partial(transitions.form, written_form="nb", at=AT)
    assert refused(partial(name, owner("fjordvik"), name=" ", by=KARI)) == ["missing"]
    assert refused(partial(name, owner("fjordvik"), name="fjordnettet", by=KARI)) == ["name-taken"]
    assert refused(partial(name, owner("fjordvik"), name="x" * 121, by=KARI)) == ["too-long"]
    assert refused(partial(name, owner("fjordvik"), name="a\x00b", by=KARI)) == ["control-character"]
    assert refused(partial(name, owner("trollskogen"), name="Anna", by=KARI)) == ["wrong-role"]
    assert refused(partial(name, owner("hiv"), name="Anna", by=UNNI)) == ["wrong-role"]
    assert refused(partial(name, newcomer(reaches=False), name="Anna", by=BJARNE)) == ["no-office"]


def test_an_owner_is_in_it_from_the_day_its_own_signer_consents(rogaland: OfficeCast) -> None:
    network = formed()
    question = asked(network)
    assert inside(network) == ["Fjordvik kommune"]
    assert [one.name for one in actors.unanswered(network.organisation, AT)] == ["Trollskogen barnehage SA"]
    for by in (KARI, CHARLIE, UNNI, By(PIA.person_id, PIA.organisation_id, None, Role.OWNER_EDITOR)):
        assert refused(partial(transitions.consent, question, by=by, at=AT)) == ["wrong-role"]
    transitions.consent(question, by=PIA, at=ANSWERED)
    assert inside(network, date(2023, 1, 11)) == ["Fjordvik kommune"]
    assert inside(network, date(2023, 1, 12)) == ["Fjordvik kommune", "Trollskogen barnehage SA"]
    assert {unit.owner_id for unit in actors.units_of(network.organisation)} == {id_of("fjordvik"), PIA.organisation_id}
    membership = queries.membership(network, PIA.organisation_id, DAY)
    assert membership is not None
    assert (membership.consented_by_id, membership.consented_at) == (PIA.person_id, ANSWERED)
    assert refused(partial(transitions.consent, question, by=PIA, at=AT)) == ["wrong-state"]
    invite = partial(transitions.ask_owner, network, owner=owner("trollskogen"), by=KARI, at=AT)
    assert refused(invite) == ["member"]


def test_whoever_is_asked_may_say_no_with_a_reason_and_be_asked_again(rogaland: OfficeCast) -> None:
    network = formed()
    question = asked(network)
    assert refused(partial(asked, network)) == ["actors_networkquestion_asked_once"]
    assert refused(partial(transitions.say_no, question, reason=" ", by=PIA, at=AT)) == ["missing"]
    transitions.say_no(question, reason="Vi har nok å gjere.", by=PIA, at=AT)
    assert actors.unanswered(network.organisation, AT) == []
    assert [one.reason for one in queries.questions(network)] == ["Vi har nok å gjere."]
    again = asked(network)
    transitions.take_back(again, by=KNUT, at=AT)
    assert list(queries.questions_to(PIA)) == []
    assert refused(partial(transitions.consent, again, by=PIA, at=AT)) == ["wrong-state"]


def test_only_the_lead_asks_and_only_owners_that_are_there(rogaland: OfficeCast) -> None:
    network = shared()
    assert refused(partial(asked, network, newcomer(), PIA)) == ["wrong-role"]
    assert refused(partial(asked, network, owner("hiv"))) == ["not-an-owner"]
    gone = newcomer()
    gone.closed_on = date(2022, 1, 1)
    assert refused(partial(asked, network, gone)) == ["closed"]


def test_an_owner_of_another_office_is_asked_reads_the_question_and_takes_part_once_it_has_consented(
    rogaland: OfficeCast,
) -> None:
    question = asked(shared(), newcomer(reaches=False))
    assert actors.reached_offices(id_of("bjorka")) == []
    transitions.consent(question, by=BJARNE, at=AT)
    assert actors.reached_offices(id_of("bjorka")) == [ROGALAND.office]
    assert Reach.objects.filter(organisation_id=id_of("bjorka")).count() == 1


def test_a_member_leaves_after_a_day_and_the_lead_does_not(rogaland: OfficeCast) -> None:
    network = shared()
    leave = partial(transitions.leave, network, at=AT)
    assert refused(partial(leave, last_day=DAY, by=KARI)) == ["coordinates"]
    assert refused(partial(leave, last_day=DAY, by=CHARLIE)) == ["wrong-role"]
    assert refused(partial(leave, last_day=DAY - timedelta(days=1), by=PIA)) == ["past"]
    assert refused(partial(leave, last_day=DAY + timedelta(days=400), by=PIA)) == ["far-off"]
    leave(last_day=date(2023, 3, 1), by=PIA)
    assert inside(network, date(2023, 3, 1)) == ["Fjordvik kommune", "Trollskogen barnehage SA"]
    assert inside(network, date(2023, 3, 2)) == ["Fjordvik kommune"]
    assert inside(network) == ["Fjordvik kommune"]


def test_whoever_leaves_and_comes_back_the_same_day_is_in_it_again_from_tomorrow(rogaland: OfficeCast) -> None:
    network = shared()
    transitions.leave(network, last_day=DAY, by=PIA, at=AT)
    with pytest.raises(Refused, match="er alt med"):
        transitions.ask_owner(network, owner=owner("trollskogen"), by=KARI, at=AT)
    question = transitions.ask_owner(network, owner=owner("trollskogen"), by=KARI, at=AT + timedelta(days=1))
    transitions.consent(question, by=PIA, at=AT + timedelta(days=1))
    periods = [(row.since, row.until) for row in queries.history(network) if row.member_id == PIA.organisation_id]
    assert sorted(periods) == [(date(2022, 10, 1), DAY), (DAY + timedelta(days=1), None)]


def test_whoever_left_is_still_with_in_what_was_handed_in_and_in_nothing_new(rogaland: OfficeCast) -> None:
    old = needs.submitted(owner="vidda")
    assert old.submitted_at is not None
    transitions.leave(shared(), last_day=oslo_day(old.submitted_at), by=PIA, at=old.submitted_at)
    assert {row.member_id for row in sheets.of(old).members} == {id_of("fjordvik"), id_of("trollskogen")}
    after = old.submitted_at + timedelta(days=1)
    new = draft(old.call, scheme="regional", owner=old.owner, by=KARI, at=after)
    assert {row.member_id for row in sheets.of(new).members} == {id_of("fjordvik")}
    assert refused(partial(set_units, new, unit_ids=[id_of("troll")], by=KARI, at=after)) == ["VR17"]


def test_the_coordination_goes_to_a_member_that_says_yes_and_the_one_before_acts_for_it_no_more(
    rogaland: OfficeCast,
) -> None:
    network, need = shared(), needs.drafted(owner="vidda")
    offer = partial(transitions.offer_coordination, network, at=AT)
    assert refused(partial(offer, owner=owner("trollskogen"), by=KNUT)) == ["wrong-role"]
    assert refused(partial(offer, owner=newcomer(), by=KARI)) == ["no-member"]
    assert refused(partial(offer, owner=owner("fjordvik"), by=KARI)) == ["coordinates"]
    question = offer(owner=owner("trollskogen"), by=KARI)
    assert refused(partial(transitions.consent, question, by=PIA, at=AT)) == ["another-question"]
    assert acts_for(network.organisation, KARI, AT)
    assert not acts_for(network.organisation, PIA, AT)
    own = Place(network.organisation_id, None)
    Assignment.objects.create(
        person_id=KNUT.somebody, organisation_id=own.organisation_id, role=Role.OWNER_SIGNER, since=date(2022, 1, 1)
    )
    transitions.take_over(question, by=PIA, at=AT)
    assert not Assignment.objects.at(own).in_force(AT.date()).exists()
    assert not acts_for(network.organisation, KARI, AT)
    assert acts_for(network.organisation, PIA, AT)
    assert needing.need_of(PIA, need.pk) == need
    with pytest.raises(NotVisible):
        needing.need_of(KARI, need.pk)
    assert refused(partial(asked, network, newcomer(), KARI)) == ["wrong-role"]
    assert inside(network) == ["Trollskogen barnehage SA", "Fjordvik kommune"]
    assert [row.member_id for row in actors.members(network.organisation, date(2023, 1, 19)) if row.coordinates] == [
        id_of("fjordvik")
    ]
    assert list(actors.networks_led_by(id_of("fjordvik"), date(2023, 1, 19))) == [network.organisation]


def test_a_network_is_dissolved_when_nothing_is_under_way(rogaland: OfficeCast) -> None:
    needs.drafted(owner="vidda", title="Språkmiljø")
    network = shared()
    with pytest.raises(Refused, match="Språkmiljø"):
        transitions.dissolve(network, by=KARI, at=needs.when("2021"))
    assert refused(partial(transitions.dissolve, network, by=KNUT, at=needs.when("2021")))[0] == "wrong-role"
    long_after = datetime(2024, 1, 20, 9, tzinfo=UTC)
    question = asked(network, newcomer())
    transitions.dissolve(network, reason="Vi er ferdige.", by=KARI, at=long_after)
    question.refresh_from_db()
    assert (question.state, inside(network, date(2024, 1, 21))) == ("taken-back", ["Fjordvik kommune"])
    assert refused(partial(asked, network, newcomer())) == ["dissolved"]
    network.organisation.refresh_from_db()
    call = Call.objects.get()
    with pytest.raises(Refused, match="oppløst"):
        draft(call, scheme="regional", owner=network.organisation, by=KARI, at=needs.when("2021"))


def test_a_measure_that_is_not_closed_keeps_a_network(rogaland: OfficeCast) -> None:
    journey.whole()
    said = list(under_way(id_of("fjordvik"), datetime(2024, 6, 1, tzinfo=UTC)))
    assert {refusal.code for refusal in said} == {"under-way"}


def test_the_database_refuses_two_periods_now_and_two_that_lead(rogaland: OfficeCast) -> None:
    for row in (
        {"member_id": id_of("trollskogen"), "since": DAY},
        {"member_id": id_of("ks"), "since": DAY, "coordinates": True},
        {"member_id": id_of("ks"), "since": DAY, "until": DAY - timedelta(days=1)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Membership.objects.create(network_id=id_of("vidda"), **row)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(["ask", "yes", "no", "leave", "lead", "back"]), st.integers(0, 3))))
def test_periods_of_one_member_never_overlap_whatever_is_done(
    rogaland: OfficeCast, steps: list[tuple[str, int]]
) -> None:
    before = transaction.savepoint()
    network, at = shared(), AT
    for act, days in steps:
        at += timedelta(days=days)
        for by in (KARI, PIA):
            one_step(network, act, by, at)
    rows = list(Membership.objects.filter(network_id=network.organisation_id).order_by("member_id", "since"))
    for one, other in pairwise(rows):
        assert one.member_id != other.member_id or (one.until or date.max) < (other.since or date.min)
    assert [row.coordinates for row in rows if row.until is None].count(True) == 1
    transaction.savepoint_rollback(before)


def one_step(network: Network, act: str, by: By, at: datetime) -> None:
    """Try one act as somebody; what is refused changes nothing."""
    other = owner("trollskogen" if by is KARI else "fjordvik")
    waiting = NetworkQuestion.objects.filter(state="asked", asked_id=by.organisation_id).first()
    tried: dict[str, Callable[[], object]] = {
        "ask": partial(transitions.ask_owner, network, owner=other, by=by, at=at),
        "lead": partial(transitions.offer_coordination, network, owner=other, by=by, at=at),
        "leave": partial(transitions.leave, network, last_day=at.date(), by=by, at=at),
    }
    if waiting:
        yes = transitions.consent if waiting.what == "join" else transitions.take_over
        tried |= {
            "yes": partial(yes, waiting, by=by, at=at),
            "no": partial(transitions.say_no, waiting, reason="Nei", by=by, at=at),
            "back": partial(transitions.take_back, waiting, by=by, at=at),
        }
    try:
        with transaction.atomic():
            tried.get(act, lambda: None)()
    except Refused:
        return


@pytest.mark.rls
def test_the_question_is_shown_to_the_owner_that_is_asked_and_to_no_other_owner_elsewhere(
    rogaland: OfficeCast,
) -> None:
    question = asked(shared(), newcomer(reaches=False))
    with offices([], party=id_of("bjorka")):
        assert queries.own_question(BJARNE, question.pk) == question
        assert list(Network.objects.all()) == []
    with offices([], party=id_of("utvik")):
        assert list(NetworkQuestion.objects.all()) == []
    with offices([id_of("agder")]):
        assert list(NetworkQuestion.objects.all()) == []


@pytest.mark.rls
def test_the_owner_that_is_asked_answers_and_neither_asks_itself_nor_removes_anything(rogaland: OfficeCast) -> None:
    question = asked(shared(), newcomer(reaches=False))
    forged = NetworkQuestion(
        office_id=question.office_id, network_id=question.network_id, asked_id=question.asked_id,
        asked_by_id=question.asked_by_id, what="coordinate", asked_at=AT, state="asked",
    )  # fmt: skip
    with offices([], party=id_of("bjorka")):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            forged.save(force_insert=True)
        assert NetworkQuestion.objects.select_for_update().filter(pk=question.pk).update(reason="Nei") == 1
    with offices([], party=id_of("utvik")):
        assert NetworkQuestion.objects.filter(pk=question.pk).update(reason="Nei") == 0
