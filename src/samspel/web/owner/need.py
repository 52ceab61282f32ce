"""One need as a list of tasks: how far each has come, who else has something to do, and the way to sending."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samspel.actors.models import Organisation
from samspel.needs import intake, queries, transitions
from samspel.needs import sheet as sheets
from samspel.needs.models import Need
from samspel.needs.rules import answers, check_for, deadline
from samspel.people.models import Person
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.components.lists import Progress, Task
from samspel.web.owner import presence
from samspel.web.owner.subject import acting_as
from samspel.web.owner.tasks import sending, tasks_of

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
    findings = check_for(sheet, acting_as(request), at)
    tasks = tasks_of(sheet, findings)
    duties = queries.duties(sheet.need)
    mine = {key for key, person in duties.items() if person.pk == request.acting.person.pk}
    shown = {key: with_people(key, task, duties.get(key), present) for key, task in tasks.items()}
    named = {
        "sheet": sheet,
        "need": sheet.need,
        "tasks": [
            *(task for key, task in shown.items() if key in mine or "mine" not in request.GET),
            sending(sheet, findings, by=acting_as(request), at=at),
        ],
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
