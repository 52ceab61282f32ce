"""What has come of asking the registers, how old what we know is, and which questions wait for an office."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import BooleanField, Case, QuerySet, Value, When

from samspel.actors.models import OwnerQuestion, RegisterQuestion, RegisterRun
from samspel.actors.queries import office_of
from samspel.actors.registers.loading import REGISTERS
from samspel.flow.refusal import NotVisible
from samspel.tenancy.by import By


@dataclass(frozen=True)
class Age:
    """How old what a register has told us is, and whether it was silent when it was last asked."""

    register: str
    told_at: datetime | None
    silent_at: datetime | None


def ages() -> list[Age]:
    """Give the age of each register that has ever been asked."""
    believed = Case(When(refused="", then=Value(True)), default=Value(False), output_field=BooleanField())
    runs = RegisterRun.objects.filter(source__in=REGISTERS).annotate(believed=believed)
    last = runs.order_by("source", "believed", "-loaded_at").distinct("source", "believed")
    found: dict[str, dict[bool, RegisterRun]] = {}
    for run in last.only("source", "refused", "loaded_at", "outcome"):
        found.setdefault(run.source, {})[not run.refused] = run
    return [Age(name, *_age(found[name])) for name in REGISTERS if name in found]


def _age(last: dict[bool, RegisterRun]) -> tuple[datetime | None, datetime | None]:
    good, bad = last.get(True), last.get(False)
    told = good.loaded_at if good else None
    silent = bad and bad.outcome == RegisterRun.Outcome.SILENT and (told is None or bad.loaded_at > told)
    return told, bad.loaded_at if bad and silent else None


def runs() -> QuerySet[RegisterRun]:
    """Give every run, the last first, without what the held ones would have done."""
    return RegisterRun.objects.defer("proposed").order_by("-loaded_at", "-pk")


def run(run_id: UUID) -> RegisterRun:
    """Give one run; NotVisible when there is none."""
    found = RegisterRun.objects.select_related("decided_by").filter(pk=run_id).first()
    if found is None:
        raise NotVisible
    return found


def questions(by: By, states: Iterable[str]) -> QuerySet[RegisterQuestion]:
    """Give the questions to somebody's office in some states, the oldest first."""
    mine = RegisterQuestion.objects.filter(office_id=office_of(by), state__in=list(states))
    return mine.select_related("unit").order_by("asked_at", "pk")


def owner_questions(by: By) -> QuerySet[OwnerQuestion]:
    """Give the open questions about owners to somebody's office, the oldest first."""
    mine = OwnerQuestion.objects.filter(office_id=office_of(by), state=OwnerQuestion.State.OPEN)
    return mine.select_related("organisation").order_by("asked_at", "pk")


def owner_question(by: By, question_id: UUID) -> OwnerQuestion:
    """Give one question about an owner to somebody's office; NotVisible when it is another's."""
    mine = OwnerQuestion.objects.filter(office_id=office_of(by), pk=question_id)
    found = mine.select_related("organisation").first()
    if found is None:
        raise NotVisible
    return found


def question(by: By, question_id: UUID) -> RegisterQuestion:
    """Give one question to somebody's office; NotVisible when it is another's."""
    mine = RegisterQuestion.objects.filter(office_id=office_of(by), pk=question_id)
    found = mine.select_related("unit", "unit__owner").first()
    if found is None:
        raise NotVisible
    return found
