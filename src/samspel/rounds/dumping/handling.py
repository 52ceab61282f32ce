"""Writing down a round from the office's desk to the innstilling: forum, cases, meeting."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from samspel.casework.models import Case, SupplementRequest
from samspel.forum.models import Line, LineShare, Meeting, Seat, Tie
from samspel.rounds.document import handling
from samspel.rounds.document.basis import Share
from samspel.rounds.dumping.source import Source


def meeting_of(source: Source) -> Meeting | None:
    """Give the meeting about the call, the latest where there have been several."""
    return Meeting.objects.filter(call=source.call).select_related("forum").order_by("held_on").last()


def forum(source: Source, meeting: Meeting) -> handling.Forum:
    """Give the forum of a meeting."""
    there = meeting.forum
    seats = Seat.objects.filter(forum=there)
    return handling.Forum(
        ref=there.ref,
        name=there.name,
        schemes=tuple(there.schemes),
        established=source.first(there.pk, "forum.establish"),
        seats=tuple(
            handling.Seat(
                person=source.person(seat.person_id),
                organisation=source.organisation(seat.organisation_id) if seat.organisation_id else None,
                group=seat.group,
                duty=seat.duty,
                since=seat.since,
                until=seat.until,
                seated=source.first(seat.pk, "forum.seat"),
            )
            for seat in seats
        ),
        ties=tuple(tie(source, row) for row in ties(source)),
    )


def ties(source: Source) -> list[Tie]:
    """Give the ties that a file must tell: those that were declared, and those the body decided about."""
    rows = Tie.objects.filter(case__need__call=source.call).select_related("seat", "case")
    return [row for row in rows if not row.found or row.state != Tie.State.CLAIMED]


def tie(source: Source, row: Tie) -> handling.Tie:
    """Give one tie."""
    decided = row.state != Tie.State.CLAIMED
    entries = source.all(row.pk, "forum.uphold_tie", "forum.reject_tie")
    seats = entries[-1].facts.get("took_part", []) if decided and entries else []
    return handling.Tie(
        need=source.needs[row.case.need_id].ref,
        person=source.person(row.seat.person_id),
        why=row.why,
        claimed=None if row.found else source.first(row.pk, "forum.declare_tie"),
        upheld=row.state == Tie.State.UPHELD if decided else None,
        decided_why=row.decided_why,
        took_part=tuple(people_in(source, seats)),
        decided=source.deed_of(entries[-1]) if decided and entries else None,
    )


def people_in(source: Source, seats: list[str]) -> list[str]:
    """Give the people in some seats."""
    wanted = [UUID(str(seat)) for seat in seats]
    return [source.person(seat.person_id) for seat in Seat.objects.filter(pk__in=wanted)]


def assessments(source: Source) -> tuple[handling.Assessment, ...]:
    """Give the office's cases about the call's needs."""
    asked: dict[UUID, list[handling.Supplement]] = defaultdict(list)
    for row in SupplementRequest.objects.filter(case__need__call=source.call).order_by("asked_at"):
        deeds = [entry for entry in source.all(row.case_id, "casework.ask_for_supplement") if entry.at == row.asked_at]
        told = vars(source.deed_of(deeds[0]))
        asked[row.case_id].append(handling.Supplement(text=row.text, answer_by=row.answer_by, **told))
    return tuple(
        handling.Assessment(
            need=source.needs[case.need_id].ref,
            caseworker=source.person(case.caseworker_id) if case.caseworker_id else None,
            text=case.assessment,
            late_accepted=case.late_accepted,
            late_reason=case.late_reason,
            opened=source.first(case.pk, "casework.open_case"),
            supplements=tuple(asked[case.pk]),
            assigned=source.last(case.pk, "casework.assign"),
            assessed=source.last(case.pk, "casework.assess"),
            judged=source.last(case.pk, "casework.judge_late"),
            ready=source.last_if(case.state == Case.State.READY, case.pk, "casework.make_ready"),
        )
        for case in Case.objects.filter(need__call=source.call)
    )


def recommendation(source: Source, meeting: Meeting) -> handling.Recommendation:
    """Give the meeting and its lines."""
    shares: dict[UUID, list[Share]] = defaultdict(list)
    for row in LineShare.objects.filter(line__meeting=meeting):
        recipient = source.organisation(row.recipient_id)
        shares[row.line_id].append(Share(recipient=recipient, year=row.year, amount_nok=row.amount_nok))
    return handling.Recommendation(
        ref=meeting.ref,
        held_on=meeting.held_on,
        present=tuple(people_in(source, [str(seat) for seat in meeting.present])),
        agreement=meeting.agreement,
        convened=source.first(meeting.pk, "forum.convene"),
        ordered=source.last(meeting.pk, "forum.reorder"),
        held=source.last(meeting.pk, "forum.hold"),
        adopted=source.last(meeting.pk, "forum.adopt"),
        lines=tuple(
            handling.RecommendationLine(
                need=source.needs[line.case.need_id].ref,
                rank=line.rank,
                shares=tuple(shares[line.pk]),
                reason=line.reason,
                criteria=tuple(line.criteria),
                proposed=source.last(line.pk, "forum.propose"),
                taken_out=source.last_if(line.state == Line.State.TAKEN_OUT, line.pk, "forum.take_out"),
                taken_out_reason=source.reason(line.pk, "forum.take_out") if line.rank is None else "",
            )
            for line in Line.objects.filter(meeting=meeting).select_related("case")
        ),
    )
