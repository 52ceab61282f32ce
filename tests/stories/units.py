"""Units that are asked what they see and need, and one of them that answers; all of them are invented."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from samspel.needs import links, transitions
from samspel.needs.models import Need, Participation, UnitAssessment
from samspel.needs.transitions import UnitAnswer
from samspel.tenancy.by import By, Role
from tests.stories import needs

SAID: UnitAnswer = {
    "sees": "Vi har mange nye barn som snakkar lite norsk, og vi er usikre i leiken.",
    "took_part": "Alle tilsette på planleggingsdagen.",
    "took_part_on": date(2022, 11, 4),
    "wants": "Rettleiing på eiga avdeling.",
    "answered_by": "Berit Bakke",
}


def asked(need: Need | None = None, email: str = "") -> UnitAssessment:
    """The first unit of a need, asked by its owner."""
    need = need or with_units()
    unit = Participation.objects.filter(need=need).order_by("unit__name").first()
    assert unit is not None
    by = needs.SIGNERS["fjordvik"]
    made = transitions.ask_unit(need, unit_id=unit.unit_id, email=email, by=by, at=needs.when("2021"))
    return links.unit_assessment_of(need, made.pk)


def with_units(title: str = "Språk i leiken") -> Need:
    """A need that is being written, with its units."""
    need = needs.drafted(title=title)
    units: list[UUID] = needs.units(need)
    transitions.set_units(need, unit_ids=units, by=needs.SIGNERS["fjordvik"], at=needs.when("2021"))
    return need


def by_link(one: UnitAssessment) -> By:
    """Whoever comes with the link."""
    return By(None, one.need.owner_id, None, Role.UNIT_CONTRIBUTOR)


def answered(one: UnitAssessment, at: datetime | None = None, **other: object) -> UnitAssessment:
    """The unit has answered."""
    said: UnitAnswer = {**SAID, **other}  # type: ignore[typeddict-item]  # other words for some of them
    transitions.answer_unit(one, said=said, by=by_link(one), at=at or needs.when("2021", day=11))
    return one
