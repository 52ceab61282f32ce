"""What a story left in the database is written to a file, loaded into another database, and written again: the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from samspel.actors.models import Unit
from samspel.actors.networks import transitions as acts
from samspel.calls import transitions as calling
from samspel.calls.models import Call
from samspel.calls.rules import themes
from samspel.casework import transitions as casework_acts
from samspel.decisions import transitions as deciding
from samspel.flow.models import Entry
from samspel.followup import transitions as reporting
from samspel.followup.models import Report
from samspel.messages.models import Message
from samspel.needs import queries
from samspel.needs import transitions as needs_acts
from samspel.needs.models import Partnership, PrivateInvitation, Submission
from samspel.rounds.canonical import canonical, to_bytes
from samspel.rounds.dumping import dump
from samspel.rounds.faults import Faulty
from samspel.rounds.loading import load
from samspel.rounds.reading import read
from tests.cast import FILIP, KARI, PIA, ROGALAND, SYSTEM, UNNI, id_of
from tests.stories import (
    attachments,
    calls,
    decisions,
    followup,
    forum,
    journey,
    needs,
    networks,
    payments,
    private_units,
)

pytestmark = pytest.mark.round
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


def written() -> dict[str, Any]:
    """The only round there is as it is stored now, in the one way to write it."""
    call = Call.objects.get()
    return canonical(dump(call.office, call.ref))


def told(story: Callable[[], object]) -> dict[str, Any]:
    """What a story leaves, as a file; the story itself is undone."""
    before = transaction.savepoint()
    story()
    file = written()
    transaction.savepoint_rollback(before)
    return file


def whole_round() -> None:
    """A round with an adopted innstilling, a tied member, a grant that was paid, and a need that was turned down."""
    first, second = forum.recommended()
    payments.paid(decisions.accepted(first.case))
    decisions.sent(second.case, decisions.rejection(second.case, departure_reason="Ramma blei mindre."))


def test_a_paid_round_is_the_same_after_it_was_written_and_loaded(rogaland: object) -> None:
    before = told(whole_round)
    load(read(to_bytes(before)), at=NOW)
    assert to_bytes(written()).decode() == to_bytes(before).decode()
    entries = Entry.objects.count()
    load(read(to_bytes(before)), at=NOW)
    assert Entry.objects.count() == entries


def test_the_last_day_for_partners_follows_its_call(rogaland: object) -> None:
    last = datetime(2023, 2, 15, 23, tzinfo=UTC)

    def story() -> None:
        calls.announced(confirm_closes_at=last)
        needs.submitted()

    before = told(story)
    load(read(to_bytes(before)), at=NOW)
    assert Call.objects.get().confirm_closes_at == last
    assert to_bytes(written()) == to_bytes(before)


def test_the_forums_own_themes_follow_their_call_and_the_needs(rogaland: object) -> None:
    def story() -> None:
        call = calls.announced(own_themes=themes.written("regional", ["Språk og kommunikasjon", "Naturfag"]))
        more = themes.written("regional", ["Overgangar"])
        calling.add_themes(call, own_themes=more, by=ROGALAND.decider, at=calls.ANNOUNCED["2021"])
        need = needs.filled()
        needs_acts.fill(need, content={"themes": ["own-overgangar"]}, by=KARI, at=needs.when("2021", day=12))

    before = told(story)
    assert [one["code"] for one in before["call"]["own_themes"]] == ["language", "own-naturfag", "own-overgangar"]
    load(read(to_bytes(before)), at=NOW)
    assert to_bytes(written()).decode() == to_bytes(before).decode()


def test_a_binding_agreement_follows_the_confirmation_of_the_college(rogaland: object) -> None:
    def story() -> None:
        need = needs.filled("collective", partner="fagskulen")
        row, at = needs.partnership(need, "fagskulen"), needs.when("2026", day=16)
        shown = needs.shown(row)
        needs_acts.confirm(row, shown=shown, back_to_education="", binding_agreement=True, by=FILIP, at=at)

    before = told(story)
    load(read(to_bytes(before)), at=NOW)
    assert Partnership.objects.get().binding_agreement is True
    assert to_bytes(written()) == to_bytes(before)


def test_which_private_units_are_invited_follows_the_need(rogaland: object) -> None:
    private_units.known()
    unknown = private_units.numbered(0)
    Unit.objects.filter(pk=unknown).update(orgnr="320000009")

    def story() -> None:
        need = needs.confirmed("competence-boost")
        day = needs.when("2021", day=13)
        needs_acts.set_invited(need, invited={id_of("troll"): False, unknown: True}, by=KARI, at=day)
        needs.handed_in(need)

    before = told(story)
    told_of = [{"invited": False, "orgnr": "310000051"}, {"invited": True, "orgnr": "320000009"}]
    assert before["needs"][0]["private_units"] == told_of
    load(read(to_bytes(before)), at=NOW)
    assert PrivateInvitation.objects.count() == 2
    assert to_bytes(written()).decode() == to_bytes(before).decode()


def test_what_the_worker_does_by_itself_is_no_part_of_the_round(rogaland: object) -> None:
    whole_round()
    before = written()
    journey.carried_out()
    assert Report.objects.count() == 2
    assert to_bytes(written()).decode() == to_bytes(before).decode()


def test_a_loaded_round_is_the_same_after_the_worker_has_been_there(rogaland: object) -> None:
    before = told(whole_round)
    load(read(to_bytes(before)), at=NOW)
    journey.carried_out()
    assert {report.state for report in Report.objects.all()} == {"due"}
    assert to_bytes(written()).decode() == to_bytes(before).decode()
    entries = Entry.objects.count()
    load(read(to_bytes(before)), at=NOW)
    assert Entry.objects.count() == entries


@pytest.mark.deadline
def test_what_came_late_and_what_was_reopened_is_the_same_after_it_was_loaded(rogaland: object) -> None:
    def story() -> None:
        late, reopened = needs.confirmed(), needs.confirmed(title="Leik")
        closes = late.call.closes_at
        assert closes is not None
        needs.handed_in(late, at=closes + timedelta(minutes=30))
        amir, day = ROGALAND.caseworker, closes + timedelta(days=1)
        needs_acts.reopen(reopened, until=closes + timedelta(days=5), reason="Straumbrot.", by=amir, at=day)
        needs.handed_in(reopened, at=day + timedelta(days=1))
        case = casework_acts.open_case(queries.need_of(KARI, late.pk), by=amir, at=day)
        casework_acts.judge_late(case, accepted=False, reason="Ingen grunn.", by=amir, at=day)

    before = told(story)
    load(read(to_bytes(before)), at=NOW)
    assert to_bytes(written()).decode() == to_bytes(before).decode()
    assert {made.late for made in Submission.objects.all()} == {True, False}
    load(read(to_bytes(before)), at=NOW)
    assert Message.objects.count() == 1


def test_the_answers_that_only_some_give_are_the_same_after_they_were_loaded(rogaland: object) -> None:
    before = told(lambda: needs.handed_in(needs.with_everything()))
    load(read(to_bytes(before)), at=NOW)
    assert to_bytes(written()).decode() == to_bytes(before).decode()
    words = ("Uke 36", "placement", "Kva har de prøvd før?", "Haust", "60000", "Agder.", "Foreldremøte.")
    for word in (*words, "percent", "Styraren", "Ei praksisgruppe.", "To fagfolk"):
        assert word in to_bytes(before).decode()


def test_a_partner_that_confirmed_and_then_said_no_is_the_same_after_it_was_loaded(rogaland: object) -> None:
    def story() -> None:
        need = needs.with_everything()
        at = needs.when("2021", day=15)
        needs_acts.decline(needs.partnership(need), reason="Ikkje tid.", by=UNNI, at=at)

    before = told(story)
    load(read(to_bytes(before)), at=NOW)
    assert to_bytes(written()).decode() == to_bytes(before).decode()
    assert "Ikkje tid." in to_bytes(before).decode() and "Ei praksisgruppe." not in to_bytes(before).decode()


def network_with_a_past() -> None:
    """A need of a network that one has left and come back to, that another has taken over, and one has not answered."""
    needs.submitted(owner="vidda")
    network, at = networks.shared(), datetime(2023, 3, 1, 9, tzinfo=UTC)
    acts.leave(network, last_day=date(2023, 3, 4), by=PIA, at=at)
    again = acts.ask_owner(network, owner=networks.owner("trollskogen"), by=KARI, at=at + timedelta(days=9))
    acts.consent(again, by=PIA, at=at + timedelta(days=10))
    networks.asked(network, networks.newcomer())
    offer = acts.offer_coordination(network, owner=networks.owner("trollskogen"), by=KARI, at=at + timedelta(days=20))
    acts.take_over(offer, by=PIA, at=at + timedelta(days=20))


def test_the_periods_of_a_network_are_the_same_after_they_were_written_and_loaded(rogaland: object) -> None:
    before = told(network_with_a_past)
    (network,) = before["networks"]
    assert network["coordinator"] == networks.owner("trollskogen").ref
    assert [(one["organisation"], one.get("since"), one.get("until")) for one in network["members"]] == [
        ("210000011", None, "2023-03-20"),
        ("210000011", "2023-03-21", None),
        ("210000038", None, "2023-03-04"),
        ("210000038", None, "2023-03-20"),
        ("210000038", "2023-03-21", None),
        ("bjorka", None, None),
    ]
    load(read(to_bytes(before)), at=NOW)
    assert to_bytes(written()).decode() == to_bytes(before).decode()
    entries = Entry.objects.count()
    load(read(to_bytes(before)), at=NOW)
    assert Entry.objects.count() == entries


def begun_and_reported() -> None:
    """A round with two years, in which the system asked for every report: one handed in, one begun, one not."""
    decision = journey.whole(years=2)
    later = decisions.SENT.replace(year=2024)
    deciding.confirm_year(decision, year=2024, by=ROGALAND.decider, at=later)
    journey.carried_out()
    begun = Report.objects.get(recipient_id=id_of("hiv"), year=2023)
    reporting.fill(begun, told=followup.told(begun), by=UNNI, at=followup.HANDED_IN)
    second = Report.objects.get(recipient_id=id_of("fjordvik"), year=2024)
    reporting.submit(second, told=followup.told(second), by=KARI, at=later.replace(month=12))


def test_a_report_that_the_system_asked_for_is_loaded_with_what_was_told(rogaland: object) -> None:
    before = told(begun_and_reported)
    assert [(one["recipient"], one["year"], "requested" in one) for one in before["reports"]] == [
        ("210000011", 2023, False), ("210000011", 2024, False),
    ]  # fmt: skip
    load(read(to_bytes(before)), at=NOW)
    journey.carried_out()
    assert to_bytes(written()).decode() == to_bytes(before).decode()
    load(read(to_bytes(before)), at=NOW)
    assert Report.objects.count() == 4


def test_a_report_on_a_decision_that_the_file_does_not_send_is_refused(rogaland: object) -> None:
    before = told(begun_and_reported)
    before["decisions"][0].pop("sent")
    before["decisions"][0].pop("confirmed_years")
    for part in ("instalments", "payments"):
        before.pop(part)
    before["decisions"][0].pop("acceptances")
    with pytest.raises(Faulty, match="Vedtaket er ikke sendt"):
        load(read(to_bytes(before)), at=NOW)


def with_files() -> None:
    """A need handed in with three files: one let through, one stopped since, one that waits; one was taken away."""
    need = needs.confirmed()
    attachments.clean(need, note="Planen vår")
    attachments.waiting(need, "Venter", name="venter.pdf")
    gone = attachments.clean(need, "Borte")
    needs_acts.detach(gone, by=KARI, at=gone.added_at)
    virus = attachments.waiting(need, "Virus", name="virus.pdf")
    needs.handed_in(need)
    needs_acts.stop(virus, found="Eicar-Test-Signature", by=SYSTEM, at=NOW)


def test_the_files_of_a_need_are_told_by_their_digests_and_found_again_in_the_store(rogaland: object) -> None:
    before = told(with_files)
    files = before["needs"][0]["attachments"]
    assert sorted(one["name"] for one in files) == ["plan.pdf", "venter.pdf", "virus.pdf"]
    load(read(to_bytes(before)), at=NOW)
    assert to_bytes(written()).decode() == to_bytes(before).decode()
    load(read(to_bytes(before)), at=NOW)
    assert to_bytes(written()).decode() == to_bytes(before).decode()


def test_a_file_whose_bytes_are_not_in_the_store_stops_the_loading(rogaland: object) -> None:
    before = told(with_files)
    before["needs"][0]["attachments"][0]["sha256"] = "0" * 64
    with pytest.raises(Faulty) as faulty:
        load(read(to_bytes(before)), at=NOW)
    assert "0" * 64 in str(faulty.value)
