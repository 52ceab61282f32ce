"""A payment is planned, attested by one, approved by another, handed over once, and confirmed."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, connection, transaction

from samspel.decisions.models import Decision, Share
from samspel.files import store
from samspel.flow.models import Entry, Outbox
from samspel.flow.refusal import NotVisible, Refused
from samspel.ledger.models import Frame, Movement
from samspel.payments import basis as basis_file
from samspel.payments import transitions
from samspel.payments.models import Instalment, PaymentBasis
from samspel.payments.rules import Planned
from samspel.tenancy.by import By, Role
from samspel.tenancy.context import offices
from samspel.tenancy.models import Office
from tests.cast import AGDER, KARI, ROGALAND, OfficeCast, id_of
from tests.stories import decisions, invitations, open_cases
from tests.stories import payments as story

pytestmark = pytest.mark.money
BOTH = By(ROGALAND.attestant.person_id, None, ROGALAND.office, Role.PAYER)
DAGNY_ATTESTS = By(ROGALAND.decider.person_id, None, ROGALAND.office, Role.ATTESTANT)


def codes(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in caught.value.refusals]


def decided() -> Decision:
    return decisions.accepted(open_cases.recommended())


def rogalands_office() -> Office:
    return Office.objects.get(pk=ROGALAND.office)


def export() -> PaymentBasis:
    return transitions.export(rogalands_office(), by=ROGALAND.payer, at=story.EXPORTED)


def test_a_plan_has_its_places_and_the_receivers_account(rogaland: OfficeCast) -> None:
    share = story.shares(decisions.accepted(open_cases.recommended()))[0]
    plan = [Planned(200_000, story.DUE_ON), Planned(100_000, date(2023, 11, 15))]
    first, second = transitions.plan_all(share, plan, by=ROGALAND.caseworker, at=story.PLANNED)
    assert [(one.position, one.amount_nok, one.state) for one in (first, second)] == [
        (1, 200_000, "planned"), (2, 100_000, "planned"),
    ]  # fmt: skip
    assert first.account_number == decisions.ACCOUNT
    entry = Entry.objects.filter(act="payments.plan").first()
    assert entry is not None
    assert entry.facts == {"position": 1, "amount_nok": 200_000, "due_on": "2023-05-15"}
    assert entry.subject_id == share.subject_id


@pytest.mark.parametrize(("amounts", "sum_text"), [((100, 200), "300"), ((200_000, 100_001), "300\u00a0001")])
def test_a_plan_comes_to_the_share_to_the_krone(rogaland: OfficeCast, amounts: tuple[int, ...], sum_text: str) -> None:
    share = story.shares(decisions.accepted(open_cases.recommended()))[0]
    with pytest.raises(Refused) as caught:
        plan = [Planned(amount_nok, story.DUE_ON) for amount_nok in amounts]
        transitions.plan_all(share, plan, by=ROGALAND.caseworker, at=story.PLANNED)
    assert codes(caught) == ["plan-sum"]
    assert f"{sum_text}\u00a0kr" in caught.value.refusals[0].text
    assert not Instalment.objects.exists()


def test_an_instalment_is_within_the_share_has_an_amount_and_is_due_ahead(rogaland: OfficeCast) -> None:
    share = story.shares(decisions.accepted(open_cases.recommended()))[0]
    yesterday = story.PLANNED.date() - timedelta(days=1)
    for planned, wrong in (
        (Planned(300_001, story.DUE_ON), ["over-share"]),
        (Planned(0, yesterday), ["no-amount", "due"]),
    ):
        with pytest.raises(Refused) as caught:
            transitions.plan(share, planned=planned, by=ROGALAND.caseworker, at=story.PLANNED)
        assert codes(caught) == wrong


def test_nothing_is_planned_before_the_terms_are_accepted(rogaland: OfficeCast) -> None:
    share = story.shares(decisions.sent(open_cases.recommended()))[0]
    with pytest.raises(Refused) as caught:
        transitions.plan(share, planned=Planned(1, story.DUE_ON), by=ROGALAND.caseworker, at=story.PLANNED)
    assert codes(caught) == ["not-accepted"]
    assert caught.value.refusals[0].basis == "DFØs rutine for attestasjon"
    assert "Fjordvik kommune" in caught.value.refusals[0].text


def test_what_stands_under_reservation_is_not_planned(rogaland: OfficeCast) -> None:
    case = open_cases.recommended(asked=(("fjordvik", 2023, 10), ("fjordvik", 2024, 20)))
    decision = decisions.accepted(case)
    later = Share.objects.get(decision=decision, year=2024)
    with pytest.raises(Refused) as caught:
        transitions.plan(later, planned=Planned(1, story.DUE_ON), by=ROGALAND.caseworker, at=story.PLANNED)
    assert codes(caught) == ["reserved"]
    assert "ikke bekreftet" in caught.value.refusals[0].basis


@pytest.mark.parametrize("by", [ROGALAND.payer, ROGALAND.decider, AGDER.caseworker, KARI])
def test_only_those_who_prepare_plan(rogaland: OfficeCast, by: By) -> None:
    share = story.shares(decisions.accepted(open_cases.recommended()))[0]
    with pytest.raises(Refused) as caught:
        transitions.plan(share, planned=Planned(1, story.DUE_ON), by=by, at=story.PLANNED)
    assert codes(caught) == ["wrong-role"]


def test_one_attests_and_another_approves(rogaland: OfficeCast) -> None:
    instalment = story.approved(decided())[0]
    assert (instalment.state, instalment.attested_by_id, instalment.approved_by_id) == (
        "approved", id_of("astrid"), id_of("per"),
    )  # fmt: skip
    assert Entry.objects.filter(act="payments.approve").count() == 2


def test_whoever_attested_does_not_approve(rogaland: OfficeCast) -> None:
    instalment = story.attested(decided())[0]
    with pytest.raises(Refused) as caught:
        transitions.approve(instalment, by=BOTH, at=story.APPROVED)
    assert codes(caught) == ["four-eyes"]
    assert caught.value.refusals[0].basis == "bestemmelser om økonomistyring i staten punkt 2.5.2"
    instalment.refresh_from_db()
    assert instalment.state == "attested"


def test_whoever_attested_does_not_approve_by_another_login(rogaland: OfficeCast) -> None:
    instalment = story.attested(decided())[0]
    invitations.told_of(id_of("astrid"), id_of("per"))
    with pytest.raises(Refused) as caught:
        transitions.approve(instalment, by=ROGALAND.payer, at=story.APPROVED)
    assert codes(caught) == ["four-eyes"]


def test_whoever_decided_does_not_attest(rogaland: OfficeCast) -> None:
    instalment = story.planned(decided())[0]
    with pytest.raises(Refused) as caught:
        transitions.attest(instalment, by=DAGNY_ATTESTS, at=story.ATTESTED)
    assert codes(caught) == ["four-eyes"]


def test_a_plan_with_a_gap_is_not_attested(rogaland: OfficeCast) -> None:
    share = story.shares(decisions.accepted(open_cases.recommended()))[0]
    part = transitions.plan(share, planned=Planned(200_000, story.DUE_ON), by=ROGALAND.caseworker, at=story.PLANNED)
    with pytest.raises(Refused) as caught:
        transitions.attest(part, by=ROGALAND.attestant, at=story.ATTESTED)
    assert codes(caught) == ["plan-not-whole"]
    assert "200\u00a0000\u00a0kr" in caught.value.refusals[0].text


def test_an_instalment_to_another_account_than_the_receiver_gave_is_not_attested(rogaland: OfficeCast) -> None:
    share = story.shares(decided())[0]
    instalment = Instalment.objects.create(
        office_id=ROGALAND.office, state="planned", share=share, position=1, amount_nok=share.amount_nok,
        account_number="86011117947", due_on=story.DUE_ON,
    )  # fmt: skip
    with pytest.raises(Refused) as caught:
        transitions.attest(instalment, by=ROGALAND.attestant, at=story.ATTESTED)
    assert codes(caught) == ["account-changed"]


@pytest.mark.parametrize("by", [ROGALAND.payer, ROGALAND.caseworker, AGDER.attestant, KARI])
def test_only_the_attestant_attests(rogaland: OfficeCast, by: By) -> None:
    instalment = story.planned(decided())[0]
    with pytest.raises(Refused) as caught:
        transitions.attest(instalment, by=by, at=story.ATTESTED)
    assert codes(caught) == ["wrong-role"]


@pytest.mark.parametrize("by", [ROGALAND.attestant, ROGALAND.decider, AGDER.payer, KARI])
def test_only_the_payer_approves_and_hands_over(rogaland: OfficeCast, by: By) -> None:
    instalment = story.attested(decided())[0]
    with pytest.raises(Refused) as caught:
        transitions.approve(instalment, by=by, at=story.APPROVED)
    assert "wrong-role" in codes(caught)
    with pytest.raises(Refused) as caught:
        transitions.export(rogalands_office(), by=by, at=story.EXPORTED)
    assert codes(caught) == ["wrong-role"]


@pytest.mark.parametrize(
    "statement",
    [
        "update payments_instalment set state = 'approved', approved_by_id = attested_by_id",
        "update payments_instalment set state = 'approved', attested_by_id = null, approved_by_id = attested_by_id",
        "update payments_instalment set state = 'exported'",
        "update payments_instalment set amount_nok = amount_nok + 1",
        "update payments_instalment set account_number = '86011117947'",
        "delete from payments_instalment",
    ],
)
def test_sql_as_the_app_cannot_get_past_four_eyes_or_change_a_payment(rogaland: OfficeCast, statement: str) -> None:
    story.attested(decided())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "update payments_paymentbasis set sum_nok = sum_nok + 1",
        "delete from payments_paymentbasis",
        "update payments_instalment set basis_id = null, state = 'approved'",
        "update files_document set sha256 = repeat('0', 64)",
    ],
)
def test_sql_as_the_app_cannot_change_a_basis(rogaland: OfficeCast, statement: str) -> None:
    story.exported(decided())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_basis_has_every_approved_payment_its_control_sum_and_its_file(rogaland: OfficeCast) -> None:
    decision = decisions.accepted(open_cases.recommended())
    basis = story.exported(decision)
    assert (basis.number, basis.lines, basis.sum_nok) == ("U-2023-001", 2, 400_000)
    content = store.read(basis.document)
    assert hashlib.sha256(content).hexdigest() == basis.document.sha256
    rows = list(csv.DictReader(io.StringIO(content.decode(), newline="")))
    assert [(row["mottaker"], row["belop_nok"], row["kontonummer"], row["kapittel_post"]) for row in rows] == [
        ("Fjordvik kommune", "300000", decisions.ACCOUNT, "231.21"),
        ("Høgskulen i vest", "100000", decisions.ACCOUNT, "231.21"),
    ]
    assert sum(int(row["belop_nok"]) for row in rows) == basis.sum_nok
    assert {row["vedtak"] for row in rows} == {decision.number}
    assert b"\r\n" in content and not content.startswith(b"\xef\xbb\xbf")
    assert set(Instalment.objects.values_list("state", "basis_id")) == {("exported", basis.pk)}
    entry = Entry.objects.get(act="payments.export")
    assert (entry.journal_number is not None, entry.facts["sum_nok"]) == (True, 400_000)


def test_asking_twice_gives_nothing_new(rogaland: OfficeCast) -> None:
    story.exported(decided())
    with pytest.raises(Refused) as caught:
        export()
    assert codes(caught) == ["nothing-approved"]
    assert PaymentBasis.objects.count() == 1


def test_bases_are_numbered_without_gaps(rogaland: OfficeCast) -> None:
    first = story.exported(decided())
    with suppress(Refused):
        export()
    assert (first.number, story.exported(decided()).number) == ("U-2023-001", "U-2023-002")


@pytest.mark.parametrize("risky", ["=1+1", "+47", "-x", "@x", "\tx"])
def test_a_name_that_looks_like_a_formula_is_shown_and_not_computed(risky: str) -> None:
    assert basis_file.safe(risky) == f"'{risky}"
    assert basis_file.safe("Solsida") == "Solsida"


def test_confirming_takes_the_money_out_of_what_is_bound(rogaland: OfficeCast) -> None:
    instalment = story.paid(decided())[0]
    frame = Frame.objects.get()
    assert (frame.committed_nok, frame.paid_nok) == (400_000, 400_000)
    assert (instalment.state, instalment.paid_on) == ("paid", story.PAID_ON)
    assert Movement.objects.filter(kind="paid").count() == 2
    assert Outbox.objects.filter(kind="publish", key__endswith=":paid").count() == 2


@pytest.mark.parametrize("paid_on", [date(2023, 5, 4), date(2023, 5, 23)])
def test_a_day_of_payment_outside_what_can_be_is_refused(rogaland: OfficeCast, paid_on: date) -> None:
    basis = story.exported(decided())
    instalment = Instalment.objects.filter(basis=basis).first()
    assert instalment is not None
    with pytest.raises(Refused) as caught:
        transitions.confirm_paid(instalment, paid_on=paid_on, by=ROGALAND.payer, at=story.CONFIRMED)
    assert codes(caught) == ["paid-on"]
    assert not Movement.objects.filter(kind="paid").exists()


def test_a_stopped_payment_has_its_reason_and_can_be_planned_again(rogaland: OfficeCast) -> None:
    instalment = story.attested(decided())[0]
    with pytest.raises(Refused) as caught:
        transitions.stop(instalment, reason=" ", by=ROGALAND.payer, at=story.APPROVED)
    assert codes(caught) == ["no-reason"]
    transitions.stop(instalment, reason="Rapporten manglar.", by=ROGALAND.payer, at=story.APPROVED)
    assert (instalment.state, instalment.stopped_reason) == ("stopped", "Rapporten manglar.")
    with pytest.raises(Refused) as caught:
        transitions.approve(instalment, by=ROGALAND.payer, at=story.APPROVED)
    assert codes(caught) == ["wrong-state"]
    again = transitions.plan(
        instalment.share, planned=Planned(300_000, story.DUE_ON), by=ROGALAND.caseworker, at=story.APPROVED
    )
    assert again.position == 2


def test_what_has_been_handed_over_is_not_stopped(rogaland: OfficeCast) -> None:
    story.exported(decided())
    instalment = Instalment.objects.first()
    assert instalment is not None
    with pytest.raises(Refused) as caught:
        transitions.stop(instalment, reason="For seint.", by=ROGALAND.payer, at=story.EXPORTED)
    assert codes(caught) == ["wrong-state"]


def test_one_refusal_among_several_stops_them_all(rogaland: OfficeCast) -> None:
    first, second = story.attested(decided())
    transitions.stop(second, reason="Rapporten manglar.", by=ROGALAND.payer, at=story.APPROVED)
    with pytest.raises(Refused):
        transitions.each(lambda one: transitions.approve(one, by=ROGALAND.payer, at=story.APPROVED), [first, second])
    first.refresh_from_db()
    assert first.state == "attested"
    done = transitions.each(lambda one: transitions.approve(one, by=ROGALAND.payer, at=story.APPROVED), [first])
    assert done == 1


def test_a_payment_that_is_not_there_stops_them_all(rogaland: OfficeCast) -> None:
    with pytest.raises(NotVisible):
        transitions.each(lambda one: None, [Instalment()])


def test_sixteen_who_hand_over_at_once_put_each_payment_in_one_basis(real_database: str) -> None:
    with entered():
        for _ in range(3):
            story.approved(decided())
    start, made, refused, faults = Barrier(16), [], [], []

    def press() -> None:
        start.wait(30)
        try:
            with entered():
                made.append(export().number)
        except Refused as refusal:
            refused.append(refusal)
        except DatabaseError as fault:
            faults.append(fault)
        finally:
            connection.close()

    run([press] * 16)
    assert faults == []
    assert (made, len(refused)) == (["U-2023-001"], 15)
    with entered():
        basis = PaymentBasis.objects.get()
        assert (basis.lines, basis.sum_nok) == (6, 1_200_000)
        assert set(Instalment.objects.values_list("basis_id", flat=True)) == {basis.pk}


def test_approving_and_handing_over_at_once_lose_nothing_and_double_nothing(real_database: str) -> None:
    with entered():
        instalments = [one for _ in range(4) for one in story.attested(decided())]
    faults: list[DatabaseError] = []
    start = Barrier(8)

    def approve(some: list[Instalment]) -> Callable[[], None]:
        def work() -> None:
            transitions.each(lambda one: transitions.approve(one, by=ROGALAND.payer, at=story.APPROVED), some)

        return lambda: attempt(work)

    def attempt(work: Callable[[], object]) -> None:
        start.wait(30)
        for _ in range(3):
            try:
                with entered(), suppress(Refused):
                    work()
            except DatabaseError as fault:
                faults.append(fault)
        connection.close()

    first, second = instalments[:4], instalments[4:]
    halves = [approve(first), approve(second), approve(first[::-1]), approve(second[::-1])]
    run([*halves, *[lambda: attempt(export)] * 4])
    with entered(), suppress(Refused):
        export()
    assert faults == []
    with entered():
        assert set(Instalment.objects.values_list("state", flat=True)) == {"exported"}
        bases = list(PaymentBasis.objects.all())
        assert sum(basis.lines for basis in bases) == 8
        assert sum(basis.sum_nok for basis in bases) == 1_600_000
        assert sorted(basis.number for basis in bases) == [f"U-2023-{n:03}" for n in range(1, len(bases) + 1)]


def run(work: list[Callable[[], None]]) -> None:
    threads = [Thread(target=one) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)


@contextmanager
def entered() -> Iterator[None]:
    """A transaction of its own with the office entered."""
    with transaction.atomic(), offices([ROGALAND.office]):
        yield
