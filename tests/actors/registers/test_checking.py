"""Owners and kommunar are held against their registers: what is told differently is written down, nothing changes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

import pytest

from samspel.actors.models import Organisation, RegisterRun
from samspel.actors.registers import answers, checking
from samspel.actors.registers.answers import BRREG, KLASS, Silent, Tell, ToldOrganisation, Unreadable
from samspel.places import lookups

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 27, 3, tzinfo=UTC)


class Register:
    """Answers as it is told to, as both of the registers."""

    def __init__(self) -> None:
        self.known = {one.number: one.name for one in lookups.kommunar(NOW.date())}
        self.units: dict[str, ToldOrganisation] = {}
        self.fault: Exception | None = None
        self.asked: list[str] = []

    def told(self, orgnrs: Iterable[str], tell: Tell) -> list[ToldOrganisation]:
        self.asked += orgnrs
        if self.fault:
            raise self.fault
        return [self.units[orgnr] for orgnr in self.asked if orgnr in self.units]

    def kommunar(self, day: date, tell: Tell) -> dict[str, str]:
        tell(f"{day}")
        return self.known


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> Register:
    made = Register()
    monkeypatch.setitem(answers.organisations, BRREG, made)
    monkeypatch.setitem(answers.places, KLASS, made)
    return made


def ask(name: str) -> RegisterRun:
    return checking.ask(name, at=NOW, tell=lambda line: None)


def test_owners_are_asked_about_by_number_and_only_other_names_are_told(register: Register) -> None:
    for number, name in (
        ("964965226", "Stavanger kommune"),
        ("964965137", "Sandnes kommune"),
        ("944073787", "Haugesund"),
    ):
        Organisation.objects.create(ref=number, orgnr=number, name=name, kind="kommune")
    Organisation.objects.create(ref="x", orgnr="958935420", name="Gone", kind="kommune", closed_on=NOW.date())
    register.units = {
        "964965226": ToldOrganisation("964965226", "STAVANGER KOMMUNE"),
        "964965137": ToldOrganisation("964965137", "", "2026-05-01"),
    }
    run = ask(BRREG)
    assert sorted(register.asked) == ["944073787", "964965137", "964965226"]
    assert [(one["code"], one["orgnr"]) for one in run.findings] == [
        ("owner-missing", "944073787"), ("owner-deleted", "964965137"),
    ]  # fmt: skip
    register.units["964965226"] = ToldOrganisation("964965226", "STØRRE STAVANGER KOMMUNE")
    assert {one["code"] for one in ask(BRREG).findings} == {"owner-missing", "owner-deleted", "owner-name"}
    assert Organisation.objects.get(ref="964965226").name == "Stavanger kommune"


def test_the_kommunar_of_today_are_those_of_klass_whatever_the_order_of_their_languages(register: Register) -> None:
    assert ask(KLASS).findings == []
    two = next(number for number, name in register.known.items() if " - " in name)
    register.known[two] = " - ".join(reversed(register.known[two].split(" - ")))
    assert ask(KLASS).findings == []
    del register.known["1103"]
    register.known |= {"1199": "Nyvik", "1108": "Storsandnes"}
    assert [(one["code"], one["number"]) for one in ask(KLASS).findings] == [
        ("kommune-gone", "1103"), ("kommune-name", "1108"), ("kommune-new", "1199"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fault", "outcome"), [(Silent("status 503"), "silent"), (Unreadable("enheter", "page"), "refused")]
)
def test_one_that_is_down_or_changed_is_written_down(register: Register, fault: Exception, outcome: str) -> None:
    register.fault = fault
    run = ask(BRREG)
    assert (run.outcome, bool(run.refused)) == (outcome, True)


def test_every_register_can_be_asked_by_name() -> None:
    assert checking.names() == ["nbr", "nsr", "brreg", "klass"]
