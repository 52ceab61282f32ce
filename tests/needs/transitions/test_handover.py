"""A need is handed in whole, with its content, its digest and its receipt; sent back with a deadline; or withdrawn."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from samspel.actors.models import Organisation
from samspel.calls import transitions as calls_acts
from samspel.calls.models import Call
from samspel.files import store
from samspel.flow import outbox
from samspel.flow.models import Entry, Outbox
from samspel.flow.refusal import Refused
from samspel.kit.days import last_day_in_words
from samspel.kit.deadlines import closes_at
from samspel.kit.text import digest
from samspel.messages.models import Conversation, Message
from samspel.needs import queries, sheet, transitions
from samspel.needs.models import Need, Submission
from samspel.tenancy.by import By
from tests.cast import AGDER, CHARLIE, KARI, KNUT, PIA, ROGALAND, UNNI, OfficeCast, id_of
from tests.stories import needs

NOW = needs.when("2021", day=20)
PDF = b"%PDF-1.7 a receipt"
GRACE = timedelta(hours=1)


def last() -> Entry:
    entry = Entry.objects.order_by("sequence").last()
    assert entry is not None
    return entry


def submit(need: Need, by: By = KARI, at: datetime = NOW) -> None:
    transitions.submit(need, key=uuid4(), receipt=lambda *_told: PDF, by=by, at=at)


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
        submit(need, at=closes + GRACE)
    assert codes(refused) == ["VR01"]
    submit(need, at=closes - timedelta(microseconds=1))
    assert (need.state, Submission.objects.get().late) == ("submitted", False)


@pytest.mark.deadline
@pytest.mark.parametrize("after", [timedelta(0), GRACE - timedelta(microseconds=1)])
def test_a_need_in_the_time_of_grace_is_received_and_marked_as_late(rogaland: OfficeCast, after: timedelta) -> None:
    need = needs.confirmed()
    closes = need.call.closes_at
    assert closes is not None
    submit(need, at=closes + after)
    made = Submission.objects.get()
    assert (made.late, made.turn, made.received_at) == (True, 1, closes + after)
    assert last().facts["late"] is True


@pytest.mark.deadline
def test_a_call_without_grace_takes_nothing_in_after_its_deadline(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    Call.objects.update(grace_minutes=0)
    closes = need.call.closes_at
    assert closes is not None
    with pytest.raises(Refused) as refused:
        submit(queries.need_of(KARI, need.pk), at=closes)
    assert codes(refused) == ["VR01"]


@pytest.mark.deadline
def test_a_need_is_not_begun_in_the_time_of_grace(rogaland: OfficeCast) -> None:
    call = needs.drafted().call
    assert call.closes_at is not None
    owner = Organisation.objects.get(pk=id_of("fjordvik"))
    with pytest.raises(Refused) as refused:
        transitions.draft(call, scheme="regional", owner=owner, by=KARI, at=call.closes_at)
    assert codes(refused) == ["VR01"]


@pytest.mark.deadline
def test_a_deadline_that_is_moved_while_the_form_is_open_counts_at_once(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    before = need.call.closes_at
    assert before is not None
    later = before + timedelta(days=7)
    other = Call.objects.get(pk=need.call_id)
    calls_acts.extend(other, closes_at=later, reason="Straumbrot.", by=ROGALAND.decider, at=before)
    submit(need, at=later - timedelta(microseconds=1))
    assert Submission.objects.get().late is False


@pytest.mark.deadline
def test_whoever_has_a_draft_is_told_why_the_deadline_was_moved(rogaland: OfficeCast) -> None:
    draft, own = needs.drafted(), needs.drafted(title="Leik")
    needs.submitted(title="Sendt")
    before = draft.call.closes_at
    assert before is not None
    reopen(own, before + timedelta(days=2), before + timedelta(hours=1))
    told_before = Conversation.objects.count()
    call, later = Call.objects.get(pk=draft.call_id), before + timedelta(days=7)
    calls_acts.extend(call, closes_at=later, reason="Straumbrot.", by=ROGALAND.decider, at=before)
    message = Outbox.objects.get(kind=calls_acts.EXTENDED)
    for _again in range(2):
        outbox.deliver(message.pk, message.office_id, now=lambda put_at: put_at)
    written = Message.objects.get(conversation__about_need_id=draft.pk)
    assert "Straumbrot." in written.text
    assert last_day_in_words(later) in written.text
    assert Conversation.objects.count() == told_before + 1


@pytest.mark.deadline
def test_an_answer_that_was_asked_for_has_no_time_of_grace(rogaland: OfficeCast) -> None:
    need = needs.submitted()
    until = needs.when("2021", 2, 20)
    transitions.send_back(need, reason="Meir", answer_by=until, by=ROGALAND.caseworker, at=NOW)
    with pytest.raises(Refused) as refused:
        submit(need, at=until)
    assert codes(refused) == ["VR01"]
    submit(need, at=until - timedelta(microseconds=1))
    assert [made.late for made in Submission.objects.order_by("turn")] == [False, False]


def reopen(need: Need, until: datetime, at: datetime, reason: str = "Innlogginga var nede.") -> None:
    transitions.reopen(need, until=until, reason=reason, by=ROGALAND.caseworker, at=at)


@pytest.mark.deadline
def test_one_need_gets_a_deadline_of_its_own_with_a_reason_that_its_owner_is_told(rogaland: OfficeCast) -> None:
    need, other = needs.confirmed(), needs.confirmed(title="Leik")
    closes = need.call.closes_at
    assert closes is not None
    asked, until = closes + timedelta(days=2), closes + timedelta(days=5)
    reopen(need, until, asked)
    assert (last().act, last().journal_number is not None) == ("needs.reopen", True)
    told = Message.objects.get()
    assert (told.conversation.organisation_id, told.conversation.about_need_id) == (id_of("fjordvik"), need.pk)
    assert "6. februar 2023" in told.text.replace("\xa0", " ")
    assert "Innlogginga var nede." in told.text
    for one, at in ((need, until), (other, asked)):
        with pytest.raises(Refused) as refused:
            submit(one, at=at)
        assert codes(refused) == ["VR01"]
    submit(need, at=until - timedelta(microseconds=1))
    assert Submission.objects.get().late is False


@pytest.mark.deadline
def test_an_answer_that_is_late_gets_a_new_deadline_too(rogaland: OfficeCast) -> None:
    need = needs.submitted()
    until = needs.when("2021", 2, 20)
    transitions.send_back(need, reason="Meir", answer_by=until, by=ROGALAND.caseworker, at=NOW)
    reopen(need, until + timedelta(days=3), until)
    assert (need.state, need.answer_by, need.own_closes_at) == ("returned", until + timedelta(days=3), None)
    submit(need, at=until + timedelta(days=2))


@pytest.mark.deadline
@pytest.mark.parametrize(
    ("by", "days", "reason", "code"),
    [
        (ROGALAND.payer, 2, "Grunn", "wrong-role"),
        (AGDER.caseworker, 2, "Grunn", "wrong-role"),
        (KARI, 2, "Grunn", "wrong-role"),
        (ROGALAND.caseworker, 0, "Grunn", "deadline"),
        (ROGALAND.caseworker, 2, " ", "missing"),
        (ROGALAND.caseworker, 2, "\x00", "control-character"),
        (ROGALAND.caseworker, 2, "x" * 2_001, "too-long"),
    ],
)
def test_a_deadline_of_its_own_is_refused(rogaland: OfficeCast, by: By, days: int, reason: str, code: str) -> None:
    need = needs.confirmed()
    closes = need.call.closes_at
    assert closes is not None
    at = closes + timedelta(days=1)
    with pytest.raises(Refused) as refused:
        transitions.reopen(need, until=at + timedelta(days=days), reason=reason, by=by, at=at)
    assert codes(refused) == [code]
    assert not Message.objects.exists()


@pytest.mark.deadline
def test_a_need_whose_deadline_has_not_passed_is_not_reopened(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    with pytest.raises(Refused, match="not-passed"):
        reopen(need, NOW + timedelta(days=90), NOW)
    calls_acts.withdraw(need.call, reason="Feil", by=ROGALAND.decider, at=NOW)
    with pytest.raises(Refused, match="call"):
        reopen(queries.need_of(KARI, need.pk), NOW + timedelta(days=90), NOW + timedelta(days=60))


def test_nothing_is_handed_in_under_a_call_that_was_withdrawn(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    calls_acts.withdraw(need.call, reason="Feil", by=ROGALAND.decider, at=NOW)
    with pytest.raises(Refused) as refused:
        submit(need)
    assert codes(refused) == ["VR01"]


def test_the_receipt_tells_of_what_is_kept_also_where_somebody_has_just_changed_it(rogaland: OfficeCast) -> None:
    need, told = needs.confirmed(), []
    transitions.fill(queries.need_of(KNUT, need.pk), content={"goal": "Endra"}, by=KNUT, at=NOW)

    def receipt(made_of: sheet.Sheet, shown: str) -> bytes:
        told.append((made_of.need.goal, shown))
        return PDF

    transitions.submit(need, key=uuid4(), receipt=receipt, by=KARI, at=NOW)
    made = Submission.objects.get()
    assert told == [("Endra", made.digest)]
    assert (made.content["goal"], made.receipt.sha256) == ("Endra", store.digest_of(PDF))


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
