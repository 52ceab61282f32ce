"""A need is handed in whole, with its content, its digest and its receipt; sent back with a deadline; or withdrawn."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from samspel.calls import transitions as calls_acts
from samspel.files import store
from samspel.flow.models import Entry, Outbox
from samspel.flow.refusal import Refused
from samspel.kit.deadlines import closes_at
from samspel.kit.text import digest
from samspel.needs import queries, sheet, transitions
from samspel.needs.models import Need, Submission
from samspel.tenancy.by import By
from tests.cast import AGDER, CHARLIE, KARI, KNUT, PIA, ROGALAND, UNNI, OfficeCast
from tests.stories import needs

NOW = needs.when("2021", day=20)
PDF = b"%PDF-1.7 a receipt"


def submit(need: Need, by: By = KARI, at: datetime = NOW, shown: str = "") -> None:
    shown = shown or digest(sheet.canonical(sheet.of(need)))
    transitions.submit(need, key=uuid4(), shown=shown, receipt=PDF, by=by, at=at)


def send_back(need: Need, by: By = ROGALAND.caseworker) -> None:
    answer_by = closes_at((NOW + timedelta(days=21)).date())
    transitions.send_back(need, reason="Budsjettet manglar.", answer_by=answer_by, by=by, at=NOW)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


@pytest.mark.parametrize("scheme", needs.SCHEMES)
def test_a_need_is_handed_in_whole(rogaland: OfficeCast, scheme: str) -> None:
    need = needs.confirmed(scheme)
    at = needs.when(needs.RULE_SET[scheme], day=20)
    submit(need, at=at)
    need = queries.need_of(KARI, need.pk)
    made = Submission.objects.get()
    assert (need.state, need.submitted_at, made.received_at, made.late) == ("submitted", at, at, False)
    assert (made.digest, made.digest) == (digest(made.content), digest(sheet.canonical(sheet.of(need))))
    assert (store.read(made.receipt), made.receipt.media_type) == (PDF, "application/pdf")
    assert made.sender_id == KARI.person_id
    entry = Entry.objects.get(act="needs.submit")
    assert entry.journal_number is not None
    assert (entry.facts["digest"], entry.facts["asked_nok"]) == (made.digest, 400_000)
    message = Outbox.objects.get(kind="receipt")
    assert (message.subject_id, message.payload) == (need.pk, {"submission": str(made.pk)})


def test_an_empty_need_is_refused_with_everything_that_is_missing(rogaland: OfficeCast) -> None:
    need = needs.drafted(title="")
    with pytest.raises(Refused) as refused:
        submit(need)
    found = [(refusal.code, refusal.field) for refusal in refused.value.refusals]
    assert found == [
        ("missing", "title"),
        ("missing", "contact_name"),
        ("missing", "contact_email"),
        ("missing", "measure"),
        ("missing", "goal"),
        ("VR06", "assessment"),
        ("VR06", "assessment_sources"),
        ("VR07", "involvement"),
        ("VR08", "collective"),
        ("missing", "units"),
        ("missing", "target_groups"),
        ("missing", "indicators"),
        ("VR05", "starts_on"),
        ("VR03", "partners"),
        ("VR05", "budget"),
    ]
    need.refresh_from_db()
    assert (need.state, Submission.objects.count()) == ("draft", 0)
    assert Outbox.objects.filter(subject_id=need.pk).count() == 0


@pytest.mark.parametrize("by", [KNUT, PIA, CHARLIE, UNNI, ROGALAND.caseworker])
def test_only_the_signer_hands_in_and_withdraws(rogaland: OfficeCast, by: By) -> None:
    need = needs.confirmed()
    with pytest.raises(Refused, match="signere"):
        submit(need, by=by)
    with pytest.raises(Refused, match="signere"):
        transitions.withdraw(need, reason="Nei", by=by, at=NOW)
    assert not Submission.objects.exists()


@pytest.mark.deadline
def test_a_need_is_received_until_the_first_instant_that_is_too_late(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    closes = need.call.closes_at
    assert closes is not None
    with pytest.raises(Refused) as refused:
        submit(need, at=closes)
    assert codes(refused) == ["VR01"]
    submit(need, at=closes - timedelta(microseconds=1))
    assert need.state == "submitted"


def test_nothing_is_handed_in_under_a_call_that_was_withdrawn(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    calls_acts.withdraw(need.call, reason="Feil", by=ROGALAND.decider, at=NOW)
    with pytest.raises(Refused) as refused:
        submit(need)
    assert codes(refused) == ["VR01"]


def test_a_need_changed_after_its_receipt_was_made_is_refused(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    before = digest(sheet.canonical(sheet.of(need)))
    transitions.fill(need, content={"goal": "Endra"}, by=KNUT, at=NOW)
    with pytest.raises(Refused) as refused:
        submit(need, shown=before)
    assert codes(refused) == ["stale"]


def test_a_need_that_is_handed_in_is_not_handed_in_again(rogaland: OfficeCast) -> None:
    need = needs.submitted()
    with pytest.raises(Refused) as refused:
        submit(need)
    assert codes(refused) == ["wrong-state"]
    assert Submission.objects.count() == 1


@pytest.mark.deadline
def test_a_need_that_was_sent_back_has_its_own_deadline(rogaland: OfficeCast) -> None:
    need = needs.submitted()
    send_back(need)
    need = queries.need_of(KARI, need.pk)
    answer_by, closes = need.answer_by, need.call.closes_at
    assert answer_by is not None
    assert closes is not None
    assert (need.state, need.returned_reason) == ("returned", "Budsjettet manglar.")
    assert answer_by > closes
    with pytest.raises(Refused, match="VR01"):
        submit(need, at=answer_by)
    transitions.fill(need, content={"goal": "Utfylt"}, by=KNUT, at=closes)
    submit(need, at=answer_by - timedelta(microseconds=1))
    need.refresh_from_db()
    assert (need.state, need.answer_by, Submission.objects.count()) == ("submitted", None, 2)
    assert Outbox.objects.filter(kind="receipt").count() == 2


@pytest.mark.parametrize("by", [KARI, AGDER.caseworker, UNNI])
def test_only_the_office_that_has_it_sends_a_need_back(rogaland: OfficeCast, by: By) -> None:
    need = needs.submitted()
    with pytest.raises(Refused, match="wrong-role"):
        send_back(need, by=by)
    assert queries.need_of(KARI, need.pk).state == "submitted"


def test_sending_back_needs_a_reason_and_time_to_answer(rogaland: OfficeCast) -> None:
    need = needs.submitted()
    for reason, answer_by, code in ((" ", NOW + timedelta(days=1), "missing"), ("Noko", NOW, "deadline")):
        with pytest.raises(Refused) as refused:
            transitions.send_back(need, reason=reason, answer_by=answer_by, by=ROGALAND.caseworker, at=NOW)
        assert codes(refused) == [code]


def test_a_draft_is_not_sent_back(rogaland: OfficeCast) -> None:
    with pytest.raises(Refused, match="wrong-state"):
        send_back(needs.drafted())


@pytest.mark.parametrize("stage", [needs.drafted, needs.submitted])
def test_the_owner_takes_a_need_back_with_a_reason(rogaland: OfficeCast, stage: object) -> None:
    need = stage()  # type: ignore[operator]
    with pytest.raises(Refused, match="missing"):
        transitions.withdraw(need, reason="", by=KARI, at=NOW)
    transitions.withdraw(need, reason="Vi ventar eit år.", by=KARI, at=NOW)
    need.refresh_from_db()
    assert need.state == "withdrawn"
    assert Entry.objects.get(act="needs.withdraw").facts == {"reason": "Vi ventar eit år."}
    with pytest.raises(Refused, match="wrong-state"):
        transitions.withdraw(need, reason="Igjen", by=KARI, at=NOW)
