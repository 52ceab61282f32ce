"""The reports on the office's screen: found, read, approved, and sent back."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from samspel.followup import transitions
from samspel.followup.models import Report
from tests.cast import AGDER, KARI, ROGALAND, OfficeCast
from tests.stories import followup as stories
from tests.stories import rows
from tests.stories.followup import ANSWERED, ASKED
from tests.web.desk import read, sit, write


def test_the_list_is_narrowed_by_state_year_and_words(rogaland: OfficeCast) -> None:
    stories.asked(1)
    stories.submitted(2, "hiv")
    browser = sit(ROGALAND.caseworker, ASKED)
    for query, titles in (
        ("", {"Språkmiljø 1", "Språkmiljø 2"}),
        ("?status=submitted", {"Språkmiljø 2"}),
        ("?sok=fjordvik", {"Språkmiljø 1"}),
        ("?sok=språkmiljø 2", {"Språkmiljø 2"}),
        ("?ar=2023&sorter=-mottaker", {"Språkmiljø 1", "Språkmiljø 2"}),
        ("?status=approved", set()),
        ("?status=%00&ar=x&sorter=x", {"Språkmiljø 1", "Språkmiljø 2"}),
    ):
        page = browser.get(f"/kontor/rapporter/{query}").text
        assert {title for title in ("Språkmiljø 1", "Språkmiljø 2") if f">{title}</a>" in page} == titles


def test_reports_that_are_late_are_a_list_of_their_own(rogaland: OfficeCast) -> None:
    report = stories.asked()
    page = sit(ROGALAND.caseworker, report.due_at).get("/kontor/rapporter/?status=late").text
    assert "Fristen er ute" in page
    assert ">Språkmiljø 1</a>" in page
    assert "Ingen rapporter passer" in sit(ROGALAND.caseworker, ASKED).get("/kontor/rapporter/?status=late").text


def test_what_nobody_has_asked_for_is_asked_for_in_one_go(rogaland: OfficeCast) -> None:
    rows.decision(shares=(("fjordvik", 2023, 1_000), ("hiv", 2023, 2_000)))
    browser = sit(ROGALAND.caseworker, ASKED)
    assert "2 tilskudd er gitt uten at det er bedt om rapport" in read(browser, "office-reports")
    assert write(browser, "office-reports-ask").status_code == 302
    assert Report.objects.count() == 2
    assert "uten at det er bedt om rapport" not in read(browser, "office-reports")


def test_the_list_can_be_taken_away_as_a_file(rogaland: OfficeCast) -> None:
    stories.submitted()
    answer = sit(ROGALAND.payer, ANSWERED).get("/kontor/rapporter/?format=csv")
    assert "R-2023-001;Språkmiljø 1;Fjordvik kommune;210000011;2023;100000;80000;24;2024-01-15;Levert" in answer.text


def test_a_report_is_read_and_approved(rogaland: OfficeCast) -> None:
    report = stories.submitted()
    browser = sit(ROGALAND.caseworker, ANSWERED)
    page = read(browser, "office-report", report.pk)
    for said in ("80\xa0000\xa0kr", "20\xa0000\xa0kr", "Resten blir brukt i august.", "5 av 8", "Godkjenn rapporten"):
        assert said in page
    assert write(browser, "office-report", report.pk).status_code == 302
    report.refresh_from_db()
    assert report.state == Report.State.APPROVED
    assert "Godkjenn rapporten" not in read(browser, "office-report", report.pk)


def test_a_report_is_sent_back_with_a_reason(rogaland: OfficeCast) -> None:
    report = stories.submitted()
    browser = sit(ROGALAND.decider, ANSWERED)
    answer = write(browser, "office-report", report.pk, send_back="1", reason="")
    assert answer.status_code == 422
    assert "Fyll ut «Hva må rettes?»." in answer.text
    write(browser, "office-report", report.pk, send_back="1", reason="Sum stemmer ikke.")
    report.refresh_from_db()
    assert (report.state, report.returned_reason) == (Report.State.RETURNED, "Sum stemmer ikke.")


def test_a_report_that_is_answered_already_is_refused_with_words(rogaland: OfficeCast) -> None:
    report = stories.approved()
    answer = write(sit(ROGALAND.caseworker, ANSWERED), "office-report", report.pk)
    assert answer.status_code == 422
    assert "Status er «Godkjent»." in answer.text


def test_who_may_not_answer_reads_only(rogaland: OfficeCast) -> None:
    report = stories.submitted()
    browser = sit(ROGALAND.payer, ANSWERED)
    assert "Godkjenn rapporten" not in read(browser, "office-report", report.pk)
    assert write(browser, "office-report", report.pk).status_code == 403
    assert write(browser, "office-reports-ask").status_code == 403


def test_nobody_outside_the_office_sees_it(rogaland: OfficeCast) -> None:
    report = stories.submitted()
    read(sit(AGDER.caseworker, ANSWERED), "office-report", report.pk, status=404)
    read(sit(KARI, ANSWERED), "office-report", report.pk, status=403)


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_takes_as_many_questions_however_long_it_is(
    rogaland: OfficeCast, django_assert_max_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(1, count + 1):
        transitions.request_all(rows.decision(number), by=ROGALAND.caseworker, at=ASKED)
    browser = sit(ROGALAND.caseworker, ASKED)
    with django_assert_max_num_queries(17):
        read(browser, "office-reports")
    with django_assert_max_num_queries(13):
        read(browser, "office-reports", format="csv")
