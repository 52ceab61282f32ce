"""The receiver's reports on the screen: filled in, kept half done, handed in, and corrected."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from samspel.flow.models import Entry
from samspel.followup import queries, transitions
from samspel.followup.models import Report
from samspel.needs.models import Indicator
from samspel.tenancy.by import By
from tests.cast import CHARLIE, KARI, KNUT, ROGALAND, UNNI, OfficeCast
from tests.stories import followup as stories
from tests.stories import rows
from tests.stories.followup import ASKED, HANDED_IN
from tests.web.desk import read, sit, write


def answers(report: Report, **changes: object) -> dict[str, object]:
    """What the form sends for a whole report."""
    told = stories.told(report)
    results = {f"result-{pk}": reached for pk, reached in told.results.items()}
    return {
        "spent_nok": "80 000", "unspent_plan": told.unspent_plan, "participants": "24", "outcome": told.outcome,
        **results, **changes,
    }  # fmt: skip


def test_the_page_is_filled_in_from_the_need(rogaland: OfficeCast) -> None:
    report = stories.asked()
    page = read(sit(KARI, HANDED_IN), "owner-report", report.pk)
    assert "Rapport for 2023: Språkmiljø 1" in page
    assert "Dere har fått 100\xa0000\xa0kr for 2023." in page
    assert "Resultat for «Kjenneteikn 1»" in page
    assert "Før tiltaket: 2 av 8. Målet: 6 av 8." in page


def test_what_is_written_is_kept_half_done(rogaland: OfficeCast) -> None:
    report = stories.asked()
    answer = write(sit(KNUT, HANDED_IN), "owner-report", report.pk, spent_nok="1 000", outcome="Så langt.")
    assert (answer.status_code, answer.url) == (302, f"/eier/rapporter/{report.pk}/?lagret")
    report.refresh_from_db()
    assert (report.state, report.spent_nok, report.outcome) == (Report.State.DUE, 1_000, "Så langt.")
    assert "Rapporten er ikke levert ennå" in sit(KNUT, HANDED_IN).get(answer.url).text


def test_a_whole_report_is_handed_in(rogaland: OfficeCast) -> None:
    report = stories.asked()
    answer = write(sit(KARI, HANDED_IN), "owner-report", report.pk, **answers(report, lever="1"))
    assert (answer.status_code, answer.url) == (302, f"/eier/rapporter/{report.pk}/")
    report.refresh_from_db()
    assert report.state == Report.State.SUBMITTED
    assert queries.told(report) == stories.told(report)
    page = read(sit(KARI, HANDED_IN), "owner-report", report.pk)
    assert "Rapporten er levert" in page
    assert "Lever rapporten" not in page


def test_a_report_that_lacks_something_comes_back_with_every_reason_and_all_that_was_typed(
    rogaland: OfficeCast,
) -> None:
    report = stories.asked()
    sent = answers(report, lever="1", unspent_plan="", outcome="")
    answer = write(sit(KARI, HANDED_IN), "owner-report", report.pk, **sent)
    assert answer.status_code == 422
    assert "Du må rette 2 feil" in answer.text
    assert "20\xa0000\xa0kr er ikke brukt. Skriv hva som skal skje med pengene. Grunnlag:" in answer.text
    assert 'href="#id_unspent_plan"' in answer.text
    assert 'value="80 000"' in answer.text
    report.refresh_from_db()
    assert report.spent_nok is None


def test_a_result_is_measured_in_what_its_indicator_is(rogaland: OfficeCast) -> None:
    report = stories.asked()
    first, second = queries.indicators(report).values()
    Indicator.objects.filter(pk=first.pk).update(measured_in="percent", baseline="20", target="70")
    page = read(sit(KARI, HANDED_IN), "owner-report", report.pk)
    assert "Før tiltaket: 20\xa0%. Målet: 70\xa0%. Skriv bare et tall fra 0 til 100" in page
    wrong = write(sit(KARI, HANDED_IN), "owner-report", report.pk, **answers(report, lever="1"))
    assert wrong.status_code == 422
    assert f'href="#id_result-{first.pk}"' in wrong.text
    assert "Skriv bare et tall fra 0 til 100, for eksempel 34." in wrong.text
    right = answers(report, lever="1", **{f"result-{first.pk}": "85 %"})
    assert write(sit(KARI, HANDED_IN), "owner-report", report.pk, **right).status_code == 302
    assert queries.told(report).results == {first.pk: "85", second.pk: "5 av 8"}
    entry = Entry.objects.get(act="followup.submit")
    assert entry.facts["digest"] == transitions.content_digest(queries.told(Report.objects.get(pk=report.pk)))
    page = read(sit(KARI, HANDED_IN), "owner-report", report.pk)
    assert "85\xa0%" in page
    assert "Målet er nådd" in page


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("spent_nok", "12,50", "Skriv beløpet i hele kroner"),
        ("participants", "mange", "Skriv antallet som et tall"),
        ("participants", "99999999999999999999", "mindre enn eller lik 1000000"),
        ("outcome", "a\x00b", "Tegn nummer 2 i teksten kan ikke lagres"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field(rogaland: OfficeCast, field: str, typed: str, said: str) -> None:
    report = stories.asked()
    answer = write(sit(KARI, HANDED_IN), "owner-report", report.pk, **{field: typed})
    assert answer.status_code == 422
    assert said in answer.text
    assert Entry.objects.filter(act="followup.fill").count() == 0


def test_a_report_sent_back_says_why_and_can_be_handed_in_again(rogaland: OfficeCast) -> None:
    report = stories.submitted()
    transitions.send_back(report, reason="Sum stemmer ikke.", by=ROGALAND.caseworker, at=HANDED_IN)
    browser = sit(KARI, HANDED_IN)
    assert "Sum stemmer ikke." in read(browser, "owner-report", report.pk)
    write(browser, "owner-report", report.pk, **answers(report, lever="1", spent_nok="90 000"))
    report.refresh_from_db()
    assert (report.state, report.spent_nok) == (Report.State.SUBMITTED, 90_000)


def test_an_editor_fills_in_and_does_not_hand_in(rogaland: OfficeCast) -> None:
    report = stories.asked()
    browser = sit(KNUT, HANDED_IN)
    assert "Lever rapporten" not in read(browser, "owner-report", report.pk)
    answer = write(browser, "owner-report", report.pk, **answers(report, lever="1"))
    assert answer.status_code == 422
    report.refresh_from_db()
    assert report.state == Report.State.DUE


def test_a_partner_reports_at_its_own_desk(rogaland: OfficeCast) -> None:
    report = stories.asked(recipient="hiv")
    browser = sit(UNNI, HANDED_IN)
    assert str(report.pk) in read(browser, "partner-reports")
    write(browser, "partner-report", report.pk, **answers(report, lever="1"))
    report.refresh_from_db()
    assert report.state == Report.State.SUBMITTED


@pytest.mark.parametrize("by", [CHARLIE, UNNI])
def test_nobody_else_sees_the_report(rogaland: OfficeCast, by: By) -> None:
    report = stories.asked()
    name = "partner-report" if by == UNNI else "owner-report"
    read(sit(by, HANDED_IN), name, report.pk, status=404)
    assert write(sit(by, HANDED_IN), name, report.pk, lever="1").status_code == 404


def test_a_late_report_is_marked_and_can_still_be_handed_in(rogaland: OfficeCast) -> None:
    report = stories.asked()
    assert "Fristen er ute" not in read(sit(KARI, ASKED), "owner-reports")
    assert "Fristen er ute" in read(sit(KARI, report.due_at), "owner-reports")
    assert "Lever rapporten" in read(sit(KARI, report.due_at), "owner-report", report.pk)


def test_an_empty_list_says_when_reports_come(rogaland: OfficeCast) -> None:
    assert "De kommer når et vedtak om tilskudd er sendt" in read(sit(KARI, ASKED), "owner-reports")


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_takes_as_many_questions_however_long_it_is(
    rogaland: OfficeCast, django_assert_max_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(1, count + 1):
        transitions.request_all(rows.decision(number), by=ROGALAND.caseworker, at=ASKED)
    browser = sit(KARI, ASKED)
    with django_assert_max_num_queries(14):
        read(browser, "owner-reports")
