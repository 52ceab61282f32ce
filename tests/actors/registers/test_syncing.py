"""Asking the registers every night: real differences once, doubtful answers never, single doubts to the office."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction

from samspel.actors import queries
from samspel.actors.models import Organisation, Ownership, RegisterQuestion, RegisterRecord, RegisterRun, Unit
from samspel.actors.registers import loading, releasing, syncing, tables
from samspel.actors.registers.answers import NBR, NSR
from samspel.actors.registers.tables import Faulty
from samspel.flow.models import Entry
from samspel.flow.refusal import Refused
from samspel.tenancy.by import By
from samspel.tenancy.context import nation, offices
from tests.cast import ROGALAND
from tests.stories import register_server
from tests.stories.register_server import World

NOW = datetime(2026, 11, 27, 2, 40, tzinfo=UTC)
SOME = 300
STAVANGER, SANDNES = ("964965226", "Stavanger kommune"), ("964965137", "Sandnes kommune")


def do(register: str, day: int = 0) -> RegisterRun:
    return syncing.sync(register, at=NOW + timedelta(days=day), tell=lambda line: None)


def did(run: RegisterRun) -> tuple[str, int, int, int, int]:
    return run.outcome, run.created, run.changed, run.closed, run.asked


NOTHING = ("done", 0, 0, 0, 0)


@pytest.fixture
def world(db: None, tmp_path: Path) -> Iterator[World]:
    """Registers of a few hundred units each that have been loaded, and asked twice."""
    made = register_server.told(SOME)
    here = {orgnr for units in made.units.values() for orgnr in units}
    folder = register_server.folder(tmp_path, here)
    loading.load(folder, at=NOW, tell=lambda line: None)
    with register_server.serving(made):
        for register in (NBR, NSR):
            assert did(do(register)) == NOTHING
            assert did(do(register)) == NOTHING
        made.asked.clear()
        yield made


def some(world: World, register: str, kommune: str = "") -> str:
    """A unit that a kommune owns."""
    return next(
        orgnr
        for orgnr, one in world.units[register].items()
        if len(one["ForeldreRelasjoner"]) == 2 and (not kommune or one["Kommune"]["Kommunenummer"] == kommune)
    )


@pytest.mark.django_db
def test_all_11224_lines_are_asked_for_once_and_the_second_time_nothing_changes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    loading.load(tables.DATA, at=NOW, tell=lambda line: None)
    world = register_server.told()
    assert sum(map(len, world.units.values())) == 11_224
    with register_server.serving(world):
        took = []
        for day in (0, 1):
            begun = time.monotonic()
            assert [did(do(register, day)) for register in (NBR, NSR)] == [NOTHING, NOTHING]
            took.append(time.monotonic() - begun)
            assert RegisterRecord.objects.count() == 11_224
    with capsys.disabled():
        sys.stdout.write(f"\n11,224 units: {took[0]:.1f} s the first time, {took[1]:.1f} s the second\n")
    assert len([path for path in world.asked if " enhet/" in path]) == 11_224
    assert Unit.objects.get(register="both").register_type == "primary"


def released(run: RegisterRun, *, reason: str, by: By, at: datetime) -> RegisterRun:
    with transaction.atomic(), offices([ROGALAND.office]):
        return releasing.release(run, reason=reason, by=by, at=at)


def stored(orgnr: str) -> Unit:
    return Unit.objects.select_related("owner").get(orgnr=orgnr)


def questions(**wanted: object) -> list[RegisterQuestion]:
    """The questions that wait, at all offices."""
    with nation():
        return list(RegisterQuestion.objects.filter(**wanted).select_related("unit"))


def test_only_what_has_changed_is_asked_for_again_and_taken_in_at_once(world: World) -> None:
    orgnr = some(world, NBR)
    world.change(NBR, orgnr, Navn=f"{stored(orgnr).name} avdeling sør", NyttFelt={"Ukjent": [1]})
    assert did(do(NBR, 1)) == ("done", 0, 1, 0, 0)
    assert world.asked == ["nbr enheter", f"nbr enhet/{orgnr}"]
    assert stored(orgnr).name.endswith("avdeling sør")
    assert queries.units_named(stored(orgnr).name)[0].orgnr == orgnr
    assert did(do(NBR, 2)) == NOTHING


def test_how_many_learn_and_work_in_a_unit_is_kept_with_the_day_it_was_told(world: World) -> None:
    orgnr = some(world, NBR)
    world.change(NBR, orgnr, AntallBarn=36, AntallAnsatte=9)
    assert did(do(NBR, 1)) == ("done", 0, 1, 0, 0)
    told = stored(orgnr)
    assert (told.learners, told.staff, told.counted_on) == (36, 9, (NOW + timedelta(days=1)).date())
    world.change(NBR, orgnr, Navn=f"{told.name} avdeling sør", DatoEndret="2026-02-02T10:00:00")
    assert did(do(NBR, 2)) == ("done", 0, 1, 0, 0)
    assert stored(orgnr).counted_on == told.counted_on
    world.change(NBR, orgnr, AntallBarn=None, AntallAnsatte=None, DatoEndret="2026-02-03T10:00:00")
    assert did(do(NBR, 3)) == NOTHING
    assert stored(orgnr).learners == 36


def test_an_owner_that_nobody_knew_is_known_at_once_and_a_new_unit_too(world: World) -> None:
    orgnr = next(orgnr for orgnr, one in world.units[NBR].items() if one["ErPrivatBarnehage"])
    world.give(NBR, orgnr, "919300388", "Eventyrbarnehagene AS")
    new = {**world.units[NBR][orgnr], "Organisasjonsnummer": "974760673", "Navn": "Ny barnehage"}
    world.units[NBR]["974760673"] = new
    assert did(do(NBR, 1)) == ("done", 2, 1, 0, 0)
    owner = stored(orgnr).owner
    assert owner is not None
    assert (owner.name, owner.kind) == ("Eventyrbarnehagene AS", "private-owner")
    assert stored("974760673").owner == owner
    assert did(do(NBR, 2)) == NOTHING


def test_a_kommune_whose_number_we_lack_is_the_owner_that_its_units_name(world: World) -> None:
    haram = Organisation.objects.get(ref="kommune-1580")
    orgnr = some(world, NSR)
    Unit.objects.filter(orgnr=orgnr).update(kommune_number="1580", owner=haram)
    kommune = {"Kommunenummer": "1580", "Navn": "Haram", "Organisasjonsnummer": "932361173"}
    world.change(NSR, orgnr, Kommune=kommune)
    world.give(NSR, orgnr, "932361173", "Haram kommune")
    assert did(do(NSR, 1)) == NOTHING


def test_a_unit_that_is_gone_or_no_longer_active_is_closed(world: World) -> None:
    gone, inactive = list(world.units[NSR])[:2]
    del world.units[NSR][gone]
    world.change(NSR, inactive, ErAktiv=False, UtgaattDato="2026-11-26T01:15:10.91+00:00")
    assert did(do(NSR, 1)) == ("done", 0, 0, 2, 0)
    assert stored(gone).closed_on == stored(inactive).closed_on == (NOW + timedelta(days=1)).date()
    assert did(do(NSR, 2)) == NOTHING


def test_one_that_comes_back_moves_changes_owner_or_its_whole_name_is_asked_about_once(world: World) -> None:
    closed, named, moved, owned = [orgnr for orgnr, one in world.units[NBR].items() if one["ErOffentligBarnehage"]][:4]
    Unit.objects.filter(orgnr=closed).update(closed_on=NOW.date())
    world.change(NBR, named, Navn="Xyz 99")
    elsewhere = "1103" if stored(moved).kommune_number != "1103" else "1108"
    world.change(NBR, moved, Kommune={"Kommunenummer": elsewhere, "Organisasjonsnummer": None})
    swap(world, NBR, owned)
    before = {orgnr: stored(orgnr) for orgnr in (closed, named, moved, owned)}
    assert did(do(NBR, 1)) == ("done", 0, 0, 0, 4)
    assert {(one.unit.orgnr, one.what) for one in questions()} == {
        (closed, "reappeared"), (named, "name"), (moved, "kommune"), (owned, "owner"),
    }  # fmt: skip
    for orgnr, unit in before.items():
        now = stored(orgnr)
        assert (now.name, now.kommune_number, now.owner_id, now.closed_on) == (
            unit.name, unit.kommune_number, unit.owner_id, unit.closed_on,
        )  # fmt: skip
    assert did(do(NBR, 2)) == NOTHING
    assert len(questions()) == 4


def swap(world: World, register: str, orgnr: str) -> tuple[str, str]:
    """Let a register name another kommune as owner."""
    here = stored(orgnr).owner
    other = STAVANGER if here is None or here.orgnr != STAVANGER[0] else SANDNES
    world.give(register, orgnr, *other)
    return other


def test_a_question_falls_when_the_register_takes_it_back_and_is_put_anew_when_it_says_a_third_thing(
    world: World,
) -> None:
    orgnr = some(world, NBR)
    old = dict(world.units[NBR][orgnr])
    swap(world, NBR, orgnr)
    do(NBR, 1)
    world.change(NBR, orgnr, ForeldreRelasjoner=register_server.relations(NBR, "944073787", "Haugesund kommune"))
    world.units[NBR][orgnr]["DatoEndret"] = "2026-11-28"
    assert did(do(NBR, 2)) == ("done", 0, 0, 0, 1)
    assert sorted(one.state for one in questions()) == ["open", "overtaken"]
    world.units[NBR][orgnr] = old
    assert did(do(NBR, 3)) == NOTHING
    assert {one.state for one in questions()} == {"overtaken"}


def test_half_of_the_units_gone_is_held_until_a_person_lets_it_in(world: World) -> None:
    for orgnr in list(world.units[NBR])[: SOME // 2]:
        del world.units[NBR][orgnr]
    run = do(NBR, 1)
    assert (run.outcome, [one["code"] for one in run.findings]) == ("held", ["closing", "short"])
    assert Unit.objects.exclude(closed_on=None).count() == 0
    assert RegisterRecord.objects.filter(register=NBR).count() == SOME
    assert do(NBR, 2).outcome == "held"
    with pytest.raises(Refused, match="newer"):
        released(run, reason="Alle er lagt ned", by=ROGALAND.admin, at=NOW)
    run = RegisterRun.objects.get(outcome="held", loaded_at=NOW + timedelta(days=2))
    with pytest.raises(Refused, match="wrong-role"):
        released(run, reason="Alle er lagt ned", by=ROGALAND.caseworker, at=NOW)
    made = released(run, reason="Alle er lagt ned", by=ROGALAND.admin, at=NOW + timedelta(days=2, hours=6))
    assert (made.closed, run.outcome, run.decided_by_id) == (SOME // 2, "released", ROGALAND.office)
    with nation():
        assert Entry.objects.get(act="actors.release_run").facts["reason"] == "Alle er lagt ned"
    assert did(do(NBR, 3)) == NOTHING


def test_owners_swapped_all_over_are_held_and_when_let_in_each_is_still_a_question(world: World) -> None:
    swapped = [orgnr for orgnr, one in world.units[NBR].items() if len(one["ForeldreRelasjoner"]) == 2][:30]
    for orgnr in swapped:
        swap(world, NBR, orgnr)
    run = do(NBR, 1)
    assert (run.outcome, run.findings) == ("held", [{"code": "owners", "count": 30, "of": SOME}])
    assert questions() == []
    made = released(run, reason="Ny eierstruktur", by=ROGALAND.admin, at=NOW + timedelta(days=1, hours=6))
    assert (made.changed, made.asked) == (0, 30)
    assert did(do(NBR, 2)) == NOTHING


def test_a_held_run_that_is_turned_down_changes_nothing(world: World) -> None:
    owned = [orgnr for orgnr, one in world.units[NSR].items() if len(one["ForeldreRelasjoner"]) == 2]
    for orgnr in owned[:30]:
        world.change(NSR, orgnr, ForeldreRelasjoner=[], Kommune={"Kommunenummer": "0301"})
    run = do(NSR, 1)
    assert run.outcome == "held"
    assert {"kommunar", "owners-lost"} <= {one["code"] for one in run.findings}
    with transaction.atomic(), offices([ROGALAND.office]):
        releasing.drop(run, reason="Feil i registeret", by=ROGALAND.admin, at=NOW + timedelta(days=1, hours=6))
    assert (run.outcome, questions()) == ("dropped", [])
    assert do(NSR, 2).outcome == "held"


def test_a_register_that_is_down_changes_nothing_and_it_is_said(world: World) -> None:
    world.faults[NSR] = lambda handler, body: handler.say(503, b"{}") or True
    run = do(NSR, 1)
    assert (run.outcome, [one["code"] for one in run.findings]) == ("silent", ["silent"])
    assert "status 503" in run.refused
    assert did(do(NBR, 1)) == NOTHING


def test_a_changed_shape_is_refused_and_says_where(world: World) -> None:
    orgnr = some(world, NBR)
    world.change(NBR, orgnr, Navn=None)
    run = do(NBR, 1)
    assert (run.outcome, run.findings) == ("refused", [{"code": "unreadable", "where": orgnr, "field": "Navn"}])


def test_what_the_package_tells_is_older_than_what_a_register_has_told(world: World) -> None:
    with pytest.raises(Faulty, match="newer things"):
        loading.load(tables.DATA, at=NOW, tell=lambda line: None)
    assert Ownership.objects.exclude(source__startswith="derived").count() == 0
