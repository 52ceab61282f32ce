"""A need and what it has several of, each set in its order: what every page and act about a need asks for."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from samspel.actors import queries as actors
from samspel.flow.models import Entry
from samspel.needs.models import (
    Attachment,
    BudgetLine,
    Cost,
    Indicator,
    Need,
    Participation,
    Partnership,
    Sitting,
    TargetGroup,
    UnitAssessment,
)
from samspel.statements import made_once


def in_order() -> dict[str, QuerySet[Any]]:
    """Give what all needs have several of, each kind in its order and with what stands beside it."""
    return {
        "units": Participation.objects.select_related("unit__owner").order_by("unit__name", "unit__orgnr"),
        "target_groups": TargetGroup.objects.order_by("group"),
        "indicators": Indicator.objects.order_by("position"),
        "lines": BudgetLine.objects.select_related("recipient").order_by("year", "recipient__name", "category"),
        "partnerships": Partnership.objects.select_related("partner").order_by("partner__name"),
        "costs": Cost.objects.order_by("year", "kind"),
    }


@made_once
def participations(need_id: UUID) -> QuerySet[Participation]:
    """Give the units that take part, by name, each with its owner."""
    return in_order()["units"].filter(need_id=need_id)


@made_once
def target_groups(need_id: UUID) -> QuerySet[TargetGroup]:
    """Give how many take part of each group."""
    return in_order()["target_groups"].filter(need_id=need_id)


@made_once
def indicators(need_id: UUID) -> QuerySet[Indicator]:
    """Give the signs that the goal is reached."""
    return in_order()["indicators"].filter(need_id=need_id)


@made_once
def lines(need_id: UUID) -> QuerySet[BudgetLine]:
    """Give what is asked for, each amount with who receives it."""
    return in_order()["lines"].filter(need_id=need_id)


@made_once
def costs(need_id: UUID) -> QuerySet[Cost]:
    """Give what things cost, by year."""
    return in_order()["costs"].filter(need_id=need_id)


@made_once
def attachments(need_id: UUID) -> QuerySet[Attachment]:
    """Give the files that belong to a need, in the order they were added; those taken away are not among them."""
    found = Attachment.objects.filter(need_id=need_id, removed_at__isnull=True)
    return found.select_related("document").order_by("added_at", "pk")


@made_once
def partnerships(need_id: UUID) -> QuerySet[Partnership]:
    """Give the partners of a need, by name, also those that have left."""
    return in_order()["partnerships"].filter(need_id=need_id)


@made_once
def unit_assessments(need_id: UUID) -> QuerySet[UnitAssessment]:
    """Give what the units of a need were asked and have answered, by name; not those that are done without."""
    found = UnitAssessment.objects.filter(need_id=need_id).exclude(state=UnitAssessment.State.WITHDRAWN)
    return found.select_related("unit").order_by("unit__name", "unit__orgnr")


def led_by(owner_id: UUID) -> QuerySet[Need]:
    """Give the needs of an owner, and of the networks it leads."""
    own = Q(owner_id=owner_id) | Q(owner__in=actors.networks_led_by(owner_id))
    return Need.objects.filter(own).select_related("call", "owner", "office")


@made_once
def owned(owner_id: UUID, need_id: UUID) -> QuerySet[Need]:
    """Give one need of an owner, or of a network it leads."""
    return led_by(owner_id).filter(pk=need_id)


@made_once
def handed_in(reader_id: UUID, owner_id: UUID, scheme: str) -> QuerySet[Need]:
    """Give what an owner has handed in for a scheme and not withdrawn, the last first, to whoever may read it."""
    found = led_by(reader_id).filter(owner_id=owner_id, scheme=scheme, submitted_at__isnull=False)
    return found.exclude(state=Need.State.WITHDRAWN).order_by("-call__budget_year", "-submitted_at")


@made_once
def begun(need_id: UUID) -> QuerySet[Entry]:
    """Give the entry of how a need was begun."""
    return Entry.objects.filter(record_id=need_id, act="needs.draft")[:1]


@made_once
def heard(need_id: UUID, after: datetime, before: datetime) -> QuerySet[Sitting]:
    """Give the windows that were heard from between two moments, by person."""
    found = Sitting.objects.filter(need_id=need_id, seen_at__gt=after, seen_at__lt=before)
    return found.select_related("person").order_by("person__name", "page")
