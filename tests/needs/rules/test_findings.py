"""Whatever the check of a need can find has a need where it is found and one where it is not, for a lawyer to read."""

from __future__ import annotations

import ast
import tomllib
from datetime import UTC, datetime
from fnmatch import fnmatch
from typing import Any

import pytest
from django.db.models import Manager

from samspel.actors.models import Membership, Network, Organisation, Unit
from samspel.actors.networks import transitions as networks
from samspel.calls.models import Call
from samspel.needs import sheet as sheets
from samspel.needs.models import (
    Attachment,
    BudgetLine,
    Indicator,
    Need,
    Offer,
    Participation,
    Partnership,
    PrivateInvitation,
    TargetGroup,
    UnitAssessment,
)
from samspel.needs.rules import Level, check, filled
from tests.cast import KARI, OfficeCast, id_of
from tests.law import found
from tests.law.rulebook import SCENARIOS
from tests.stories import attachments, calls, needs

pytestmark = pytest.mark.law
CHECKS: list[dict[str, Any]] = tomllib.loads((SCENARIOS / "needs-check.toml").read_text("utf-8"))["check"]
KINDS = found.kinds()
ROWS: dict[str, Manager[Any]] = {
    "units": Participation.objects, "target_groups": TargetGroup.objects, "indicators": Indicator.objects,
    "budget": BudgetLine.objects,
}  # fmt: skip
KEYS = {
    "rule", "field", "name", "finds", "who", "at", "scheme", "owner", "answers", "call", "owner_is", "unit_is",
    "members", "partner", "partner_is", "units", "budget", "beside", "without", "indicators", "file", "asked_in",
    "offered", "takes", "unit_says", "empty", "invited", "member_is",
}  # fmt: skip


def fields(one: dict[str, Any]) -> list[str]:
    """The questions that a scenario is about."""
    said = one.get("field", [])
    return [said] if isinstance(said, str) else said


def test_everything_that_the_check_can_find_is_found_in_one_scenario_and_not_in_another() -> None:
    finds = {(one["rule"], field, one["finds"]) for one in CHECKS if one["finds"] for field in fields(one)}
    passes = {(one["rule"], field) for one in CHECKS if not one["finds"] for field in fields(one) or ["*"]}
    unfound = {
        (rule, field, level)
        for rule, field, level in KINDS
        if not any((rule, level) == (code, bad) and fnmatch(one, field) for code, one, bad in finds)
    }
    unpassed = {
        (rule, field)
        for rule, field, _level in KINDS
        if not any(rule == code and (one == "*" or fnmatch(one, field)) for code, one in passes)
    }
    assert (unfound, unpassed) == (set(), set())


def test_every_scenario_is_of_a_rule_of_the_check_and_one_that_finds_says_where() -> None:
    assert {one["rule"] for one in CHECKS} == {rule for rule, _field, _level in KINDS}
    assert [one["name"] for one in CHECKS if one["finds"] and not fields(one)] == []


def test_a_finding_is_read_out_of_a_rule_however_it_is_made() -> None:
    source = """
def looks(sheet, at):
    yield error(MISSING, "title", "")
    yield (error if sheet else hint)("VR99", f"row-{at}", "")
    found, text = warning, ""
    if sheet:
        found = hint
    yield found("VR98", "units", text)
    return sorted("VR97", "no-finding")
"""
    (function,) = ast.parse(source).body
    assert isinstance(function, ast.FunctionDef)
    assert set(found.of(filled, function)) == {
        ("missing", "title", "error"), ("VR99", "row-*", "error"), ("VR99", "row-*", "hint"),
        ("VR98", "units", "warning"), ("VR98", "units", "hint"),
    }  # fmt: skip


def test_every_scenario_says_only_what_means_something_and_says_it_once() -> None:
    assert [(one["name"], key) for one in CHECKS for key in one if key not in KEYS] == []
    assert len({one["name"] for one in CHECKS}) == len(CHECKS)


@pytest.mark.parametrize("told", [pytest.param(one, id=f"{one['rule']} {one['name']}") for one in CHECKS])
def test_the_check_finds_what_the_scenario_says(rogaland: OfficeCast, told: dict[str, Any]) -> None:
    scheme, owner = told.get("scheme", "regional"), told.get("owner", "fjordvik")
    need = needs.confirmed(scheme, owner=owner)
    changed(need, told)
    at: datetime = told.get("at") or needs.when(needs.RULE_SET[scheme], day=20)
    findings = check(Need.objects.get(pk=need.pk), at.astimezone(UTC))
    seen = [finding for finding in findings if finding.code == told["rule"]]
    assert {finding.level.value for finding in seen} == ({told["finds"]} if told["finds"] else set())
    assert {finding.who.value for finding in seen} == ({told.get("who", "owner")} if told["finds"] else set())
    assert {finding.field for finding in seen} == (set(fields(told)) if told["finds"] else set())
    assert [one for one in findings if not one.text or not (one.basis or one.code == "attachment")] == []


def changed(need: Need, told: dict[str, Any]) -> None:
    """Change a whole need, and what is around it, as a scenario says."""
    if "file" in told:
        attachments.waiting(need)
        Attachment.objects.filter(need=need).update(state=told["file"])
    given = dict.fromkeys(told.get("empty", [])) | told.get("answers", {"title": need.title})
    Need.objects.filter(pk=need.pk).update(**given)
    Call.objects.filter(pk=need.call_id).update(**told.get("call", {"ref": need.call.ref}))
    Organisation.objects.filter(pk=need.owner_id).update(**told.get("owner_is", {"name": need.owner.name}))
    Partnership.objects.filter(need=need).update(**told.get("partner", {"contact": ""}))
    of_need = Partnership.objects.filter(need=need).values("partner_id")
    Organisation.objects.filter(pk__in=of_need).update(**told.get("partner_is", {"kommune_number": ""}))
    Membership.objects.filter(network_id=need.owner_id).update(**told.get("members", {"until": None}))
    private_units_are(need, told)
    for name, said in told.get("unit_is", {}).items():
        here = {key: id_of(value) if key == "owner" else value for key, value in said.items()}
        Unit.objects.filter(pk=id_of(name)).update(**{key.replace("owner", "owner_id"): here[key] for key in here})
    if "units" in told:
        Participation.objects.filter(need=need).exclude(unit_id__in=map(id_of, told["units"])).delete()
    for rows in told.get("without", []):
        ROWS[rows].filter(need=need).delete()
    for position, said in enumerate(told.get("indicators", []), start=1):
        Indicator.objects.update_or_create(need=need, position=position, defaults={"office_id": need.office_id, **said})
    if "asked_in" in told:
        asked_in = Organisation.objects.get(pk=id_of(told["asked_in"]))
        networks.ask_owner(Network.objects.get(), owner=asked_in, by=KARI, at=needs.when("2021"))
    if "offered" in told:
        offer(need, needs.drafted(need.scheme, owner="vidda"), told["offered"])
    if "takes" in told:
        offered(need, **told["takes"])
    if "unit_says" in told:
        unit_says(need, **told["unit_says"])
    if "beside" in told:
        another(need, **told["beside"])
    if "budget" in told:
        BudgetLine.objects.filter(need=need).delete()
    for line in told.get("budget", []):
        said = {"year": need.call.budget_year, **line}
        BudgetLine.objects.create(office_id=need.office_id, need=need, recipient_id=id_of(said.pop("to")), **said)


def private_units_are(need: Need, told: dict[str, Any]) -> None:
    """Let members of a network lie somewhere, and single private units be invited or not."""
    for name, said in told.get("member_is", {}).items():
        Organisation.objects.filter(pk=id_of(name)).update(**said)
    for name, invited in told.get("invited", {}).items():
        said = {"need": need, "unit_id": id_of(name), "invited": invited}
        PrivateInvitation.objects.create(office_id=need.office_id, **said)


def offer(member: Need, network: Need, state: str, **said: Any) -> None:
    """Let a network have an owner's need, as it was when the network looked at it."""
    asked_nok = sheets.of(member).total_nok
    told = {"title": member.title, "asked_nok": asked_nok, "offered_at": needs.when("2021"), "position": 1, **said}
    told["left_out_reason"] = "Ikke plass i år." if state == "left-out" else ""
    Offer.objects.create(office_id=member.office_id, need=member, network_need=network, state=state, **told)


def offered(network: Need, *, owner: str, state: str, **said: Any) -> None:
    """Offer a need of another owner to a network's."""
    offer(needs.drafted(network.scheme, owner=owner, title="Lek ute"), network, state, **said)


def unit_says(need: Need, **said: str) -> None:
    """Let a unit of a need have said something on a page of its own."""
    told = {"unit_id": id_of("solsida"), "link_digest": "a" * 64, "staff_link_digest": "b" * 64, "state": "answered"}
    answered_at = needs.when("2021")
    UnitAssessment.objects.create(office_id=need.office_id, need=need, answered_at=answered_at, **told, **said)


def another(
    need: Need, *, owner: str, units: list[str], scheme: str = "", year: int = 0, state: str = "submitted", **said: Any
) -> None:
    """Put another need beside one: with these units, in the same call or in that of another year, handed in by then."""
    made = needs.drafted(scheme or need.scheme, owner=owner, title="Et annet tiltak")
    call = calls.of_another_year(need.call, year) if year else need.call
    said = {"starts_on": need.starts_on, "ends_on": need.ends_on, "submitted_at": needs.when("2021"), **said}
    if state in {"draft", "withdrawn"}:
        said["submitted_at"] = None
    Need.objects.filter(pk=made.pk).update(call=call, state=state, **said)
    for unit in units:
        Participation.objects.create(office_id=need.office_id, need=made, unit_id=id_of(unit))


def test_an_error_stops_the_sending_and_nothing_else_does(rogaland: OfficeCast) -> None:
    need = needs.confirmed("decentralised")
    levels = {finding.level for finding in check(need, needs.when("2021", day=20))}
    assert levels == {Level.HINT}
    assert needs.handed_in(need).late is False
