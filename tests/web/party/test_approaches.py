"""An owner asks before any form, and the other answers, on pages that only the two see."""

from __future__ import annotations

import re

import pytest
from pytest_django import DjangoAssertNumQueries

from samspel.actors.models import Approach, Assignment
from samspel.tenancy.by import Role
from tests.cast import CHARLIE, KARI, PIA, UNNI, OfficeCast, id_of
from tests.stories import approaches, needs
from tests.stories.approaches import as_party
from tests.web.desk import read, sit, words, write

NOW = needs.when("2021", day=18)
NEW = {"to": f"conversation:{id_of('hiv')}", "topic": "Språk i leiken", "text": "Kan vi snakke om rettleiing?"}


def test_an_owner_asks_from_its_first_page_and_the_university_answers(rogaland: OfficeCast) -> None:
    needs.call_of("2021")
    kari, unni = sit(KARI, NOW), sit(UNNI, NOW)
    assert "/henvendelser/" in read(kari, "owner-home") and "/henvendelser/ny/" in read(kari, "owner-start")
    page = read(kari, "owner-approach-new")
    assert "En samtale om samarbeid" in page and "Høgskulen i vest" in page and "KS Øving" not in page
    sent = write(kari, "owner-approach-new", **NEW)
    with as_party(KARI):
        one = Approach.objects.get()
    assert (sent.status_code, sent.url) == (302, f"/henvendelser/{one.pk}/")
    assert "Trekk spørsmålet" in read(kari, "party-approach", one.pk)
    assert "Henvendelser som venter på svar" in read(unni, "partner-home")
    assert "Fra Fjordvik kommune" in words(unni.get("/henvendelser/"))
    assert "Kan vi snakke om rettleiing?" in read(unni, "party-approach", one.pk)
    assert "valgfritt" not in read(unni, "party-approach", one.pk)
    empty = write(unni, "party-approach", one.pk, svar="ja", answer=" ")
    assert empty.status_code == 422 and "Skriv hvem de kan snakke med, og når." in words(empty)
    assert write(unni, "party-approach", one.pk, svar="ja", answer="Ring Unni.").status_code == 302
    answered = words(kari.get(f"/henvendelser/{one.pk}/"))
    assert "Ja 18. januar 2023 Ring Unni." in answered and "Trekk spørsmålet" not in answered
    assert "Til Høgskulen i vest" in words(kari.get("/henvendelser/"))


def test_a_no_is_given_with_a_reason_and_a_question_is_taken_back(rogaland: OfficeCast) -> None:
    one = approaches.asked()
    assert write(sit(UNNI, NOW), "party-approach", one.pk, svar="nei", answer="").status_code == 422
    assert write(sit(UNNI, NOW), "party-approach", one.pk, svar="nei", answer="Ikkje før hausten.").status_code == 302
    assert "Nei 18. januar 2023 Ikkje før hausten." in words(sit(KARI, NOW).get(f"/henvendelser/{one.pk}/"))
    again = approaches.asked()
    assert write(sit(KARI, NOW), "party-approach", again.pk, svar="trekk").status_code == 302
    late = write(sit(UNNI, NOW), "party-approach", again.pk, svar="ja", answer="Ja.")
    assert late.status_code == 422 and "Status er «Trukket»." in words(late)


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"to": ""}, "Velg et svar under «Hvem vil dere spørre?»."),
        ({"to": f"conversation:{id_of('ks')}"}, "Velg et av svarene"),
        ({"topic": ""}, "Fyll ut «Hva gjelder det?»."),
        ({"text": "x" * 2_001}, "Teksten har 2001 tegn."),
    ],
)
def test_what_cannot_be_asked_is_told_and_kept(rogaland: OfficeCast, sent: dict[str, str], told: str) -> None:
    answer = write(sit(KARI, NOW), "owner-approach-new", **{**NEW, **sent})
    assert answer.status_code == 422
    assert told in words(answer)
    with as_party(KARI):
        assert not Approach.objects.exists()


def test_others_find_nothing_and_readers_only_read(rogaland: OfficeCast) -> None:
    one = approaches.asked()
    for by in (PIA, CHARLIE):
        read(sit(by, NOW), "party-approach", one.pk, status=404)
    assert sit(rogaland.caseworker, NOW).get(f"/henvendelser/{one.pk}/").status_code == 403
    assert write(sit(UNNI, NOW), "party-approach", one.pk, svar="kanskje").status_code == 404
    Assignment.objects.filter(person_id=UNNI.somebody).update(role=Role.PARTNER_READER)
    assert "Svar ja" not in read(sit(UNNI, NOW), "party-approach", one.pk)
    assert write(sit(UNNI, NOW), "party-approach", one.pk, svar="ja", answer="Ja.").status_code == 403


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_the_same_however_long_it_is(
    rogaland: OfficeCast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    approaches.many(count - 1)
    client = sit(KARI, NOW)
    with django_assert_num_queries(11):
        page = client.get("/henvendelser/")
    assert len(re.findall(r'href="/henvendelser/[0-9a-f]{8}-', page.content.decode())) == count
