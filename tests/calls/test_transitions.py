"""A call is written by the office, announced whole or not at all, and then stands as it was announced."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from samspel.calls import queries, transitions
from samspel.calls.models import Announcement, Call, CallText
from samspel.flow.models import Entry
from samspel.flow.refusal import NotVisible, Refused
from samspel.tenancy.by import By
from samspel.tenancy.models import Office
from tests.cast import AGDER, KARI, ROGALAND, SYSTEM, OfficeCast
from tests.stories import calls

NOW = calls.ANNOUNCED["2021"]
BY = ROGALAND.decider


def codes(call: Call, at: datetime = NOW, by: By = BY) -> list[tuple[str, str]]:
    return [(refusal.code, refusal.field) for refusal in transitions.announce.refusals(call, by=by, at=at)]


def test_a_call_is_begun_by_the_office_in_its_own_written_form(rogaland: OfficeCast) -> None:
    call = calls.drafted()
    assert (call.state, call.written_form, call.schemes) == (
        "draft",
        "nn",
        ["regional", "decentralised", "competence-boost"],
    )
    assert Entry.objects.get().act == "calls.draft"
    assert not Announcement.objects.exists()


@pytest.mark.parametrize("by", [KARI, ROGALAND.payer, AGDER.caseworker])
def test_nobody_else_begins_or_changes_a_call(rogaland: OfficeCast, by: By) -> None:
    call, office = calls.drafted(), Office.objects.get(pk=ROGALAND.office)
    with pytest.raises(Refused, match="wrong-role"):
        transitions.draft(office, ref="annan", content={"title": "Ny"}, by=by, at=NOW)
    with pytest.raises(Refused, match="wrong-role"):
        transitions.amend(call, content={"title": "Ny"}, by=by, at=NOW)
    assert (Call.objects.count(), Entry.objects.count()) == (1, 1)


@pytest.mark.parametrize("ref", ["", "Behov 2023", "../x", "a" * 61, "-a"])
def test_a_ref_that_is_no_address_is_refused(rogaland: OfficeCast, ref: str) -> None:
    office = Office.objects.get(pk=ROGALAND.office)
    with pytest.raises(Refused, match="ref"):
        transitions.draft(office, ref=ref, content={"title": "Ny", "budget_year": 2023}, by=BY, at=NOW)


def test_a_ref_is_used_once(rogaland: OfficeCast) -> None:
    calls.drafted()
    with pytest.raises(Refused, match="brukt"):
        calls.drafted()


def test_what_a_call_says_is_changed_and_the_changes_are_named(rogaland: OfficeCast) -> None:
    call = calls.drafted()
    transitions.amend(
        call, content={"title": "Ny tittel", "goal": call.goal, "schemes": ("regional",)}, version=0, by=BY, at=NOW
    )
    call.refresh_from_db()
    assert (call.title, call.schemes, call.version) == ("Ny tittel", ["regional"], 1)
    assert Entry.objects.get(act="calls.amend").facts == {"changed": ["title", "schemes"]}


def test_a_version_that_somebody_has_passed_is_refused(rogaland: OfficeCast) -> None:
    call = calls.drafted()
    transitions.amend(call, content={"title": "Først"}, version=0, by=BY, at=NOW)
    with pytest.raises(Refused, match="stale"):
        transitions.amend(call, content={"title": "Sist"}, version=0, by=BY, at=NOW)
    call.refresh_from_db()
    assert call.title == "Først"


def test_announcing_fixes_the_rules_to_the_day_and_publishes_a_copy(rogaland: OfficeCast) -> None:
    call = calls.announced()
    call.refresh_from_db()
    assert (call.state, call.rules_day, call.announced_at) == ("announced", date(2022, 10, 3), NOW)
    public = queries.announcement("rogaland", "behov-2023", NOW)
    assert all(getattr(public, field.name) == getattr(call, field.name) for field in CallText._meta.fields)
    entry = Entry.objects.get(act="calls.announce")
    assert (entry.journal_number, entry.facts["rules_day"]) == (1, "2022-10-03")


def test_the_day_of_announcing_is_the_day_in_norway(rogaland: OfficeCast) -> None:
    call = calls.drafted()
    calls.framed(call)
    transitions.announce(call, by=BY, at=datetime(2022, 10, 3, 22, 30, tzinfo=UTC))
    assert call.rules_day == date(2022, 10, 4)


def test_a_call_cannot_be_announced_with_a_part_missing_and_every_part_is_named(rogaland: OfficeCast) -> None:
    empty = {"goal": " ", "target_group": "", "criteria": "", "contact": "", "legal_basis": ""}
    call = calls.drafted(**empty, closes_at=None, report_on=None)
    before = Entry.objects.count()
    with pytest.raises(Refused) as refused:
        transitions.announce(call, by=BY, at=NOW)
    assert [(refusal.code, refusal.field) for refusal in refused.value.refusals] == [
        ("missing", "goal"),
        ("missing", "target_group"),
        ("missing", "criteria"),
        ("missing", "closes_at"),
        ("missing", "legal_basis"),
        ("no-frame", "frame-regional"),
        ("no-frame", "frame-decentralised"),
        ("no-frame", "frame-competence-boost"),
        ("missing", "report_on"),
        ("missing", "contact"),
    ]
    assert all(refusal.basis for refusal in refused.value.refusals)
    call.refresh_from_db()
    assert (call.state, Entry.objects.count(), Announcement.objects.count()) == ("draft", before, 0)


def test_a_call_says_when_an_answer_may_be_expected_from_the_day_that_is_asked_for(rogaland: OfficeCast) -> None:
    call = calls.drafted("2026", answer_on=None)
    calls.framed(call)
    day_before, the_day = datetime(2026, 11, 28, 12, tzinfo=UTC), datetime(2026, 11, 29, 12, tzinfo=UTC)
    assert codes(call, at=day_before) == []
    (found,) = transitions.announce.refusals(call, by=BY, at=the_day)
    assert (found.code, found.field, "§ 11 a" in found.basis) == ("answer-day", "answer_on", True)
    transitions.amend(call, content={"answer_on": date(2027, 2, 2)}, by=BY, at=the_day)
    assert codes(call, at=the_day) == []
    transitions.amend(call, content={"answer_on": date(2027, 2, 1)}, by=BY, at=the_day)
    assert codes(call, at=the_day) == [("answer-before", "answer_on")]


def test_a_deadline_that_has_passed_and_a_report_before_it_are_refused(rogaland: OfficeCast) -> None:
    call = calls.drafted(closes_at=NOW, report_on=date(2022, 10, 2))
    calls.framed(call)
    assert codes(call) == [("deadline-passed", "closes_at"), ("report-before", "report_on")]
    assert codes(call, at=NOW - timedelta(microseconds=1)) == [("report-before", "report_on")]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"rule_set": "1999"}, [("rule-set", "rule_set")]),
        ({"rule_set": "2026", "schemes": ["collective"]}, [("rule-set", "rule_set")]),
        ({"schemes": []}, [("schemes", "schemes")]),
        ({"schemes": ["regional", "collective"]}, [("schemes", "schemes"), ("no-frame", "frame-collective")]),
        ({"longest_years": 4}, [("longest-years", "longest_years")]),
        ({"longest_years": 0}, [("longest-years", "longest_years")]),
    ],
)
def test_a_call_that_its_rules_do_not_allow_is_refused(
    rogaland: OfficeCast, changes: dict[str, object], expected: list[tuple[str, str]]
) -> None:
    call = calls.drafted()
    calls.framed(call)
    transitions.amend(call, content=changes, by=BY, at=NOW)  # type: ignore[arg-type]
    assert [found for found in codes(call) if changes.get("rule_set") != "2026" or found[0] != "no-frame"] == expected


def test_the_coming_rules_may_be_announced_before_they_begin(rogaland: OfficeCast) -> None:
    call = calls.drafted("2026", closes_at=datetime(2026, 1, 31, 23, tzinfo=UTC), budget_year=2026)
    calls.framed(call)
    assert codes(call, at=datetime(2025, 11, 1, tzinfo=UTC)) == []


@pytest.mark.parametrize("by", [KARI, ROGALAND.caseworker, AGDER.decider])
def test_only_those_who_answer_for_the_money_announce_and_withdraw(rogaland: OfficeCast, by: By) -> None:
    call = calls.drafted()
    calls.framed(call)
    assert codes(call, by=by) == [("wrong-role", "")]
    transitions.announce(call, by=SYSTEM, at=NOW)
    with pytest.raises(Refused, match="wrong-role"):
        transitions.withdraw(call, reason="Feil frist", by=by, at=NOW)


def test_an_announced_call_is_not_changed_and_not_announced_again(rogaland: OfficeCast) -> None:
    call = calls.announced()
    with pytest.raises(Refused, match="wrong-state"):
        transitions.amend(call, content={"title": "Ny"}, by=BY, at=NOW)
    with pytest.raises(Refused, match="wrong-state"):
        transitions.announce(call, by=BY, at=NOW)


def test_a_withdrawn_call_is_closed_and_the_public_is_told(rogaland: OfficeCast) -> None:
    call = calls.announced()
    transitions.withdraw(call, reason="Ramma fall bort.", by=BY, at=NOW)
    assert (call.state, queries.announcement("rogaland", call.ref, NOW).withdrawn_at) == ("withdrawn", NOW)
    assert Entry.objects.get(act="calls.withdraw").facts == {"reason": "Ramma fall bort."}
    assert not queries.open_calls(NOW).exists()
    assert not queries.open_announcements(NOW).exists()


def test_withdrawing_needs_a_reason(rogaland: OfficeCast) -> None:
    call = calls.announced()
    with pytest.raises(Refused, match="reason"):
        transitions.withdraw(call, reason=" \n", by=BY, at=NOW)
    call.refresh_from_db()
    assert call.state == "announced"


def test_a_call_is_open_until_the_first_instant_that_is_too_late(rogaland: OfficeCast) -> None:
    call = calls.announced()
    assert call.closes_at is not None
    last = call.closes_at - timedelta(microseconds=1)
    assert queries.open_call(call.pk, last) == call
    assert [found.ref for found in queries.open_announcements(last)] == [call.ref]
    assert not queries.open_announcements(call.closes_at).exists()
    assert not queries.open_announcements(NOW - timedelta(seconds=1)).exists()
    with pytest.raises(NotVisible):
        queries.open_call(call.pk, call.closes_at)


def test_the_office_sees_its_own_calls(rogaland: OfficeCast) -> None:
    call = calls.drafted()
    assert list(queries.calls_of(ROGALAND.caseworker)) == [call]
    assert queries.call_of(ROGALAND.caseworker, call.ref) == call
    with pytest.raises(NotVisible):
        queries.call_of(AGDER.caseworker, call.ref)
    with pytest.raises(NotVisible):
        queries.call_of(KARI, call.ref)
    with pytest.raises(NotVisible):
        queries.announcement("rogaland", call.ref, NOW)


LAST = datetime(2023, 2, 15, 23, tzinfo=UTC)


def test_partners_may_answer_at_least_as_long_as_owners_may_report(rogaland: OfficeCast) -> None:
    call = calls.drafted(closes_at=LAST)
    calls.framed(call)
    for confirm_closes_at, expected in (
        (LAST - timedelta(microseconds=1), [("confirm-before", "confirm_closes_at")]), (LAST, []), (None, []),
    ):  # fmt: skip
        transitions.amend(call, content={"confirm_closes_at": confirm_closes_at}, by=BY, at=NOW)
        assert codes(call) == expected


def test_the_last_day_for_partners_stands_in_the_public_copy_and_follows_a_later_deadline(rogaland: OfficeCast) -> None:
    call = calls.announced(confirm_closes_at=LAST)
    assert Announcement.objects.get().confirm_closes_at == LAST
    for closes_at, until in ((LAST - timedelta(days=1), LAST), (LAST + timedelta(days=7), LAST + timedelta(days=7))):
        transitions.extend(call, closes_at=closes_at, reason="Straumbrot.", by=BY, at=NOW)
        assert (Call.objects.get().confirm_closes_at, Announcement.objects.get().confirm_closes_at) == (until, until)


def test_a_call_without_a_last_day_for_partners_gets_none_by_more_time(rogaland: OfficeCast) -> None:
    call = calls.announced()
    transitions.extend(call, closes_at=LAST, reason="Straumbrot.", by=BY, at=NOW)
    assert Call.objects.get().confirm_closes_at is None
