"""Every rule of the check of a need has a need that passes and one that does not, in words that a lawyer can read."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from typing import Any

import pytest

from samspel.actors.models import Membership, Organisation, Unit
from samspel.calls.models import Call
from samspel.needs.models import BudgetLine, Need, Participation, Partnership
from samspel.needs.rules import Level, check
from tests.cast import OfficeCast, id_of
from tests.law.rulebook import SCENARIOS
from tests.stories import calls, needs

pytestmark = pytest.mark.law
RULES = (
    *(f"VR{number:02}" for number in range(1, 22)),
    "VR09b", "VR31", "VR34", "local-partner", "position", "minimum",
)  # fmt: skip
CHECKS: list[dict[str, Any]] = tomllib.loads((SCENARIOS / "needs-check.toml").read_text("utf-8"))["check"]
KEYS = {
    "rule", "name", "finds", "who", "at", "scheme", "owner", "answers", "call", "owner_is", "unit_is", "members",
    "partner", "partner_is", "units", "budget", "beside",
}  # fmt: skip


def test_every_rule_has_a_need_that_passes_and_one_that_does_not() -> None:
    passes = {one["rule"] for one in CHECKS if not one["finds"]}
    refuses = {one["rule"] for one in CHECKS if one["finds"]}
    assert (set(RULES) - passes, set(RULES) - refuses) == (set(), set())
    assert passes | refuses == set(RULES)


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
    found = [finding for finding in findings if finding.code == told["rule"]]
    assert {finding.level.value for finding in found} == ({told["finds"]} if told["finds"] else set())
    assert {finding.who.value for finding in found} == ({told.get("who", "owner")} if told["finds"] else set())
    assert [finding for finding in findings if not finding.basis or not finding.text] == []


def changed(need: Need, told: dict[str, Any]) -> None:
    """Change a whole need, and what is around it, as a scenario says."""
    Need.objects.filter(pk=need.pk).update(**told.get("answers", {"title": need.title}))
    Call.objects.filter(pk=need.call_id).update(**told.get("call", {"ref": need.call.ref}))
    Organisation.objects.filter(pk=need.owner_id).update(**told.get("owner_is", {"name": need.owner.name}))
    Partnership.objects.filter(need=need).update(**told.get("partner", {"contact": ""}))
    of_need = Partnership.objects.filter(need=need).values("partner_id")
    Organisation.objects.filter(pk__in=of_need).update(**told.get("partner_is", {"kommune_number": ""}))
    Membership.objects.filter(network_id=need.owner_id).update(**told.get("members", {"until": None}))
    for name, said in told.get("unit_is", {}).items():
        here = {key: id_of(value) if key == "owner" else value for key, value in said.items()}
        Unit.objects.filter(pk=id_of(name)).update(**{key.replace("owner", "owner_id"): here[key] for key in here})
    if "units" in told:
        Participation.objects.filter(need=need).exclude(unit_id__in=map(id_of, told["units"])).delete()
    if "beside" in told:
        another(need, **told["beside"])
    if "budget" in told:
        BudgetLine.objects.filter(need=need).delete()
    for line in told.get("budget", []):
        said = {"year": need.call.budget_year, **line}
        BudgetLine.objects.create(office_id=need.office_id, need=need, recipient_id=id_of(said.pop("to")), **said)


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
