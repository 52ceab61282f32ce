"""An act locks, asks its guards, acts, and writes its entry: all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from samspel.calls.models import Call
from samspel.flow.journal import GOES_ON, Facts
from samspel.flow.models import Entry
from samspel.flow.refusal import NotVisible, Refusal, Refused
from samspel.flow.transition import acts, creation, from_constraint, only, transition
from samspel.ledger.models import Frame
from samspel.tenancy.by import By, Role
from samspel.tenancy.context import offices
from samspel.tenancy.models import Office
from tests.cast import AGDER, KARI, ROGALAND, OfficeCast

NOW = datetime(2023, 1, 20, 9, tzinfo=UTC)
BY = ROGALAND.caseworker


def has_a_title(call: Call, by: By, at: datetime) -> Iterator[Refusal]:
    if not call.title:
        yield Refusal("no-title", "Tittelen mangler.", basis="prøve")


def has_a_goal(call: Call, by: By, at: datetime) -> Iterator[Refusal]:
    if not call.goal:
        yield Refusal("no-goal", "Målet mangler.")


@pytest.fixture(autouse=True)
def _the_acts_of_the_test_are_forgotten() -> Iterator[None]:
    before = dict(acts)
    yield
    acts.clear()
    acts.update(before)


def make_acts() -> tuple[object, object]:
    @transition(source=["draft"], target="announced", guards=[has_a_title, has_a_goal], journalled=True)
    def shout(call: Call, *, word: str, by: By, at: datetime) -> Facts:
        call.how = word
        call.closes_at = call.announced_at = at
        call.report_on = call.rules_day = at.date()
        return {"word": word}

    @creation(Call, guards=[only(Role.CASEWORKER)])
    def begin(office: Office, *, title: str, by: By, at: datetime) -> Call:
        return Call.objects.create(
            office=office, state="draft", ref=title, title=title, rule_set="2021", schemes=[], budget_year=2023
        )

    return shout, begin


def a_call(title: str = "Utlysing", goal: str = "Mål") -> Call:
    return Call.objects.create(
        office_id=ROGALAND.office,
        state="draft",
        ref="2023",
        title=title,
        goal=goal,
        rule_set="2021",
        schemes=[],
        budget_year=2023,
    )


def test_an_act_changes_the_record_and_writes_it_down(rogaland: OfficeCast) -> None:
    shout, _ = make_acts()
    call = a_call()
    shout(call, word="høyr", by=BY, at=NOW)  # type: ignore[operator]
    call.refresh_from_db()
    entry = Entry.objects.get()
    assert (call.state, call.version, call.how) == ("announced", 1, "høyr")
    assert (entry.act, entry.source, entry.target) == ("flow.shout", "draft", "announced")
    assert (entry.journal_number, entry.journal_year, entry.facts) == (1, 2023, {"word": "høyr"})
    assert (entry.person_id, entry.role, entry.at) == (BY.person_id, "caseworker", NOW)


def test_a_refused_act_gives_every_reason_and_changes_nothing(rogaland: OfficeCast) -> None:
    shout, _ = make_acts()
    call = a_call(title="", goal="")
    with pytest.raises(Refused) as refused:
        shout(call, word="høyr", by=BY, at=NOW)  # type: ignore[operator]
    assert [refusal.code for refusal in refused.value.refusals] == ["no-title", "no-goal"]
    call.refresh_from_db()
    assert (call.state, call.version, Entry.objects.count()) == ("draft", 0, 0)


def test_the_wrong_state_is_said_in_the_words_of_the_states(rogaland: OfficeCast) -> None:
    shout, _ = make_acts()
    call = a_call()
    shout(call, word="høyr", by=BY, at=NOW)  # type: ignore[operator]
    with pytest.raises(Refused, match="Kunngjort"):
        shout(call, word="igjen", by=BY, at=NOW)  # type: ignore[operator]


def test_a_record_of_another_office_is_not_there(real_database: str) -> None:
    shout, _ = make_acts()
    with transaction.atomic(), offices([ROGALAND.office]):
        call = a_call()
    with pytest.raises(NotVisible), transaction.atomic(), offices([AGDER.office]):
        shout(call, word="høyr", by=AGDER.caseworker, at=NOW)  # type: ignore[operator]


def test_a_new_record_is_written_down_and_guarded(rogaland: OfficeCast) -> None:
    _, begin = make_acts()
    office = Office.objects.get(pk=ROGALAND.office)
    made = begin(office, title="Ny", by=BY, at=NOW)  # type: ignore[operator]
    assert (made.state, Entry.objects.get().target) == ("draft", "draft")
    with pytest.raises(Refused, match="wrong-role"):
        begin(office, title="Enda en", by=KARI, at=NOW)  # type: ignore[operator]


def test_an_act_must_be_told_who_and_when(rogaland: OfficeCast) -> None:
    shout, _ = make_acts()
    with pytest.raises(TypeError, match="told who"):
        shout(a_call(), word="høyr", by=BY, at=datetime(2023, 1, 20))  # type: ignore[operator]  # noqa: DTZ001


def test_a_broken_constraint_is_told_in_its_own_words(rogaland: OfficeCast) -> None:
    with pytest.raises(IntegrityError) as fault, transaction.atomic():
        Frame.objects.create(
            office_id=ROGALAND.office, scheme="regional", year=2023, chapter_post="231.21", committed_nok=1
        )
    refused = from_constraint(fault.value, [Call, Frame])
    assert refused is not None
    assert [(refusal.code, refusal.text) for refusal in refused.refusals] == [
        ("ledger_frame_is_never_overspent", "Rammen strekker ikke til.")
    ]
    assert from_constraint(fault.value, [Call]) is None


@pytest.mark.parametrize(("may", "entries"), [(True, 0), (False, 1)])
def test_only_an_act_that_may_goes_on_without_an_entry(rogaland: OfficeCast, may: bool, entries: int) -> None:
    @transition(source=["draft"], guards=[has_a_title], may_go_on=may)
    def mumble(call: Call, *, by: By, at: datetime) -> Facts:
        return GOES_ON

    call = a_call()
    mumble(call, by=BY, at=NOW)
    assert Entry.objects.filter(act__endswith="mumble").count() == entries
    assert call.version == 1
