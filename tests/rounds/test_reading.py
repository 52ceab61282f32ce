"""Fifty files with something wrong in them: each gets a clear list of faults, with the place, and changes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from samspel.actors.models import Organisation
from samspel.flow.models import Entry
from samspel.people.models import Person
from samspel.rounds.faults import Faulty
from samspel.rounds.loading import load
from samspel.rounds.reading import read
from samspel.tenancy.models import Office
from tests.rounds import practice

pytestmark = pytest.mark.round
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
Change = Callable[[dict[str, Any]], object]
NEED, OTHER = "2023-002", "2023-008"


def put(path: str, value: object) -> Change:
    """Put a value at a place in the file, as in `needs.0.title`."""

    def change(file: dict[str, Any]) -> None:
        *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        at: Any = file
        for step in steps:
            at = at[step]
        at[last] = value

    return change


def drop(path: str) -> Change:
    """Take away what stands at a place in the file."""

    def change(file: dict[str, Any]) -> None:
        *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        at: Any = file
        for step in steps:
            at = at[step]
        del at[last]

    return change


def twice(part: str) -> Change:
    """Let the first entry of a list stand twice."""
    return lambda file: file[part].append(file[part][0])


def repeated() -> Change:
    """Let the first owner in a network be in it a second time, while it still is."""

    def change(file: dict[str, Any]) -> None:
        members = file["networks"][0]["members"]
        members.append(members[0] | {"since": "2023-01-01"})

    return change


INVENTED = {"orgnr": "964965226", "name": "Ingen", "kind": "other", "synthetic": True}
# What a file says wrong, and what the first line about it must hold: the place, and words from the fault.
SHAPES: list[tuple[str, Change, str, str]] = [
    ("another version", put("samspel_round", 2), "samspel_round", "blant disse: 1"),
    ("no version", drop("samspel_round"), "samspel_round", "mangler"),
    ("no office", drop("office"), "office", "mangler"),
    ("an unknown part", put("extra", []), "extra", "hører ikke til her"),
    ("an unknown field", put("needs.0.colour", "red"), "needs[0].colour", "hører ikke til her"),
    ("needs that are no list", put("needs", {}), "needs", "en liste"),
    ("a need that is text", put("needs.0", "text"), "needs[0]", "et objekt"),
    ("a ref that is missing", drop("needs.0.ref"), "needs[0].ref", "mangler"),
    ("an empty ref", put("needs.0.ref", ""), "needs[0].ref", "punktum og bindestrek"),
    ("an amount with decimals", put("needs.0.budget.0.amount_nok", 1000.5), "needs[0].budget[0].amount_nok", "tall"),
    ("an amount that is text", put("needs.0.budget.0.amount_nok", "55000"), "needs[0].budget[0].amount_nok", "tall"),
    ("an amount below zero", put("needs.0.budget.0.amount_nok", -1), "needs[0].budget[0].amount_nok", "for lite"),
    ("an amount of nothing", put("needs.0.budget.0.amount_nok", 0), "needs[0].budget[0].amount_nok", "for lite"),
    ("an amount beyond all", put("needs.0.budget.0.amount_nok", 10**30), "needs[0].budget[0].amount_nok", "for stort"),
    ("an amount that is true", put("needs.0.budget.0.amount_nok", True), "needs[0].budget[0].amount_nok", "tall"),
    ("a year long ago", put("needs.0.budget.0.year", 1999), "needs[0].budget[0].year", "for lite"),
    ("a day that does not exist", put("needs.0.starts_on", "2023-02-30"), "needs[0].starts_on", "ikke en dato"),
    ("a moment without zone", put("call.closes_at", "2023-02-02T00:00:00"), "call.closes_at", "mangler tidssone"),
    ("a moment that is a number", put("needs.0.drafted.at", "soon"), "needs[0].drafted.at", "ikke et tidspunkt"),
    ("a role that is none", put("needs.0.drafted.role", "king"), "needs[0].drafted.role", "owner-signer"),
    ("a NUL in a text", put("needs.0.goal", "a\0b"), "needs[0].goal", "et tegn"),
    ("a line break in a title", put("needs.0.title", "a\nb"), "needs[0].title", "et tegn"),
    ("a title too long", put("needs.0.title", "x" * 121), "needs[0].title", "120"),
    ("a text too long", put("needs.0.goal", "x" * 20_001), "needs[0].goal", "20000"),
    ("a key that is none", put("needs.0.submitted.0.key", "1"), "needs[0].submitted[0].key", "UUID"),
    ("a written form that is none", put("office.written_form", "en"), "office.written_form", "nb, nn"),
    ("a slug with a space", put("office.slug", "ro ga"), "office.slug", "små bokstaver"),
    ("an account number too short", put("decisions.0.acceptances.0.account_number", "1"), "account_number", "elleve"),
    ("an organisation number of letters", put("organisations.0.orgnr", "abc"), "organisations[0].orgnr", "ni siffer"),
    ("a wrong check digit", put("office.orgnr", "974763231"), "office.orgnr", "Kontrollsifferet"),
    ("a number that may be real", put("organisations.0", INVENTED), "organisations[0].orgnr", "2 eller 3"),
    ("an owner nobody knows", put("needs.0.owner", "999999999"), "needs[0].owner", "ikke blant"),
    ("a person nobody knows", put("needs.0.drafted.by", "nobody"), "needs[0].drafted.by", "ikke blant"),
    ("a unit nobody knows", put("needs.0.units", ["310000019"]), "needs[0].units", "ikke blant"),
    ("a decision about no need", put("decisions.0.need", "2023-999"), "decisions[0].need", "ikke blant"),
    ("a receiver nobody knows", put("decisions.0.shares.0.recipient", "nobody"), "decisions[0].shares[0]", "blant"),
    ("a member twice", repeated(), "networks[0].members[3]", "allerede med"),
    ("a period that ends first", put("networks.0.members.0.until", "2021-01-01"), "members[0]", "før det"),
    ("a need twice", twice("needs"), "needs[2]", "to ganger"),
    ("a person twice", twice("people"), "people[", "to ganger"),
    ("an organisation twice", twice("organisations"), "organisations[", "to ganger"),
    ("a frame twice", twice("frames"), "frames[", "to ganger"),
    ("a decision twice", twice("decisions"), "decisions[2]", "to ganger"),
]  # fmt: skip
DEEDS: list[tuple[str, Change, str, str]] = [
    ("a call that closes too early", put("call.closes_at", "2022-12-01T00:00:00Z"), "call.announced", "fram i tid"),
    ("a scheme of another rule set", put("call.schemes", ["collective"]), "call.", "collective"),
    ("a need handed in too late", put("call.closes_at", "2023-01-28T00:00:00Z"), "needs[0].submitted", "rist"),
    ("no own contribution", drop("decisions.1.acceptances.0.own_contribution_nok"), "acceptances[0].accepted", "30"),
    ("one who decides alone", put("decisions.0.made.by", "johan"), "decisions[0].made", "En annen"),
    ("more than asked", put("recommendation.lines.0.shares.0.amount_nok", 900_000), "recommendation.lines[0]", "mer"),
    ("a reader who hands in", put("needs.0.submitted.0.role", "owner-reader"), "needs[0].submitted", "signere"),
    ("a unit of another owner", put("needs.0.units", ["310001058"]), "needs[0].written", "VR17|enhetene"),
    ("a wrong account", put("decisions.0.acceptances.0.account_number", "12345678901"), "acceptances[0]", "onto"),
    ("a decision without reasons", put("decisions.0.reason_facts", ""), "decisions[0].drafted", "faktum|akta|kriv"),
]  # fmt: skip
BYTES: list[tuple[str, bytes, str]] = [
    ("nothing", b"", "på linje 1"),
    ("half a file", practice.text().encode()[:5_000], "ikke gyldig JSON"),
    ("a list", b"[]", "et objekt"),
    ("Latin-1", '{"samspel_round": "ø"}'.encode("latin-1"), "i byte nummer"),
    ("not a number", b'{"samspel_round": NaN}', "NaN er ikke et tall"),
    ("a name twice", b'{"samspel_round": 1, "samspel_round": 1}', "står to ganger"),
    ("nested too deeply", b"[" * 100_000 + b"]" * 100_000, "for mange nivåer"),
]


def base() -> dict[str, Any]:
    """Two needs that went the whole way; the first is a small private owner's."""
    return practice.some([NEED, OTHER])


def faults_of(content: bytes) -> list[str]:
    with pytest.raises(Faulty) as faulty:
        load(read(content), at=NOW)
    return [str(fault) for fault in faulty.value.faults]


def stored() -> tuple[int, int, int]:
    return Entry.objects.count(), Organisation.objects.count(), Person.objects.count()


@pytest.mark.parametrize(
    ("change", "where", "words"), [row[1:] for row in SHAPES + DEEDS], ids=[row[0] for row in SHAPES + DEEDS]
)
def test_a_broken_file_is_told_where_and_why_and_changes_nothing(
    rogaland: object, change: Change, where: str, words: str
) -> None:
    file, before = base(), stored()
    change(file)
    faults = faults_of(json.dumps(file).encode())
    assert any(where in fault and any(word in fault for word in words.split("|")) for fault in faults), faults
    assert stored() == before


@pytest.mark.parametrize(("content", "words"), [row[1:] for row in BYTES], ids=[row[0] for row in BYTES])
def test_what_is_no_file_at_all_is_told_so(rogaland: object, content: bytes, words: str) -> None:
    before = stored()
    faults = faults_of(content)
    assert words in faults[0]
    assert stored() == before


def test_there_are_fifty_of_them() -> None:
    assert len(SHAPES) + len(DEEDS) + len(BYTES) >= 50


def test_all_faults_are_told_at_once(rogaland: object) -> None:
    file = base()
    put("needs.0.owner", "nobody")(file)
    put("decisions.0.need", "2023-999")(file)
    put("office.orgnr", "974763231")(file)
    faults = faults_of(json.dumps(file).encode())
    assert [fault.split(":")[0] for fault in faults] == ["decisions[0].need", "needs[0].owner", "office.orgnr"]


def test_a_file_that_says_something_else_than_what_is_stored_is_refused(rogaland: object) -> None:
    load(read(json.dumps(base()).encode()), at=NOW)
    before, other = stored(), base()
    put("needs.0.title", "En annen tittel")(other)
    assert faults_of(json.dumps(other).encode()) == [
        'needs[0].title: Filen sier "En annen tittel", men lagret er "Nye flerspråklige barn i en liten barnehage".'
    ]
    assert stored() == before


def test_an_office_that_only_the_registers_told_of_hears_from_the_file_how_it_is_reached(rogaland: object) -> None:
    office, told = Office.objects.filter(slug="rogaland"), base()["office"]
    own = office.get().address
    load(read(json.dumps(base()).encode()), at=NOW)
    assert office.get().address == own != told["address"]
    office.update(email="", address="", phone="")
    load(read(json.dumps(base()).encode()), at=NOW)
    assert (office.get().address, office.get().email) == (told["address"], told["email"])
