"""When the lines of a meeting can become the innstilling."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspel.casework import queries as casework
from samspel.casework.models import Case
from samspel.casework.rules import basis_of
from samspel.flow.refusal import Refusal
from samspel.forum.models import Line, LineShare, Meeting, Tie
from samspel.forum.rules.meetings import forum_schemes
from samspel.forum.rules.seats import is_untied_to_all
from samspel.forum.rules.ties import BODY_DECIDES
from samspel.kit.money import format_nok
from samspel.ledger import queries as ledger
from samspel.needs.models import Need
from samspel.rules import codes, rule, scheme
from samspel.tenancy.by import By

SHOWS = codes("forum.recommendation_shows")


FRAME = rule("forum.within_the_frame", of=bool)


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
    free: dict[tuple[str, int], int] = defaultdict(int)
    for frame in ledger.frames(office_id, {code for code, _year in wanted}, {year for _code, year in wanted}):
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
