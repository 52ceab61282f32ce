"""What waits at each desk follows the needs from step to step."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from samspel.calls.models import Call
from samspel.journey.worklists import Kind, waiting
from samspel.kit.deadlines import closes_at
from samspel.needs import transitions as needs_acts
from samspel.needs.models import Need
from samspel.tenancy.by import By
from tests.cast import AGDER, KARI, LARS, PIA, ROGALAND, UNNI, OfficeCast
from tests.stories import casework, decisions, followup, intake, journey, needs, payments, rows

AT = datetime(2023, 1, 25, 9, tzinfo=UTC)
LATER = datetime(2023, 5, 25, 9, tzinfo=UTC)


def waits(by: By, at: datetime = AT) -> dict[Kind, tuple[int, date | None]]:
    return {one.kind: (one.count, one.first_on) for one in waiting(by, at)}


def test_a_draft_waits_at_its_owner_until_the_call_closes(rogaland: OfficeCast) -> None:
    needs.drafted()
    assert waits(KARI) == {Kind.DRAFTS: (1, date(2023, 2, 1))}
    assert waits(KARI, LATER) == {}
    assert waits(ROGALAND.caseworker) == {}


def test_a_draft_goes_on_waiting_in_the_time_of_grace_as_one_that_comes_late(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    closes_at = need.call.closes_at
    assert closes_at
    ends = closes_at + timedelta(minutes=need.call.grace_minutes)
    assert waits(KARI, closes_at) == {Kind.LATE: (1, date(2023, 2, 2))}
    assert waits(KARI, ends - timedelta(minutes=1)) == {Kind.LATE: (1, date(2023, 2, 2))}
    assert waits(KARI, ends) == {}


def test_a_draft_that_a_network_has_waits_for_nobody_at_its_owner(rogaland: OfficeCast) -> None:
    offer, early = intake.offered(), needs.when("2021", day=15)
    assert Kind.DRAFTS not in waits(PIA, early) and waits(KARI, early)[Kind.DRAFTS][0] == 1
    intake.left_out(offer)
    assert waits(PIA, early)[Kind.DRAFTS][0] == 1


def test_what_a_member_offers_waits_for_an_answer_at_whoever_leads_the_network(rogaland: OfficeCast) -> None:
    offer, early = intake.offered(), needs.when("2021", day=15)
    assert waits(KARI, early)[Kind.OFFERS] == (1, date(2023, 1, 14))
    assert Kind.OFFERS not in waits(PIA, early)
    ends = offer.network_need.grace_ends
    assert ends
    assert Kind.OFFERS in waits(KARI, ends - timedelta(minutes=1))
    assert Kind.OFFERS not in waits(KARI, ends)
    intake.left_out(offer)
    assert Kind.OFFERS not in waits(KARI, early)


def test_a_draft_that_its_network_never_sent_waits_at_its_owner_where_that_may_still_send(
    rogaland: OfficeCast,
) -> None:
    mine, later = intake.taken_in().need, needs.when("2021", 2, 3)
    until, by = needs.when("2021", 2, 9), ROGALAND.caseworker
    needs_acts.reopen(mine, until=until, reason="Nettverket sendte ikkje.", by=by, at=later)
    assert waits(PIA, later)[Kind.DRAFTS][0] == 1


def test_an_invitation_waits_at_the_partner(rogaland: OfficeCast) -> None:
    needs.filled()
    assert waits(UNNI) == {Kind.CONFIRMATIONS: (1, date(2023, 2, 1))}
    assert waits(UNNI, LATER) == {}


def test_a_need_waits_at_the_office_until_it_is_decided_and_sent(rogaland: OfficeCast) -> None:
    need = needs.submitted()
    assert waits(ROGALAND.caseworker) == {Kind.NEW: (1, date(2023, 1, 20))}
    casework.opened(need)
    assert waits(ROGALAND.caseworker) == {Kind.PREPARING: (1, None)}
    assert waits(AGDER.caseworker) == {}


def test_a_supplement_waits_at_the_owner(rogaland: OfficeCast) -> None:
    casework.supplement_asked()
    assert waits(KARI)[Kind.SUPPLEMENTS] == (1, date(2023, 2, 20))


def test_a_decision_waits_to_be_made_and_to_be_sent(rogaland: OfficeCast) -> None:
    decisions.drafted()
    decisions.made()
    found = waits(ROGALAND.decider)
    assert (found[Kind.UNDECIDED], found[Kind.UNSENT]) == ((1, None), (1, None))


def test_an_award_waits_for_answers_and_then_for_each_act_of_payment(rogaland: OfficeCast) -> None:
    decision = decisions.sent()
    assert waits(KARI, LATER)[Kind.ANSWERS][0] == waits(UNNI, LATER)[Kind.ANSWERS][0] == 1
    decisions.accept(decision)
    payments.exported(decision)
    assert waits(ROGALAND.payer)[Kind.CONFIRM_PAID] == (2, date(2023, 5, 15))


@pytest.mark.parametrize(
    ("story", "kind"),
    [(payments.planned, Kind.ATTEST), (payments.attested, Kind.APPROVE), (payments.approved, Kind.EXPORT)],
)
def test_a_payment_waits_for_its_next_act(rogaland: OfficeCast, story: object, kind: Kind) -> None:
    assert callable(story)
    story()
    assert waits(ROGALAND.attestant)[kind] == (2, date(2023, 5, 15))


def test_a_report_waits_at_the_receiver_and_then_at_the_office(rogaland: OfficeCast) -> None:
    journey.paid()
    assert waits(KARI, LATER)[Kind.REPORTS] == waits(UNNI, LATER)[Kind.REPORTS] == (1, date(2024, 1, 15))


def test_a_report_handed_in_waits_at_the_office(rogaland: OfficeCast) -> None:
    followup.submitted()
    assert waits(ROGALAND.caseworker)[Kind.READ_REPORTS] == (1, date(2024, 1, 10))


def test_the_forum_has_lists_of_its_own(rogaland: OfficeCast) -> None:
    needs.submitted()
    assert waits(LARS) == {}


@pytest.mark.parametrize("count", [1, 30])
def test_the_lists_take_as_many_questions_however_long_they_are(
    rogaland: OfficeCast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(1, count + 1):
        rows.decision(number)
    with django_assert_num_queries(1):
        waiting(ROGALAND.caseworker, AT)
    with django_assert_num_queries(1):
        waiting(KARI, AT)


def test_an_answer_of_a_partner_is_waited_for_until_something_builds_on_the_need(rogaland: OfficeCast) -> None:
    need = needs.filled()
    needs.handed_in(need)
    assert waits(UNNI, LATER) == {Kind.CONFIRMATIONS: (1, date(2023, 2, 1))}
    Call.objects.update(confirm_closes_at=closes_at(date(2023, 2, 15)))
    assert waits(UNNI, LATER) == {Kind.CONFIRMATIONS: (1, date(2023, 2, 15))}
    Need.objects.update(own_closes_at=closes_at(date(2023, 2, 20)))
    assert waits(UNNI, LATER) == {Kind.CONFIRMATIONS: (1, date(2023, 2, 20))}
    for built in ("bound_at", "decided_at"):
        Need.objects.update(bound_at=None, decided_at=None)
        Need.objects.update(**{built: LATER})
        assert waits(UNNI, LATER) == {}
    Need.objects.update(bound_at=None, decided_at=None)
    needs.confirm(needs.partnership(need), at=LATER)
    assert waits(UNNI, LATER) == {}


def test_a_partner_of_a_draft_that_was_never_sent_is_not_waited_for(rogaland: OfficeCast) -> None:
    need = needs.filled()
    Call.objects.update(confirm_closes_at=closes_at(date(2023, 2, 15)))
    ends = need.grace_ends
    assert ends
    assert waits(UNNI, ends - timedelta(minutes=1)) == {Kind.CONFIRMATIONS: (1, date(2023, 2, 15))}
    assert waits(UNNI, ends) == {}


def test_a_partner_that_said_no_waits_at_the_owner_until_it_is_let_go_asked_again_or_the_time_is_out(
    rogaland: OfficeCast,
) -> None:
    row = needs.partnership(needs.filled())
    early = needs.when("2021", day=15)
    assert Kind.DECLINED not in waits(KARI, early)
    needs_acts.decline(row, reason="Vi har ikkje folk.", by=UNNI, at=early)
    assert waits(KARI, early)[Kind.DECLINED] == (1, None)
    ends = row.need.grace_ends
    assert ends and Kind.DECLINED in waits(KARI, ends - timedelta(minutes=1)) and Kind.DECLINED not in waits(KARI, ends)
    needs_acts.invite_again(row, by=KARI, at=early)
    assert Kind.DECLINED not in waits(KARI, early)
    needs_acts.decline(row, reason="Framleis ikkje.", by=UNNI, at=early)
    assert Kind.DECLINED in waits(KARI, early)
    needs_acts.cancel_invitation(row, by=KARI, at=early)
    assert Kind.DECLINED not in waits(KARI, early)
