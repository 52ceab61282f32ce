"""An office reads, answers and closes; an answer from the other side opens the conversation again."""

from __future__ import annotations

from datetime import timedelta

from samspel.messages.models import Message
from tests.cast import AGDER, KARI, KNUT, ROGALAND, OfficeCast
from tests.config.everybody import PRIVATE
from tests.config.world import people
from tests.stories import casework, messages, needs
from tests.web.desk import hidden, sit, words, write

NOW = messages.ANSWERED + timedelta(days=1)


def test_it_is_read_answered_once_and_closed(rogaland: OfficeCast) -> None:
    conversation = messages.begun()
    client = sit(ROGALAND.caseworker, NOW)
    page = client.get(f"/kontor/meldinger/{conversation.pk}/")
    assert "Kari Fjord Fjordvik kommune Ny" in words(page)
    key = hidden(page, "key")
    for _ in range(2):
        assert write(client, "office-message", conversation.pk, text="Ja, det går.", key=key).status_code == 302
    assert write(client, "office-message", conversation.pk, act="close").status_code == 302
    told = words(client.get(f"/kontor/meldinger/{conversation.pk}/"))
    assert told.count("Ja, det går.") == 1
    assert "Svarer du, blir den åpnet igjen." in told
    assert write(client, "office-message", conversation.pk, act="close").status_code == 422
    messages.answered(conversation, "Takk!", by=KNUT, at=NOW)
    assert "Avslutt samtalen" in words(client.get(f"/kontor/meldinger/{conversation.pk}/"))


def test_who_does_not_answer_at_the_office_reads_without_marking(rogaland: OfficeCast) -> None:
    conversation = messages.begun()
    told = words(sit(ROGALAND.payer, NOW).get(f"/kontor/meldinger/{conversation.pk}/"))
    assert "svarer på meldinger." in told
    assert Message.objects.get().read_at is None
    assert write(sit(ROGALAND.payer, NOW), "office-message", conversation.pk, text="Hei").status_code == 403


def test_a_private_person_is_answered_like_anybody(rogaland: OfficeCast) -> None:
    people()
    conversation = messages.begun(by=PRIVATE)
    client = sit(ROGALAND.caseworker, NOW)
    assert "Ine Privat (privatperson)" in words(client.get(f"/kontor/meldinger/{conversation.pk}/"))
    assert "Ine Privat (privatperson)" in words(client.get("/kontor/meldinger/"))
    write(client, "office-message", conversation.pk, text="Det er fritt fram.")
    assert "Det er fritt fram." in words(sit(PRIVATE, NOW).get(f"/meldinger/{conversation.pk}/"))
    assert sit(KARI, NOW).get(f"/meldinger/{conversation.pk}/").status_code == 404


def test_what_is_refused_stands_there_still(rogaland: OfficeCast) -> None:
    conversation = messages.begun()
    answer = write(sit(ROGALAND.admin, NOW), "office-message", conversation.pk, text="Hans nummer er 01010750160.")
    assert answer.status_code == 422
    assert "Hans nummer er 01010750160." in answer.text
    assert "ser ut som et fødselsnummer" in answer.text


def test_it_leads_to_the_case_it_is_about_and_the_case_leads_to_it(rogaland: OfficeCast) -> None:
    case = casework.opened(needs.submitted())
    conversation = messages.begun(about_need_id=case.need_id)
    client = sit(ROGALAND.caseworker, NOW)
    assert f"/kontor/saker/{case.need_id}/" in client.get(f"/kontor/meldinger/{conversation.pk}/").text
    assert f"/kontor/meldinger/ny/?sak={case.need_id}" in client.get(f"/kontor/saker/{case.need_id}/").text


def test_it_is_not_there_for_others(rogaland: OfficeCast) -> None:
    conversation = messages.begun()
    address = f"/kontor/meldinger/{conversation.pk}/"
    assert sit(AGDER.admin, NOW).get(address).status_code == 404
    assert write(sit(AGDER.admin, NOW), "office-message", conversation.pk, text="Hei").status_code == 404
    assert write(sit(ROGALAND.admin, NOW), "office-message", conversation.pk, act="x").status_code == 404
    assert sit(KARI, NOW).get(address).status_code == 403
