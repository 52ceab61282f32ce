"""Every act × everybody: who an act's guards let in on a record of Fjordvik's at the office in Rogaland."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, get_type_hints

import pytest
from django.db.models import Model

from samspel.actors.models import Approach, Network, Organisation
from samspel.cli.docs import STEPS
from samspel.flow.transition import acts
from samspel.forum.models import Seat
from samspel.needs.models import Need
from samspel.tenancy.by import By, Role
from samspel.tenancy.models import Office
from tests.cast import AGDER, ROGALAND, SYSTEM, OfficeCast, id_of
from tests.config.everybody import PEOPLE
from tests.proof.acts import WHO
from tests.stories import (
    approaches,
    attachments,
    intake,
    invitations,
    journey,
    messages,
    networks,
    pages,
    registers,
    units,
)

pytestmark = pytest.mark.matrix
AT = datetime(2024, 2, 1, 9, tzinfo=UTC)
# A tie is decided by those who record, and never by oneself: nobody here both records and is tied.
TWICE = {"forum.reject_tie: tie_can_be_decided", "forum.uphold_tie: tie_can_be_decided"}
KNOWN: dict[type[Model], Callable[[], Model]] = {
    Network: networks.shared,
    Organisation: lambda: networks.owner("fjordvik"),
    Approach: approaches.asked,
}
# What a guard says to somebody who is the wrong person, whatever the record is like.
NOT_FOR_YOU = {"wrong-role", "other-office", "not-the-receiver", "own-tie"}


@pytest.fixture(scope="module")
def named() -> dict[str, Any]:
    """Every act that there is, by name."""
    for step in STEPS:
        importlib.import_module(f"samspel.{step}.transitions")
    return {name: act for name, act in acts.items() if act.act.__module__.startswith("samspel.")}


def test_every_act_stands_in_the_table(named: dict[str, Any]) -> None:
    assert set(WHO) == set(named)


@pytest.fixture
def told(named: dict[str, Any], rogaland: OfficeCast) -> dict[str, Any]:
    """Every act, in an office where there is something for each to be asked of."""
    attachments.row(journey.whole().case.need)
    pages.published()
    messages.begun()
    units.asked()
    registers.asked()
    registers.owner_asked()
    invitations.administrators()
    invitations.invited()
    networks.asked()
    intake.offered()
    return named


def test_the_guards_of_every_act_let_in_those_in_the_table(told: dict[str, Any]) -> None:
    found = {name: ", ".join(let_in(act)) for name, act in sorted(told.items())}
    assert found == dict(WHO)


def let_in(act: Any) -> Iterator[str]:  # noqa: ANN401 - any act
    record = record_for(act)
    for name, by in sorted(everybody().items()):
        said = {refusal.code for guard in act.guards for refusal in guard(record, by, AT)}
        if not said & NOT_FOR_YOU:
            yield name


def everybody() -> dict[str, By]:
    known = {name: by for name, by in PEOPLE.items() if by is not None and name != "nobody"}
    return {
        **known, "system": SYSTEM, "agder decider": AGDER.decider, "agder attestant": AGDER.attestant,
        "agder admin": AGDER.admin, "unit": By(None, id_of("fjordvik"), None, Role.UNIT_CONTRIBUTOR),
    }  # fmt: skip


def record_for(act: Any) -> Model:  # noqa: ANN401 - any act
    """A record that the act may be asked of: of the need that went the whole way where it belongs to one."""
    kind = next(iter(get_type_hints(act.act).values()))
    if kind.__name__ == "TenantRow":
        return Need.objects.earliest("pk")
    if kind is Office:
        return Office.objects.get(pk=ROGALAND.office)
    if kind in KNOWN:
        return KNOWN[kind]()
    if kind is Seat:
        return Seat.objects.get(person_id=id_of("mona"))
    mine = {"recipient_id": id_of("fjordvik")} if hasattr(kind, "recipient_id") and kind is not Organisation else {}
    found: Model | None = kind.objects.filter(**mine).order_by("pk").first()
    assert found is not None, kind
    return found


def test_no_act_is_without_guards(named: dict[str, Any]) -> None:
    assert [name for name, act in named.items() if not act.guards] == []


def test_every_guard_that_is_gone_lets_somebody_in(told: dict[str, Any], record_property: Callable[..., None]) -> None:
    survivors, tried = [], 0
    for name, act in sorted(told.items()):
        record = record_for(act)
        for guard in act.guards:
            said = [{one.code for one in guard(record, by, AT)} & NOT_FOR_YOU for by in everybody().values()]
            if any(said):
                tried += 1
                survivors += [] if lets_somebody_in(name, act, guard) else [f"{name}: {guard.__name__}"]
    record_property("counted mutants of acts", tried)
    assert set(survivors) == TWICE


def lets_somebody_in(name: str, act: Any, guard: object) -> bool:  # noqa: ANN401 - any act
    """Tell whether an act lets in others than the table says when one of its guards is gone."""
    before = act.guards
    act.guards = [one for one in before if one is not guard]
    try:
        return ", ".join(let_in(act)) != WHO[name]
    finally:
        act.guards = before
