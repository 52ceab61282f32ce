"""One need as the office works with it: what it says, what the checks find, what was done, and what can be done now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samspel.casework import queries, rules, transitions
from samspel.casework.models import Case
from samspel.casework.queries import CaseFile
from samspel.flow.refusal import NotVisible, Refusal, Refused
from samspel.kit.deadlines import closes_at, oslo_day
from samspel.kit.text import digest
from samspel.needs import content
from samspel.needs import sheet as sheets
from samspel.needs.models import Attachment, Submission
from samspel.needs.rules import Finding, check_sheet
from samspel.tenancy.by import By, Role
from samspel.web import attached, clock, history
from samspel.web.acting import Request
from samspel.web.forms import Day, Form, LongText
from samspel.web.office.inbox import COLORS, scheme_names


class Plain(Form):
    """An act that asks nothing."""


class Assessment(Form):
    """What the office makes of the need."""

    assessment = LongText(
        label=_("Hva mener embetet om behovet?"),
        help_text=_("Forumet leser vurderingen. Skriv hvordan behovet oppfyller kriteriene, og hva som er uklart."),
        max_length=8_000,
        rows=8,
    )


class Supplement(Form):
    """What the owner is asked to supply, and by when."""

    text = LongText(
        label=_("Hva mangler?"), help_text=_("Eieren får teksten slik den står her."), max_length=4_000, rows=5
    )
    answer_by = Day(label=_("Siste dag for svar"), help_text=_("Hele dagen regnes med. For eksempel 1.3.2027."))


class Late(Form):
    """Whether a need that came after the deadline is taken in all the same, and why."""

    accepted = forms.ChoiceField(
        label=_("Skal behovet tas med?"),
        choices=(("ja", _("Ja, som om det kom i tide")), ("nei", _("Nei, det skal avvises"))),
        widget=forms.RadioSelect,
    )
    late_reason = LongText(label=_("Hvorfor?"), help_text=_("Eieren får vite grunnen."), max_length=1_000, rows=3)


class TakeBack(Form):
    """Why a ready case needs more preparation."""

    reason = LongText(label=_("Hvorfor tas saken tilbake?"), max_length=1_000, rows=3)


class Assign(Form):
    """Who is to prepare the case."""

    caseworker = forms.ChoiceField(label=_("Gi saken til"))


Do = Callable[[CaseFile, dict[str, Any], By, datetime], None]


@dataclass(frozen=True)
class Act:
    """One thing that can be asked for on the page: its questions, and the act that the answers go to."""

    form: type[Form]
    do: Do


def the_case(file: CaseFile) -> Case:
    """Give the case of a need; NotVisible where none has been opened."""
    if file.case is None:
        raise NotVisible
    return file.case


def _open(file: CaseFile, given: dict[str, Any], by: By, at: datetime) -> None:
    transitions.open_case(file.need, by=by, at=at)


def _take(file: CaseFile, given: dict[str, Any], by: By, at: datetime) -> None:
    transitions.assign(the_case(file), caseworker_id=by.somebody, by=by, at=at)


def _assign(file: CaseFile, given: dict[str, Any], by: By, at: datetime) -> None:
    transitions.assign(the_case(file), caseworker_id=UUID(given["caseworker"]), by=by, at=at)


def _assess(file: CaseFile, given: dict[str, Any], by: By, at: datetime) -> None:
    transitions.assess(the_case(file), text=given["assessment"], by=by, at=at)


def _ask(file: CaseFile, given: dict[str, Any], by: By, at: datetime) -> None:
    until = closes_at(given["answer_by"])
    transitions.ask_for_supplement(the_case(file), text=given["text"], answer_by=until, by=by, at=at)


def _late(file: CaseFile, given: dict[str, Any], by: By, at: datetime) -> None:
    accepted = given["accepted"] == "ja"
    transitions.judge_late(the_case(file), accepted=accepted, reason=given["late_reason"], by=by, at=at)


def _ready(file: CaseFile, given: dict[str, Any], by: By, at: datetime) -> None:
    transitions.make_ready(the_case(file), by=by, at=at)


def _take_back(file: CaseFile, given: dict[str, Any], by: By, at: datetime) -> None:
    transitions.take_back(the_case(file), reason=given["reason"], by=by, at=at)


ACTS: dict[str, Act] = {
    "open": Act(Plain, _open),
    "take": Act(Plain, _take),
    "assign": Act(Assign, _assign),
    "assess": Act(Assessment, _assess),
    "ask": Act(Supplement, _ask),
    "late": Act(Late, _late),
    "ready": Act(Plain, _ready),
    "take_back": Act(TakeBack, _take_back),
}


def case(request: Request, need_id: UUID) -> HttpResponse:
    """Show the page, or do the act that was asked for and show what became of it."""
    at = clock.now(request)
    file = queries.case_file(request.by, need_id, at)
    asked = {name: form_for(name, request, file, at) for name in ACTS}
    name = request.POST.get("act", "")
    if request.method == "POST":
        form = asked.get(name)
        if form is None:
            raise NotVisible
        if form.is_valid():
            try:
                ACTS[name].do(file, form.cleaned_data, request.by, at)
            except Refused as refused:
                form.refuse(refused.refusals)
            else:
                return redirect("office-case", need_id)
        file = queries.case_file(request.by, need_id, at)
    return render(
        request, "office/case.html", page(request, file, asked, name, at), status=422 if request.POST else 200
    )


def form_for(name: str, request: Request, file: CaseFile, at: datetime) -> Form:
    """Make the form of one act: with what was sent when it is the one asked for, else with what is known."""
    sent = request.POST if request.method == "POST" and request.POST.get("act") == name else None
    form = ACTS[name].form(sent, initial=initial(name, file, at))
    if isinstance(form, Assign) and (form.is_bound or "gi" in request.GET):
        fields: dict[str, Any] = form.fields
        fields["caseworker"].choices = [(str(one.pk), one.name) for one in queries.caseworkers(request.by, at)]
    return form


def initial(name: str, file: CaseFile, at: datetime) -> dict[str, object]:
    """Give what a form starts with."""
    if name == "assess" and file.case:
        return {"assessment": file.case.assessment}
    if name == "ask":
        today = oslo_day(at)
        return {"answer_by": today + timedelta(days=rules.SUPPLEMENT_DAYS.on(today))}
    return {}


def page(request: Request, file: CaseFile, asked: dict[str, Form], name: str, at: datetime) -> dict[str, object]:
    """Give all that the page shows."""
    need, its_case = file.need, file.case
    sheet = queries.sheet_of(file)
    works = request.by.role == Role.CASEWORKER
    findings = check_sheet(sheet, at)
    late = any(one.late for one in file.submissions[-1:])
    return {
        "file": file,
        "need": need,
        "case": its_case,
        "forms": asked,
        "form": asked.get(name),
        "stage": file.stage.label,
        "color": COLORS[file.stage],
        "scheme": scheme_names().get(need.scheme, need.scheme),
        "total_nok": sheet.total_nok,
        "sections": content.without_files(sheet),
        "files": attached.shown(sheet.attachments, address),
        "findings": [found for found in findings if found.code not in rules.ANSWERED_ELSEWHERE],
        "submissions": submissions(file, sheet),
        "events": history.events(queries.history(need)),
        "works": works,
        "has_forum": sheet.scheme.has_forum_step.value,
        "late": late,
        "judges": late and works and its_case is not None and its_case.state == Case.State.OPENED,
        "act_fields": {name: {"act": name} for name in ("open", "take")},
        "mine": its_case is not None and its_case.caseworker_id == request.by.person_id,
        "hindrances": hindrances(its_case, sheet, findings, late=late, by=request.by, at=at)
        if its_case and works
        else [],
        "gives": "gi" in request.GET or asked["assign"].is_bound,
        "grounds": dismissable(file, at) if works else {},
    }


def dismissable(file: CaseFile, at: datetime) -> dict[str, str]:
    """Give the grounds on which an open case may be dismissed now, from what the page has read already."""
    if file.case is None or file.case.state != Case.State.OPENED:
        return {}
    return rules.grounds(file.case, at, late=any(one.late for one in file.submissions[-1:]))


def submissions(file: CaseFile, sheet: sheets.Sheet) -> list[tuple[Submission, bool, bool]]:
    """Give each time the need was handed in, whether that is what stands here now, and whether only partners differ.

    Only the newest is compared: what came before it is older by its nature.
    """
    now = sheets.canonical(sheet)
    told = []
    for one in file.submissions:
        if "members" not in one.content:  # handed in before they were kept
            now.pop("members", None)
        changed = {name for name in {*now, *one.content} if now.get(name) != one.content.get(name)}
        told.append((one, one.digest == digest(now), changed == {"partners"}))
    return told


def hindrances(
    its_case: Case, sheet: sheets.Sheet, findings: list[Finding], *, late: bool, by: By, at: datetime
) -> list[Refusal]:
    """Give every reason why the case cannot be made ready now, from what the page has read already."""
    if its_case.state != Case.State.OPENED:
        return []
    return [
        *rules.need_stands(its_case, by, at),
        *rules.needs_no_more(its_case, sheet, findings),
        *rules.assessment_is_written(its_case, by, at),
        *(rules.late_is_judged(its_case.late_accepted, "", its_case.need.call.legal_basis) if late else ()),
    ]


def address(row: Attachment) -> str:
    """Give where a file of the need is handed out to the office."""
    return reverse("office-attachment", args=[row.need_id, row.pk])


def attachment(request: Request, need_id: UUID, attachment_id: UUID) -> HttpResponse:
    """Hand out one of the files that the office reads."""
    return attached.handed_out(request, queries.attachment(request.by, need_id, attachment_id, clock.now(request)))
