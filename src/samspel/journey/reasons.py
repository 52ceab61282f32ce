"""What could be done with a need and its records just now, by whom, and why what cannot be done cannot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, get_type_hints
from uuid import UUID

from samspel.casework.models import Case
from samspel.decisions.models import Acceptance, Decision
from samspel.flow.models import Stateful
from samspel.flow.refusal import Refusal
from samspel.flow.transition import Transition, acts
from samspel.followup.models import Report
from samspel.forum.models import Line
from samspel.needs.models import Need, Partnership
from samspel.payments.models import Instalment
from samspel.tenancy.by import FORUM, OFFICE, OWNER, PARTNER, By, Role

NOBODY = UUID(int=0)


@dataclass(frozen=True)
class Possible:
    """One act on one record: the roles that could do it now, or every reason why the closest of them cannot."""

    record: Stateful
    act: str
    roles: tuple[Role, ...]
    reasons: tuple[Refusal, ...]


def records(need: Need) -> list[Stateful]:
    """Give the need and every record with a state of its own that hangs on it, in the order of the journey."""
    found: list[Iterable[Stateful]] = [
        [need],
        Partnership.objects.filter(need=need).order_by("pk"),
        Case.objects.filter(need=need),
        Line.objects.filter(case__need=need).order_by("pk"),
        Decision.objects.filter(case__need=need),
        Acceptance.objects.filter(decision__case__need=need).order_by("pk"),
        Instalment.objects.filter(share__decision__case__need=need).order_by("pk"),
        Report.objects.filter(decision__case__need=need).order_by("year", "pk"),
    ]
    return [record for group in found for record in group]


def possible(need: Need, at: datetime) -> Iterator[Possible]:
    """Give every act that the states of a need's records allow, with who could do it now and why others cannot."""
    for record in records(need):
        for name, act in acts.items():
            if isinstance(act, Transition) and fits(act, record):
                yield tried(act, name, record, need, at)


def fits(act: Transition[Any, ...], record: Stateful) -> bool:
    """Tell whether an act is one on this kind of record, in the state it is in."""
    return record_of(act) is type(record) and record.state in act.source


@cache
def record_of(act: Transition[Any, ...]) -> object:
    """Give the kind of record that an act is on: its first argument."""
    return next(iter(get_type_hints(act.act).values()))


def tried(act: Transition[Any, ...], name: str, record: Stateful, need: Need, at: datetime) -> Possible:
    """Ask the guards of an act on behalf of every role; what the acts ask of their arguments is not known here."""
    answers = {role: act.refusals(record, by=standing(role, record, need), at=at) for role in Role}
    able = tuple(role for role, refusals in answers.items() if not refusals)
    closest = min(answers.values(), key=len)
    return Possible(record, name, able, () if able else tuple(closest))


def standing(role: Role, record: Stateful, need: Need) -> By:
    """Give somebody unknown in a role, acting for the one that the record belongs to."""
    own = getattr(record, "recipient_id", None) or getattr(record, "partner_id", None) or need.owner_id
    organisation_id = own if role in OWNER | PARTNER else None
    office_id = need.office_id if role in OFFICE | FORUM else None
    return By(NOBODY, organisation_id, office_id, role)
