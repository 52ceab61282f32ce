"""Members offer their needs to a network, which orders them, takes them in or leaves them out, always for a reason."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction

from samspel.actors.models import Membership
from samspel.flow.models import Entry, Outbox
from samspel.flow.refusal import NotVisible, Refused
from samspel.needs import gathering, intake, queries, transitions
from samspel.needs import sheet as sheets
from samspel.needs.models import Need, Offer
from samspel.needs.rules import check
from samspel.needs.transitions import BudgetAmount
from samspel.tenancy.by import By
from samspel.tenancy.context import offices
from tests.cast import CHARLIE, KARI, KNUT, PIA, ROGALAND, OfficeCast, id_of
from tests.stories import intake as story
from tests.stories import needs, networks

AT = story.AT
CASEWORKER = ROGALAND.caseworker


def codes(fault: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {refusal.code for refusal in fault.value.refusals}


def refused(act: object, *given: object, **said: object) -> set[str]:
    with pytest.raises(Refused) as fault:
        act(*given, **said)  # type: ignore[operator]
    return codes(fault)


def three(rogaland: OfficeCast) -> tuple[Need, list[Offer]]:
    """The network's draft, with a need from each of its three owners."""
    story.joined()
    network = story.network_need()
    whose: list[tuple[str, By]] = [("fjordvik", KARI), ("trollskogen", PIA), ("bjorka", story.BJARNE)]
    return network, [story.offered(story.of_member(key, by), network, by) for key, by in whose]


def test_a_member_offers_its_need_and_it_stays_its_own(rogaland: OfficeCast) -> None:
    offer = story.offered()
    assert (offer.state, offer.position, offer.title, offer.asked_nok) == ("offered", 1, "Språk i leiken", 100_000)
    assert queries.need_of(PIA, offer.need_id).is_written
    with pytest.raises(NotVisible):
        queries.need_of(KARI, offer.need_id)
    transitions.fill(offer.need, content={"goal": "Meir leik."}, by=PIA, at=AT)
    assert sheets.of(offer.network_need).offers[0].need.goal == "Meir leik."


def test_only_the_signer_of_a_member_offers_in_the_same_call_and_scheme(rogaland: OfficeCast) -> None:
    network, mine = story.network_need(), story.of_member()
    offer = transitions.offer
    assert refused(offer, mine, to=network, by=KARI, at=AT) == {"wrong-role"}
    outsider = needs.drafted("competence-boost")
    assert refused(offer, outsider, to=network, by=KNUT, at=AT) == {"wrong-role"}
    assert refused(offer, outsider, to=network, by=KARI, at=AT) == {"another-call"}
    networks.newcomer("utanfor", "ute")
    stranger = By(id_of("ute"), id_of("utanfor"), None, PIA.role)
    assert refused(offer, story.begun("utanfor", stranger), to=network, by=stranger, at=AT) == {"no-member"}
    assert refused(offer, mine, to=story.of_member("fjordvik", KARI), by=PIA, at=AT) == {"no-member"}
    assert refused(offer, network, to=network, by=KARI, at=AT) == {"network"}
    assert intake.offers_to(network).count() == 0


def test_a_need_that_has_been_handed_in_or_is_offered_already_is_not_offered(rogaland: OfficeCast) -> None:
    network, other = story.network_need(), story.network_need("Eit anna tiltak")
    sent = needs.submitted(owner="trollskogen")
    assert refused(transitions.offer, sent, to=network, by=PIA, at=AT) == {"wrong-state"}
    mine = story.of_member()
    transitions.offer(mine, to=network, by=PIA, at=AT)
    assert refused(transitions.offer, mine, to=other, by=PIA, at=AT) == {"VR16"}
    assert list(intake.intakes(mine, AT)) == [other]
    assert list(intake.intakes(story.of_member(title="Ny"), AT)) == [network, other]
    Membership.objects.filter(member_id=id_of("trollskogen")).update(consented_at=None)
    assert list(intake.intakes(story.of_member(title="Ny"), AT)) == []


def test_whoever_leads_the_network_judges_and_nobody_else(rogaland: OfficeCast) -> None:
    offer = story.offered()
    for by in (PIA, CHARLIE):
        assert refused(transitions.take_in, offer, by=by, at=AT) == {"wrong-role"}
        assert refused(transitions.leave_out, offer, reason="Nei.", by=by, at=AT) == {"wrong-role"}
        assert refused(transitions.prioritise, offer.network_need, order=[offer.pk], by=by, at=AT) == {"wrong-role"}
        assert refused(transitions.frame_intake, offer.network_need, amount_nok=5, by=by, at=AT) == {"wrong-role"}
        assert refused(transitions.build, offer.network_need, shown="", by=by, at=AT) == {"wrong-role"}
    assert refused(transitions.withdraw_offer, offer, by=KARI, at=AT) == {"wrong-role"}
    with pytest.raises(NotVisible):
        intake.offer_to(offer.need, offer.pk, by=KARI)
    assert story.taken_in(offer, by=KNUT).state == "taken-in"


def test_each_move_has_a_reason_and_the_places_have_no_hole(rogaland: OfficeCast) -> None:
    network, (a, b, c) = three(rogaland)
    back = [c.pk, a.pk, b.pk]
    assert refused(transitions.prioritise, network, order=back, by=KARI, at=AT) == {"missing"}
    assert refused(transitions.prioritise, network, order=[a.pk, b.pk], by=KARI, at=AT) == {"missing", "order"}
    assert refused(transitions.prioritise, network, order=back, reasons={c.pk: "x" * 2001}, by=KARI, at=AT) == {
        "too-long"
    }
    transitions.prioritise(network, order=back, reasons={c.pk: "Dei har venta lengst."}, by=KARI, at=AT)
    assert [one.pk for one in intake.offers_to(network)] == back
    assert [one.reason for one in intake.offers_to(network)] == ["Dei har venta lengst.", "", ""]
    story.left_out(story.again(c))
    assert [(place, state) for place, _who, state in story.order(network)] == [
        (1, "offered"), (2, "offered"), (3, "left-out"),
    ]  # fmt: skip
    assert refused(transitions.prioritise, network, order=back, reasons={a.pk: "Ja."}, by=KARI, at=AT) == {"order"}
    transitions.judge(transitions.withdraw_offer, story.again(a), by=KARI, at=AT)
    assert story.order(network) == [(1, id_of("trollskogen"), "offered"), (2, id_of("bjorka"), "left-out")]
    story.taken_in(story.again(c))
    story.offered(story.of_member("fjordvik", KARI, title="Meir"), network, KARI)
    assert [(place, state) for place, _who, state in story.order(network)] == [
        (1, "offered"), (2, "taken-in"), (3, "offered"),
    ]  # fmt: skip


def test_a_reason_is_kept_until_another_is_given_and_goes_with_the_place(rogaland: OfficeCast) -> None:
    network, (a, b, c) = three(rogaland)
    order = [c.pk, a.pk, b.pk]
    transitions.prioritise(network, order=order, reasons={c.pk: "Dei har venta lengst."}, by=KARI, at=AT)
    transitions.prioritise(network, order=order, reasons={c.pk: " "}, by=KARI, at=AT)
    assert story.again(c).reason == "Dei har venta lengst."
    story.taken_in(story.left_out(story.again(c)))
    assert (story.again(c).position, story.again(c).reason) == (3, "")


def test_a_network_reads_what_it_has_and_no_more_once_it_is_left_out(rogaland: OfficeCast) -> None:
    offer = story.offered()
    network, mine = offer.network_need, offer.need
    assert intake.open_offer(network, offer.pk, by=KARI, at=AT) == offer
    transitions.set_budget(mine, lines=[BudgetAmount(2023, "carry-out", id_of("hiv"), 40_000)], by=PIA, at=AT)
    story.left_out(offer)
    transitions.fill(mine, content={"title": "Vårt eige"}, by=PIA, at=AT)
    with pytest.raises(NotVisible):
        intake.open_offer(network, offer.pk, by=KARI, at=AT)
    found = story.again(offer)
    assert (found.title, found.asked_nok) == ("Språk i leiken", 40_000)
    assert intake.open_offer(network, story.taken_in(found).pk, by=KARI, at=AT).title == "Vårt eige"


def test_a_network_that_never_sends_reads_no_more_once_its_time_is_out(rogaland: OfficeCast) -> None:
    offer = story.taken_in()
    network = offer.network_need
    assert network.grace_ends is not None
    last = network.grace_ends - timedelta(microseconds=1)
    assert intake.open_offer(network, offer.pk, by=KARI, at=last) == offer
    with pytest.raises(NotVisible):
        intake.open_offer(network, offer.pk, by=KARI, at=network.grace_ends)


def test_whoever_has_gone_out_of_the_network_is_let_go_and_read_no_more(rogaland: OfficeCast) -> None:
    taken, waiting = story.taken_in(), story.of_member(title="Meir leik")
    network = taken.network_need
    other = story.offered(waiting, network)
    gone_out()
    assert refused(transitions.take_in, other, by=KARI, at=AT) == {"no-member"}
    for offer in (taken, other):
        with pytest.raises(NotVisible):
            intake.open_offer(network, offer.pk, by=KARI, at=AT)
    assert "Trollskogen barnehage SA er ikke lenger med i nettverket. Velg «Ikke ta med» for «Språk i leiken»." in (
        stops(queries.need_of(KARI, network.pk))
    )
    assert gathering.difference(queries.need_of(KARI, network.pk), AT).members == ()
    for offer in (taken, other):
        transitions.judge(transitions.withdraw_offer, story.again(offer), by=PIA, at=AT)
    assert story.order(network) == []


def test_what_a_network_has_sent_stays_there_whoever_goes_out(rogaland: OfficeCast) -> None:
    network = story.sent()
    (offer,) = intake.offers_to(network)
    gone_out(date(2023, 1, 25))
    late = needs.when("2021", day=27)
    assert refused(transitions.withdraw_offer, offer, by=PIA, at=late) == {"VR16"}
    assert intake.open_offer(network, offer.pk, by=KARI, at=late) == offer


def gone_out(last_day: date = date(2023, 1, 10)) -> None:
    Membership.objects.filter(member_id=id_of("trollskogen")).update(until=last_day)


def test_what_is_left_out_has_a_reason_that_its_owner_is_told_of(rogaland: OfficeCast) -> None:
    offer = story.offered()
    assert refused(transitions.leave_out, offer, reason=" ", by=KARI, at=AT) == {"missing"}
    assert refused(transitions.leave_out, offer, reason="x" * 2001, by=KARI, at=AT) == {"too-long"}
    found = story.left_out(offer)
    assert (found.state, found.left_out_reason) == ("left-out", "Vi har ikkje plass i år.")
    assert Outbox.objects.filter(kind="offer-left-out", subject_id=offer.pk).count() == 1
    entry = Entry.objects.get(act="needs.leave_out")
    assert (entry.subject_id, entry.facts["reason"]) == (offer.need_id, "Vi har ikkje plass i år.")


def stops(need: Need) -> list[str]:
    return [finding.text for finding in check(need, AT) if finding.level == "error" and finding.code == "VR16"]


def test_what_a_network_has_is_not_sent_alone_until_it_lets_go(rogaland: OfficeCast) -> None:
    offer = story.offered()
    mine = offer.need
    assert stops(mine) == [
        "Behovet er meldt inn til Vidda barnehagenettverk. Trekk innmeldingen hvis dere vil sende det selv."
    ]
    story.taken_in(offer)
    assert stops(mine) == [
        (
            "Behovet er tatt med i behovsmeldingen fra Vidda barnehagenettverk, og kan ikke sendes alene. "
            "Fjordvik kommune koordinerer nettverket, og kan slippe det."
        )
    ]
    at = needs.when("2021", day=20)
    with pytest.raises(Refused) as fault:
        needs.handed_in(mine)
    assert codes(fault) == {"VR16"} and all(refusal.basis for refusal in fault.value.refusals)
    assert refused(transitions.withdraw_offer, story.again(offer), by=PIA, at=at) == {"VR16"}
    assert refused(transitions.withdraw, mine, reason="Nei.", by=PIA, at=at) == {"VR16"}
    story.left_out(story.again(offer))
    needs.handed_in(mine)
    assert refused(transitions.take_in, story.again(offer), by=KARI, at=at) == {"gone"}


def test_what_a_network_never_sent_is_free_when_its_time_is_out(rogaland: OfficeCast) -> None:
    offer, later = story.taken_in(), needs.when("2021", 2, 3)
    mine = offer.need
    assert stops(mine) and not [one for one in check(mine, later) if one.code == "VR16"]
    transitions.reopen(mine, until=needs.when("2021", 2, 9), reason="Nettverket sendte ikkje.", by=CASEWORKER, at=later)
    needs.handed_in(queries.need_of(PIA, mine.pk), at=needs.when("2021", 2, 4))


def test_a_withdrawn_offer_gives_the_need_back(rogaland: OfficeCast) -> None:
    offer = story.offered()
    transitions.judge(transitions.withdraw_offer, offer, by=PIA, at=AT)
    assert stops(offer.need) == []
    assert story.offered(queries.need_of(PIA, offer.need_id), offer.network_need).position == 1
    needs.handed_in(story.of_member(title="Eit anna"))


def test_nothing_is_judged_once_the_network_has_sent(rogaland: OfficeCast) -> None:
    network = story.sent()
    (offer,) = intake.offers_to(network)
    late = needs.when("2021", day=25)
    assert refused(transitions.leave_out, offer, reason="Nei.", by=KARI, at=late) == {"closed"}
    assert refused(transitions.offer, story.of_member(title="Ny"), to=network, by=PIA, at=late) == {"closed"}
    for act in (transitions.prioritise, transitions.frame_intake, transitions.build):
        assert act.refusals(network, by=KARI, at=late)[0].code == "wrong-state"


def test_a_network_that_sends_has_answered_everybody_and_they_are_told(rogaland: OfficeCast) -> None:
    offer = story.offered()
    assert stops(offer.network_need) == [
        "Trollskogen barnehage SA har meldt inn «Språk i leiken». Ta det med, eller si hvorfor det ikke er med."
    ]
    transitions.judge(transitions.withdraw_offer, offer, by=PIA, at=AT)
    network = story.sent()
    message = Outbox.objects.get(kind="intake-result")
    assert message.subject_id == network.pk and len(message.payload["offers"]) == 1


def test_what_was_sent_stays_as_it_was_whatever_the_member_writes_later(rogaland: OfficeCast) -> None:
    network = story.sent()
    (offer,) = intake.offers_to(network)
    before = sheets.canonical(sheets.of(network))
    assert before["intake"] == {
        "frame_nok": None,
        "order": [
            {
                "owner": "210000038", "need": offer.need.ref, "title": "Språk i leiken", "asked_nok": 100_000,
                "reason": "",
            }
        ],
    }  # fmt: skip
    transitions.fill(offer.need, content={"title": "Noko anna"}, by=PIA, at=AT)
    assert sheets.canonical(sheets.of(queries.need_of(KARI, network.pk))) == before


def test_a_network_that_takes_back_its_need_lets_its_members_go(rogaland: OfficeCast) -> None:
    network = story.sent()
    (offer,) = intake.offers_to(network)
    transitions.withdraw(network, reason="Vi ventar eit år.", by=KARI, at=needs.when("2021", day=22))
    assert story.again(offer).state == "withdrawn"
    assert Outbox.objects.filter(kind="intake-result").count() == 2
    needs.handed_in(queries.need_of(PIA, offer.need_id), at=needs.when("2021", day=23))


def test_a_frame_is_an_amount_or_none(rogaland: OfficeCast) -> None:
    network = story.network_need()
    assert refused(transitions.frame_intake, network, amount_nok=0, by=KARI, at=AT) == {"amount"}
    transitions.frame_intake(network, amount_nok=150_000, by=KARI, at=AT)
    assert Need.objects.get(pk=network.pk).intake_frame_nok == 150_000
    transitions.frame_intake(network, amount_nok=None, by=KARI, at=AT)
    assert Need.objects.get(pk=network.pk).intake_frame_nok is None
    own = story.of_member()
    assert refused(transitions.frame_intake, own, amount_nok=5, by=PIA, at=AT) == {"network"}


def test_a_need_that_changed_after_it_was_taken_in_wants_a_look(rogaland: OfficeCast) -> None:
    offer = story.taken_in()
    transitions.fill(offer.need, content={"title": "Leik og språk"}, by=PIA, at=AT)
    found = [one for one in check(offer.network_need, AT) if one.field == "intake"]
    assert [(one.level, one.code) for one in found] == [("warning", "VR16")]
    story.build(offer.network_need)
    assert [one for one in check(queries.need_of(KARI, offer.network_need_id), AT) if one.field == "intake"] == []


def at_once(*acts: Callable[[], object]) -> list[str]:
    """What becomes of some acts that are all begun at the same moment: done, or the first reason why not."""
    start = Barrier(len(acts))

    def done(act: Callable[[], object]) -> str:
        start.wait()
        try:
            with transaction.atomic(), offices([ROGALAND.office]):
                act()
        except Refused as refused:
            return refused.refusals[0].code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as threads:
        return sorted(threads.map(done, acts))


@pytest.mark.parametrize("seed", range(3))
def test_a_member_that_sends_and_a_network_that_takes_in_at_once_do_not_both(real_database: str, seed: int) -> None:
    with transaction.atomic(), offices([ROGALAND.office]):
        offer = story.left_out(story.offered())
    found = at_once(
        lambda: story.taken_in(story.again(offer)),
        lambda: needs.handed_in(queries.need_of(PIA, offer.need_id)),
    )
    assert found in (["VR16", "done"], ["done", "gone"])
    with transaction.atomic(), offices([ROGALAND.office]):
        sent = queries.need_of(PIA, offer.need_id).state == Need.State.SUBMITTED
        assert sent != (story.again(offer).state == Offer.State.TAKEN_IN)


@pytest.mark.parametrize("seed", range(3))
def test_all_who_judge_and_take_back_at_once_leave_no_hole_and_wait_for_nobody(real_database: str, seed: int) -> None:
    with transaction.atomic(), offices([ROGALAND.office]):
        network, (a, b, c) = three(ROGALAND)

    def move() -> None:
        standing = list(intake.offers_to(Need.objects.get(pk=network.pk)))
        live = [one.pk for one in standing if one.state in intake.LIVE]
        order = [*reversed(live), *(one.pk for one in standing if one.pk not in live)]
        transitions.prioritise(network, order=order, reasons={order[0]: "Venta lengst."}, by=KARI, at=AT)

    at_once(
        lambda: story.left_out(story.again(a)),
        lambda: story.taken_in(story.again(b), by=KNUT),
        lambda: transitions.judge(transitions.withdraw_offer, story.again(c), by=story.BJARNE, at=AT),
        move,
    )
    with transaction.atomic(), offices([ROGALAND.office]):
        places = [place for place, _who, _state in story.order(network)]
        assert places == list(range(1, len(places) + 1))
        assert [state for _place, _who, state in story.order(network)] == ["taken-in", "left-out"]


def test_a_reason_that_tells_of_one_child_wants_a_look(rogaland: OfficeCast) -> None:
    network, (a, b, c) = three(rogaland)
    for one in (a, b, c):
        story.taken_in(one)
    said = {c.pk: "Eleven Ola har venta lengst."}
    transitions.prioritise(network, order=[c.pk, a.pk, b.pk], reasons=said, by=KARI, at=AT)
    found = check(queries.need_of(KARI, network.pk), AT)
    assert ("VR31", "intake") in {(finding.code, finding.field) for finding in found}
