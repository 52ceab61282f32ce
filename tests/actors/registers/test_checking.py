"""Owners and kommunar are held against their registers: what is plain is taken in, the rest is for a person to see."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

import pytest

from samspel.actors import details
from samspel.actors.models import Organisation, OwnerQuestion, RegisterRun
from samspel.actors.registers import answers, checking, owners
from samspel.actors.registers.answers import BRREG, KLASS, Silent, Tell, ToldOrganisation, Unreadable
from samspel.flow.refusal import Refused
from samspel.places import lookups
from tests.cast import AGDER, ROGALAND, OfficeCast

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
    register.units["964965226"] = ToldOrganisation("964965226", "Noko heilt anna AS")
    assert {one["code"] for one in ask(BRREG).findings} == {"owner-missing", "owner-deleted", "owner-name"}
    assert Organisation.objects.get(ref="964965226").name == "Stavanger kommune"


def test_a_name_that_may_be_the_same_owner_and_an_address_are_taken_in_with_day_and_source(register: Register) -> None:
    owner = Organisation.objects.create(ref="964965226", orgnr="964965226", name="Stavanger kommune", kind="kommune")
    register.units = {
        "964965226": ToldOrganisation("964965226", "STØRRE STAVANGER KOMMUNE", address="Postboks 1\n4001 STAVANGER")
    }
    run = ask(BRREG)
    assert (run.findings, run.changed, run.outcome) == ([], 1, "done")
    owner.refresh_from_db()
    assert (owner.name, owner.address) == ("Større Stavanger kommune", "Postboks 1\n4001 STAVANGER")
    assert [(one.value, one.source, one.since) for one in details.versions(owner) if one.what == "name"] == [
        ("Større Stavanger kommune", "brreg", NOW.date()), ("Stavanger kommune", "before", None),
    ]  # fmt: skip
    assert details.names_on([owner], date(2026, 11, 26)) == {owner.pk: "Stavanger kommune"}
    assert ask(BRREG).changed == 0
    assert details.versions(owner).count() == 3


@pytest.fixture
def vik(rogaland: OfficeCast, register: Register) -> Organisation:
    """An owner with a real number, in a kommune of Rogaland; the register knows nobody else of ours."""
    return Organisation.objects.create(
        ref="944073787", orgnr="944073787", name="Vik barnehage SA", kind="private-owner", kommune_number="1103"
    )


def open_questions() -> list[tuple[str, str, str]]:
    found = OwnerQuestion.objects.filter(state="open")
    return [(one.organisation.name, one.what, one.after) for one in found.order_by("asked_at")]


def test_an_owner_that_is_deleted_is_asked_about_once_and_closed_by_its_office(
    vik: Organisation, register: Register
) -> None:
    register.units = {vik.orgnr: ToldOrganisation(vik.orgnr, "", "2026-05-01")}
    assert [ask(BRREG).asked, ask(BRREG).asked] == [1, 0]
    assert open_questions() == [("Vik barnehage SA", "deleted", "2026-05-01")]
    question = OwnerQuestion.objects.get()
    assert question.office_id == ROGALAND.office
    for by in (ROGALAND.caseworker, AGDER.admin):
        with pytest.raises(Refused):
            owners.accept_about_owner(question, reason="Ja.", by=by, at=NOW)
    owners.accept_about_owner(question, reason="Ja.", by=ROGALAND.admin, at=NOW)
    vik.refresh_from_db()
    assert vik.closed_on == date(2026, 5, 1)


def test_what_was_kept_is_not_asked_again_and_what_the_register_takes_back_falls(
    vik: Organisation, register: Register
) -> None:
    register.units = {vik.orgnr: ToldOrganisation(vik.orgnr, "NOKO HEILT ANNA AS")}
    ask(BRREG)
    assert open_questions() == [("Vik barnehage SA", "name", "NOKO HEILT ANNA AS")]
    owners.reject_about_owner(OwnerQuestion.objects.get(), reason="Nei.", by=ROGALAND.admin, at=NOW)
    assert ask(BRREG).asked == 0
    register.units = {vik.orgnr: ToldOrganisation(vik.orgnr, "ENDÅ EIT ANNA AS")}
    assert ask(BRREG).asked == 1
    register.units = {vik.orgnr: ToldOrganisation(vik.orgnr, "VIK BARNEHAGE SA")}
    assert (ask(BRREG).asked, open_questions()) == (0, [])


def test_another_name_is_taken_in_when_its_office_says_so_and_what_changed_meanwhile_is_not(
    vik: Organisation, register: Register
) -> None:
    register.units = {vik.orgnr: ToldOrganisation(vik.orgnr, "NOKO HEILT ANNA AS")}
    ask(BRREG)
    question = OwnerQuestion.objects.get()
    Organisation.objects.filter(pk=vik.pk).update(name="Vik og Nes barnehagar SA")
    with pytest.raises(Refused, match="endret siden"):
        owners.accept_about_owner(question, reason="Ja.", by=ROGALAND.admin, at=NOW)
    Organisation.objects.filter(pk=vik.pk).update(name="Vik barnehage SA")
    question.organisation.refresh_from_db()
    owners.accept_about_owner(question, reason="Ja.", by=ROGALAND.admin, at=NOW)
    vik.refresh_from_db()
    assert vik.name == "Noko Heilt Anna AS"


def test_many_new_names_in_one_night_are_for_a_person_to_see(register: Register) -> None:
    for number in range(30):
        orgnr = f"9{number:08}"
        Organisation.objects.create(ref=orgnr, orgnr=orgnr, name=f"Eventyr {number} barnehage", kind="private-owner")
        register.units[orgnr] = ToldOrganisation(orgnr, f"EVENTYR {number} BARNEHAGE AS")
    run = ask(BRREG)
    assert (len(run.findings), run.changed) == (30, 0)
    assert {one["code"] for one in run.findings} == {"owner-name"}


@pytest.mark.parametrize(
    ("told", "written"),
    [("FJORD-VIK BARNEHAGE SA", "Fjord-Vik barnehage SA"), ("Ny i Vik", "Ny i Vik"), ("SKULE I VEST", "Skule i Vest")],
)
def test_a_name_in_capitals_is_written_as_people_do(told: str, written: str) -> None:
    assert owners.as_written(told) == written


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
