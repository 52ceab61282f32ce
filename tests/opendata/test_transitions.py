"""The public account says what the decisions, the payments and the approved reports say."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from samspel.actors.models import Organisation
from samspel.decisions.models import Acceptance, Decision
from samspel.flow.models import Entry, Outbox
from samspel.followup.models import Report
from samspel.opendata import transitions
from samspel.opendata.models import PublishedAward
from tests.cast import SYSTEM, OfficeCast, id_of
from tests.stories import followup as stories
from tests.stories import journey, rows

AT = datetime(2023, 5, 2, 9, tzinfo=UTC)
LATER = datetime(2024, 2, 1, 9, tzinfo=UTC)
pytestmark = pytest.mark.api
SHARES = (("fjordvik", 2023, 70_000), ("hiv", 2023, 30_000), ("fjordvik", 2024, 50_000))


def test_publish_writes_one_line_for_each_share(rogaland: OfficeCast) -> None:
    decision = rows.decision(shares=SHARES)
    assert transitions.publish(decision, by=SYSTEM, at=AT) == 3
    published = PublishedAward.objects.order_by("year", "-awarded_nok").values_list(
        "recipient_name", "year", "awarded_nok", "paid_nok", "reported_nok"
    )
    assert list(published) == [
        ("Fjordvik kommune", 2023, 70_000, 0, None),
        ("Høgskulen i vest", 2023, 30_000, 0, None),
        ("Fjordvik kommune", 2024, 50_000, 0, None),
    ]


def test_a_line_says_who_and_what_and_by_which_rules(rogaland: OfficeCast) -> None:
    transitions.publish(rows.decision(), by=SYSTEM, at=AT)
    line = PublishedAward.objects.get()
    assert (line.call_ref, line.decision_number, line.scheme, line.rule_set) == (
        "2023",
        "V-2023-001",
        "regional",
        "2021",
    )
    assert (line.owner_name, line.kommune_name, line.chapter_post) == ("Fjordvik kommune", "Fjordvik kommune", "231.21")
    assert (line.decided_on, line.published_at, str(line)) == (
        date(2023, 4, 20),
        AT,
        "V-2023-001 Fjordvik kommune 2023",
    )


def test_a_year_under_reservation_is_shown_as_such(rogaland: OfficeCast) -> None:
    transitions.publish(rows.decision(shares=SHARES, reserved=2024), by=SYSTEM, at=AT)
    reserved = PublishedAward.objects.filter(reserved=True)
    assert list(reserved.values_list("year", "chapter_post")) == [(2024, "")]


def test_publish_twice_changes_nothing(rogaland: OfficeCast) -> None:
    decision = rows.decision()
    transitions.publish(decision, by=SYSTEM, at=AT)
    assert transitions.publish(decision, by=SYSTEM, at=LATER) == 0
    assert PublishedAward.objects.get().updated_at == AT
    assert Entry.objects.filter(act="opendata.publish").count() == 1


@pytest.mark.parametrize("changes", [{"kind": "rejection"}, {"state": "made"}])
def test_nothing_is_published_before_an_award_is_sent(rogaland: OfficeCast, changes: dict[str, object]) -> None:
    decision = rows.decision(**changes)  # type: ignore[arg-type]
    assert transitions.publish(decision, by=SYSTEM, at=AT) == 0
    assert PublishedAward.objects.count() == 0


def test_what_is_declined_is_taken_out(rogaland: OfficeCast) -> None:
    decision = rows.decision(shares=SHARES)
    transitions.publish(decision, by=SYSTEM, at=AT)
    Acceptance.objects.filter(decision=decision, recipient_id=id_of("hiv")).update(state="declined")
    assert transitions.publish(decision, by=SYSTEM, at=LATER) == 1
    assert {line.recipient_name for line in PublishedAward.objects.all()} == {"Fjordvik kommune"}


def test_an_approved_report_is_shown_and_one_handed_in_is_not(rogaland: OfficeCast) -> None:
    report = stories.submitted()
    transitions.publish(report.decision, by=SYSTEM, at=AT)
    assert PublishedAward.objects.get().reported_nok is None
    approved = stories.approved(2)
    transitions.publish(approved.decision, by=SYSTEM, at=LATER)
    assert PublishedAward.objects.get(decision_number="V-2023-002").reported_nok == 80_000


def test_a_private_owner_is_shown_in_its_kommune(rogaland: OfficeCast) -> None:
    Organisation.objects.filter(pk=id_of("fjordvik")).update(kommune_number="1199")
    Organisation.objects.filter(pk=id_of("trollskogen")).update(kommune_number="1199")
    need = rows.need(owner="trollskogen")
    assert transitions.kommune_name(need) == "Fjordvik kommune"
    Organisation.objects.filter(pk=id_of("trollskogen")).update(kommune_number="9999")
    need.owner.refresh_from_db()
    assert transitions.kommune_name(need) == ""
    need.owner.kommune_number = ""
    assert transitions.kommune_name(need) == ""


def test_a_sent_decision_has_been_made(rogaland: OfficeCast) -> None:
    with pytest.raises(ValueError, match="made"):
        transitions.measure(Decision(case=rows.decision().case))


def test_the_outbox_publishes_and_asks_for_the_reports(rogaland: OfficeCast) -> None:
    decision = rows.decision(shares=SHARES)
    message = Outbox(office_id=decision.office_id, kind="publish", subject_id=decision.pk, put_at=AT)
    transitions.on_outbox(message, AT)
    transitions.on_outbox(message, AT)
    assert PublishedAward.objects.count() == 3
    assert Report.objects.filter(decision=decision).count() == 3


def test_the_outbox_asks_for_no_report_on_a_rejection(rogaland: OfficeCast) -> None:
    decision = rows.decision(kind="rejection")
    transitions.on_outbox(Outbox(office_id=decision.office_id, kind="publish", subject_id=decision.pk), AT)
    assert Report.objects.count() == 0


def test_the_account_follows_a_need_that_is_paid_and_reported(rogaland: OfficeCast) -> None:
    journey.whole(2)
    lines = PublishedAward.objects.order_by("year", "-awarded_nok").values_list(
        "recipient_name", "year", "awarded_nok", "paid_nok", "reported_nok", "reserved"
    )
    assert list(lines) == [
        ("Fjordvik kommune", 2023, 150_000, 150_000, 120_000, False),
        ("Høgskulen i vest", 2023, 50_000, 50_000, None, False),
        ("Fjordvik kommune", 2024, 150_000, 0, None, True),
        ("Høgskulen i vest", 2024, 50_000, 0, None, True),
    ]
