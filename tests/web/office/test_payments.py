"""Payments on the office's screen: chosen in a table, one stage at a time, each by those who may."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from samspel.decisions.models import Acceptance, Share
from samspel.payments import transitions
from samspel.payments.models import Instalment, PaymentBasis
from samspel.tenancy.models import Office
from tests.cast import AGDER, KARI, ROGALAND, OfficeCast
from tests.stories import decisions, open_cases, rows
from tests.stories import payments as story
from tests.web.desk import read, sit, words


def test_a_payment_goes_the_whole_way_on_the_screen(rogaland: OfficeCast) -> None:
    decision = decisions.accepted(open_cases.recommended())
    astrid, per = sit(ROGALAND.attestant, story.PLANNED), sit(ROGALAND.payer, story.EXPORTED)
    address = reverse("office-payments")
    shares = [str(share.pk) for share in story.shares(decision)]
    page = words(astrid.get(address))
    assert "Til planlegging 2 linjer Sum 400 000 kr" in page
    sent = {"act": "plan", "valgt": shares, "plan-due_on": "15.5.2023"}
    assert astrid.post(f"{address}?status=plan", sent).status_code == 302
    ids = [str(pk) for pk in Instalment.objects.values_list("pk", flat=True)]
    assert astrid.post(f"{address}?status=planned", {"act": "attest", "valgt": ids}).status_code == 302
    assert per.post(f"{address}?status=attested", {"act": "approve", "valgt": ids}).status_code == 302
    assert "Alle 2 godkjente utbetalinger, til sammen 400 000 kr" in words(per.get(f"{address}?status=approved"))
    assert per.post(f"{address}?status=approved", {"act": "export"}).status_code == 302
    basis = PaymentBasis.objects.get()
    page = words(per.get(reverse("office-basis", args=[basis.pk])))
    assert "1503.20.80119" in page and basis.document.sha256 in page and "Linjene stemmer ikke" not in page
    file = per.get(reverse("office-basis-file", args=[basis.pk]))
    assert file.headers["Content-Disposition"] == 'attachment; filename="U-2023-001.csv"'
    assert file.content.count(b"\r\n") == 3
    later = sit(ROGALAND.payer, story.CONFIRMED)
    sent = {"act": "confirm", "valgt": ids, "confirm-paid_on": "16.5.2023"}
    assert later.post(f"{address}?status=exported", sent).status_code == 302
    assert set(Instalment.objects.values_list("state", flat=True)) == {"paid"}


def test_nothing_chosen_is_said_and_what_was_written_is_kept(rogaland: OfficeCast) -> None:
    decisions.accepted(open_cases.recommended())
    browser = sit(ROGALAND.attestant, story.PLANNED)
    answer = browser.post(f"{reverse('office-payments')}?status=plan", {"act": "plan", "plan-due_on": "snart"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Velg minst én linje i tabellen." in page and 'value="snart"' in page


def test_a_refusal_is_told_with_its_basis_and_the_choice_is_kept(rogaland: OfficeCast) -> None:
    first, second = story.planned(decisions.accepted(open_cases.recommended()))
    transitions.stop(second, reason="Feil.", by=ROGALAND.payer, at=story.PLANNED)
    answer = sit(ROGALAND.payer, story.ATTESTED).post(
        f"{reverse('office-payments')}?status=planned", {"act": "attest", "valgt": [str(first.pk)]}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Rollen din gir ikke rett" in page
    first.refresh_from_db()
    assert first.state == "planned"


def test_a_stop_needs_its_reason(rogaland: OfficeCast) -> None:
    (first, _second) = story.planned(decisions.accepted(open_cases.recommended()))
    browser, address = sit(ROGALAND.payer, story.PLANNED), f"{reverse('office-payments')}?status=planned"
    sent = {"act": "stop", "valgt": [str(first.pk)], "stop-reason": ""}
    assert browser.post(address, sent).status_code == 422
    assert browser.post(address, {**sent, "stop-reason": "Rapporten manglar."}).status_code == 302
    assert "Rapporten manglar." in browser.get(f"{reverse('office-payments')}?status=stopped").content.decode()


@pytest.mark.parametrize(
    ("stage", "sent"),
    [
        ("planned", {"act": "approve"}),
        ("paid", {"act": "stop"}),
        ("planned", {"act": "attest", "valgt": ["nei"]}),
        ("planned", {"act": "attest", "valgt": ["00000000-0000-7000-8000-000000000000"]}),
    ],
)
def test_what_is_not_there_is_not_done(rogaland: OfficeCast, stage: str, sent: dict[str, object]) -> None:
    story.planned(decisions.accepted(open_cases.recommended()))
    browser = sit(ROGALAND.attestant, story.PLANNED)
    assert browser.post(f"{reverse('office-payments')}?status={stage}", sent).status_code == 404


def test_a_share_is_split_into_payments(rogaland: OfficeCast) -> None:
    share = story.shares(decisions.accepted(open_cases.recommended()))[0]
    browser, address = sit(ROGALAND.attestant, story.PLANNED), reverse("office-plan", args=[share.pk])
    assert 'value="300\u00a0000"' in browser.get(address).content.decode()
    sent = {"nok_1": "200 000", "day_1": "15.5.2023", "nok_2": "99 999", "day_2": "15.11.2023"}
    answer = browser.post(address, sent)
    assert answer.status_code == 422
    assert "Delbeløpene er til sammen 299 999 kr. De må være 300 000 kr." in words(answer)
    answer = browser.post(address, {**sent, "day_2": "", "nok_3": "", "day_3": "1.12.2023"})
    assert "Skriv når beløpet forfaller." in words(answer)
    assert "Skriv beløpet som forfaller denne dagen." in words(answer)
    assert browser.post(address, {**sent, "nok_2": "100 000"}).status_code == 302
    assert list(Instalment.objects.order_by("position").values_list("amount_nok", flat=True)) == [200_000, 100_000]
    assert browser.get(address).status_code == 404


def test_nobody_else_comes_in(rogaland: OfficeCast) -> None:
    basis = story.exported(decisions.accepted(open_cases.recommended()))
    for name in ("office-basis", "office-basis-file"):
        address = reverse(name, args=[basis.pk])
        assert sit(KARI, story.EXPORTED).get(address).status_code == 403
        assert sit(AGDER.payer, story.EXPORTED).get(address).status_code == 404
    assert sit(KARI, story.EXPORTED).get(reverse("office-payments")).status_code == 403


def accepted_shares(count: int) -> list[Share]:
    """Shares whose receivers have accepted, written straight into the tables."""
    found = [Share.objects.get(decision=rows.decision(number)) for number in range(1, count + 1)]
    Acceptance.objects.update(state="accepted", account_number=decisions.ACCOUNT, answered_at=decisions.ACCEPTED)
    return found


@pytest.mark.parametrize("count", [1, 30])
def test_every_stage_asks_the_database_as_often_for_one_as_for_thirty(
    rogaland: OfficeCast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    shares = accepted_shares(count)
    browser, address = sit(ROGALAND.attestant, story.PLANNED), reverse("office-payments")
    with django_assert_num_queries(11):
        page = browser.get(f"{address}?status=plan&velg=alle").content.decode()
    assert page.count(" checked aria-label") == count
    for share in shares:
        approved(share)
    with django_assert_num_queries(12):
        page = browser.get(f"{reverse('office-payments')}?status=approved").content.decode()
    assert page.count("1503.20.80119") == count


def approved(share: Share) -> Instalment:
    return Instalment.objects.create(
        office_id=ROGALAND.office,
        state="approved",
        share=share,
        position=1,
        amount_nok=share.amount_nok,
        account_number=decisions.ACCOUNT,
        due_on=story.DUE_ON,
        attested_by_id=ROGALAND.attestant.person_id,
        approved_by_id=ROGALAND.payer.person_id,
    )


@pytest.mark.parametrize("count", [1, 30])
def test_the_bases_ask_the_database_as_often_for_one_as_for_thirty(
    rogaland: OfficeCast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for share in accepted_shares(count):
        approved(share)
        transitions.export(Office(pk=ROGALAND.office), by=ROGALAND.payer, at=story.EXPORTED)
    browser = sit(ROGALAND.payer, story.EXPORTED)
    with django_assert_num_queries(10):
        page = read(browser, "office-bases")
    assert len(set(re.findall(r"U-2023-\d{3}", page))) == count
    basis = PaymentBasis.objects.all()[0]
    with django_assert_num_queries(10):
        read(browser, "office-basis", basis.pk)
