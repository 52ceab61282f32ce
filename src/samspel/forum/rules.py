"""What must hold before the forum's acts can be done; every reason why not, with its basis.

The office's own seats record what the forum agrees on; they have no vote and put nothing in order as members. A guard
whose record is `Any` serves acts on several kinds of record.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspel.actors.models import Organisation
from samspel.calls.models import Call
from samspel.casework import queries as casework
from samspel.casework.models import Case
from samspel.casework.rules import basis_of
from samspel.flow.refusal import Refusal
from samspel.flow.transition import NOT_YOURS
from samspel.forum.models import Forum, Line, LineShare, Meeting, Seat, Tie
from samspel.kit.deadlines import oslo_day
from samspel.kit.money import format_nok
from samspel.ledger import queries as ledger
from samspel.needs.models import BudgetLine, Need
from samspel.rules import codes, rule, scheme
from samspel.tenancy.by import FORUM, OFFICE, By, Role
from samspel.tenancy.models import Office

STANDS_ASIDE = rule("forum.tied_member_stands_aside", of=bool)
BODY_DECIDES = rule("forum.body_decides_ties", of=bool)
OFFICE_VOTES = rule("forum.office_votes", of=bool)
SHOWS = codes("forum.recommendation_shows")
FRAME = rule("forum.within_the_frame", of=bool)
AGREEMENT = rule("forum.agreement_first", of=bool)

Shares = Mapping[tuple[UUID, int], int]


def forum_of(record: Forum | Seat | Meeting | Tie | Line) -> Forum:
    """Give the forum that a record belongs to."""
    match record:
        case Forum():
            return record
        case Tie():
            return record.seat.forum
        case Line():
            return record.meeting.forum
    return record.forum


def seat_of(forum: Forum, by: By, at: datetime) -> Seat | None:
    """Give the seat that the one who acts has in a forum that day."""
    if by.role not in FORUM or by.office_id != forum.office_id:
        return None
    return Seat.objects.in_force(oslo_day(at)).filter(forum=forum, person_id=by.somebody).first()


def may_seat(record: Any, by: By, at: datetime) -> Iterator[Refusal]:  # noqa: ANN401 - serves several records
    """Statsforvaltaren decides who sits in the forum."""
    office_id = record.pk if isinstance(record, Office) else record.office_id
    if by.role != Role.SYSTEM and (by.role != Role.OFFICE_ADMIN or by.office_id != office_id):
        yield Refusal("wrong-role", str(NOT_YOURS))


def is_of_the_office(seat: Seat, by: By, at: datetime) -> Iterator[Refusal]:
    """Ties are looked for by the forum's and the office's own people, or when a round is read in."""
    if by.role != Role.SYSTEM and (by.role not in FORUM | OFFICE or by.office_id != seat.office_id):
        yield Refusal("wrong-role", str(NOT_YOURS))


def may_record(record: Any, by: By, at: datetime) -> Iterator[Refusal]:  # noqa: ANN401 - serves several records
    """The secretary writes down what the forum agrees on; so may a leader who is a member and not from the office."""
    seat = seat_of(forum_of(record), by, at)
    secretary = seat is not None and (seat.duty, by.role) == (Seat.Duty.SECRETARY, Role.FORUM_SECRETARY)
    leader = seat is not None and (seat.duty, by.role) == (Seat.Duty.LEADER, Role.FORUM_LEADER)
    if leader and seat is not None and not seat.votes:
        text = _("Den som leder forumet for embetet, fører ikke opp innstillingen. Det gjør sekretæren.")
        yield Refusal("office-seat", text, basis=basis_of(OFFICE_VOTES, at))
    elif not (secretary or leader):
        yield Refusal("wrong-role", _("Bare sekretæren eller lederen i forumet kan gjøre dette."))


def is_own_seat(seat: Seat, by: By, at: datetime) -> Iterator[Refusal]:
    """A member speaks for its own seat."""
    mine = seat_of(seat.forum, by, at)
    if mine is None or mine.pk != seat.pk:
        yield Refusal("wrong-role", str(NOT_YOURS))


def is_open(record: Any, by: By, at: datetime) -> Iterator[Refusal]:  # noqa: ANN401 - serves several records
    """An adopted innstilling is not changed."""
    meeting = record if isinstance(record, Meeting) else record.meeting
    if meeting.state == Meeting.State.ADOPTED:
        yield Refusal("adopted", _("Innstillingen er vedtatt og kan ikke endres."))


def is_untied(record: Any, by: By, at: datetime) -> Iterator[Refusal]:  # noqa: ANN401 - serves several records
    """Whoever is tied to a case takes no part in it (VR24)."""
    if Tie.standing(forum_of(record).pk, by.person_id, [record.case]):
        yield Refusal("VR24", _("Du er ugild i denne saken."), basis=basis_of(STANDS_ASIDE, at))


def is_untied_to_all(meeting: Meeting, by: By, at: datetime) -> Iterator[Refusal]:
    """Whoever is tied to one of the cases does not put them all in order (VR24)."""
    if Tie.standing(meeting.forum_id, by.person_id, cases_of(meeting)):
        text = _("Du er ugild i minst en av sakene, og kan ikke ordne eller vedta dem samlet.")
        yield Refusal("VR24", text, basis=basis_of(STANDS_ASIDE, at))


def cases_of(meeting: Meeting) -> list[Case]:
    """Give the cases in a meeting."""
    lines = Line.objects.filter(meeting=meeting).exclude(state=Line.State.TAKEN_OUT)
    return [line.case for line in lines.select_related("case__need__owner")]


def fits_the_forum(forum: Forum, call: Call, at: datetime) -> Iterator[Refusal]:
    """A meeting is about a call that is announced, with a scheme that is the forum's and has a forum step."""
    if call.office_id != forum.office_id or call.state != Call.State.ANNOUNCED:
        yield Refusal("call", _("Velg en kunngjort utlysning."), field="call")
    elif not forum_schemes(forum, call):
        text = _("Ingen av ordningene i utlysningen skal til dette forumet.")
        yield Refusal("no-scheme", text, field="call")


def forum_schemes(forum: Forum, call: Call) -> list[str]:
    """Give the schemes of a call that go to a forum, in the order of the call."""
    return [code for code in call.schemes if code in forum.schemes and scheme(code, call.rule_set).has_forum_step.value]


def is_ahead(held_on: date, at: datetime) -> Iterator[Refusal]:
    """A meeting is called for a day that has not passed."""
    if held_on < oslo_day(at):
        yield Refusal("held-on", _("Møtedagen må være i dag eller fram i tid."), field="held_on")


def belongs(meeting: Meeting, case: Case) -> Iterator[Refusal]:
    """A case in a meeting is ready, of its call, and in one of the forum's schemes."""
    if case.state != Case.State.READY or case.need.state != Need.State.SUBMITTED:
        yield Refusal("not-ready", _("Saken %(case)s er ikke klar.") % {"case": case})
    if case.need.call_id != meeting.call_id or case.need.scheme not in forum_schemes(meeting.forum, meeting.call):
        yield Refusal("other-call", _("Saken %(case)s hører ikke til i dette møtet.") % {"case": case})


def is_on_the_agenda(seat: Seat, case: Case) -> Iterator[Refusal]:
    """A tie is declared to a case that the forum has before it."""
    open_lines = Line.objects.filter(case=case, meeting__forum_id=seat.forum_id)
    if not open_lines.exclude(meeting__state=Meeting.State.ADOPTED).exists():
        yield Refusal("not-on-agenda", _("Saken er ikke oppe i et møte nå."))


def tie_can_be_decided(tie: Tie, by: By, at: datetime) -> Iterator[Refusal]:
    """A tie is decided while the case is before the forum, and never by the one it is about."""
    yield from is_on_the_agenda(tie.seat, tie.case)
    if tie.seat.person_id == by.person_id:
        text = _("Et medlem avgjør ikke selv om det er ugildt.")
        yield Refusal("own-tie", text, basis=basis_of(BODY_DECIDES, at))
    else:
        yield from is_untied(tie, by, at)


def the_body_decides(tie: Tie, took_part: Collection[UUID], at: datetime) -> Iterator[Refusal]:
    """Members with a vote decide, without those who are tied to the same case themselves."""
    seats = {seat.pk: seat for seat in Seat.objects.in_force(oslo_day(at)).filter(forum_id=tie.seat.forum_id)}
    basis = basis_of(BODY_DECIDES, at)
    if not took_part:
        yield Refusal("nobody", _("Kryss av for medlemmene som avgjorde spørsmålet."), basis, field="took_part")
    if any(pk not in seats or not seats[pk].votes for pk in took_part):
        text = _("Bare medlemmer med stemme avgjør om noen er ugild.")
        yield Refusal("no-vote", text, basis_of(OFFICE_VOTES, at), field="took_part")
    if tied_seats(tie) & set(took_part):
        text = _("Den som selv er meldt ugild i saken, er ikke med og avgjør spørsmålet.")
        yield Refusal("tied-decider", text, basis, field="took_part")


def tied_seats(tie: Tie) -> set[UUID]:
    """Give the seats that stand aside when a tie is decided: its own, and those tied to the same case."""
    same_case = Tie.objects.filter(case_id=tie.case_id).exclude(state=Tie.State.REJECTED)
    return {tie.seat_id, *same_case.values_list("seat_id", flat=True)}


def something_is_decided(decided: Sequence[object]) -> Iterator[Refusal]:
    """At least one question was decided."""
    if not decided:
        yield Refusal("nothing", _("Velg ugild eller gild for minst ett medlem."))


def shares_are_asked_for(line: Line, shares: Shares) -> Iterator[Refusal]:
    """No receiver is proposed more in a year than the need asks for."""
    asked = asked_of(line.case.need_id)
    names = {one.pk: one.name for one in Organisation.objects.filter(pk__in={receiver for receiver, _year in shares})}
    for (receiver, year), amount_nok in shares.items():
        most_nok = asked.get((receiver, year), 0)
        if not 0 <= amount_nok <= most_nok:
            told = {"name": names.get(receiver, ""), "year": year, "most": format_nok(most_nok)}
            text = _("%(name)s kan ikke få mer enn det er meldt behov for i %(year)s: %(most)s.") % told
            yield Refusal("more-than-asked", text, field=f"share-{receiver}-{year}")


def asked_of(need_id: UUID) -> dict[tuple[UUID, int], int]:
    """Give what a need asks for, by receiver and year."""
    lines = BudgetLine.objects.filter(need_id=need_id).order_by().values_list("recipient_id", "year")
    return {(receiver, year): nok for receiver, year, nok in lines.annotate(Sum("amount_nok"))}


def criteria_are_known(line: Line, criteria: Collection[str]) -> Iterator[Refusal]:
    """The criteria that a measure meets are those of its scheme."""
    if set(criteria) - set(scheme(line.case.need.scheme, line.meeting.call.rule_set).criteria.codes):
        yield Refusal("criteria", _("Velg blant tildelingskriteriene for ordningen."), field="criteria")


def is_whole_order(lines: Sequence[Line], order: Sequence[UUID]) -> Iterator[Refusal]:
    """A new order names each line of the meeting once."""
    if Counter(order) != Counter(line.pk for line in lines):
        yield Refusal("order", _("Rekkefølgen må ha med hver sak én gang. Last siden på nytt, og prøv igjen."))


def has_come(meeting: Meeting, by: By, at: datetime) -> Iterator[Refusal]:
    """A meeting is held on its day, not before."""
    if oslo_day(at) < meeting.held_on:
        yield Refusal("too-early", _("Møtedagen har ikke kommet."))


def were_there(meeting: Meeting, present: Collection[UUID], at: datetime) -> Iterator[Refusal]:
    """Those who were there have seats in the forum, and somebody was there."""
    seats = Seat.objects.in_force(oslo_day(at)).filter(forum_id=meeting.forum_id)
    if not present or set(present) - set(seats.values_list("pk", flat=True)):
        yield Refusal("present", _("Kryss av for dem som var til stede."), field="present")


def can_be_adopted(meeting: Meeting, by: By, at: datetime) -> Iterator[Refusal]:
    """The innstilling is whole: nothing missing on a line, within the frame, no case left out, no tie undecided.

    Whoever is tied is told that and nothing else: the other reasons would tell of the case.
    """
    tied = list(is_untied_to_all(meeting, by, at))
    if tied:
        yield from tied
        return
    lines = list(open_lines(meeting))
    for check in (ties_are_decided, within_the_frame, lines_are_whole):
        yield from check(meeting, lines, at)
    yield from nobody_is_left_out(meeting, lines)


def open_lines(meeting: Meeting) -> QuerySet[Line]:
    """Give the lines that a meeting proposes, in their order."""
    lines = Line.objects.filter(meeting=meeting, state=Line.State.PROPOSED).order_by("rank")
    return lines.select_related("case__need__owner", "case__need__call")


def lines_are_whole(meeting: Meeting, lines: Sequence[Line], at: datetime) -> Iterator[Refusal]:
    """Each line shows what the mandate asks for: the reason always, the rest where money is proposed (VR22)."""
    funded = set(LineShare.objects.filter(line__in=lines).values_list("line_id", flat=True))
    partnered = {need for need, roles in casework.parties(line.case.need for line in lines).items() if len(roles) > 1}
    basis = basis_of(SHOWS, at)
    if not lines:
        yield Refusal("no-lines", _("Det er ingen saker i møtet."))
    for line in lines:
        need = line.case.need
        missing = {
            _("forumets grunn"): not line.reason.strip(),
            _("hvilke kriterier tiltaket oppfyller"): line.pk in funded and not line.criteria,
            _("varighet"): line.pk in funded and not (need.starts_on and need.ends_on),
            _("hvilke eiere og partnere som samarbeider"): line.pk in funded and need.pk not in partnered,
        }
        if lacks := [what for what, is_missing in missing.items() if is_missing]:
            told = {"need": need, "lacks": ", ".join(lacks)}
            yield Refusal("VR22", _("«%(need)s» mangler %(lacks)s.") % told, basis, field=f"line-{line.pk}")


def within_the_frame(meeting: Meeting, lines: Sequence[Line], at: datetime) -> Iterator[Refusal]:
    """The sum for each scheme and year is at most what the frame has free (VR26)."""
    sums: dict[tuple[str, int], int] = defaultdict(int)
    scheme_of = {line.pk: line.case.need.scheme for line in lines}
    for share in LineShare.objects.filter(line__in=lines):
        sums[scheme_of[share.line_id], share.year] += share.amount_nok
    free = free_nok(meeting.office_id, sums)
    for (code, year), sum_nok in sorted(sums.items()):
        if sum_nok > free[code, year]:
            told = {
                "scheme": scheme(code, meeting.call.rule_set).short, "year": year,
                "over": format_nok(sum_nok - free[code, year]), "free": format_nok(free[code, year]),
            }  # fmt: skip
            text = _("%(scheme)s %(year)s er %(over)s over rammen. Det er %(free)s å fordele.") % told
            yield Refusal("VR26", text, basis_of(FRAME, at))


def free_nok(office_id: UUID, wanted: Collection[tuple[str, int]]) -> dict[tuple[str, int], int]:
    """Give what an office has left to give by scheme and year: what is granted, less what is bound."""
    free = dict.fromkeys(wanted, 0)
    for frame in ledger.frames(office_id, {code for code, _year in wanted}, {year for _code, year in wanted}):
        if (frame.scheme, frame.year) in free:
            free[frame.scheme, frame.year] += frame.granted_nok - frame.committed_nok
    return free


def ties_are_decided(meeting: Meeting, lines: Sequence[Line], at: datetime) -> Iterator[Refusal]:
    """The body has decided every tie that somebody claimed (VR24)."""
    claimed = Tie.objects.filter(seat__forum_id=meeting.forum_id, state=Tie.State.CLAIMED)
    count = claimed.filter(case__in=[line.case_id for line in lines]).count()
    if count:
        text = ngettext(
            "Forumet har ikke avgjort %(n)d spørsmål om ugildhet.",
            "Forumet har ikke avgjort %(n)d spørsmål om ugildhet.",
            count,
        )
        yield Refusal("tie-undecided", text % {"n": count}, basis_of(BODY_DECIDES, at))


def nobody_is_left_out(meeting: Meeting, lines: Sequence[Line]) -> Iterator[Refusal]:
    """Every case of the call that is ready stands on a line, and every line's case is still ready."""
    elsewhere = Line.objects.filter(meeting__forum_id=meeting.forum_id, state=Line.State.RECOMMENDED)
    placed = {line.case_id for line in lines} | set(elsewhere.values_list("case_id", flat=True))
    for case in casework.ready_cases(meeting.call_id, forum_schemes(meeting.forum, meeting.call)):
        if case.pk not in placed:
            yield Refusal("left-out", _("«%(need)s» er klar, men står ikke i møtet.") % {"need": case.need})
    for line in lines:
        if line.case.state != Case.State.READY or line.case.need.state != Need.State.SUBMITTED:
            told = {"need": line.case.need}
            yield Refusal("not-ready", _("«%(need)s» er ikke klar lenger. Ta saken ut av møtet.") % told)
