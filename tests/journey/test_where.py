"""Where a need is, at every stage it may stand at: who has it, what happens next, and by when."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from samspel.decisions.models import Acceptance, Decision
from samspel.followup import transitions as followup_acts
from samspel.followup.models import Report
from samspel.journey.stages import ENDS, PARTS, Part, Stage
from samspel.journey.where import Where, where
from samspel.needs import transitions as needs_acts
from samspel.needs.models import Need
from tests.cast import KARI, ROGALAND, SYSTEM, UNNI, OfficeCast
from tests.stories import casework, decisions, forum, intake, journey, needs, payments, rows
from tests.stories import followup as stories

AT = datetime(2023, 3, 1, 9, tzinfo=UTC)
OFFICE = "Statsforvaltaren i Rogaland"
ANSWER = date(2023, 5, 15)  # when the call says that an answer can be expected


def of(need: Need, at: datetime = AT) -> Where:
    return where([need.pk], at)[need.pk]


def told(found: Where) -> tuple[Stage, str, date | None]:
    return found.stage, found.who, found.by_on


def decided(decision: Decision) -> Where:
    return of(decision.case.need)


def test_a_draft_is_with_its_owner_until_the_call_closes(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    assert told(of(need, needs.when("2021"))) == (Stage.DRAFT, "Fjordvik kommune", date(2023, 2, 1))
    assert told(of(need)) == (Stage.NOT_SENT, "Fjordvik kommune", None)


def test_a_draft_can_be_sent_late_for_as_long_as_the_call_says(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    assert need.call.closes_at
    late = of(need, need.call.closes_at)
    assert told(late) == (Stage.DRAFT, "Fjordvik kommune", None)
    assert late.next.replace("\xa0", " ") == (
        "Fristen er ute. Eieren kan sende inn før 2. februar 2023 kl. 01.00, og da «etter frist»."
    )
    assert of(need, need.call.closes_at + timedelta(minutes=need.call.grace_minutes)).stage == Stage.NOT_SENT


def test_a_need_taken_back_is_over(rogaland: OfficeCast) -> None:
    need = needs.submitted()
    needs_acts.withdraw(need, reason="Vi ventar eit år.", by=KARI, at=AT)
    found = of(need)
    assert (found.stage, found.over) == (Stage.WITHDRAWN, True)


def test_a_need_that_a_network_has_is_there_until_it_lets_go(rogaland: OfficeCast) -> None:
    offer, early = intake.offered(), needs.when("2021", day=15)
    found = of(offer.need, early)
    assert told(found) == (Stage.CARRIED, "Vidda barnehagenettverk", date(2023, 2, 1))
    assert "avgjør om behovet tas med" in found.next
    intake.taken_in(offer)
    assert "har tatt det med" in of(offer.need, early).next
    assert told(of(offer.need)) == (Stage.NOT_SENT, "Trollskogen barnehage SA", None)
    intake.left_out(intake.again(offer))
    found = of(offer.need, early)
    assert told(found) == (Stage.DRAFT, "Trollskogen barnehage SA", date(2023, 2, 1))
    assert found.next == "Vidda barnehagenettverk tok den ikke med. Dere kan sende den inn selv."


def test_a_need_that_a_network_has_sent_waits_for_the_networks_answer(rogaland: OfficeCast) -> None:
    offer = intake.taken_in()
    intake.sent(offer)
    found = of(offer.need)
    assert told(found) == (Stage.CARRIED, "Vidda barnehagenettverk", None)
    assert found.next.startswith("Sendt som nummer 1 i behovsmeldingen fra Vidda barnehagenettverk.")


def test_a_need_handed_in_is_at_the_office(rogaland: OfficeCast) -> None:
    need = needs.submitted()
    assert told(of(need)) == (Stage.RECEIVED, OFFICE, ANSWER)
    casework.opened(need)
    assert told(of(need)) == (Stage.PREPARED, OFFICE, ANSWER)


def test_a_need_sent_back_waits_for_its_owner(rogaland: OfficeCast) -> None:
    case = casework.supplement_asked()
    assert told(of(case.need)) == (Stage.RETURNED, "Fjordvik kommune", date(2023, 2, 20))


def test_a_ready_case_waits_for_the_forum_and_then_for_its_meeting(rogaland: OfficeCast) -> None:
    case = casework.ready()
    assert told(of(case.need)) == (Stage.FORUM, OFFICE, ANSWER)
    forum.convened([case])
    assert told(of(case.need)) == (Stage.FORUM, "Samarbeidsforum i Rogaland", date(2023, 3, 8))


def test_where_there_is_no_forum_a_ready_case_goes_to_decision(rogaland: OfficeCast) -> None:
    case = casework.ready(needs.submitted("collective", partner="fagskulen"))
    found = of(case.need, needs.when("2026", 3))
    assert (found.stage, found.has_forum) == (Stage.DECISION, False)
    assert Part.FORUM not in found.way


def test_what_the_office_has_prepared_is_not_told_before_it_is_sent(rogaland: OfficeCast) -> None:
    (case,) = journey.recommended()
    before = of(case.need)
    assert told(before) == (Stage.DECISION, OFFICE, ANSWER)
    decisions.made(case, decisions.rejection(case))
    assert of(case.need) == before


def test_a_rejection_that_is_sent_is_an_end(rogaland: OfficeCast) -> None:
    (case,) = journey.recommended()
    decisions.sent(case, decisions.rejection(case))
    found = of(case.need)
    assert (found.stage, found.over, found.part) == (Stage.REJECTED, True, Part.DECIDE)


def test_an_award_waits_for_every_answer(rogaland: OfficeCast) -> None:
    decision = decisions.sent(journey.recommended()[0])
    stage, who, by_on = told(decided(decision))
    assert (stage, who) == (Stage.ANSWER, "Fjordvik kommune, Høgskulen i vest")
    assert by_on == Acceptance.objects.first().answer_on  # type: ignore[union-attr]


def test_an_award_that_everybody_declines_is_an_end(rogaland: OfficeCast) -> None:
    decision = rows.decision()
    Acceptance.objects.filter(decision=decision).update(state="declined")
    assert decided(decision).stage == Stage.DECLINED


def test_an_accepted_award_is_paid_and_then_carried_out(rogaland: OfficeCast) -> None:
    decision = journey.accepted()
    assert told(decided(decision)) == (Stage.PAYMENT, OFFICE, None)
    payments.planned(decision)
    assert told(decided(decision)) == (Stage.PAYMENT, OFFICE, date(2023, 5, 15))


def test_a_paid_award_is_carried_out_until_its_report(rogaland: OfficeCast) -> None:
    decision = journey.paid()
    assert told(decided(decision)) == (Stage.REPORT, "Fjordvik kommune", date(2024, 1, 15))
    for report in Report.objects.filter(decision=decision):
        signer = KARI if report.recipient_id == KARI.organisation_id else UNNI
        followup_acts.submit(report, told=stories.told(report), by=signer, at=stories.HANDED_IN)
    assert told(decided(decision)) == (Stage.READING, OFFICE, None)
    for report in Report.objects.filter(decision=decision):
        followup_acts.approve(report, by=ROGALAND.caseworker, at=stories.ANSWERED)
    assert decided(decision).stage == Stage.DONE


def test_a_paid_award_without_a_report_waits_for_the_office_to_ask(rogaland: OfficeCast) -> None:
    decision = decisions.accepted(journey.recommended()[0])
    payments.paid(decision)
    assert told(decided(decision)) == (Stage.REPORT, OFFICE, None)


def test_a_later_year_waits_for_the_budget(rogaland: OfficeCast) -> None:
    decision = rows.decision(shares=(("fjordvik", 2024, 1_000),), reserved=2024)
    Acceptance.objects.filter(decision=decision).update(state="accepted", account_number="15032080119", answered_at=AT)
    assert decided(decision).stage == Stage.NEXT_YEAR


def test_a_need_that_was_never_answered_for_and_is_dismissed_waits_for_nobody(rogaland: OfficeCast) -> None:
    decision = rows.decision(kind="dismissal", ground="no-answer")
    Need.objects.update(state=Need.State.RETURNED, answer_by=AT, decided_at=AT)
    assert decided(decision).stage == Stage.DISMISSED
    Need.objects.update(decided_at=None)
    assert decided(decision).stage == Stage.RETURNED


def test_a_dismissal_that_is_sent_is_an_end(rogaland: OfficeCast) -> None:
    assert decided(rows.decision(kind="dismissal", ground="late")).stage == Stage.DISMISSED


def test_every_stage_belongs_to_a_part_and_has_a_word() -> None:
    assert set(PARTS) == set(Stage)
    assert {stage for stage in ENDS if PARTS[stage] is Part.REPORT} == {Stage.DONE}
    assert Where(Stage.DRAFT).label == "Utkast"


@pytest.mark.parametrize("count", [1, 30])
def test_many_needs_take_as_many_questions_as_one(
    rogaland: OfficeCast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    made = [rows.decision(number) for number in range(1, count + 1)]
    for decision in made:
        followup_acts.request_all(decision, by=SYSTEM, at=AT)
    with django_assert_num_queries(9):
        found = where([decision.case.need_id for decision in made], AT)
    assert {one.stage for one in found.values()} == {Stage.ANSWER}
