"""A call that is announced later: nobody outside the office knows of it before its moment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from samspel.calls import queries, transitions
from samspel.calls.models import Announcement, Call, Notice, Posting
from samspel.flow import outbox
from samspel.flow.models import Entry, Outbox
from samspel.flow.refusal import NotVisible, Refused
from samspel.letters import mailings
from samspel.letters.mailings import Mailing
from samspel.needs.rules import guards
from tests.cast import KARI, ROGALAND, OfficeCast
from tests.stories import calls, registers

NOW = calls.ANNOUNCED["2026"]
MOMENT = NOW + timedelta(days=5, hours=2)
BY = ROGALAND.decider


class Ear:
    """A carrier that hears who is told when."""

    def __init__(self) -> None:
        self.heard: list[tuple[int, datetime]] = []

    def send(self, mailing: Mailing, at: datetime) -> None:
        self.heard.append((len(mailing.receivers), at))


@pytest.fixture
def ear() -> Iterator[Ear]:
    """Bind the carrier, for the length of the test."""
    before, found = mailings.carrier, Ear()
    mailings.bind(found)
    yield found
    mailings.bind(before)


def planned(from_at: datetime = MOMENT) -> Call:
    """A call whose announcement is planned."""
    registers.placed()
    call = calls.drafted("2026")
    calls.framed(call)
    transitions.announce(call, from_at=from_at, by=BY, at=NOW)
    return call


def worked(at: datetime) -> None:
    """The worker takes up every message at a moment."""
    for message in Outbox.objects.all():
        outbox.deliver(message.pk, message.office_id, now=lambda _put_at: at)


def test_before_its_moment_nobody_outside_sees_a_planned_call_and_nobody_is_told(
    rogaland: OfficeCast, ear: Ear
) -> None:
    call, before = planned(), MOMENT - timedelta(microseconds=1)
    worked(before)
    assert not queries.announcements(before).exists()
    assert not queries.open_announcements(before).exists()
    assert not queries.open_calls(before).exists()
    with pytest.raises(NotVisible):
        queries.announcement("rogaland", call.ref, before)
    assert [refusal.code for refusal in guards.call_is_open(call, KARI, before)] == ["VR01"]
    assert (Notice.objects.count(), Posting.objects.count(), ear.heard) == (0, 0, [])
    assert Outbox.objects.get().done_at is None


def test_at_its_moment_everybody_sees_it_and_every_owner_of_that_day_is_told(rogaland: OfficeCast, ear: Ear) -> None:
    call = planned()
    late = MOMENT + timedelta(seconds=3)
    worked(late)
    assert queries.open_call(call.pk, MOMENT) == call
    assert not list(guards.call_is_open(call, KARI, MOMENT))
    assert (call.rules_day, ear.heard) == (MOMENT.date(), [(2, late)])
    assert {(one.written_at, one.sent_at) for one in Notice.objects.all()} == {(late, late)}
    assert {(one.role, one.at) for one in Posting.objects.all()} == {("decider", late)}
    assert Announcement.objects.get().owners_noticed == 2
    entry = Entry.objects.get(act="calls.notify")
    assert (entry.role, entry.facts["owners_noticed"]) == ("system", 2)
    worked(late + timedelta(hours=1))
    assert len(ear.heard) == 1


def test_a_plan_is_taken_back_changed_and_made_again(rogaland: OfficeCast, ear: Ear) -> None:
    call = planned()
    transitions.hold_back(call, by=BY, at=NOW)
    assert (call.state, call.announced_at, Announcement.objects.count()) == ("draft", None, 0)
    transitions.amend(call, content={"title": "Ny tittel"}, by=BY, at=NOW)
    later = MOMENT + timedelta(days=1)
    transitions.announce(call, from_at=later, by=BY, at=NOW)
    worked(MOMENT)
    assert (Notice.objects.count(), ear.heard) == (0, [])
    worked(later)
    assert (Announcement.objects.get().title, ear.heard) == ("Ny tittel", [(2, later)])


def test_what_is_planned_is_taken_back_and_what_is_announced_is_withdrawn(rogaland: OfficeCast) -> None:
    call = planned()
    with pytest.raises(Refused, match="not-yet"):
        transitions.withdraw(call, reason="Feil frist.", by=BY, at=NOW)
    with pytest.raises(Refused, match="announced"):
        transitions.hold_back(call, by=BY, at=MOMENT)
    transitions.withdraw(call, reason="Feil frist.", by=BY, at=MOMENT)


@pytest.mark.parametrize(
    ("from_at", "code"),
    [(NOW, "moment-passed"), (calls.content("2026")["closes_at"], "deadline-passed")],
)
def test_a_moment_that_does_not_fit_is_refused(rogaland: OfficeCast, from_at: datetime, code: str) -> None:
    with pytest.raises(Refused, match=code):
        planned(from_at)


def test_only_those_who_announce_take_a_plan_back(rogaland: OfficeCast) -> None:
    call = planned()
    with pytest.raises(Refused, match="wrong-role"):
        transitions.hold_back(call, by=ROGALAND.caseworker, at=NOW)
