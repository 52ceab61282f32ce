"""A need begun from a former one says what that one said, moved to the years of its own call."""

from __future__ import annotations

from datetime import date

import pytest

from samspel.actors.models import Unit
from samspel.flow.refusal import Refused
from samspel.needs import queries, transitions
from samspel.needs import sheet as sheets
from samspel.needs.models import Need, PrivateInvitation
from tests.cast import KARI, PIA, OfficeCast, id_of
from tests.stories import needs, private_units

SAME = ("assessment", "involvement", "measure", "goal", "evaluation", "contact_email", "collective")


def test_all_that_was_said_is_there_again_in_the_new_years_and_nothing_is_confirmed(rogaland: OfficeCast) -> None:
    former = needs.confirmed(years=2)
    made = needs.copied(former, "collective")
    was, now = sheets.of(former), sheets.of(made)
    assert [getattr(made, name) for name in SAME] == [getattr(former, name) for name in SAME]
    years = made.call.budget_year - former.call.budget_year
    assert years > 0 and (made.starts_on, made.ends_on) == (date(2027, 8, 1), date(2028, 12, 31))
    assert {unit.pk for unit in now.units} == {unit.pk for unit in was.units}
    assert [row.what for row in now.indicators] == [row.what for row in was.indicators]
    assert now.total_nok == was.total_nok
    assert {line.year for line in now.lines} == {line.year + years for line in was.lines}
    assert [row.state for row in now.partnerships] == ["invited"]
    assert set(made.themes) <= set(now.scheme.themes.codes)
    assert (made.other_money, made.state, made.submitted_at) == (None, "draft", None)
    assert queries.former_of(KARI, made) == former


def test_without_its_partners_their_money_is_left_out(rogaland: OfficeCast) -> None:
    former = needs.confirmed(asked_nok=400_000)
    now = sheets.of(needs.copied(former, partners=False))
    assert (now.partnerships, now.total_nok) == ((), 300_000)


def test_nobody_begins_from_what_is_another_owners(rogaland: OfficeCast) -> None:
    former = needs.filled()
    call, owner, at = former.call, former.owner, needs.when("2021")
    with pytest.raises(Refused):
        transitions.begin_from(former, call, scheme="regional", owner=owner, title="", partners=True, by=PIA, at=at)
    assert Need.objects.count() == 1
    assert queries.former_of(KARI, former) is None


def test_a_unit_that_is_closed_is_not_taken_along(rogaland: OfficeCast) -> None:
    former = needs.filled()
    assert sheets.of(needs.copied(former)).units
    Unit.objects.filter(owner_id=former.owner_id).update(closed_on=date(2020, 1, 1))
    assert not sheets.of(needs.copied(former)).units


def test_what_was_told_of_private_units_is_told_again_of_those_that_are_still_there(rogaland: OfficeCast) -> None:
    private_units.known(2)
    former, at = needs.filled("competence-boost"), needs.when("2021")
    told = {id_of("troll"): False, private_units.numbered(0): False}
    transitions.set_invited(former, invited=told, by=KARI, at=at)
    assert not PrivateInvitation.objects.filter(need=needs.copied(former, "collective")).exists()
    Unit.objects.filter(pk=id_of("troll")).update(closed_on=date(2020, 1, 1))
    again = sheets.of(needs.copied(former)).private_units or ()
    assert [(one.unit.pk, one.own) for one in again if one.own is not None] == [(private_units.numbered(0), False)]
