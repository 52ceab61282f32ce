"""The registers as an office sees them: what came of asking them, and the changes that its people must judge."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy

from samspel.actors.models import RegisterQuestion, RegisterRun
from samspel.actors.registers import queries, releasing
from samspel.actors.registers.questions import accept_change, reject_change
from samspel.flow.refusal import NotVisible, Refused
from samspel.kit.deadlines import oslo_day
from samspel.places import lookups
from samspel.tenancy.by import Role
from samspel.web import clock
from samspel.web import registers as told
from samspel.web.acting import Request, acting_as
from samspel.web.forms import Day, Form, LongText

A_PAGE, RUNS, SHOWN, FEW = 30, 30, 50, 3
State, What = RegisterQuestion.State, RegisterQuestion.What


class Decide(Form):
    """Why something is decided as it is."""

    reason = LongText(
        label=gettext_lazy("Begrunnelse"),
        help_text=gettext_lazy("Ikke skriv noe om enkeltpersoner."),
        max_length=1_000,
        rows=3,
    )


class HandOver(Decide):
    """Why a new owner is right or wrong, and since when it owns the unit."""

    since = Day(
        label=gettext_lazy("Ny eier fra"),
        help_text=gettext_lazy("Registeret oppgir ingen dag. For eksempel 1.8.2026."),
        required=False,
    )


def registers(request: Request) -> HttpResponse:
    """Show what came of asking the registers, and the questions that wait for the office."""
    waiting = Paginator(queries.questions(request.by, [State.OPEN]), A_PAGE).get_page(request.GET.get("side"))
    named = {
        "silent": told.news().silent,
        "page": waiting,
        "rows": [(one, *change(one, oslo_day(clock.now(request)))) for one in waiting],
        "runs": [
            (run, told.called(run.source), told.COLORS[run.outcome], told.did(run), told.reasons(run)[:FEW])
            for run in queries.runs()[:RUNS]
        ],
        "owners": queries.owner_questions(request.by)[:SHOWN],
        "decides": Role.OFFICE_ADMIN in request.acting.roles,
    }
    return render(request, "office/registers.html", named)


def change(question: RegisterQuestion, day: date) -> tuple[str, str]:
    """Give in words what was known and what the register says."""
    if question.what == What.OWNER:
        return question.before_name, question.after_name
    if question.what == What.KOMMUNE:
        return place(question.before, day), place(question.after, day)
    if question.what == What.REAPPEARED:
        return str(gettext_lazy("Nedlagt")), str(gettext_lazy("I drift"))
    return question.before, question.after


def place(number: str, day: date) -> str:
    """Give the name of a kommune with its number; the number alone for one that is no more."""
    try:
        return f"{lookups.kommune(number, day).name} ({number})"
    except lookups.Unknown:
        return number


def question(request: Request, question_id: UUID) -> HttpResponse:
    """Show one question; an administrator takes the change in or leaves what is known as it is."""
    by, at = acting_as(request, Role.OFFICE_ADMIN), clock.now(request)
    found = queries.question(by, question_id)
    kind = HandOver if found.what == What.OWNER else Decide
    form = kind(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            answer(request, found, form.cleaned_data)
            return redirect("office-registers")
        except Refused as refused:
            form.refuse(refused.refusals)
    before, after = change(found, oslo_day(at))
    named = {
        "question": found,
        "source": told.called(found.register),
        "before": before,
        "after": after,
        "form": form,
        "decides": not reject_change.refusals(found, by=by, at=at),
    }
    return render(request, "office/register_question.html", named, status=422 if form.errors else 200)


def answer(request: Request, found: RegisterQuestion, given: dict[str, Any]) -> None:
    """Do what the button that was pressed says."""
    by, at, reason = acting_as(request, Role.OFFICE_ADMIN), clock.now(request), given["reason"]
    match request.POST.get("act"):
        case "accept":
            accept_change(found, reason=reason, since=given.get("since"), by=by, at=at)
        case "reject":
            reject_change(found, reason=reason, by=by, at=at)
        case _:
            raise NotVisible


def run(request: Request, run_id: UUID) -> HttpResponse:
    """Show one run; an administrator lets a held one in, or turns it down."""
    by = acting_as(request, Role.OFFICE_ADMIN)
    found = queries.run(run_id)
    form = Decide(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            decide(request, found, form.cleaned_data["reason"])
            return redirect("office-registers")
        except Refused as refused:
            form.refuse(refused.refusals)
    named = {
        "run": found,
        "source": told.called(found.source),
        "color": told.COLORS[found.outcome],
        "did": told.did(found),
        "reasons": told.reasons(found),
        "units": [(one["orgnr"], one["name"]) for one in found.proposed.get("told", [])[:SHOWN]],
        "gone": found.proposed.get("gone", [])[:SHOWN],
        "form": form,
        "decides": not list(releasing.refusals(found, by=by)),
    }
    return render(request, "office/register_run.html", named, status=422 if form.errors else 200)


def decide(request: Request, found: RegisterRun, reason: str) -> None:
    """Do what the button that was pressed says."""
    by, at = acting_as(request, Role.OFFICE_ADMIN), clock.now(request)
    match request.POST.get("act"):
        case "release":
            releasing.release(found, reason=reason, by=by, at=at)
        case "drop":
            releasing.drop(found, reason=reason, by=by, at=at)
        case _:
            raise NotVisible
