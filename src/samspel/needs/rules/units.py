"""Who may ask the units, and who may answer for one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from samspel.flow.refusal import Refusal
from samspel.flow.transition import NOT_YOURS
from samspel.kit.deadlines import oslo_day
from samspel.needs.models import Need, Participation, UnitAssessment
from samspel.needs.rules import guards
from samspel.needs.rules.answers import EMAIL, texts_fit
from samspel.tenancy.by import By, Role


def asks_units(asked: UnitAssessment, by: By, at: datetime) -> Iterator[Refusal]:
    """Units are asked, and asked again, by those who write the need, while it can be written."""
    yield from guards.edits(asked.need, by, at)
    yield from guards.is_written(asked.need, by, at)


def comes_by_link(asked: UnitAssessment, by: By, at: datetime) -> Iterator[Refusal]:
    """A unit answers by its own link, and nobody answers for it."""
    if by.role != Role.UNIT_CONTRIBUTOR or by.organisation_id != asked.need.owner_id:
        yield Refusal("wrong-role", str(NOT_YOURS))


def need_is_written(asked: UnitAssessment, by: By, at: datetime) -> Iterator[Refusal]:
    """What a unit says counts until its owner has handed the need in, and again when that has been sent back."""
    if not asked.need.is_written:
        text = _("Behovsmeldingen er sendt inn, og svaret kan ikke endres lenger. Skriv til eieren hvis noe er feil.")
        yield Refusal("wrong-state", text)


def unit_may_be_asked(need: Need, unit_id: UUID, email: str) -> Iterator[Refusal]:
    """Only units that take part are asked, each once; an e-mail address is one."""
    if not Participation.objects.filter(need=need, unit_id=unit_id).exists():
        yield Refusal("not-with", _("Enheten er ikke med i tiltaket. Ta den med under «Enheter og deltakere» først."))
    asked = UnitAssessment.objects.filter(need=need, unit_id=unit_id)
    if asked.exclude(state=UnitAssessment.State.WITHDRAWN).exists():
        yield Refusal("asked", _("Enheten er alt spurt."))
    yield from is_an_address(email)


def is_an_address(email: str) -> Iterator[Refusal]:
    """An e-mail address looks like one; none at all is fine where the link is handed over by hand."""
    if email and not EMAIL.fullmatch(email):
        yield Refusal("email", _("Skriv e-posten slik: navn@eksempel.no."), field="email")


def has_an_address(asked: UnitAssessment, by: By, at: datetime) -> Iterator[Refusal]:
    """Only somebody whose address is known can be reminded."""
    if not asked.email:
        yield Refusal("no-email", _("Vi har ingen e-postadresse til enheten. Send dem lenken selv."))


def is_answered(said: dict[str, object], at: datetime) -> Iterator[Refusal]:
    """An answer tells what the unit sees and needs, who was with and when, and who writes it."""
    words = {
        "sees": _("Skriv hva dere ser."),
        "wants": _("Skriv hva dere trenger."),
        "took_part": _("Skriv hvem som var med."),
        "answered_by": _("Skriv navnet ditt."),
    }
    for field, text in words.items():
        if not str(said.get(field) or "").strip():
            yield Refusal("missing", text, field=field)
    day = said.get("took_part_on")
    if day is None:
        yield Refusal("missing", _("Skriv når dere snakket om dette."), field="took_part_on")
    elif day > oslo_day(at):  # type: ignore[operator]  # a date, as its field has read it
        yield Refusal("future", _("Dagen har ikke vært ennå. Skriv når dere snakket om dette."), field="took_part_on")
    yield from texts_fit(said)
