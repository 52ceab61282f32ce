"""The acts around a report: what each does, and every reason for which it is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from samspel.decisions.models import Acceptance, Decision
from samspel.flow.models import Entry, Outbox
from samspel.flow.refusal import Refused
from samspel.followup import queries, transitions
from samspel.followup.models import Report, Result, Told
from samspel.tenancy.by import By
from tests.cast import AGDER, CHARLIE, KARI, KNUT, ROGALAND, SYSTEM, UNNI, OfficeCast, id_of
from tests.stories import followup as stories
from tests.stories import rows

AT = datetime(2023, 5, 2, 9, tzinfo=UTC)
FILLED = datetime(2024, 1, 10, 9, tzinfo=UTC)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def request(decision: Decision, **changes: Any) -> Report:
    given = {"recipient_id": id_of("fjordvik"), "year": 2023, "by": ROGALAND.caseworker, "at": AT, **changes}
    return transitions.request(decision, **given)


def test_request_asks_the_receiver_to_report_by_the_day_of_the_call(rogaland: OfficeCast) -> None:
    report = request(rows.decision())
    assert report.state == Report.State.DUE
    assert report.due_at == datetime(2024, 1, 15, 23, tzinfo=UTC)
    assert report.received_nok == 100_000
    entry = Entry.objects.get(record_id=report.pk)
    assert (entry.act, entry.subject_id) == ("followup.request", report.decision.case.need_id)


def test_a_later_year_is_reported_a_year_later(rogaland: OfficeCast) -> None:
    report = request(rows.decision(shares=(("fjordvik", 2024, 5_000),)), year=2024)
    assert report.due_at == datetime(2025, 1, 15, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"kind": "rejection"}, ["no-award"]),
        ({"state": "made"}, ["not-sent"]),
    ],
)
def test_request_is_refused_for_what_is_no_sent_award(
    rogaland: OfficeCast, changes: dict[str, Any], expected: list[str]
) -> None:
    with pytest.raises(Refused) as refused:
        request(rows.decision(**changes))
    assert codes(refused) == expected
    assert Report.objects.count() == 0


def test_request_is_refused_where_there_is_no_share(rogaland: OfficeCast) -> None:
    decision = rows.decision()
    with pytest.raises(Refused) as refused:
        request(decision, year=2025)
    assert codes(refused) == ["no-share"]


def test_request_waits_for_a_year_under_reservation(rogaland: OfficeCast) -> None:
    decision = rows.decision(shares=(("fjordvik", 2023, 1_000), ("hiv", 2024, 1_000)), reserved=2024)
    with pytest.raises(Refused) as refused:
        request(decision, recipient_id=id_of("hiv"), year=2024)
    assert codes(refused) == ["no-share"]
    assert [report.year for report in transitions.request_all(decision, by=SYSTEM, at=AT)] == [2023]


def test_request_is_refused_when_the_receiver_has_declined(rogaland: OfficeCast) -> None:
    decision = rows.decision()
    Acceptance.objects.filter(decision=decision).update(state="declined")
    with pytest.raises(Refused) as refused:
        request(decision)
    assert codes(refused) == ["declined"]


def test_request_is_refused_twice_with_words(rogaland: OfficeCast) -> None:
    decision = rows.decision()
    request(decision)
    with pytest.raises(Refused) as refused:
        request(decision)
    assert codes(refused) == ["followup_report_once_per_year"]


@pytest.mark.parametrize(("by", "expected"), [(KARI, ["wrong-role"]), (AGDER.caseworker, ["other-office"])])
def test_request_is_for_the_staff_of_the_office(rogaland: OfficeCast, by: By, expected: list[str]) -> None:
    decision = rows.decision()
    with pytest.raises(Refused) as refused:
        request(decision, by=by)
    assert codes(refused) == expected


def test_a_call_without_a_day_to_report_by_stops_the_request(rogaland: OfficeCast) -> None:
    decision = rows.decision()
    decision.case.need.call.report_on = None
    with pytest.raises(ValueError, match="report by"):
        request(decision)


def test_request_all_asks_once_for_every_share(rogaland: OfficeCast) -> None:
    decision = rows.decision(shares=(("fjordvik", 2023, 70_000), ("hiv", 2023, 30_000), ("fjordvik", 2024, 50_000)))
    made = transitions.request_all(decision, by=SYSTEM, at=AT)
    assert sorted((report.year, report.received_nok) for report in made) == [
        (2023, 30_000),
        (2023, 70_000),
        (2024, 50_000),
    ]
    assert transitions.request_all(decision, by=SYSTEM, at=AT) == []


def test_fill_keeps_what_is_written_so_far(rogaland: OfficeCast) -> None:
    report = stories.asked()
    first = next(iter(queries.indicators(report)))
    transitions.fill(report, told=Told(spent_nok=40_000, results={first: "4 av 8"}), by=KNUT, at=FILLED)
    assert report.state == Report.State.DUE
    assert queries.told(report) == Told(spent_nok=40_000, results={first: "4 av 8"})
    transitions.fill(report, told=Told(participants=12, results={first: " "}), by=KNUT, at=FILLED)
    assert queries.told(report) == Told(participants=12)


def test_submit_hands_the_report_in_with_a_journal_number(rogaland: OfficeCast) -> None:
    report = stories.asked()
    told = stories.told(report)
    transitions.submit(report, told=told, by=KARI, at=FILLED)
    assert (report.state, report.submitted_at) == (Report.State.SUBMITTED, FILLED)
    assert queries.told(report) == told
    entry = Entry.objects.get(act="followup.submit")
    assert entry.journal_number is not None
    assert entry.facts == {
        "received_nok": 100_000,
        "spent_nok": 80_000,
        "participants": 24,
        "late": False,
        "digest": transitions.content_digest(told),
    }


def test_a_report_after_the_day_is_taken_in_and_marked(rogaland: OfficeCast) -> None:
    report = stories.asked()
    transitions.submit(report, told=stories.told(report), by=KARI, at=report.due_at)
    assert Entry.objects.get(act="followup.submit").facts["late"] is True


def test_more_than_was_given_may_be_spent(rogaland: OfficeCast) -> None:
    report = stories.asked()
    told = replace(stories.told(report), spent_nok=150_000, unspent_plan="")
    transitions.submit(report, told=told, by=KARI, at=FILLED)
    assert report.spent_nok == 150_000


def test_an_empty_report_is_refused_with_every_reason_and_keeps_nothing(rogaland: OfficeCast) -> None:
    report = stories.asked()
    before = Entry.objects.count()
    with pytest.raises(Refused) as refused:
        transitions.submit(report, told=Told(), by=KARI, at=FILLED)
    assert codes(refused) == ["no-spent", "no-participants", "no-outcome", "no-result", "no-result"]
    assert Entry.objects.count() == before
    assert queries.told(report) == Told()


def test_unspent_money_needs_a_plan_and_the_rule_is_named(rogaland: OfficeCast) -> None:
    report = stories.asked()
    told = replace(stories.told(report), spent_nok=99_999, unspent_plan=" ")
    with pytest.raises(Refused) as refused:
        transitions.submit(report, told=told, by=KARI, at=FILLED)
    (refusal,) = refused.value.refusals
    assert (refusal.code, refusal.field) == ("unspent-without-plan", "unspent_plan")
    assert refusal.basis
    assert "1\u00a0kr" in refusal.text


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"spent_nok": -1}, "spent-range"),
        ({"spent_nok": 10**13}, "spent-range"),
        ({"participants": -1}, "participants-range"),
        ({"participants": 10**7}, "participants-range"),
        ({"outcome": "x" * 20_001}, "too-long"),
        ({"results": {id_of("elsewhere"): "ja"}}, "foreign-indicator"),
    ],
)
def test_what_cannot_be_stored_is_refused(rogaland: OfficeCast, changes: dict[str, Any], expected: str) -> None:
    report = stories.asked()
    with pytest.raises(Refused) as refused:
        transitions.fill(report, told=replace(Told(), **changes), by=KARI, at=FILLED)
    assert codes(refused) == [expected]
    assert queries.told(report) == Told()


def test_a_result_that_is_too_long_is_refused_at_its_field(rogaland: OfficeCast) -> None:
    report = stories.asked()
    first = next(iter(queries.indicators(report)))
    with pytest.raises(Refused) as refused:
        transitions.fill(report, told=Told(results={first: "x" * 121}), by=KARI, at=FILLED)
    assert refused.value.refusals[0].field == f"result-{first}"


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (KNUT, ["wrong-role"]),
        (UNNI, ["not-the-receiver"]),
        (CHARLIE, ["not-the-receiver"]),
        (ROGALAND.caseworker, ["wrong-role", "not-the-receiver"]),
    ],
)
def test_submit_is_for_the_receivers_signer(rogaland: OfficeCast, by: By, expected: list[str]) -> None:
    report = stories.asked()
    with pytest.raises(Refused) as refused:
        transitions.submit(report, told=stories.told(report), by=by, at=FILLED)
    assert codes(refused) == expected


def test_a_partner_reports_its_own_share(rogaland: OfficeCast) -> None:
    report = stories.asked(recipient="hiv")
    transitions.submit(report, told=stories.told(report), by=UNNI, at=FILLED)
    assert report.state == Report.State.SUBMITTED


def test_send_back_says_why_and_opens_the_report_again(rogaland: OfficeCast) -> None:
    report = stories.submitted()
    transitions.send_back(report, reason=" Sum stemmer ikke. ", by=ROGALAND.caseworker, at=FILLED)
    assert (report.state, report.returned_reason) == (Report.State.RETURNED, "Sum stemmer ikke.")
    transitions.submit(report, told=queries.told(report), by=KARI, at=FILLED)
    assert (report.state, report.returned_reason) == (Report.State.SUBMITTED, "")


def test_send_back_without_a_reason_is_refused(rogaland: OfficeCast) -> None:
    report = stories.submitted()
    with pytest.raises(Refused) as refused:
        transitions.send_back(report, reason=" ", by=ROGALAND.caseworker, at=FILLED)
    assert codes(refused) == ["no-reason"]
    assert report.state == Report.State.SUBMITTED


def test_approve_closes_the_report_and_tells_the_public_account(rogaland: OfficeCast) -> None:
    report = stories.submitted()
    transitions.approve(report, by=ROGALAND.caseworker, at=FILLED)
    assert report.state == Report.State.APPROVED
    message = Outbox.objects.get(kind="publish", key=f"report:{report.pk}")
    assert message.subject_id == report.decision_id


@pytest.mark.parametrize("by", [KARI, ROGALAND.payer])
def test_answering_a_report_is_for_caseworker_and_decider(rogaland: OfficeCast, by: By) -> None:
    report = stories.submitted()
    with pytest.raises(Refused) as refused:
        transitions.approve(report, by=by, at=FILLED)
    assert codes(refused) == ["wrong-role"]


def test_answering_a_report_of_another_office_is_refused(rogaland: OfficeCast) -> None:
    report = stories.submitted()
    with pytest.raises(Refused) as refused:
        transitions.send_back(report, reason="Nei.", by=AGDER.caseworker, at=FILLED)
    assert codes(refused) == ["other-office"]


def test_a_report_that_is_handed_in_cannot_be_changed(rogaland: OfficeCast) -> None:
    report = stories.submitted()
    for act in (transitions.fill, transitions.submit):
        with pytest.raises(Refused) as refused:
            act(report, told=Told(), by=KARI, at=FILLED)
        assert codes(refused) == ["wrong-state"]
    with pytest.raises(Refused) as refused:
        transitions.approve(stories.asked(2), by=ROGALAND.caseworker, at=FILLED)
    assert codes(refused) == ["wrong-state"]


def test_the_digest_of_a_report_changes_with_its_content() -> None:
    told = Told(spent_nok=1, results={UUID(int=1): "ja"})
    assert transitions.content_digest(told) == transitions.content_digest(replace(told, results={UUID(int=1): " ja "}))
    assert transitions.content_digest(told) != transitions.content_digest(replace(told, spent_nok=2))


def test_results_go_with_their_report(rogaland: OfficeCast) -> None:
    assert Result.objects.filter(report=stories.submitted()).count() == 2
