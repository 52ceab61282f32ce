"""Money on its way out, one stage at a time: chosen payments are attested, approved, handed over, confirmed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspel.flow.refusal import NotVisible, Refused
from samspel.kit.deadlines import oslo_day
from samspel.payments import queries, transitions
from samspel.payments.models import Instalment
from samspel.payments.rules import Planned
from samspel.tenancy.by import Role
from samspel.tenancy.models import Office
from samspel.web import clock
from samspel.web.acting import Request, acting_as
from samspel.web.forms import Day, Form, LongText
from samspel.web.tabs import Tab

State = Instalment.State
A_PAGE = 100
TO_PLAN = "plan"
STAGES: tuple[tuple[str, str | Promise], ...] = (
    (TO_PLAN, gettext_lazy("Til planlegging")),
    *((state.value, state.label) for state in State),
)


class Plain(Form):
    """An act that asks nothing but which payments."""


class Due(Form):
    """When the money falls due."""

    due_on = Day(label=gettext_lazy("Forfall"), help_text=gettext_lazy("For eksempel 15.6.2027."))


class Paid(Form):
    """When the accounts paid."""

    paid_on = Day(label=gettext_lazy("Utbetalt dato"), help_text=gettext_lazy("Dagen regnskapet har betalt."))


class Stop(Form):
    """Why payments are stopped."""

    reason = LongText(label=gettext_lazy("Hvorfor stanses utbetalingen?"), max_length=1_000, rows=3)


@dataclass(frozen=True)
class Act:
    """One thing that can be asked for on the page: its questions, its button, who may, and what it does."""

    form: type[Form]
    label: str | Promise
    roles: frozenset[Role]
    do: Callable[[Request, list[UUID], dict[str, Any]], str | None]


def plan(request: Request, ids: list[UUID], given: dict[str, Any]) -> None:
    """Plan all that is left of the chosen shares, as one payment each."""
    by, at = acting_as(request, Role.ATTESTANT, Role.CASEWORKER), clock.now(request)
    for row in queries.shares_to_plan(by, ids):
        transitions.plan_all(row.share, [Planned(row.left_nok, given["due_on"])], by=by, at=at)


def attest(request: Request, ids: list[UUID], given: dict[str, Any]) -> None:
    """Attest the chosen payments."""
    by, at = acting_as(request, Role.ATTESTANT), clock.now(request)
    transitions.each(lambda one: transitions.attest(one, by=by, at=at), queries.chosen(by, ids))


def approve(request: Request, ids: list[UUID], given: dict[str, Any]) -> None:
    """Approve the chosen payments."""
    by, at = acting_as(request, Role.PAYER), clock.now(request)
    transitions.each(lambda one: transitions.approve(one, by=by, at=at), queries.chosen(by, ids))


def export(request: Request, ids: list[UUID], given: dict[str, Any]) -> str:
    """Hand over everything that is approved, and give the address of the basis."""
    by = acting_as(request, Role.PAYER)
    basis = transitions.export(Office(pk=by.office_id), by=by, at=clock.now(request))
    return reverse("office-basis", args=[basis.pk])


def confirm(request: Request, ids: list[UUID], given: dict[str, Any]) -> None:
    """Confirm that the chosen payments have been paid."""
    by, at = acting_as(request, Role.PAYER, Role.ATTESTANT), clock.now(request)
    paid_on = given["paid_on"]
    transitions.each(lambda one: transitions.confirm_paid(one, paid_on=paid_on, by=by, at=at), queries.chosen(by, ids))


def stop(request: Request, ids: list[UUID], given: dict[str, Any]) -> None:
    """Stop the chosen payments."""
    by, at, reason = request.by, clock.now(request), given["reason"]
    transitions.each(lambda one: transitions.stop(one, reason=reason, by=by, at=at), queries.chosen(by, ids))


PREPARES, ATTESTS, PAYS = (
    frozenset({Role.CASEWORKER, Role.ATTESTANT}),
    frozenset({Role.ATTESTANT}),
    frozenset({Role.PAYER}),
)
STOPS = PREPARES | PAYS | {Role.DECIDER}
STOPPING = ("stop", Act(Stop, gettext_lazy("Stans de valgte"), STOPS, stop))
# What can be done at each stage, the usual thing first.
ACTS: dict[str, dict[str, Act]] = {
    TO_PLAN: {"plan": Act(Due, gettext_lazy("Planlegg de valgte"), PREPARES, plan)},
    State.PLANNED: dict([("attest", Act(Plain, gettext_lazy("Attester de valgte"), ATTESTS, attest)), STOPPING]),
    State.ATTESTED: dict([("approve", Act(Plain, gettext_lazy("Godkjenn de valgte"), PAYS, approve)), STOPPING]),
    State.APPROVED: dict([("export", Act(Plain, gettext_lazy("Lag utbetalingsgrunnlag"), PAYS, export)), STOPPING]),
    State.EXPORTED: {"confirm": Act(Paid, gettext_lazy("Bekreft de valgte som utbetalt"), PAYS | ATTESTS, confirm)},
}
WITHOUT_CHOICE = {"export"}


def payments(request: Request) -> HttpResponse:
    """Show one stage, or do what was asked for with the payments chosen there."""
    stage = stage_of(request)
    here = ACTS.get(stage, {})
    name = request.POST.get("act", "")
    forms = {
        key: act.form(request.POST if key == name else None, prefix=key, initial=first(request))
        for key, act in here.items()
    }
    refused: list[object] = []
    if request.method == "POST":
        if name not in here:
            raise NotVisible
        ids = chosen(request)
        if not ids and name not in WITHOUT_CHOICE:
            forms[name].add_error(None, _("Velg minst én linje i tabellen."))
        if forms[name].is_valid():
            try:
                made = here[name].do(request, ids, forms[name].cleaned_data)
                return redirect(made or f"{reverse('office-payments')}?status={stage}")
            except Refused as fault:
                refused = [*fault.refusals]
    named = page(request, stage, forms) | {"refused": refused, "form": forms.get(name)}
    return render(request, "office/payments.html", named, status=422 if request.method == "POST" else 200)


def first(request: Request) -> dict[str, object]:
    """Give what a question of a day starts with: today."""
    today = oslo_day(clock.now(request))
    return {"due_on": today, "paid_on": today}


def stage_of(request: Request) -> str:
    """Give the stage that the page is about; when none is named, the one that waits for whoever looks."""
    stage = request.GET.get("status", "")
    if stage in dict(STAGES):
        return stage
    return State.ATTESTED.value if request.by.role == Role.PAYER else TO_PLAN


def chosen(request: Request) -> list[UUID]:
    """Give the payments or shares ticked in the table; NotVisible for what is no id."""
    try:
        return [UUID(value) for value in request.POST.getlist("valgt")]
    except ValueError as nonsense:
        raise NotVisible from nonsense


def page(request: Request, stage: str, forms: dict[str, Form]) -> dict[str, object]:
    """Give all that the page shows."""
    waiting, sums = queries.to_plan(request.by), queries.sums(request.by)
    sums[TO_PLAN] = (len(waiting), sum(row.left_nok for row in waiting))
    everything = request.GET.get("velg") == "alle"
    found = queries.instalments(request.by, stage)
    shown = Paginator(found, A_PAGE).get_page(request.GET.get("side"))
    here = ACTS.get(stage, {})
    return {
        "stage": stage,
        "label": dict(STAGES)[stage],
        "tabs": tabs(stage, sums),
        "count": sums.get(stage, (0, 0))[0],
        "sum_nok": sums.get(stage, (0, 0))[1],
        "to_plan": waiting if stage == TO_PLAN else [],
        "page": shown,
        "ticked": set(request.POST.getlist("valgt")),
        "everything": everything and request.method == "GET",
        "choose_all": f"?{urlencode({'status': stage, 'velg': 'alle', 'side': shown.number})}",
        "acts": [
            {"name": name, "label": act.label, "form": forms[name], "more": name == "stop"}
            for name, act in here.items()
            if act.roles & request.acting.roles
        ],
        "others": [act.label for act in here.values() if not act.roles & request.acting.roles][:1],
    }


def tabs(chosen: str, sums: dict[str, tuple[int, int]]) -> list[Tab]:
    """Give the stages as links with how many payments stand at each."""
    return [Tab(label, sums.get(stage, (0, 0))[0], f"?status={stage}", stage == chosen) for stage, label in STAGES]
