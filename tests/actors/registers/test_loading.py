"""Loading the registers: everything once, nothing the second time, nothing at all when something is wrong."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from samspel.actors import queries, transitions
from samspel.actors.models import Organisation, Ownership, RegisterRun, Unit
from samspel.actors.registers import loading, tables
from samspel.actors.registers.tables import Faulty
from samspel.places import lookups
from samspel.tenancy.models import Office
from tests.cast import ROGALAND, SYSTEM, OfficeCast

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
MOST_SECONDS = 20
HARAM, AALESUND, LONGVA = "kommune-1580", "920415288", "835057372"


def do(folder: Path = tables.DATA, at: datetime = NOW) -> tuple[int, int, int]:
    run = loading.load(folder, at=at, tell=lambda line: None)
    return run.created, run.changed, run.closed


@pytest.fixture
def small(tmp_path: Path) -> Callable[[int], Path]:
    """The registers with so many units as a test needs."""

    def made(units: int) -> Path:
        for name, rows in (("organisations.csv", None), ("units.csv", units)):
            lines = (tables.DATA / name).read_text(encoding="utf-8").splitlines()
            head = next(place for place, line in enumerate(lines) if not line.startswith("#")) + 1
            kept = lines[: head + rows] if rows is not None else lines
            (tmp_path / name).write_text("\n".join(kept) + "\n", encoding="utf-8")
        return tmp_path

    return made


@pytest.mark.django_db
def test_the_whole_register_is_loaded_in_time_and_the_second_time_nothing_changes() -> None:
    had = Unit.objects.count()
    begun = time.monotonic()
    created, _, closed = do()
    assert time.monotonic() - begun < MOST_SECONDS
    assert (Unit.objects.count() - had, closed) == (11_223, 0)
    assert created > Unit.objects.count() - had
    assert do() == (0, 0, 0)
    assert Office.objects.count() == len(lookups.offices(NOW.date()))
    assert Office.objects.get(orgnr="974763230").pk == ROGALAND.office
    assert Unit.objects.filter(owner=None, public=False, register="nbr").count() == 2804
    assert Unit.objects.get(register="both").register_type == "primary"


@pytest.mark.django_db
def test_units_are_found_as_their_names_are_typed() -> None:
    do()
    for typed in ("tåsenløkka", "TAASENLOEKKA barn", "barnehage tåsenl"):
        assert queries.units_named(typed)[0].name == "Tåsenløkka barnehage"
    assert queries.units_named("  ") == []
    assert [unit.sought.startswith("st") for unit in queries.units_named("st", limit=5)] == [True] * 5
    assert queries.units_named("' & | ! :* (") == []


@pytest.mark.django_db
def test_the_past_of_a_unit_is_known(small: Callable[[int], Path]) -> None:
    do(small(200))
    unit = queries.unit(LONGVA)
    assert [(one.owner.ref, one.until) for one in queries.ownerships(unit)] == [
        (AALESUND, date(2023, 12, 31)),
        (HARAM, None),
    ]
    assert unit in queries.units_in("1580")


@pytest.mark.django_db
def test_an_owner_that_somebody_told_of_is_kept_by_the_next_load(
    rogaland: OfficeCast, small: Callable[[int], Path]
) -> None:
    do(small(200))
    unit, owner = queries.unit(LONGVA), queries.organisation("210000038")
    transitions.change_owner(
        unit, owner, since=date(2026, 8, 1), source="a letter", office_id=ROGALAND.office, by=SYSTEM, at=NOW
    )
    assert do(small(200)) == (0, 0, 0)
    assert queries.unit(LONGVA).owner == owner
    assert [one.owner.ref for one in queries.ownerships(unit)] == [AALESUND, HARAM, owner.ref]


@pytest.mark.django_db
def test_a_national_centre_stands_under_its_host(small: Callable[[int], Path]) -> None:
    do(small(1))
    found = Organisation.objects.select_related("host").get(ref="senter-naturfagsenteret")
    assert (found.kind, found.host and found.host.short_name) == ("national-centre", "UiO")
    assert Organisation.objects.get(name="Viken fylkeskommune").closed_on == date(2023, 12, 31)


@pytest.mark.django_db
def test_a_unit_gone_from_the_register_is_closed_and_comes_back(small: Callable[[int], Path]) -> None:
    do(small(1000))
    assert do(small(999)) == (0, 0, 1)
    assert Unit.objects.get(closed_on__isnull=False).closed_on == date(2026, 11, 24)
    assert do(small(999)) == (0, 0, 0)
    assert do(small(1000)) == (0, 1, 0)


@pytest.mark.django_db
def test_a_load_that_would_close_half_of_the_units_is_refused(small: Callable[[int], Path]) -> None:
    do(small(1000))
    with pytest.raises(Faulty, match="unit-"):
        do(small(500))
    assert Unit.objects.exclude(closed_on=None).count() == 0
    assert [bool(run.refused) for run in RegisterRun.objects.order_by("id")] == [False, True]


@pytest.mark.django_db
def test_broken_tables_store_nothing_but_why(small: Callable[[int], Path]) -> None:
    folder = small(200)
    path = folder / "units.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",0301,", ",9999,", 1), encoding="utf-8")
    had = (Unit.objects.count(), Organisation.objects.count(), Office.objects.count(), Ownership.objects.count())
    with pytest.raises(Faulty, match="kommune 9999 is not known"):
        do(folder)
    has = (Unit.objects.count(), Organisation.objects.count(), Office.objects.count(), Ownership.objects.count())
    assert has == had
    assert "kommune 9999" in RegisterRun.objects.get().refused
