"""A forum with the cast in its seats, and a meeting brought to a stage by the acts.

Mona's kommune owns the first need and Ulrik's university is a partner in all of them, so that both are tied.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from uuid import UUID

from samspel.casework.models import Case
from samspel.forum import queries, transitions
from samspel.forum.models import Forum, Line, Meeting, Seat, Tie
from samspel.tenancy.by import By
from samspel.tenancy.models import Office
from tests.cast import KIRSTI, LARS, MONA, PERNILLE, PETTER, ROGALAND, SIGRUN, ULRIK
from tests.stories import casework, needs

SEATED = datetime(2022, 9, 1, 8, tzinfo=UTC)
CONVENED = datetime(2023, 2, 20, 9, tzinfo=UTC)
HELD_ON = date(2023, 3, 8)
HELD = datetime(2023, 3, 8, 12, tzinfo=UTC)
ADOPTED = datetime(2023, 3, 14, 9, tzinfo=UTC)
REASON = "Tiltaket svarer på et stort behov og er godt forankret."
Group, Duty = Seat.Group, Seat.Duty
SEATS: Sequence[tuple[By, Seat.Group, Seat.Duty]] = (
    (MONA, Group.PUBLIC_OWNER, Duty.MEMBER),
    (PETTER, Group.PRIVATE_OWNER, Duty.MEMBER),
    (ULRIK, Group.UNIVERSITY, Duty.MEMBER),
    (KIRSTI, Group.KS, Duty.MEMBER),
    (LARS, Group.UNION, Duty.LEADER),
    (PERNILLE, Group.PBL, Duty.MEMBER),
    (SIGRUN, Group.OFFICE, Duty.SECRETARY),
)


def established(schemes: Sequence[str] = ("regional", "decentralised", "competence-boost")) -> Forum:
    """The forum in Rogaland with all of the cast in it."""
    office = Office.objects.get(pk=ROGALAND.office)
    made = transitions.establish(
        office, ref="rogaland", name="Samarbeidsforum i Rogaland", schemes=schemes, by=ROGALAND.admin, at=SEATED
    )
    for who, group, duty in SEATS:
        transitions.seat(
            made, person_id=who.somebody, organisation_id=who.organisation_id, group=group, duty=duty,
            since=SEATED.date(), by=ROGALAND.admin, at=SEATED,
        )  # fmt: skip
    return made


def two_cases() -> list[Case]:
    """Two ready cases of the regional scheme: Mona's kommune owns the first, Petter's barnehage the second."""
    first = needs.submitted(owner="fjordvik", title="Språkmiljø i Fjordvik", asked_nok=400_000)
    second = needs.submitted(owner="trollskogen", title="Leik i Trollskogen", asked_nok=300_000)
    return [casework.ready(first), casework.ready(second)]


def convened(cases: Sequence[Case] | None = None, at: datetime = CONVENED) -> Meeting:
    """A meeting that Sigrun has called, about the call of the cases; the forum is made where it is not there yet."""
    cases = two_cases() if cases is None else cases
    made = Forum.objects.filter(office_id=ROGALAND.office).first() or established()
    return transitions.convene(made, call=cases[0].need.call, ref=f"mote-{HELD_ON}", held_on=HELD_ON, by=SIGRUN, at=at)


def lines(meeting: Meeting) -> list[Line]:
    """The lines of a meeting in their order."""
    return list(Line.objects.filter(meeting=meeting, rank__isnull=False).order_by("rank"))


def free_voters(tie: Tie) -> list[UUID]:
    """The seats of the members who may decide about a tie: with a vote, and not tied to the case themselves."""
    tied = set(Tie.objects.filter(case=tie.case).exclude(state=Tie.State.REJECTED).values_list("seat_id", flat=True))
    voters = [seat for seat in Seat.objects.filter(forum_id=tie.seat.forum_id) if seat.votes]
    return [seat.pk for seat in voters if seat.pk not in tied]


def ties_decided(meeting: Meeting, at: datetime = HELD) -> None:
    """Let the body uphold every tie that was claimed."""
    for tie in queries.ties_in(meeting).filter(state=Tie.State.CLAIMED):
        transitions.decide_tie(
            tie, upheld=True, reason="Arbeider hos en part.", took_part=free_voters(tie), by=SIGRUN, at=at
        )


def held(cases: Sequence[Case] | None = None, at: datetime = HELD) -> Meeting:
    """A meeting that was held with everybody there, its ties decided and every line given a reason."""
    meeting = convened(cases)
    transitions.hold(
        meeting, present=list(Seat.objects.filter(forum=meeting.forum).values_list("pk", flat=True)), by=SIGRUN, at=at
    )
    ties_decided(meeting, at)
    for line in lines(meeting):
        transitions.rank(line, reason=REASON, criteria=["collective", "partnership"], by=SIGRUN, at=at)
    return meeting


def recommended(cases: Sequence[Case] | None = None, at: datetime = ADOPTED) -> list[Line]:
    """The lines of an adopted innstilling, each with all that was asked; there must be room under the frame."""
    meeting = held(cases)
    transitions.adopt(meeting, agreement="Forumet er samlet om innstillingen.", by=SIGRUN, at=at)
    return lines(meeting)
