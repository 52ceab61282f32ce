"""What members offered to a network is written to a file and loaded again: the places, the reasons, what came of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from samspel.flow.models import Entry
from samspel.needs import intake as offers
from samspel.needs import queries, transitions
from samspel.needs.models import Need, Offer
from samspel.rounds.canonical import to_bytes
from samspel.rounds.loading import load
from samspel.rounds.reading import read
from tests.cast import KARI, PIA, id_of
from tests.rounds.test_dumping import told, written
from tests.stories import intake, needs

pytestmark = pytest.mark.round
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


def a_network_that_took_in_and_sent() -> None:
    """Four offers: one withdrawn, one left out, two taken in and moved; the network has filled its need in and sent."""
    intake.joined()
    network, at = intake.network_need(), intake.AT
    transitions.frame_intake(network, amount_nok=250_000, by=KARI, at=at)
    first, second = intake.of_member(), intake.of_member(title="Leik ute")
    third = intake.of_member("bjorka", intake.BJARNE, title="Musikk")
    fourth = intake.of_member("fjordvik", KARI, title="Foreldre")
    rows = []
    for hours, (need, by) in enumerate([(first, PIA), (second, PIA), (third, intake.BJARNE), (fourth, KARI)], start=1):
        rows.append(intake.offered(need, network, by, at + timedelta(hours=hours)))
    a, b, c, d = rows
    transitions.judge(transitions.withdraw_offer, b, by=PIA, at=at + timedelta(hours=6))
    intake.taken_in(intake.again(a), at=at + timedelta(hours=7))
    intake.taken_in(intake.again(c), at=at + timedelta(hours=8))
    order = [c.pk, a.pk, d.pk]
    why = {c.pk: "Har venta lengst."}
    transitions.prioritise(network, order=order, reasons=why, by=KARI, at=at + timedelta(hours=9))
    intake.left_out(intake.again(d), at=at + timedelta(hours=10))
    found = queries.need_of(KARI, network.pk)
    intake.build(found, at=at + timedelta(hours=11))
    intake.whole(found, at + timedelta(hours=12))
    needs.handed_in(queries.need_of(KARI, network.pk))


def test_an_intake_is_the_same_after_it_was_written_and_loaded(rogaland: object) -> None:
    before = told(a_network_that_took_in_and_sent)
    (one,) = before["intakes"]
    assert one["frame_nok"] == 250_000
    assert {row.get("position") for row in one["offers"]} == {1, 2, 3, None}
    load(read(to_bytes(before)), at=NOW)
    assert to_bytes(written()).decode() == to_bytes(before).decode()
    network = Need.objects.get(owner_id=id_of("vidda"))
    assert [(row.state, row.reason) for row in offers.offers_to(network)] == [
        ("taken-in", "Har venta lengst."), ("taken-in", ""), ("left-out", ""),
    ]  # fmt: skip
    assert Offer.objects.filter(state="withdrawn").count() == 1
    entries = Entry.objects.count()
    load(read(to_bytes(before)), at=NOW)
    assert Entry.objects.count() == entries


def test_a_need_that_was_moved_left_out_and_taken_in_after_all_is_loaded_as_it_stands(rogaland: object) -> None:
    def moved() -> None:
        intake.joined()
        network, at = intake.network_need(), intake.AT
        first = intake.offered(intake.of_member(), network, at=at + timedelta(hours=1))
        second = intake.offered(intake.of_member(title="Leik ute"), network, at=at + timedelta(hours=2))
        order, why = [second.pk, first.pk], {second.pk: "Har venta lengst."}
        transitions.prioritise(network, order=order, reasons=why, by=KARI, at=at + timedelta(hours=3))
        intake.left_out(intake.again(second), at=at + timedelta(hours=4))
        third = intake.of_member("bjorka", intake.BJARNE, title="Musikk")
        intake.offered(third, network, intake.BJARNE, at=at + timedelta(hours=5))
        intake.taken_in(intake.again(first), at=at + timedelta(hours=6))
        intake.taken_in(intake.again(second), at=at + timedelta(hours=7))

    before = told(moved)
    load(read(to_bytes(before)), at=NOW)
    assert to_bytes(written()).decode() == to_bytes(before).decode()
