"""Saving what is being written, without being asked: what can be kept is kept, and the page is told how it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse, JsonResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from samspel.flow.refusal import NotVisible, Refused
from samspel.kit.deadlines import OSLO
from samspel.needs import queries, transitions
from samspel.needs import sheet as sheets
from samspel.needs.sheet import Sheet
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.owner import (
    about,
    assessment,
    both,
    budget,
    contribution,
    extra,
    follow_up,
    goals,
    measure,
    participants,
    partners,
    presence,
    timetable,
)
from samspel.web.owner.subject import TOUCHED, Subject, SubjectForm, Writing, acting_as, sat_down

SUBJECTS: dict[str, Subject] = {
    module.SUBJECT.key: module.SUBJECT
    for module in (
        about,
        assessment,
        measure,
        participants,
        goals,
        timetable,
        follow_up,
        partners,
        budget,
        contribution,
        extra,
    )
}


@dataclass
class Kept:
    """What became of the answers that a window sent: those that are kept, what is wrong with others, and the stale."""

    kept: list[str] = field(default_factory=list)
    faults: dict[str, list[str]] = field(default_factory=dict)
    stale: list[str] = field(default_factory=list)


def autosave(request: Request, need_id: UUID, page: str) -> HttpResponse:
    """Keep what a page has been given since it last told, and tell it what others do on the same need."""
    by, at = acting_as(request), clock.now(request)
    need = queries.need_of(by, need_id)
    subject = SUBJECTS.get(page)
    if subject is None:
        raise NotVisible
    if not need.is_written:
        text = _("Behovsmeldingen er sendt inn eller trukket. Det du skriver nå, blir ikke lagret.")
        return JsonResponse({"over": text, "url": reverse("owner-status", args=[need_id])}, status=409)
    sitting = sat_down(request, need, page)
    if sitting is None:
        return JsonResponse({"late": True})
    version = version_in(request.POST)
    touched = request.POST.getlist(TOUCHED)
    told: dict[str, object] = {"people": presence.in_words(presence.others(need, by, at), page)}
    if not touched and version == need.version:
        return JsonResponse(told | {"version": need.version})
    sheet = sheets.when_asked(need, at)
    passed = {} if version in {None, need.version} else transitions.passed(need, version, sitting)
    who: Writing = {"version": version, "sitting": sitting, "by": by, "at": at}
    result = keep(subject, sheet, request.POST, touched, who) if touched else Kept()
    now = subject.form(sheet=sheets.when_asked(need, at)) if passed else None
    if now is not None:
        told["theirs"] = {
            name: {"who": both.who(row, by), "sent": both.shown(now[name]), "text": both.in_words(now[name])}
            for name, row in passed.items()
            if name in now.fields
        }
    told |= {"version": need.version, "kept": result.kept, "faults": result.faults, "stale": result.stale}
    return JsonResponse(told | ({"saved": f"{at.astimezone(OSLO):%H.%M}"} if touched else {}))


def version_in(sent: QueryDict) -> int | None:
    """Give the version that the page says it had before it; none when it says none."""
    text = sent.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else None


def keep(subject: Subject, sheet: Sheet, sent: QueryDict, touched: Iterable[str], who: Writing) -> Kept:
    """Keep as many of the answers as can be kept; an answer that cannot be does not stop the others."""
    result, waiting = Kept(), list(dict.fromkeys(touched))
    standing = subject.form(sheet=sheet)
    while waiting:
        form = subject.form(both.laid_over(standing, sent, waiting), sheet=sheet)
        leave_standing(form, waiting)
        if form.is_valid():
            try:
                with transaction.atomic():
                    form.keep(sheet.need, **who)
                result.kept = waiting
                return result
            except Refused as refused:
                sheet.need.refresh_from_db()  # an act before the refused one has been undone with it
                form.refuse(refused.refusals)
                result.stale += [one.field for one in refused.refusals if one.code == "stale"]
        leave = apart(form, waiting)
        for name in form.errors:
            if name not in result.stale:
                result.faults[name] = [str(text) for text in form.errors[name]]
        waiting = [name for name in waiting if name not in leave]
    return result


def leave_standing(form: SubjectForm, waiting: list[str]) -> None:
    """Let an answer that nobody touched stand as it is, also where it would not be taken today."""
    for name in form.errors.keys() - set(waiting):
        if name in form.fields and set(form.standing_or_falling_with(name)).isdisjoint(waiting):
            del form.errors[name]
            form.cleaned_data[name] = form.get_initial_for_field(form.fields[name], name)


def apart(form: SubjectForm, waiting: list[str]) -> set[str]:
    """Give the answers to leave for now: those something is wrong with, and those that stand or fall with them."""
    wrong = {other for name in form.errors for other in form.standing_or_falling_with(name)} & set(waiting)
    return wrong or set(waiting)
