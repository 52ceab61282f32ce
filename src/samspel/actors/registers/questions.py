"""The questions that a register raises about single units: put by the sync, answered by the office that covers them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from samspel.actors import details, transitions
from samspel.actors.models import Organisation, Ownership, RegisterQuestion, Unit
from samspel.flow.refusal import Refusal, Refused
from samspel.flow.transition import creation, only, transition
from samspel.kit.deadlines import oslo_day
from samspel.kit.seeking import sought
from samspel.places.tables import FIRST_DAY
from samspel.tenancy.by import By, Role

State, What = RegisterQuestion.State, RegisterQuestion.What


def of_the_office(question: RegisterQuestion, by: By, at: datetime) -> Iterable[Refusal]:
    """Only the office that covers the unit."""
    if by.office_id != question.office_id:
        yield Refusal("other-office", _("Enheten hører til et annet embete."))


def still_so(question: RegisterQuestion, by: By, at: datetime) -> Iterable[Refusal]:
    """Only while what we know of the unit is what it was when the question was put."""
    if known(question.unit, question.what) != question.before:
        yield Refusal("changed-meanwhile", _("Opplysningen er endret siden spørsmålet ble stilt. Avvis spørsmålet."))


def known(unit: Unit, what: str) -> str:
    """Give what we know of a unit where a question is about it, as the question writes it."""
    asked = what == What.OWNER and unit.owner_id is not None
    owner = Organisation.objects.filter(pk=unit.owner_id or unit.pk).first() if asked else None
    return {
        What.OWNER: owner.orgnr if owner else "",
        What.KOMMUNE: unit.kommune_number,
        What.NAME: unit.name,
        What.REAPPEARED: unit.closed_on.isoformat() if unit.closed_on else "",
    }[What(what)]


@creation(RegisterQuestion, guards=[only(Role.SYSTEM)])
def ask(
    unit: Unit,
    *,
    what: RegisterQuestion.What,
    register: str,
    told: Mapping[str, str],
    office_id: UUID,
    by: By,
    at: datetime,
) -> RegisterQuestion:
    """Put the question whether a change that a register tells of is so."""
    return RegisterQuestion.objects.create(
        unit=unit, what=what, register=register, office_id=office_id, asked_at=at, state=State.OPEN, **told
    )


@transition(source=[State.OPEN], target=State.OVERTAKEN, guards=[only(Role.SYSTEM)])
def overtake(question: RegisterQuestion, *, by: By, at: datetime) -> None:
    """Let a question fall when the register no longer tells of the change, or tells of another one."""
    question.decided_at = at


@transition(source=[State.OPEN], target=State.ACCEPTED, guards=[only(Role.OFFICE_ADMIN), of_the_office, still_so])
def accept_change(
    question: RegisterQuestion, *, reason: str, since: date | None = None, by: By, at: datetime
) -> Mapping[str, object]:
    """Take a change in; a new owner owns the unit from `since`, or else from today."""
    question.decided_at, question.reason = at, reason
    unit = question.unit
    if question.what == What.OWNER:
        _hand_over(question, since or oslo_day(at), by=by, at=at)
    else:
        unit.refresh_from_db()
        if question.what == What.KOMMUNE:
            unit.kommune_number = question.after
        elif question.what == What.NAME:
            unit.name, unit.sought = question.after, sought(question.after)
        else:
            unit.closed_on, unit.register = None, unit.register or question.register
        unit.save()
    return {"what": question.what, "before": question.before, "after": question.after, "reason": reason}


@transition(source=[State.OPEN], target=State.REJECTED, guards=[only(Role.OFFICE_ADMIN), of_the_office])
def reject_change(question: RegisterQuestion, *, reason: str, by: By, at: datetime) -> Mapping[str, object]:
    """Leave what is known as it is; the same change is not asked about again."""
    question.decided_at, question.reason = at, reason
    return {"what": question.what, "before": question.before, "after": question.after, "reason": reason}


def _hand_over(question: RegisterQuestion, since: date, *, by: By, at: datetime) -> None:
    unit = question.unit
    owner = Organisation.objects.filter(orgnr=question.after).first()
    if owner is None:
        owner = owner_named(question.after, question.after_name, bool(unit.public))
        owner.save()
        details.write_first([owner], source=question.register, at=at)
    if unit.owner_id and not Ownership.objects.filter(unit=unit).exists():
        # Nobody has told when the owner before began: as long as we know anything.
        Ownership.objects.create(unit=unit, owner_id=unit.owner_id, since=FIRST_DAY, source="known before")
    source = f"{question.register}: {question.asked_at.date()}"
    try:
        transitions.change_owner(unit, owner, since=since, source=source, office_id=question.office_id, by=by, at=at)
    except ValueError:
        text = _("Dagen må være etter at den forrige eieren tok over, og kan ikke være fram i tid.")
        raise Refused([Refusal("wrong-day", text, field="since")]) from None


def owner_named(orgnr: str, name: str, public: bool) -> Organisation:
    """Make an owner, not yet saved, that a register is the first to tell of."""
    kind = Organisation.Kind.OTHER if public else Organisation.Kind.PRIVATE_OWNER
    return Organisation(ref=orgnr, orgnr=orgnr, name=name, kind=kind)
