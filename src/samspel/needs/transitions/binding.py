"""A need is bound when an innstilling or a decision builds on it, and closed to its parties when it is decided."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from samspel.flow.journal import Facts
from samspel.flow.transition import transition
from samspel.needs.models import Need, Partnership
from samspel.needs.rules import guards
from samspel.tenancy.by import By, Role

State = Need.State
BINDS = guards.at_its_office(Role.FORUM_SECRETARY, Role.FORUM_LEADER, Role.CASEWORKER, Role.DECIDER)
DECIDES = guards.at_its_office(Role.DECIDER)


@transition(source={State.SUBMITTED}, guards=[BINDS])
def bind(need: Need, *, by: By, at: datetime) -> Facts:
    """Hold the need and its partners' answers where they are; binding the office's case does this."""
    hold([need.pk])
    already, need.bound_at = need.bound_at is not None, need.bound_at or at
    return {"already": already}


@transition(source={State.SUBMITTED, State.RETURNED}, guards=[DECIDES, guards.is_not_decided])
def settle(need: Need, *, by: By, at: datetime) -> None:
    """Write down when the need was decided; from now on its owner answers the decision instead."""
    need.decided_at = at


def hold(need_ids: Iterable[UUID]) -> None:
    """Lock needs and then their partnerships, each by id, until the transaction ends.

    An act that touches several needs asks for this before its first entry in the journal, which others may wait for.
    """
    wanted = list(need_ids)
    for rows in (Need.objects.filter(pk__in=wanted), Partnership.objects.filter(need_id__in=wanted)):
        list(rows.order_by("pk").select_for_update(of=("self",), no_key=True).values_list("pk"))
