"""What each desk is told of a need: its own acts and what was sent to it, never what is being prepared about it."""

from __future__ import annotations

from collections import Counter

import pytest

from samspel.casework import transitions as casework_acts
from samspel.flow.transition import acts
from samspel.followup import transitions as followup_acts
from samspel.followup.models import Report
from samspel.journey import disclosure
from samspel.needs.models import Need
from samspel.tenancy.by import By
from samspel.web.history import ACTS
from tests.cast import KARI, MONA, ROGALAND, SIGRUN, UNNI, OfficeCast, id_of
from tests.stories import casework, decisions, followup, journey, needs
from tests.web.desk import read, sit

INSIDE = {"casework", "forum", "letters", "payments"}


def told(by: By, need: Need) -> list[str]:
    return [entry.act for entry in disclosure.history(by, need)]


def test_the_owner_is_told_nothing_of_what_the_office_and_the_forum_prepare(rogaland: OfficeCast) -> None:
    (case,) = journey.recommended()
    before = told(KARI, case.need)
    assert before == ["needs.draft", "needs.invite_partner", "needs.confirm", "needs.submit", "casework.open_case"]

    decision = decisions.made(case)

    assert told(KARI, case.need) == before
    assert told(UNNI, case.need) == ["needs.invite_partner", "needs.confirm", "needs.submit"]
    assert {"forum.recommend", "decisions.make"} <= set(told(ROGALAND.caseworker, decision.case.need))


def test_a_dismissal_is_not_told_before_it_is_sent(rogaland: OfficeCast) -> None:
    case = casework.supplement_asked()
    at = needs.when("2021", 2, 21)
    casework_acts.close_as_dismissed(case, ground="no-answer", by=ROGALAND.decider, at=at)
    assert told(KARI, case.need)[-1] == "needs.send_back"


def test_the_owner_is_told_what_was_sent_and_paid_and_of_its_own_report_alone(rogaland: OfficeCast) -> None:
    decision = journey.whole()
    partners = Report.objects.get(decision=decision, recipient_id=id_of("hiv"), year=2023)
    followup_acts.submit(partners, told=followup.told(partners), by=UNNI, at=followup.HANDED_IN)
    followup_acts.send_back(partners, reason="Skriv meir.", by=ROGALAND.caseworker, at=followup.ANSWERED)
    own = Report.objects.get(decision=decision, recipient_id=id_of("fjordvik"), year=2023)

    for by, report, other in ((KARI, own, partners), (UNNI, partners, own)):
        records = set(disclosure.history(by, decision.case.need).values_list("record_id", flat=True))
        assert report.pk in records
        assert other.pk not in records
    after = told(KARI, decision.case.need)
    assert Counter(after[5:]) == {
        "decisions.send": 1, "decisions.accept": 2, "payments.confirm_paid": 2,
        "followup.request": 1, "followup.submit": 1, "followup.approve": 1,
    }  # fmt: skip


@pytest.mark.parametrize("by", [MONA, SIGRUN])
def test_the_forum_has_its_own_pages_and_no_history(rogaland: OfficeCast, by: By) -> None:
    (case,) = journey.recommended()
    assert told(by, case.need) == []


def test_every_act_that_is_told_is_an_act_with_words() -> None:
    listed = disclosure.TO_OWNER | disclosure.TO_PARTNER | disclosure.OF_A_REPORT | disclosure.OF_A_PARTNERSHIP
    assert listed - set(acts) == set()
    assert {act for act in listed if act.split(".")[0] in INSIDE} == {
        "casework.open_case",
        "casework.judge_late",
        "payments.confirm_paid",
    }


def test_the_owners_page_says_nothing_of_a_decision_that_has_not_been_sent(rogaland: OfficeCast) -> None:
    (case,) = journey.recommended()
    decisions.made(case)
    page = read(sit(KARI, decisions.MADE), "owner-status", case.need.pk)
    kept = [str(ACTS[act]) for act in ("forum.add_case", "forum.recommend", "casework.make_ready", "decisions.make")]
    assert [words for words in kept if words in page] == []
    assert str(ACTS["needs.submit"]) in page
