"""The deeds from the office's desk to the innstilling: cases, the forum with its seats and ties, the meeting."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from samspel.casework import transitions as casework
from samspel.casework.models import Case
from samspel.forum import transitions as forum
from samspel.forum.models import Forum, Meeting, Seat, Tie
from samspel.rounds.document import handling
from samspel.rounds.document.handling import Supplement
from samspel.rounds.loading.world import Step, Steps, World
from samspel.rounds.reading import place
from samspel.tenancy.by import By


def forum_steps(world: World) -> Steps:
    """Give the deeds that set up the forum."""
    told = world.document.forum
    if told is None:
        return
    yield Step(told.established, "forum.established", "forum", partial(establish, world, told))
    for index, seat in enumerate(told.seats):
        yield Step(seat.seated, place("forum", "seats", index), "forum", partial(take_seat, world, seat))


def establish(world: World, told: handling.Forum, by: By) -> None:
    """Set up a forum that is not there."""
    if not Forum.objects.filter(office=world.office, ref=told.ref).exists():
        schemes = list(told.schemes)
        forum.establish(world.office, ref=told.ref, name=told.name, schemes=schemes, by=by, at=told.established.at)


def take_seat(world: World, told: handling.Seat, by: By) -> None:
    """Seat somebody who does not sit there since that day."""
    there, person = world.forum(), world.people[told.person]
    if Seat.objects.filter(forum=there, person=person, since=told.since).exists():
        return
    forum.seat(
        there,
        person_id=person.pk,
        organisation_id=world.organisations[told.organisation].pk if told.organisation else None,
        group=Seat.Group(told.group),
        duty=Seat.Duty(told.duty),
        since=told.since,
        until=told.until,
        by=by,
        at=told.seated.at,
    )


def case_steps(world: World) -> Steps:
    """Give the office's deeds about the needs."""
    for index, one in enumerate(world.document.assessments):
        at = place("assessments", index)
        yield Step(one.opened, f"{at}.opened", one.need, partial(open_case, world, one))
        for number, asked in enumerate(one.supplements):
            where = f"{at}.{place('supplements', number)}"
            yield Step(asked, where, one.need, partial(ask, world, one, asked))
        for name in ("assigned", "assessed", "judged", "ready"):
            deed = getattr(one, name)
            if deed is not None:
                yield Step(deed, f"{at}.{name}", one.need, partial(prepare, world, one, name))


def open_case(world: World, one: handling.Assessment, by: By) -> None:
    """Open a case that is not there."""
    if not Case.objects.filter(need=world.need(one.need)).exists():
        casework.open_case(world.need(one.need), by=by, at=one.opened.at)


def ask(world: World, one: handling.Assessment, asked: Supplement, by: By) -> None:
    """Ask the owner for more."""
    case = world.case(one.need)
    if not world.did("casework.ask_for_supplement", case.pk, asked):
        casework.ask_for_supplement(case, text=asked.text, answer_by=asked.answer_by, by=by, at=asked.at)


def prepare(world: World, one: handling.Assessment, what: str, by: By) -> None:
    """Give the case to somebody, write the office's assessment, judge what came late, or make it ready."""
    case, deed = world.case(one.need), getattr(one, what)
    acts = {"assigned": "assign", "assessed": "assess", "judged": "judge_late", "ready": "make_ready"}
    if world.did(f"casework.{acts[what]}", case.pk, deed):
        return
    match what:
        case "assigned":
            caseworker = world.people[one.caseworker or ""]
            casework.assign(case, caseworker_id=caseworker.pk, by=by, at=deed.at)
        case "assessed":
            casework.assess(case, text=one.text, by=by, at=deed.at)
        case "judged":
            accepted = one.late_accepted is True
            casework.judge_late(case, accepted=accepted, reason=one.late_reason, by=by, at=deed.at)
        case _:
            casework.make_ready(case, late_reason=one.late_reason, by=by, at=deed.at)


def meeting_steps(world: World) -> Steps:
    """Give the deeds of the meeting, its lines and the ties in it."""
    told = world.document.recommendation
    if told is None:
        return
    about = "recommendation"
    yield Step(told.convened, f"{about}.convened", about, partial(convene, world, told))
    for index, tie in enumerate(world.document.forum.ties if world.document.forum else ()):
        for name in ("claimed", "decided"):
            deed = getattr(tie, name)
            if deed is not None:
                where = f"{place('forum', 'ties', index)}.{name}"
                yield Step(deed, where, about, partial(tied, world, tie, name))
    for index, line in enumerate(told.lines):
        for name in ("proposed", "taken_out"):
            deed = getattr(line, name)
            if deed is not None:
                where = f"{place(about, 'lines', index)}.{name}"
                yield Step(deed, where, about, partial(propose, world, line, name))
    for name in ("ordered", "held", "adopted"):
        deed = getattr(told, name)
        if deed is not None:
            yield Step(deed, f"{about}.{name}", about, partial(conclude, world, told, name))


def convene(world: World, told: handling.Recommendation, by: By) -> None:
    """Call a meeting that is not there; the ready cases are put in it, and ties are found."""
    if not Meeting.objects.filter(office=world.office, ref=told.ref).exists():
        call = world.call()
        forum.convene(world.forum(), call=call, ref=told.ref, held_on=told.held_on, by=by, at=told.convened.at)


def tied(world: World, one: handling.Tie, what: str, by: By) -> None:
    """Declare a tie, or let the body decide about it."""
    case, seat = world.case(one.need), world.seat(one.person)
    there = Tie.objects.filter(case=case, seat=seat).first()
    if what == "claimed" and one.claimed and there is None:
        forum.declare_tie(seat, case=case, why=one.why, by=by, at=one.claimed.at)
    if what == "decided" and one.decided:
        found = Tie.objects.get(case=case, seat=seat)
        act = "forum.uphold_tie" if one.upheld else "forum.reject_tie"
        if not world.did(act, found.pk, one.decided):
            took_part = [world.seat(person).pk for person in one.took_part]
            upheld, at = bool(one.upheld), one.decided.at
            forum.decide_tie(found, upheld=upheld, reason=one.decided_why, took_part=took_part, by=by, at=at)


def propose(world: World, one: handling.RecommendationLine, what: str, by: By) -> None:
    """Propose amounts, a reason and criteria for a line, or take it out of the meeting."""
    line, deed = world.line(one.need), getattr(one, what)
    if what == "taken_out":
        if not world.did("forum.take_out", line.pk, deed):
            forum.take_out(line, reason=one.taken_out_reason, by=by, at=deed.at)
    elif not world.did("forum.propose", line.pk, deed):
        shares = {(world.organisations[it.recipient].pk, it.year): it.amount_nok for it in one.shares}
        criteria = list(one.criteria)
        forum.propose(line, shares=shares, reason=one.reason, criteria=criteria, by=by, at=deed.at)


def conclude(world: World, told: handling.Recommendation, what: str, by: By) -> None:
    """Put the lines in their order, hold the meeting, or adopt its innstilling."""
    meeting, deed = world.meeting(), getattr(told, what)
    acts = {"ordered": "reorder", "held": "hold", "adopted": "adopt"}
    if world.did(f"forum.{acts[what]}", meeting.pk, deed):
        return
    match what:
        case "ordered":
            forum.reorder(meeting, order=order(world, told), by=by, at=deed.at)
        case "held":
            forum.hold(meeting, present=[world.seat(person).pk for person in told.present], by=by, at=deed.at)
        case _:
            forum.adopt(meeting, agreement=told.agreement, by=by, at=deed.at)


def order(world: World, told: handling.Recommendation) -> list[UUID]:
    """Give the ids of the lines in the file's order, best first."""
    placed = [line for line in told.lines if line.rank is not None]
    return [world.line(line.need).pk for line in sorted(placed, key=lambda line: line.rank or 0)]
