"""One need as a list of tasks: how far each has come, who else has something to do, and the way to sending."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from samspel.actors.models import Organisation
from samspel.kit.money import format_nok
from samspel.needs import content, intake, queries, transitions
from samspel.needs import sheet as sheets
from samspel.needs.content import Section
from samspel.needs.models import Need, Offer, Partnership
from samspel.needs.rules import Finding, Level, answers, check_sheet, deadline
from samspel.needs.sheet import Sheet
from samspel.people.models import Person
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.components.lists import Progress, Task
from samspel.web.owner import presence
from samspel.web.owner.subject import acting_as, subjects_of

GIVEN = {"owner", "scheme"}
NOW = "na"
"""In the address of the page: only who is where just now, for the page that stands open."""


def need(request: Request, need_id: UUID) -> HttpResponse:
    """Show the tasks of a need that is being written, or who is at them; one that is handed in has its own page."""
    at = clock.now(request)
    found = queries.need_of(acting_as(request), need_id)
    if not found.is_written:
        return redirect("owner-status", need_id)
    present = presence.by_page(presence.others(found, acting_as(request), at))
    if NOW in request.GET:
        return JsonResponse(present)
    sheet = sheets.of(found, at)
    tasks = tasks_of(sheet, at)
    duties = queries.duties(sheet.need)
    mine = {key for key, person in duties.items() if person.pk == request.acting.person.pk}
    shown = {key: with_people(key, task, duties.get(key), present) for key, task in tasks.items()}
    named = {
        "sheet": sheet,
        "need": sheet.need,
        "tasks": [task for key, task in shown.items() if key in mine or "mine" not in request.GET],
        "count": sum(task.progress != Progress.OPTIONAL for task in shown.values()),
        "done": sum(task.progress == Progress.DONE for task in shown.values()),
        "mine": bool(mine),
        "narrowed": "mine" in request.GET,
        "returned": sheet.need.state == Need.State.RETURNED,
        "former": queries.former_of(acting_as(request), sheet.need),
        "until": deadline.deadline_of(sheet.need),
        "late": next(iter(deadline.in_time(sheet, at)), None),
        "own": sheet.own_offer,
        "may_offer": sheet.own_offer is None and may_offer(sheet.need, at),
        "may_be_short": sheet.need.light or answers.may_be_short(sheet.need),
    }
    return render(request, "owner/need.html", named)


def may_offer(need: Need, at: datetime) -> bool:
    """Tell whether a network that the owner is in takes in needs like this one."""
    if need.owner.kind == Organisation.Kind.NETWORK or need.state != Need.State.DRAFT:
        return False
    return intake.intakes(need, at).exists()


def short(request: Request, need_id: UUID) -> HttpResponse:
    """Change between the short form and the full one; what has been answered stays."""
    by, at = acting_as(request), clock.now(request)
    found = queries.need_of(by, need_id)
    transitions.fill(found, content={"light": request.POST.get("short") == "ja"}, by=by, at=at)
    return redirect("owner-need", need_id)


def with_people(key: str, task: Task, person: Person | None, present: Mapping[str, str]) -> Task:
    """Tell beside a page who sees to it, and who is there now."""
    duty = _("Ansvarlig: %(person)s") % {"person": person.name} if person else ""
    return replace(task, hint=" · ".join(filter(None, (task.hint, duty))), now=present.get(key, ""), key=key)


def tasks_of(sheet: Sheet, at: datetime) -> dict[str, Task]:
    """Give the pages of the form by key, with how far each has come."""
    findings = [finding for finding in check_sheet(sheet, at) if finding.level == Level.ERROR]
    sections = {section.key: section for section in content.sections(sheet)}
    there = [sections.get(key) or Section(key, content.title_of(key), ()) for key in subjects_of(sheet)]
    return {
        section.key: Task(
            section.title,
            reverse(f"owner-{section.key}", args=[sheet.need.pk]),
            progress(section, findings),
            hint(section.key, sheet),
        )
        for section in there
    }


def progress(section: Section, errors: list[Finding]) -> Progress:
    """Tell how far one page has come: nothing on it, something, or nothing left that stops the sending."""
    if (
        section.key in {content.FILES, content.INTAKE}
        and not section.answers
        and not (any(content.page_of(finding.field) == section.key for finding in errors))
    ):
        return Progress.OPTIONAL
    if not any(answer.text for answer in section.answers if answer.field not in GIVEN):
        return Progress.EMPTY
    left = any(content.page_of(finding.field) == section.key for finding in errors)
    return Progress.STARTED if left else Progress.DONE


def hint(key: str, sheet: Sheet) -> str:
    """Say what is worth knowing before one opens a page."""
    if key == "partners":
        waiting = [row.partner.name for row in sheet.active if row.state != Partnership.State.CONFIRMED]
        return _("Venter på %(partners)s") % {"partners": ", ".join(waiting)} if waiting else ""
    if key == "assessment" and sheet.unit_assessments:
        told = {"answered": len(sheet.answered), "asked": len(sheet.unit_assessments)}
        return _("%(answered)d av %(asked)d enheter har svart") % told
    if key == content.INTAKE and sheet.offers:
        open_still = sum(one.state == Offer.State.OFFERED for one in sheet.offers)
        counted = {"taken": len(sheet.taken_in), "offered": len(sheet.offers), "waiting": open_still}
        return _("%(taken)d av %(offered)d tatt med, %(waiting)d venter på svar") % counted
    if key == "budget" and sheet.total_nok:
        return _("Søknadssum: %(sum)s") % {"sum": format_nok(sheet.total_nok)}
    return ""
