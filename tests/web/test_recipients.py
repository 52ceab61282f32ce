"""The decision as its receivers see it: the whole distribution, the reasons, the letter, and their own answer."""

from __future__ import annotations

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from samspel.decisions import transitions
from samspel.decisions.models import Acceptance
from samspel.letters.models import Letter
from samspel.tenancy.by import By
from tests.cast import CHARLIE, KARI, KNUT, PIA, UNNI, OfficeCast, id_of
from tests.stories import decisions as story
from tests.stories import journey, open_cases, payments, rows
from tests.web.desk import read, sit, words

DESKS = [(KARI, "owner"), (UNNI, "partner")]
SPLIT = (("fjordvik", 2023, 300_000), ("hiv", 2023, 100_000), ("hiv", 2024, 50_000))


@pytest.mark.parametrize(("by", "desk"), DESKS)
def test_the_receiver_reads_the_decision_and_accepts(rogaland: OfficeCast, by: By, desk: str) -> None:
    decision = story.sent(open_cases.recommended(asked=SPLIT))
    journey.carried_out()
    browser, address = sit(by, story.ACCEPTED), reverse(f"{desk}-decision", args=[decision.pk])
    page = words(browser.get(address))
    assert "Tiltaket får 450 000 kr i alt." in page
    assert "Med forbehold om Stortingets budsjett" in page
    assert "Behovet er vurdert i alle einingane" in page
    assert "Siste dag for å klage er" in page and "Utdanningsdirektoratet" in page
    answer = browser.post(address, {"act": "accept", "account_number": "1503.20.80119", "agreed": "on"})
    assert answer.status_code == 302
    page = words(browser.get(address))
    assert "1503.20.80119" in page and "Godtatt" in page
    assert decision.number in read(browser, f"{desk}-decisions")


def test_the_letter_is_for_its_receiver_alone(rogaland: OfficeCast) -> None:
    story.sent(open_cases.recommended())
    letters = {letter.recipient_id: letter for letter in Letter.objects.all()}
    mine = reverse("owner-letter", args=[letters[id_of("fjordvik")].pk])
    theirs = reverse("partner-letter", args=[letters[id_of("hiv")].pk])
    kari = sit(KARI, story.ACCEPTED)
    assert kari.get(mine).status_code == 404  # made, but not yet sent
    journey.carried_out()
    assert kari.get(mine).content.startswith(b"%PDF-")
    assert kari.get(reverse("owner-letter", args=[letters[id_of("hiv")].pk])).status_code == 404
    assert kari.get(theirs).status_code == 403
    assert sit(UNNI, story.ACCEPTED).get(theirs).status_code == 200


def test_others_see_neither_the_decision_nor_that_it_is_there(rogaland: OfficeCast) -> None:
    decision = story.sent(open_cases.recommended())
    address = reverse("owner-decision", args=[decision.pk])
    for by in (PIA, CHARLIE):
        assert sit(by, story.ACCEPTED).get(address).status_code == 404
        assert decision.number not in read(sit(by, story.ACCEPTED), "owner-decisions")


def test_a_decision_that_has_not_been_sent_is_not_there(rogaland: OfficeCast) -> None:
    decision = story.made(open_cases.recommended())
    assert sit(KARI, story.SENT).get(reverse("owner-decision", args=[decision.pk])).status_code == 404


def test_another_receivers_account_is_never_shown(rogaland: OfficeCast) -> None:
    decision = story.sent(open_cases.recommended())
    transitions.accept(
        story.answer_of(decision, UNNI), account_number="86011117947", agreed=True, by=UNNI, at=story.ACCEPTED
    )
    page = read(sit(KARI, story.ACCEPTED), "owner-decision", decision.pk)
    assert "86011117947" not in page and "8601.11.17947" not in page


def test_every_fault_is_told_at_its_field_and_what_was_typed_is_kept(rogaland: OfficeCast) -> None:
    case = open_cases.recommended(scheme="decentralised")
    decision = story.sent(case)
    browser, address = sit(KARI, story.ACCEPTED), reverse("owner-decision", args=[decision.pk])
    assert 'value="120\u00a0000"' in browser.get(address).content.decode()
    sent = {"act": "accept", "account_number": "15032080118", "own_contribution_nok": "100", "agreed": "on"}
    answer = browser.post(address, sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_account_number"' in page and 'href="#id_own_contribution_nok"' in page
    assert "Egenandelen må være minst 30 prosent av tilskuddet: av 400 000 kr er det 120 000 kr. Grunnlag:" in words(
        answer
    )
    assert 'value="15032080118"' in page
    assert "Kryss av" in words(browser.post(address, {**sent, "agreed": ""}))
    assert Acceptance.objects.filter(state="accepted").count() == 0


def test_no_thank_you_is_said_on_purpose(rogaland: OfficeCast) -> None:
    decision = story.sent(open_cases.recommended())
    browser, address = sit(UNNI, story.ACCEPTED), reverse("partner-decision", args=[decision.pk])
    assert browser.post(address, {"act": "decline"}).status_code == 422
    assert browser.post(address, {"act": "decline", "sure": "on"}).status_code == 302
    assert "Takket nei" in words(browser.get(address))
    assert browser.post(address, {"act": "decline", "sure": "on"}).status_code == 422
    assert browser.post(address, {"act": "nothing"}).status_code == 404


def test_who_may_not_sign_is_told_who_may(rogaland: OfficeCast) -> None:
    decision = story.sent(open_cases.recommended())
    browser, address = sit(KNUT, story.ACCEPTED), reverse("owner-decision", args=[decision.pk])
    page = words(browser.get(address))
    assert "En som kan sende inn for virksomheten, må svare." in page and "Godta tilskuddet" not in page
    sent = {"act": "accept", "account_number": story.ACCOUNT, "agreed": "on"}
    assert browser.post(address, sent).status_code == 422


def test_a_rejection_tells_why_and_what_would_help(rogaland: OfficeCast) -> None:
    case = open_cases.recommended()
    decision = story.sent(case, story.rejection(case))
    page = words(sit(KARI, story.ACCEPTED).get(reverse("owner-decision", args=[decision.pk])))
    assert "Tiltaket får ikke tilskudd." in page
    assert "Vis korleis dei tilsette lærer saman." in page and "Ramma strekk ikkje til." in page
    assert "Svaret deres" not in page


def test_the_payments_to_oneself_are_shown(rogaland: OfficeCast) -> None:
    decision = story.accepted(open_cases.recommended())
    payments.paid(decision)
    page = words(sit(KARI, payments.CONFIRMED).get(reverse("owner-decision", args=[decision.pk])))
    assert "Utbetalinger til dere" in page and "300 000 kr Utbetalt 16. mai 2023" in page
    assert page.count("Utbetalt") == 1


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(("by", "desk"), DESKS)
def test_the_list_asks_the_database_as_often_for_one_as_for_thirty(
    rogaland: OfficeCast, django_assert_num_queries: DjangoAssertNumQueries, by: By, desk: str, count: int
) -> None:
    for number in range(1, count + 1):
        rows.decision(number, (("fjordvik", 2023, 1_000), ("hiv", 2023, 2_000)))
    browser = sit(by, story.ACCEPTED)
    with django_assert_num_queries(13):
        page = read(browser, f"{desk}-decisions")
    assert page.count("V-2023-0") == count
