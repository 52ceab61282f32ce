"""A seat is held out by invitation, taken with the role that lets one in, and ended with it at once."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from samspel.actors import queries as actors
from samspel.actors.models import Invitation, Place
from samspel.actors.roles import inviting
from samspel.actors.roles.inviting import ForumSeat, Invited
from samspel.flow.models import Entry
from samspel.flow.refusal import NotVisible, Refused
from samspel.forum import queries, transitions
from samspel.forum.models import Forum, PublishedSeat, Seat
from samspel.tenancy.by import By, Role
from tests.actors.roles.test_giving import refused
from tests.cast import KIRSTI, LARS, MONA, ROGALAND, SIGRUN, OfficeCast, id_of
from tests.stories import casework, forum, invitations, needs

AT = forum.CONVENED
DAY = AT.date()
KS = id_of("ks")


def held_out(
    there: Forum, duty: Seat.Duty = Seat.Duty.DEPUTY, *, group: str = "ks", whom: str = "ks", by: By = SIGRUN
) -> Invitation:
    """An invitation to a seat."""
    place = Place(id_of(whom) if whom else None, there.office_id)
    seat = ForumSeat(there.pk, group, duty)
    to = Invited("Nina Ny", "nina@ks.example", transitions.ROLE_OF[duty], place, DAY, None, seat)
    return transitions.invite_to_seat(there, to, by=by, at=AT)


def oneself(name: str = "Nina Ny") -> By:
    return By(invitations.person(name).pk, None, None, Role.PRIVATE_PERSON)


@pytest.mark.parametrize("by", [SIGRUN, ROGALAND.admin], ids=["secretary", "administrator"])
def test_a_seat_is_taken_with_the_role_that_lets_one_in(rogaland: OfficeCast, by: By) -> None:
    nina = oneself()
    seat = transitions.take_seat(held_out(forum.established(), by=by), by=nina, at=AT)
    assert (seat.person_id, seat.organisation_id, seat.group, seat.duty) == (nina.person_id, KS, "ks", "deputy")
    (role,) = actors.assignments([nina.somebody], DAY)
    assert (role.role, role.organisation_id, role.office_id) == ("forum-member", KS, ROGALAND.office)
    assert PublishedSeat.objects.get(seat_id=seat.pk).organisation_name == "KS Øving"
    acts = Entry.objects.filter(person_id=nina.person_id).order_by("sequence").values_list("act", flat=True)
    assert list(acts) == ["actors.accept_invitation", "forum.seat"]


def test_nothing_is_taken_in_part(rogaland: OfficeCast) -> None:
    there = forum.established()
    kirsti = By(KIRSTI.person_id, None, None, Role.PRIVATE_PERSON)
    taken = held_out(there, Seat.Duty.LEADER)
    Seat.objects.filter(person_id=KIRSTI.somebody).update(since=DAY)
    assert set(refused(partial(transitions.take_seat, taken, by=kirsti, at=AT))) == {"forum_seat_once_per_person"}
    taken.refresh_from_db()
    assert taken.state == "sent"
    assert {one.role for one in actors.assignments([KIRSTI.somebody], DAY)} == {"forum-member"}


@pytest.mark.parametrize(
    ("by", "duty", "sits_for", "codes"),
    [
        (MONA, Seat.Duty.MEMBER, ("ks", "ks"), {"wrong-role"}),
        (LARS, Seat.Duty.MEMBER, ("ks", "ks"), {"wrong-role"}),
        (ROGALAND.decider, Seat.Duty.MEMBER, ("ks", "ks"), {"wrong-role"}),
        (SIGRUN, Seat.Duty.SECRETARY, ("office", ""), {"wrong-role"}),
        (ROGALAND.admin, Seat.Duty.SECRETARY, ("ks", "ks"), {"group"}),
        (SIGRUN, Seat.Duty.MEMBER, ("office", "ks"), {"organisation"}),
        (SIGRUN, Seat.Duty.MEMBER, ("ks", ""), {"organisation"}),
    ],
)
def test_who_may_hold_out_which_seat(
    rogaland: OfficeCast, by: By, duty: Seat.Duty, sits_for: tuple[str, str], codes: set[str]
) -> None:
    there = forum.established()
    assert set(refused(partial(held_out, there, duty, group=sits_for[0], whom=sits_for[1], by=by))) == codes


def test_the_secretary_of_one_forum_holds_out_no_seat_in_another(rogaland: OfficeCast) -> None:
    forum.established()
    other = Forum.objects.create(office_id=ROGALAND.office, ref="andre", name="Et annet", schemes=["regional"])
    assert set(refused(partial(held_out, other))) == {"wrong-role"}
    held_out(other, by=ROGALAND.admin)


def test_the_secretary_of_one_forum_who_is_a_member_of_another_gives_no_seats_there(rogaland: OfficeCast) -> None:
    own = forum.established()
    other = Forum.objects.create(office_id=ROGALAND.office, ref="andre", name="Et annet", schemes=["regional"])
    transitions.seat(
        other, person_id=SIGRUN.somebody, organisation_id=None, group=Seat.Group.OFFICE, since=DAY,
        by=ROGALAND.admin, at=AT,
    )  # fmt: skip
    waits, mine = held_out(other, by=ROGALAND.admin), held_out(own)
    assert set(queries.forums_of(SIGRUN, AT)) == {own, other}
    assert queries.forum_for(SIGRUN, own.pk, AT) == own
    for by in (SIGRUN, LARS, MONA):
        with pytest.raises(NotVisible):
            queries.forum_for(by, other.pk, AT)
    for act in (inviting.withdraw_invitation, inviting.renew_invitation):
        assert set(refused(partial(act, waits, by=SIGRUN, at=AT))) == {"wrong-role"}
    inviting.withdraw_invitation(mine, by=SIGRUN, at=AT)
    inviting.withdraw_invitation(waits, by=ROGALAND.admin, at=AT)


def test_a_seat_is_not_taken_from_a_secretary_whose_own_seat_has_ended(rogaland: OfficeCast) -> None:
    made = held_out(forum.established())
    Seat.objects.filter(person_id=SIGRUN.somebody).update(until=DAY - timedelta(days=1))
    assert set(refused(partial(transitions.take_seat, made, by=oneself(), at=AT))) == {"not-given"}


def test_an_ended_seat_lets_nobody_in_any_more_and_is_published_as_ended(rogaland: OfficeCast) -> None:
    there = forum.established()
    seat = Seat.objects.get(person_id=KIRSTI.somebody)
    transitions.vacate(seat, by=SIGRUN, at=AT)
    assert not actors.assignments([KIRSTI.somebody], DAY)
    seat.refresh_from_db()
    assert seat.until == DAY
    assert PublishedSeat.objects.get(seat_id=seat.pk).until == DAY
    assert KIRSTI.person_id not in [one.person_id for one in queries.seats_in(there, DAY + timedelta(days=1))]
    assert set(refused(partial(transitions.vacate, seat, by=SIGRUN, at=AT))) == {"over"}
    acts = Entry.objects.order_by("-sequence").values_list("act", flat=True)[:2]
    assert list(acts) == ["forum.vacate", "actors.end"]


def test_one_leaves_an_own_seat_and_ends_no_others(rogaland: OfficeCast) -> None:
    forum.established()
    kirsti, mona = (Seat.objects.get(person_id=one.somebody) for one in (KIRSTI, MONA))
    assert set(refused(partial(transitions.vacate, mona, by=KIRSTI, at=AT))) == {"wrong-role"}
    transitions.vacate(kirsti, by=KIRSTI, at=AT)
    assert not actors.assignments([KIRSTI.somebody], DAY)


def test_a_deputy_comes_only_when_the_member_does_not(rogaland: OfficeCast) -> None:
    meeting = forum.convened()
    deputy = transitions.take_seat(held_out(meeting.forum), by=oneself(), at=AT)
    forum.ties_decided(meeting)
    member = Seat.objects.get(person_id=KIRSTI.somebody)
    with pytest.raises(Refused) as told:
        transitions.hold(meeting, present=[member.pk, deputy.pk], by=SIGRUN, at=forum.HELD)
    assert "deputy" in {one.code for one in told.value.refusals}
    transitions.hold(meeting, present=[deputy.pk], by=SIGRUN, at=forum.HELD)


def invited_actor(there: Forum, *, whom: str = "pbl") -> By:
    """Somebody who sits in the forum to be heard in single cases."""
    somebody = oneself("Ivar Invitert")
    seat = transitions.take_seat(held_out(there, Seat.Duty.INVITED, group="other", whom=whom), by=somebody, at=AT)
    return By(somebody.person_id, seat.organisation_id, seat.office_id, Role.FORUM_INVITED)


def test_an_invited_actor_sees_the_cases_it_is_heard_in_and_no_other(rogaland: OfficeCast) -> None:
    meeting = forum.convened()
    ivar = invited_actor(meeting.forum)
    seat = Seat.objects.get(person_id=ivar.somebody)
    assert not seat.votes
    assert not PublishedSeat.objects.filter(seat_id=seat.pk).exists()
    assert list(queries.meetings_for(ivar, AT)) == []
    first, second = (line.case for line in forum.lines(meeting))
    made = transitions.hear(seat, case=second, by=SIGRUN, at=AT)
    assert list(queries.meetings_for(ivar, AT)) == [meeting]
    agenda = queries.lines_for(ivar, meeting, AT)
    assert ([view.line.case for view in agenda.lines], agenda.hidden, agenda.guest) == ([second], [], True)
    assert queries.case_in(ivar, meeting, second.pk)[0] == second
    for case_id in (first.pk, id_of("nothing")):
        with pytest.raises(NotVisible):
            queries.case_in(ivar, meeting, case_id)
    transitions.hear_no_more(made, by=SIGRUN, at=AT)
    assert list(queries.meetings_for(ivar, AT)) == []
    assert set(refused(partial(transitions.hear_no_more, made, by=SIGRUN, at=AT))) == {"over"}


def test_an_invited_actor_never_decides_ties_votes_or_writes_anything_down(rogaland: OfficeCast) -> None:
    meeting = forum.convened()
    ivar = invited_actor(meeting.forum)
    seat = Seat.objects.get(person_id=ivar.somebody)
    line = forum.lines(meeting)[1]
    transitions.hear(seat, case=line.case, by=SIGRUN, at=AT)
    tie = queries.ties_in(meeting)[0]
    told = refused(
        partial(transitions.decide_tie, tie, upheld=True, reason="Ja.", took_part=[seat.pk], by=SIGRUN, at=AT)
    )
    assert "no-vote" in told
    for act in (
        partial(transitions.rank, line, reason="Viktig.", by=ivar, at=AT),
        partial(transitions.take_out, line, reason="Vent.", by=ivar, at=AT),
        partial(transitions.hear, seat, case=line.case, by=ivar, at=AT),
    ):
        assert "wrong-role" in refused(act)


def test_only_an_invited_actor_is_heard_once_in_a_case_before_the_forum(rogaland: OfficeCast) -> None:
    meeting = forum.convened()
    seat = Seat.objects.get(person_id=invited_actor(meeting.forum).somebody)
    case = forum.lines(meeting)[1].case
    member = Seat.objects.get(person_id=KIRSTI.somebody)
    assert set(refused(partial(transitions.hear, member, case=case, by=SIGRUN, at=AT))) == {"not-invited"}
    transitions.hear(seat, case=case, by=SIGRUN, at=AT)
    again = partial(transitions.hear, seat, case=case, by=SIGRUN, at=AT)
    assert set(refused(again)) == {"forum_hearing_once_per_case"}
    elsewhere = casework.ready(needs.submitted(title="Ein annan"))
    assert set(refused(partial(transitions.hear, seat, case=elsewhere, by=SIGRUN, at=AT))) == {"not-on-agenda"}


def test_an_invited_actor_who_is_tied_is_kept_out_like_the_others(rogaland: OfficeCast) -> None:
    meeting = forum.convened()
    ivar = invited_actor(meeting.forum, whom="trollskogen")
    case = next(line.case for line in forum.lines(meeting) if line.case.need.owner_id == id_of("trollskogen"))
    transitions.hear(Seat.objects.get(person_id=ivar.somebody), case=case, by=SIGRUN, at=AT)
    assert queries.case_in(ivar, meeting, case.pk)[2]
