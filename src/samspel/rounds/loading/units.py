"""The deeds with the units that take part in a need: asked by its owner, answered by their own link, confirmed."""

from __future__ import annotations

from functools import partial

from samspel.needs import transitions as needs
from samspel.needs.models import UnitAssessment
from samspel.rounds.document import asking
from samspel.rounds.loading.world import Step, Steps, World
from samspel.rounds.reading import place
from samspel.tenancy.by import By


def unit_steps(world: World, need: asking.Need, where: str) -> Steps:
    """Give the deeds with the units of one need."""
    for index, one in enumerate(need.unit_assessments):
        at = f"{where}.{place('unit_assessments', index)}"
        yield Step(one.asked, f"{at}.asked", need.ref, partial(ask, world, need, one))
        if one.answered:
            yield Step(one.answered, f"{at}.answered", need.ref, partial(answer, world, need, one))
        if one.confirmed:
            yield Step(one.confirmed, f"{at}.confirmed", need.ref, partial(confirm, world, need, one))


def there(world: World, need: asking.Need, one: asking.UnitAssessment) -> UnitAssessment:
    """Give what a unit was asked."""
    found = UnitAssessment.objects.exclude(state=UnitAssessment.State.WITHDRAWN)
    return found.select_related("need__owner").get(need=world.need(need.ref), unit=world.units[one.unit])


def ask(world: World, need: asking.Need, one: asking.UnitAssessment, by: By) -> None:
    """Ask a unit that has not been asked."""
    asked = UnitAssessment.objects.filter(need__office=world.office, need__ref=need.ref, unit=world.units[one.unit])
    if not asked.exclude(state=UnitAssessment.State.WITHDRAWN).exists():
        unit_id = world.units[one.unit].pk
        needs.ask_unit(world.need(need.ref), unit_id=unit_id, email=one.email, by=by, at=one.asked.at)


def answer(world: World, need: asking.Need, one: asking.UnitAssessment, by: By) -> None:
    """Keep what a unit says."""
    asked = there(world, need, one)
    if one.answered and not world.did("needs.answer_unit", asked.pk, one.answered):
        said: needs.UnitAnswer = {
            "sees": one.sees, "took_part": one.was_with, "took_part_on": one.was_with_on, "wants": one.wants,
            "answered_by": one.answered_by,
        }  # fmt: skip
        needs.answer_unit(asked, said=said, by=by, at=one.answered.at)


def confirm(world: World, need: asking.Need, one: asking.UnitAssessment, by: By) -> None:
    """Keep that the staff's representative confirmed it."""
    asked = there(world, need, one)
    if one.confirmed and not world.did("needs.confirm_unit", asked.pk, one.confirmed):
        name, remark = one.confirmed_by, one.remark
        needs.confirm_unit(asked, name=name, remark=remark, version=asked.version, by=by, at=one.confirmed.at)
