"""An office writes to an organisation, by its number, its own name, or from a case."""

from __future__ import annotations

import pytest

from samspel.messages.models import Conversation, Message
from tests.cast import AGDER, KARI, ROGALAND, OfficeCast, id_of
from tests.stories import casework, messages, needs
from tests.web.desk import hidden, sit, words, write

NOW = messages.ANSWERED
SENT = {"til": "210 000 011", "topic": "Møte", "text": "Kan vi snakke saman?"}


def test_it_goes_to_the_organisation_once_and_is_seen_there(rogaland: OfficeCast) -> None:
    client = sit(ROGALAND.admin, NOW)
    page = client.get("/kontor/meldinger/ny/?til=210000011")
    assert "Meldingen går til Fjordvik kommune" in words(page)
    key = hidden(page, "key")
    for _ in range(2):
        answer = write(client, "office-message-new", **SENT, key=key)
        assert (answer.status_code, answer.url) == (302, f"/kontor/meldinger/{key}/")
    assert "Kan vi snakke saman?" in words(sit(KARI, NOW).get(f"/meldinger/{key}/"))


def test_it_may_be_about_a_case_that_the_office_has(rogaland: OfficeCast) -> None:
    case = casework.opened(needs.submitted(title="Språk i leiken"))
    page = sit(ROGALAND.caseworker, NOW).get(f"/kontor/meldinger/ny/?sak={case.need_id}")
    assert "Meldingen går til Fjordvik kommune" in words(page)
    assert "Språk i leiken" in words(page)
    write(sit(ROGALAND.caseworker, NOW), "office-message-new", **SENT, sak=str(case.need_id))
    assert Conversation.objects.get().about_need_id == case.need_id
    assert "Språk i leiken" not in sit(AGDER.caseworker, NOW).get(f"/kontor/meldinger/ny/?sak={case.need_id}").text


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"til": ""}, "Fyll ut «Til»."),
        ({"til": "210000012"}, "Vi kjenner ingen med dette nummeret eller navnet."),
        ({"til": "21000\x000011"}, "kan ikke lagres"),
        ({"topic": ""}, "Fyll ut «Emne»."),
        ({"text": "Om 01010750160"}, "ser ut som et fødselsnummer"),
    ],
)
def test_what_cannot_be_sent_is_told_and_stands_there_still(
    rogaland: OfficeCast, sent: dict[str, str], told: str
) -> None:
    given = {**SENT, **sent}
    answer = write(sit(ROGALAND.decider, NOW), "office-message-new", **given)
    assert answer.status_code == 422
    assert told in answer.text
    assert all(text in answer.text for text in given.values())
    assert not Message.objects.exists()


def test_a_network_is_written_to_by_its_own_name_and_others_do_not_write(rogaland: OfficeCast) -> None:
    write(sit(ROGALAND.decider, NOW), "office-message-new", **{**SENT, "til": "vidda"})
    assert Conversation.objects.get().organisation_id == id_of("vidda")
    assert write(sit(ROGALAND.payer, NOW), "office-message-new", **SENT).status_code == 403
