"""Ties are found, declared and decided, and never by the one they are about."""

from __future__ import annotations

from functools import partial

from samspel.flow.models import Entry
from samspel.forum import transitions
from samspel.forum.models import Seat, Tie
from tests.cast import (
    AGDER,
    KARI,
    KIRSTI,
    LARS,
    MONA,
    PERNILLE,
    PETTER,
    ROGALAND,
    SIGRUN,
    SYSTEM,
    ULRIK,
    OfficeCast,
    id_of,
)
from tests.forum.acting import first, refused, seat, seats, tie
from tests.stories import casework, forum, needs

AMIR, ANNA = ROGALAND.caseworker, ROGALAND.admin
AT, HELD, ADOPTED = forum.CONVENED, forum.HELD, forum.ADOPTED


def test_a_member_declares_a_tie_of_its_own(rogaland: OfficeCast) -> None:
    meeting = forum.convened()
    case = first(meeting).case
    made = transitions.declare_tie(seat(KIRSTI), case=case, why="Syster mi leier tiltaket.", by=KIRSTI, at=AT)
    assert (made.state, made.found, made.why, made.subject_id) == (
        "claimed",
        False,
        "Syster mi leier tiltaket.",
        case.need_id,
    )
    again = partial(transitions.declare_tie, seat(KIRSTI), case=case, why="Ja.", by=KIRSTI, at=AT)
    assert refused(again) == ["forum_tie_once_per_case"]


def test_nobody_declares_for_another_or_without_a_word(rogaland: OfficeCast) -> None:
    meeting = forum.convened()
    case = first(meeting).case
    declare = partial(transitions.declare_tie, seat(KIRSTI), case=case, at=AT)
    assert refused(partial(declare, why="Ja.", by=PERNILLE)) == ["wrong-role"]
    assert refused(partial(declare, why="Ja.", by=AMIR)) == ["wrong-role"]
    assert refused(partial(declare, why="", by=KIRSTI)) == ["no-text"]
    outside = casework.ready(needs.submitted(title="Ikkje oppe"))
    assert refused(partial(transitions.declare_tie, seat(KIRSTI), case=outside, why="Ja.", by=KIRSTI, at=AT)) == [
        "not-on-agenda"
    ]


def test_the_body_decides_without_those_who_are_tied_and_it_is_written_who_did(rogaland: OfficeCast) -> None:
    meeting = forum.convened()
    claimed = tie(MONA, first(meeting).case)
    voters = seats(KIRSTI, LARS, PERNILLE, PETTER)
    transitions.decide_tie(claimed, upheld=True, reason="Ordførar.", took_part=voters, by=SIGRUN, at=HELD)
    entry = Entry.objects.order_by("sequence").last()
    assert (claimed.state, claimed.decided_why) == ("upheld", "Ordførar.")
    assert entry is not None
    assert entry.facts == {"reason": "Ordførar.", "took_part": sorted(map(str, voters))}
    transitions.decide_tie(claimed, upheld=False, reason="Feil kommune.", took_part=voters, by=SIGRUN, at=HELD)
    assert (claimed.state, claimed.decided_why) == ("rejected", "Feil kommune.")


def test_who_may_not_decide_a_tie(rogaland: OfficeCast) -> None:
    meeting = forum.convened()
    claimed = tie(MONA, first(meeting).case)
    decide = partial(transitions.uphold_tie, claimed, reason="Ja.", at=HELD)
    assert refused(partial(decide, took_part=seats(KIRSTI), by=PERNILLE)) == ["wrong-role"]
    assert refused(partial(decide, took_part=[], by=SIGRUN)) == ["nobody"]
    assert refused(partial(decide, took_part=seats(KIRSTI, SIGRUN), by=SIGRUN)) == ["no-vote"]
    assert refused(partial(decide, took_part=[id_of("nobody")], by=SIGRUN)) == ["no-vote"]
    assert refused(partial(decide, took_part=seats(KIRSTI, MONA), by=SIGRUN)) == ["tied-decider"]
    assert refused(partial(decide, took_part=seats(KIRSTI, ULRIK), by=SIGRUN)) == ["tied-decider"]
    silent = partial(transitions.uphold_tie, claimed, reason="", took_part=seats(KIRSTI), by=SIGRUN, at=HELD)
    assert refused(silent) == ["no-text"]


def test_a_tied_leader_records_nothing_about_the_case_and_not_the_own_tie(rogaland: OfficeCast) -> None:
    meeting = forum.convened()
    case = first(meeting).case
    transitions.declare_tie(seat(LARS), case=case, why="Sit i styret.", by=LARS, at=AT)
    own = partial(transitions.reject_tie, tie(LARS, case), reason="Nei.", took_part=seats(KIRSTI), by=LARS, at=HELD)
    assert refused(own) == ["own-tie"]
    other = partial(transitions.uphold_tie, tie(MONA, case), reason="Ja.", took_part=seats(KIRSTI), by=LARS, at=HELD)
    assert refused(other) == ["VR24"]


def test_several_ties_are_decided_at_once_each_without_its_own_tied_members(rogaland: OfficeCast) -> None:
    meeting = forum.convened()
    all_ties = [(one, True) for one in Tie.objects.all()]
    present = [one.pk for one in Seat.objects.all() if one.votes]
    transitions.decide_ties(all_ties, reason="Part i saka.", present=present, by=SIGRUN, at=HELD)
    assert {one.state for one in Tie.objects.all()} == {"upheld"}
    facts = {entry.record_id: entry.facts["took_part"] for entry in Entry.objects.filter(act="forum.uphold_tie")}
    mona = tie(MONA, first(meeting).case)
    assert facts[mona.pk] == sorted(str(pk) for pk in seats(KIRSTI, LARS, PERNILLE, PETTER))
    nothing = partial(transitions.decide_ties, [], reason="Ja.", present=present, by=SIGRUN, at=HELD)
    assert refused(nothing) == ["nothing"]


def test_several_ties_are_decided_together_or_not_at_all(rogaland: OfficeCast) -> None:
    meeting = forum.convened()
    transitions.declare_tie(seat(SIGRUN), case=first(meeting).case, why="Nabo.", by=SIGRUN, at=AT)
    all_ties = [(one, True) for one in Tie.objects.order_by("-case__need__ref", "pk")]
    decide = partial(transitions.decide_ties, all_ties, reason="Ja.", present=seats(KIRSTI), by=SIGRUN, at=HELD)
    assert refused(decide)[0] in {"VR24", "own-tie"}


def test_ties_are_found_by_the_forums_own_people_only(rogaland: OfficeCast) -> None:
    meeting = forum.convened()
    case = first(meeting).case
    find = partial(transitions.find_tie, seat(KIRSTI), case=case, role="owner", at=AT)
    assert refused(partial(find, by=KARI)) == ["wrong-role"]
    assert refused(partial(find, by=AGDER.caseworker)) == ["wrong-role"]
    assert find(by=SYSTEM).role == "owner"
