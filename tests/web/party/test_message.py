"""A party reads a conversation and answers in it; nothing it has typed is lost when it is refused."""

from __future__ import annotations

from datetime import timedelta

from samspel.flow.models import Entry
from samspel.messages.models import Message
from tests.cast import AGDER, CHARLIE, KARI, PIA, UNNI, OfficeCast
from tests.config.everybody import READER
from tests.config.world import people
from tests.stories import messages
from tests.web.desk import hidden, sit, words, write

NOW = messages.ANSWERED + timedelta(days=1)


def test_what_the_office_wrote_is_new_once_and_the_office_sees_that_it_was_read(rogaland: OfficeCast) -> None:
    conversation = messages.answered(messages.begun())
    address = f"/meldinger/{conversation.pk}/"
    told = words(sit(KARI, NOW).get(address))
    assert "Kari Fjord Fjordvik kommune" in told
    assert "Amir Hussain Statsforvaltaren i Rogaland Ny" in told
    again = sit(KARI, NOW).get(address)
    assert " Ny " not in words(again)
    assert "ulest" not in again.text
    assert Message.objects.get(side="office").read_at is not None
    assert Entry.objects.filter(act="messages.mark_read").count() == 1


def test_a_reader_looks_without_marking_anything_and_cannot_answer(rogaland: OfficeCast) -> None:
    people()
    conversation = messages.answered(messages.begun())
    told = words(sit(READER, NOW).get(f"/meldinger/{conversation.pk}/"))
    assert "Du kan lese, men ikke svare." in told
    assert Message.objects.get(side="office").read_at is None
    assert write(sit(READER, NOW), "party-message", conversation.pk, text="Hei").status_code == 403


def test_an_answer_is_written_once_however_often_the_button_is_pressed(rogaland: OfficeCast) -> None:
    conversation = messages.begun(office=AGDER.office)
    client = sit(KARI, NOW)
    key = hidden(client.get(f"/meldinger/{conversation.pk}/"), "key")
    for _ in range(2):
        answer = write(client, "party-message", conversation.pk, text="Ein ting til", key=key)
        assert (answer.status_code, answer.url) == (302, f"/meldinger/{conversation.pk}/")
    told = words(client.get(f"/meldinger/{conversation.pk}/"))
    assert told.count("Ein ting til") == 1
    assert "ikke lest ennå" in told


def test_what_is_refused_stands_there_still(rogaland: OfficeCast) -> None:
    conversation = messages.begun()
    for sent, told in (
        ({"text": "Det gjeld 01010750160, som vi snakka om."}, "ser ut som et fødselsnummer"),
        ({"text": "x" * 5001}, "Den kan ha høyst 5000."),
        ({"text": " "}, "Fyll ut «Melding»."),
        ({"text": "Hei", "key": "x"}, "key"),
    ):
        answer = write(sit(KARI, NOW), "party-message", conversation.pk, **sent)
        assert answer.status_code == 422
        assert told in answer.text
        assert sent["text"].strip() in answer.text
    assert Message.objects.count() == 1


def test_it_is_not_there_for_others(rogaland: OfficeCast) -> None:
    conversation = messages.begun()
    for by in (PIA, UNNI, CHARLIE):
        assert sit(by, NOW).get(f"/meldinger/{conversation.pk}/").status_code == 404
        assert write(sit(by, NOW), "party-message", conversation.pk, text="Hei").status_code == 404
