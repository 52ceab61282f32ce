"""A party and an office write to each other; each message is kept as it was written, journalled, and told of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from samspel.actors.models import Assignment
from samspel.flow.models import Entry, Outbox
from samspel.flow.refusal import Refused
from samspel.messages import queries, transitions
from samspel.messages.models import Conversation, Message
from samspel.tenancy.by import By
from samspel.tenancy.context import offices
from samspel.tenancy.models import Office
from tests.cast import AGDER, CHARLIE, KARI, KNUT, MONA, PIA, ROGALAND, SIGRUN, UNNI, OfficeCast, id_of
from tests.config.everybody import PRIVATE, READER
from tests.config.world import people
from tests.stories import messages

AT, LATER = messages.WRITTEN, messages.ANSWERED
IDENTITY_NUMBER = "01010750160"


@contextmanager
def acting(by: By) -> Iterator[None]:
    with offices([ROGALAND.office], party=by.party):
        yield


def test_what_a_party_writes_is_journalled_and_the_office_is_told_that_it_is_there(rogaland: OfficeCast) -> None:
    conversation = messages.begun()
    message = Message.objects.get()
    entry, outbox = Entry.objects.get(), Outbox.objects.get()
    assert (conversation.state, conversation.party_id, conversation.person_id) == ("open", id_of("fjordvik"), None)
    assert (message.side, message.written_by_id, message.read_at) == ("party", KARI.person_id, None)
    assert (entry.act, entry.journal_number, entry.facts) == ("messages.begin", 1, {"side": "party"})
    assert (outbox.kind, outbox.key, outbox.payload) == ("message-notice", str(message.pk), {"to": "office"})


def test_an_office_writes_to_the_organisation_it_names(rogaland: OfficeCast) -> None:
    conversation = messages.begun_by_office()
    assert conversation.party_id == id_of("fjordvik")
    assert (Message.objects.get().side, Outbox.objects.get().payload) == ("office", {"to": "party"})
    office = Office.objects.get(pk=ROGALAND.office)
    with pytest.raises(Refused, match="no-party"):
        transitions.begin(office, topic="Emne", text="Tekst", by=ROGALAND.caseworker, at=AT)


@pytest.mark.parametrize("by", [ROGALAND.payer, AGDER.caseworker, READER, MONA, SIGRUN])
def test_who_may_not_write_begins_nothing(rogaland: OfficeCast, by: By) -> None:
    office = Office.objects.get(pk=ROGALAND.office)
    with pytest.raises(Refused, match="wrong-role"):
        transitions.begin(office, topic="Emne", text="Tekst", by=by, at=AT)
    assert not Conversation.objects.exists()


@pytest.mark.parametrize("by", [PIA, CHARLIE, UNNI, READER, MONA, ROGALAND.payer, AGDER.caseworker])
def test_nobody_else_answers_closes_or_marks(rogaland: OfficeCast, by: By) -> None:
    conversation = messages.begun()
    with pytest.raises(Refused, match="wrong-role"):
        transitions.answer(conversation, text="Hei", by=by, at=LATER)
    with pytest.raises(Refused, match="wrong-role"):
        transitions.close(conversation, by=by, at=LATER)
    with pytest.raises(Refused, match="wrong-role"):
        transitions.mark_read(conversation, by=by, at=LATER)
    assert Message.objects.count() == 1


def test_an_answer_reads_what_came_and_opens_what_was_closed(rogaland: OfficeCast) -> None:
    conversation = messages.begun()
    transitions.close(conversation, by=ROGALAND.decider, at=LATER)
    assert (conversation.state, Message.objects.get().read_at) == ("closed", LATER)
    with pytest.raises(Refused, match="wrong-state"):
        transitions.close(conversation, by=ROGALAND.decider, at=LATER)
    messages.answered(conversation, "Takk!", by=KNUT, at=LATER)
    assert (conversation.state, conversation.written_at) == ("open", LATER)
    first, last = queries.messages_in(conversation)
    assert (first.side, last.side, last.written_by_id) == ("party", "party", KNUT.person_id)
    assert [entry.journal_number for entry in Entry.objects.order_by("sequence")] == [1, None, 2]


def test_each_side_reads_what_the_other_wrote_once(rogaland: OfficeCast) -> None:
    conversation = messages.answered(messages.begun())
    assert (queries.unread_count(ROGALAND.payer), queries.unread_count(KARI)) == (0, 1)
    with acting(KNUT):
        transitions.mark_read(conversation, by=KNUT, at=LATER)
        transitions.mark_read(conversation, by=KARI, at=LATER + timedelta(days=1))
        assert queries.unread_count(KARI) == 0
    read = [message.read_at for message in queries.messages_in(conversation)]
    assert read == [LATER, LATER]


@pytest.mark.parametrize(
    ("topic", "text", "fields"),
    [
        (" ", "\n", ["topic", "text"]),
        ("x" * 151, "x" * 5001, ["topic", "text"]),
        (f"Om {IDENTITY_NUMBER}", "010107 50160.", ["topic", "text"]),
        ("Emne", " ", ["text"]),
    ],
)
def test_what_says_nothing_or_too_much_is_refused_at_its_question(
    rogaland: OfficeCast, topic: str, text: str, fields: list[str]
) -> None:
    with pytest.raises(Refused) as refused:
        messages.begun(topic, text)
    assert [refusal.field for refusal in refused.value.refusals] == fields
    conversation = messages.begun()
    if "text" in fields:
        with pytest.raises(Refused):
            messages.answered(conversation, text)
    assert (Conversation.objects.count(), Message.objects.count(), Outbox.objects.count()) == (1, 1, 1)


def test_a_party_writes_to_an_office_that_it_has_no_case_at(rogaland: OfficeCast) -> None:
    conversation = messages.begun(by=KARI, office=AGDER.office)
    with offices([], party=KARI.party):
        assert queries.conversation_of(KARI, conversation.pk).office_id == AGDER.office


def test_a_private_person_writes_alone_and_is_answered(rogaland: OfficeCast) -> None:
    people()
    conversation = messages.begun(by=PRIVATE)
    assert (conversation.organisation_id, conversation.person_id) == (None, PRIVATE.person_id)
    messages.answered(conversation)
    with acting(PRIVATE):
        assert queries.unread_count(PRIVATE) == 1
        transitions.answer(conversation, text="Takk!", by=PRIVATE, at=LATER)
    with pytest.raises(Refused, match="wrong-role"):
        transitions.answer(conversation, text="Eg òg", by=KARI, at=LATER)


def test_a_party_does_not_write_where_nobody_answers(rogaland: OfficeCast) -> None:
    Assignment.objects.filter(office_id=AGDER.office).update(until=AT.date() - timedelta(days=1))
    with pytest.raises(Refused, match="nobody-answers"):
        messages.begun(office=AGDER.office)
    messages.begun_by_office()
    assert Conversation.objects.count() == 1
