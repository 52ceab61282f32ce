"""A party writes to any office, about anything or about one of its needs."""

from __future__ import annotations

import pytest
from django.test import Client

from samspel.actors.models import Assignment
from samspel.messages.models import Conversation, Message
from tests.cast import KARI, PIA, UNNI, OfficeCast, id_of
from tests.config.everybody import READER
from tests.config.world import people
from tests.stories import messages, needs
from tests.web.desk import hidden, read, sit, words, write

NOW = messages.ANSWERED
SENT = {"embete": "agder", "topic": "Kven svarer?", "text": "Vi lurer på noko."}


def test_it_goes_to_the_office_chosen_once_and_is_seen_there(rogaland: OfficeCast) -> None:
    client = sit(KARI, NOW)
    key = hidden(client.get("/meldinger/ny/"), "key")
    for _ in range(2):
        answer = write(client, "party-message-new", **SENT, key=key)
        assert (answer.status_code, answer.url) == (302, f"/meldinger/{key}/")
    assert "Vi lurer på noko." in words(client.get(f"/meldinger/{key}/"))
    assert "Kven svarer?" in read(client, "party-messages")


@pytest.mark.parametrize(
    ("by", "asked", "chosen"), [(KARI, "", "rogaland"), (UNNI, "", ""), (UNNI, "?embete=agder", "agder")]
)
def test_the_office_is_chosen_where_there_is_only_one_or_the_address_names_it(
    rogaland: OfficeCast, by: object, asked: str, chosen: str
) -> None:
    page = sit(by, NOW).get(f"/meldinger/ny/{asked}").text  # type: ignore[arg-type]
    assert f'<option value="{chosen}" selected>' in page


def test_it_may_be_about_a_need_of_ones_own(rogaland: OfficeCast) -> None:
    need = needs.drafted(title="Språk i leiken")
    page = sit(KARI, NOW).get(f"/meldinger/ny/?sak={need.pk}")
    assert "Språk i leiken" in words(page)
    write(sit(KARI, NOW), "party-message-new", **{**SENT, "embete": "rogaland"}, sak=str(need.pk))
    assert Conversation.objects.get().about_need_id == need.pk
    other = sit(PIA, NOW).get(f"/meldinger/ny/?sak={need.pk}")
    assert "Språk i leiken" not in other.text


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"embete": ""}, "Velg et svar under «Statsforvalter»."),
        ({"embete": "atlantis"}, "Velg et av svarene under «Statsforvalter»."),
        ({"topic": "x" * 151}, "Den kan ha høyst 150."),
        ({"topic": "Om 01010750160"}, "ser ut som et fødselsnummer"),
        ({"text": ""}, "Fyll ut «Melding»."),
    ],
)
def test_what_cannot_be_sent_is_told_and_stands_there_still(
    rogaland: OfficeCast, sent: dict[str, str], told: str
) -> None:
    given = {**SENT, **sent}
    answer = write(sit(KARI, NOW), "party-message-new", **given)
    assert answer.status_code == 422
    assert told in answer.text
    assert all(text in answer.text for text in (given["topic"], given["text"]))
    assert not Message.objects.exists()


def test_who_may_not_write_does_not_and_who_is_not_logged_in_comes_back_afterwards(rogaland: OfficeCast) -> None:
    people()
    assert sit(READER, NOW).get("/meldinger/ny/").status_code == 403
    answer = Client().get("/meldinger/ny/?embete=rogaland")
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        "/logg-inn/?neste=%2Fmeldinger%2Fny%2F%3Fembete%3Drogaland",
    )


def test_another_need_than_ones_own_is_left_out(rogaland: OfficeCast) -> None:
    for asked in ("x", str(id_of("nothing"))):
        write(sit(KARI, NOW), "party-message-new", **SENT, sak=str(id_of("nothing")))
        assert "Skriv en melding" in words(sit(KARI, NOW).get(f"/meldinger/ny/?sak={asked}"))
    assert set(Conversation.objects.values_list("about_need_id", flat=True)) <= {None}


def test_an_office_where_nobody_answers_cannot_be_chosen_and_that_is_told(rogaland: OfficeCast) -> None:
    Assignment.objects.filter(office_id=id_of("agder")).delete()
    page = sit(KARI, NOW).get("/meldinger/ny/?embete=agder").text
    assert "svarer ikke på meldinger her ennå" in page
    assert 'value="agder"' not in page
    assert "Agder" not in words(Client().get("/kontakt/"))
    assert "/meldinger/ny/?embete=rogaland" in Client().get("/kontakt/").text
