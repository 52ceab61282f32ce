"""A letter is made once, sent by the channel alone, and has come only when the channel says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from samspel.actors.models import Organisation
from samspel.decisions import notice
from samspel.decisions.models import Decision
from samspel.files import store
from samspel.flow.models import Entry, Outbox
from samspel.flow.outbox import handlers
from samspel.flow.refusal import Refused
from samspel.letters import dispatch, post, transitions
from samspel.letters.models import Letter
from samspel.letters.post import Parcel
from samspel.tenancy.by import By
from tests.cast import AGDER, KARI, ROGALAND, OfficeCast, id_of
from tests.stories import decisions as story
from tests.stories import journey, open_cases

pytestmark = pytest.mark.letters
CHANNEL = dispatch.CHANNEL


def issued(decision: Decision, by: By = ROGALAND.caseworker, content: bytes | None = None) -> Letter:
    prepared = notice.letters_for(decision, at=story.SENT)[0]
    return transitions.issue(
        decision,
        recipient=prepared.recipient,
        written_form=prepared.written_form,
        title=prepared.title,
        facts=prepared.facts,
        content=prepared.content if content is None else content,
        need_id=decision.case.need_id,
        by=by,
        at=story.SENT,
    )


def codes(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in caught.value.refusals]


def test_a_letter_is_kept_with_its_digest_and_put_out_to_be_sent(rogaland: OfficeCast) -> None:
    letter = issued(story.made(open_cases.recommended()))
    assert (letter.state, letter.number, letter.template, letter.written_form) == (
        "rendered", "B-2023-001", "award", "nn",
    )  # fmt: skip
    assert store.read(letter.document).startswith(b"%PDF-")
    assert Outbox.objects.get(kind="letter").subject_id == letter.pk
    entry = Entry.objects.get(act="letters.issue")
    assert (entry.journal_number, entry.subject_id) == (1, letter.about_need_id)
    assert entry.facts["sha256"] == letter.document.sha256


def test_there_is_one_letter_to_each_receiver_about_one_thing(rogaland: OfficeCast) -> None:
    decision = story.made(open_cases.recommended())
    issued(decision)
    with pytest.raises(Refused) as caught:
        issued(decision)
    assert caught.value.refusals[0].text == "Brevet til mottakeren er alt laget."


@pytest.mark.parametrize("by", [ROGALAND.payer, AGDER.caseworker, KARI])
def test_only_the_office_writes_letters(rogaland: OfficeCast, by: By) -> None:
    decision = story.made(open_cases.recommended())
    with pytest.raises(Refused) as caught:
        issued(decision, by=by)
    assert codes(caught) == ["wrong-role"]


def test_what_is_no_pdf_is_no_letter(rogaland: OfficeCast) -> None:
    decision = story.made(open_cases.recommended())
    with pytest.raises(Refused) as caught:
        issued(decision, content=b"<html>")
    assert codes(caught) == ["not-a-letter"]
    assert not Letter.objects.exists()


def test_nobody_at_a_desk_sends_a_letter_or_says_that_it_has_come(rogaland: OfficeCast) -> None:
    letter = issued(story.made(open_cases.recommended()))
    content = store.read(letter.document)
    with pytest.raises(Refused) as caught:
        transitions.send(letter, reference="r", content=content, by=ROGALAND.decider, at=story.SENT)
    assert codes(caught) == ["wrong-role"]
    transitions.send(letter, reference="r", content=content, by=CHANNEL, at=story.SENT)
    with pytest.raises(Refused) as caught:
        transitions.deliver(letter, delivered_at=story.SENT, by=ROGALAND.decider, at=story.SENT)
    assert codes(caught) == ["wrong-role"]


def test_a_letter_whose_bytes_are_others_is_not_sent(rogaland: OfficeCast) -> None:
    letter = issued(story.made(open_cases.recommended()))
    with pytest.raises(Refused) as caught:
        transitions.send(letter, reference="r", content=b"%PDF- another", by=CHANNEL, at=story.SENT)
    assert codes(caught) == ["letter-changed"]


@pytest.mark.parametrize("days", [-1, 2])
def test_a_letter_comes_neither_before_it_was_sent_nor_in_the_future(rogaland: OfficeCast, days: int) -> None:
    letter = issued(story.made(open_cases.recommended()))
    transitions.send(letter, reference="r", content=store.read(letter.document), by=CHANNEL, at=story.SENT)
    with pytest.raises(Refused) as caught:
        transitions.deliver(letter, delivered_at=story.SENT + timedelta(days=days), by=CHANNEL, at=story.SENT)
    assert codes(caught) == ["delivered-at"]


def test_the_worker_sends_and_learns_that_the_letter_has_come(rogaland: OfficeCast) -> None:
    story.sent(open_cases.recommended())
    journey.carried_out()
    for letter in Letter.objects.all():
        assert (letter.state, letter.sent_at, letter.delivered_at) == ("delivered", story.SENT, story.SENT)
        assert letter.channel_reference == str(letter.pk)
    assert Entry.objects.filter(act="letters.deliver").count() == 2


class SlowPost:
    """A channel whose letters come the next day."""

    def hand_over(self, parcel: Parcel, at: datetime) -> str:
        return parcel.key

    def delivered_at(self, reference: str) -> datetime | None:
        return None


@pytest.fixture
def slow_post() -> Iterator[None]:
    before = post.channel
    post.bind(SlowPost())
    yield
    post.bind(before)


def test_a_letter_that_has_not_come_is_asked_for_again(rogaland: OfficeCast, slow_post: None) -> None:
    letter = issued(story.made(open_cases.recommended()))
    handlers["letter"](Outbox.objects.get(kind="letter"), story.SENT)
    with pytest.raises(dispatch.NotThereYet):
        handlers["letter-arrival"](Outbox.objects.get(kind="letter-arrival"), story.SENT)
    letter.refresh_from_db()
    assert (letter.state, letter.delivered_at) == ("sent", None)


@pytest.mark.parametrize(
    "statement",
    [
        "update letters_letter set facts = '{}'",
        "update letters_letter set recipient_id = %(other)s",
        "update letters_letter set state = 'sent'",
        "update letters_letter set state = 'delivered', sent_at = now()",
        "delete from letters_letter",
    ],
)
def test_sql_as_the_app_cannot_change_a_letter(rogaland: OfficeCast, statement: str) -> None:
    issued(story.made(open_cases.recommended()))
    with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, {"other": id_of("utvik")})


def test_the_name_of_an_office_follows_the_written_form(rogaland: OfficeCast) -> None:
    decision = story.made(open_cases.recommended(asked=(("fjordvik", 2023, 10), ("fagskulen", 2023, 20))))
    said = {letter.written_form: letter.facts.sender.name for letter in notice.letters_for(decision, at=story.SENT)}
    assert said == {"nn": "Statsforvaltaren i Rogaland", "nb": "Statsforvalteren i Rogaland"}
    assert Organisation.objects.get(pk=id_of("fagskulen")).written_form == "nb"
