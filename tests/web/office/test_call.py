"""One call at the office: written, framed, announced when it is whole, and withdrawn with a reason."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from samspel.calls import transitions
from samspel.calls.models import Announcement, Call
from samspel.kit.deadlines import closes_at
from samspel.ledger.models import Frame
from samspel.needs.models import Need
from samspel.tenancy.by import By
from tests.cast import AGDER, KARI, ROGALAND, OfficeCast
from tests.stories import calls, journey, needs, registers
from tests.web.desk import read, sit, write

NOW = calls.ANNOUNCED["2021"]
WORDS = {
    "title": "Ny tittel",
    "schemes": ["regional"],
    "goal": "Mål",
    "target_group": "Eigarar",
    "criteria": "Kriterium",
    "how": "",
    "last_day": "1.2.2023",
    "grace_minutes": "30",
    "report_on": "15.1.2024",
    "longest_years": "3",
    "legal_basis": "Retningsliner",
    "contact": "Post",
    "partner_must_confirm": "on",
}


def frame(**changes: str) -> dict[str, str]:
    """What the form for money sends."""
    sent = {"scheme": "regional", "year": "2023", "chapter_post": "231.21", "amount_nok": "1 250 000"}
    return {"do": "ramme", "key": str(uuid4()), **sent, **changes}


def test_a_call_that_lacks_something_names_it_and_shows_no_button(rogaland: OfficeCast) -> None:
    call = calls.drafted(goal="", closes_at=None)
    page = read(sit(ROGALAND.decider, NOW), "office-call", call.ref)
    assert "Dette mangler før utlysningen kan kunngjøres" in page
    assert "Skriv målet med tilskuddet." in page
    assert "Sett en frist for å melde behov." in page
    edit = f"/kontor/utlysninger/{call.ref}/endre/"
    assert f'href="{edit}#id_goal"' in page and f'href="{edit}#id_last_day"' in page
    form = read(sit(ROGALAND.decider, NOW), "office-call-edit", call.ref)
    assert 'id="id_goal"' in form and 'id="id_last_day"' in form
    assert "Sett opp rammen med kapittel og post for Regional ordning i 2023." in page
    assert 'value="kunngjor"' not in page
    answer = write(sit(ROGALAND.decider, NOW), "office-call", call.ref, do="kunngjor")
    assert answer.status_code == 422
    assert "Utlysningen ble ikke kunngjort" in answer.text


def test_a_whole_call_is_announced_by_one_who_answers_for_the_money(rogaland: OfficeCast) -> None:
    call = calls.drafted()
    calls.framed(call)
    assert "Rollen din gir ikke rett" in read(sit(ROGALAND.caseworker, NOW), "office-call", call.ref)
    client = sit(ROGALAND.decider, NOW)
    assert 'value="kunngjor"' in read(client, "office-call", call.ref)
    assert write(client, "office-call", call.ref, do="kunngjor").url == f"/kontor/utlysninger/{call.ref}/"
    page = read(client, "office-call", call.ref)
    assert "Kunngjort" in page
    assert 'href="/utlysninger/rogaland/behov-2023/"' in page
    assert Announcement.objects.count() == 1


def test_what_a_call_says_is_changed_while_it_is_a_draft(rogaland: OfficeCast) -> None:
    call = calls.drafted()
    page = read(sit(ROGALAND.caseworker, NOW), "office-call-edit", call.ref)
    assert 'value="1.2.2023"' in page
    answer = write(sit(ROGALAND.caseworker, NOW), "office-call-edit", call.ref, **WORDS, version="0")
    assert (answer.status_code, answer.url) == (302, f"/kontor/utlysninger/{call.ref}/")
    call.refresh_from_db()
    assert (call.title, call.schemes, call.closes_at) == ("Ny tittel", ["regional"], calls.content()["closes_at"])
    assert call.grace_minutes == 30
    stale = write(sit(ROGALAND.admin, NOW), "office-call-edit", call.ref, **WORDS, version="0")
    assert stale.status_code == 422
    assert "Noen andre har endret utlysningen mens du skrev." in stale.text


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"title": ""}, "Fyll ut «Tittel»."),
        ({"last_day": "1. februar"}, "Skriv en dato som finnes"),
        ({"report_on": "30.2.2024"}, "Skriv en dato som finnes"),
        ({"confirm_closes_at": "30.2.2023"}, "Skriv en dato som finnes"),
        ({"longest_years": "40"}, "Tallet kan være høyst 10."),
        ({"goal": "a\x00"}, "Tegn nummer 2"),
        ({"goal": "a" * 8_001}, "Teksten har 8001 tegn."),
        ({"schemes": ["tull"]}, "Velg et av svarene"),
    ],
)
def test_what_cannot_be_kept_comes_back_with_everything_typed(
    rogaland: OfficeCast, sent: dict[str, object], told: str
) -> None:
    call = calls.drafted()
    answer = write(sit(ROGALAND.caseworker, NOW), "office-call-edit", call.ref, **{**WORDS, **sent})
    assert answer.status_code == 422
    assert told in answer.text
    assert "Kriterium" in answer.text
    call.refresh_from_db()
    assert call.version == 0


def test_an_announced_call_is_not_edited(rogaland: OfficeCast) -> None:
    call = calls.announced()
    answer = sit(ROGALAND.caseworker, NOW).get(f"/kontor/utlysninger/{call.ref}/endre/")
    assert answer.headers["Location"] == f"/kontor/utlysninger/{call.ref}/"


def test_money_is_put_in_a_frame_that_is_opened_when_it_is_not_there(rogaland: OfficeCast) -> None:
    call = calls.drafted()
    client = sit(ROGALAND.admin, NOW)
    assert write(client, "office-call", call.ref, **frame()).status_code == 302
    assert write(client, "office-call", call.ref, **frame(amount_nok="750 000")).status_code == 302
    assert Frame.objects.get().granted_nok == 2_000_000
    page = read(client, "office-call", call.ref)
    assert "2\xa0000\xa0000\xa0kr" in page
    assert write(client, "office-call", call.ref, **frame(year="2024", amount_nok="")).status_code == 302
    assert Frame.objects.get(year=2024).granted_nok == 0


@pytest.mark.parametrize(
    ("by", "sent", "told"),
    [
        (ROGALAND.admin, {"amount_nok": "12 500,50"}, "Skriv beløpet i hele kroner"),
        (ROGALAND.admin, {"chapter_post": "231"}, "Skriv kapittel og post i statsbudsjettet"),
        (ROGALAND.admin, {"scheme": "tull"}, "Velg et av svarene"),
        (ROGALAND.admin, {"year": ""}, "Fyll ut «Budsjettår»."),
        (ROGALAND.caseworker, {}, "Rollen din gir ikke rett til å gjøre dette."),
    ],
)
def test_money_that_cannot_be_put_in_is_told(rogaland: OfficeCast, by: By, sent: dict[str, str], told: str) -> None:
    call = calls.drafted()
    answer = write(sit(by, NOW), "office-call", call.ref, **frame(**sent))
    assert answer.status_code == 422
    assert told in answer.text
    assert not Frame.objects.exists()


def test_one_press_gives_once(rogaland: OfficeCast) -> None:
    call = calls.drafted()
    sent = frame()
    client = sit(ROGALAND.admin, NOW)
    write(client, "office-call", call.ref, **sent)
    again = write(client, "office-call", call.ref, **sent)
    assert again.status_code == 422
    assert "alt bokført" in again.text
    assert Frame.objects.get().granted_nok == 1_250_000


def test_a_call_is_withdrawn_with_a_reason(rogaland: OfficeCast) -> None:
    call = calls.announced()
    client = sit(ROGALAND.decider, NOW)
    assert "Trekk utlysningen" in read(client, "office-call", call.ref)
    assert "Trekk utlysningen" not in read(sit(ROGALAND.caseworker, NOW), "office-call", call.ref)
    empty = write(client, "office-call", call.ref, do="trekk", reason=" ")
    assert empty.status_code == 422
    assert "Fyll ut «Hvorfor trekkes utlysningen?»." in empty.text
    assert write(client, "office-call", call.ref, do="trekk", reason="Feil frist.").status_code == 302
    assert Call.objects.get().state == "withdrawn"


def test_the_call_of_another_office_is_not_there(rogaland: OfficeCast) -> None:
    call = calls.drafted()
    for address in (f"/kontor/utlysninger/{call.ref}/", f"/kontor/utlysninger/{call.ref}/endre/"):
        assert sit(AGDER.payer, NOW).get(address).status_code in {403, 404}
    assert write(sit(ROGALAND.decider, NOW), "office-call", call.ref, do="tull").status_code == 200


def test_before_announcing_the_page_says_how_many_will_be_told(rogaland: OfficeCast) -> None:
    registers.many(2)
    calls.framed(calls.drafted())
    page = read(sit(ROGALAND.decider, NOW), "office-call", "behov-2023")
    assert "4 mottakere får varsel, etter registrene slik de er nå." in page
    assert "Private barnehager og skoler der registeret ikke nevner eieren" in page
    assert 'href="/kontor/utlysninger/behov-2023/varsler/"' in page
    assert "Hvor og når" not in page


def test_afterwards_it_says_where_when_by_which_role_and_to_how_many(rogaland: OfficeCast) -> None:
    registers.many(2)
    calls.announced()
    client = sit(ROGALAND.caseworker, NOW)
    page = read(client, "office-call", "behov-2023")
    assert "4 av 4 mottakere i registrene står på varsellisten. 0 varsler er sendt." in page
    assert "Utlysningens egen side, åpen for alle" in page
    assert "beslutter" in page
    journey.carried_out()
    assert "4 varsler er sendt." in read(client, "office-call", "behov-2023")


def test_a_call_is_announced_later_and_the_plan_is_taken_back(rogaland: OfficeCast) -> None:
    registers.placed()
    calls.framed(calls.drafted())
    client = sit(ROGALAND.decider, NOW)
    for typed, told in (
        ("", "Fyll ut «Kunngjøres»."),
        ("i morgen", "Skriv dato og klokkeslett"),
        ("1.10.2022 kl. 12.00", "Tidspunktet må være fram i tid."),
        ("2.2.2023 kl. 00.00", "før fristen for å melde behov"),
    ):
        answer = write(client, "office-call", "behov-2023", do="planlegg", from_at=typed)
        assert (answer.status_code, told in answer.text) == (422, True), typed
    planned = {"do": "planlegg", "from_at": "10.10.2022 kl. 12.00"}
    assert write(client, "office-call", "behov-2023", **planned).status_code == 302
    page = read(client, "office-call", "behov-2023")
    assert "Utlysningen blir kunngjort 10.\xa0oktober 2022 kl.\xa012.00." in page
    assert "Planlagt" in read(client, "office-calls")
    assert "Se utlysningen slik alle ser den" not in page
    assert write(client, "office-call", "behov-2023", do="angre").status_code == 302
    assert Call.objects.get().state == "draft"
    again = write(client, "office-call", "behov-2023", do="angre")
    assert (again.status_code, "Dette kan ikke gjøres nå." in again.text) == (422, True)


@pytest.mark.deadline
def test_everybody_is_given_more_time_with_a_reason(rogaland: OfficeCast) -> None:
    call = calls.announced()
    client = sit(ROGALAND.decider, calls.content()["closes_at"] or NOW)
    page = read(client, "office-call", call.ref)
    assert "inntil 60 minutter etter den" in page
    assert 'value="forleng"' in page
    wrong = write(client, "office-call", call.ref, do="forleng", last_day="1.2.2023", reason=" ")
    assert wrong.status_code == 422
    early = write(client, "office-call", call.ref, do="forleng", last_day="1.2.2023", reason="Straumbrot")
    assert "Den nye fristen må være senere enn den som gjelder" in early.text
    beyond = write(client, "office-call", call.ref, do="forleng", last_day="1.2.2024", reason="Straumbrot")
    assert "Rapportfristen må være etter" in beyond.text
    answers = {"answer_on": "7.2.2023", "reason": "Straumbrot"}
    unanswered = write(client, "office-call", call.ref, do="forleng", last_day="8.2.2023", **answers)
    assert "Svaret kan ikke ventes før fristen" in unanswered.text
    answers["answer_on"] = "22.5.2023"
    assert write(client, "office-call", call.ref, do="forleng", last_day="8.2.2023", **answers).url
    call.refresh_from_db()
    assert (call.closes_at, Announcement.objects.get().closes_at) == (closes_at(date(2023, 2, 8)),) * 2
    assert (call.answer_on, Announcement.objects.get().answer_on) == (date(2023, 5, 22),) * 2
    assert 'value="forleng"' not in read(sit(ROGALAND.caseworker, NOW), "office-call", call.ref)
    assert "8.\xa0februar 2023 kl.\xa023.59" in read(client, "public-call", "rogaland", call.ref)


@pytest.mark.deadline
def test_one_need_is_given_a_deadline_of_its_own_by_its_reference(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    call = need.call
    assert call.closes_at is not None
    client = sit(ROGALAND.caseworker, call.closes_at + timedelta(days=1))
    sent = {"do": "gjenapne", "ref": need.ref, "until": "6.2.2023", "reason": "Innlogginga var nede."}
    unknown = write(client, "office-call", call.ref, **{**sent, "ref": "2023-999"})
    assert unknown.status_code == 422
    assert "Ingen behovsmelding som venter på å bli sendt inn" in unknown.text
    assert (
        "Den nye fristen må være fram i tid."
        in write(client, "office-call", call.ref, **{**sent, "until": "1.2.2023"}).text
    )
    assert write(client, "office-call", call.ref, **sent).status_code == 302
    assert Need.objects.get(pk=need.pk).own_closes_at == closes_at(date(2023, 2, 6))
    owner = sit(KARI, call.closes_at + timedelta(days=2))
    assert "Frist for å sende inn: <strong>6.\xa0februar 2023 kl.\xa023.59</strong>." in read(
        owner, "owner-need", need.pk
    )
    assert "Embetet ga behovsmeldingen en ny frist" in read(owner, "owner-status", need.pk)
    assert 'value="gjenapne"' not in read(sit(ROGALAND.decider, call.closes_at), "office-call", call.ref)


def test_the_office_puts_a_few_questions_of_its_own_and_they_get_keys_in_their_order(rogaland: OfficeCast) -> None:
    call = calls.drafted()
    sent = {
        "question-2": "Når?", "kind-2": "choice", "choices-2": "Haust\n\nVår\nVår", "required-2": "on",
        "question-4": "Kva har de prøvd?", "kind-4": "text", "help-4": "Kort.",
    }  # fmt: skip
    answer = write(sit(ROGALAND.caseworker, NOW), "office-call-edit", call.ref, **WORDS, **sent, version="0")
    assert answer.status_code == 302
    call.refresh_from_db()
    assert [(one["key"], one["question"], one["choices"]) for one in call.extra_questions] == [
        ("1", "Når?", ["Haust", "Vår"]),
        ("2", "Kva har de prøvd?", []),
    ]
    assert "Kva har de prøvd?" in read(sit(ROGALAND.caseworker, NOW), "office-call", call.ref)
    page = read(sit(ROGALAND.caseworker, NOW), "office-call-edit", call.ref)
    assert 'value="Når?"' in page


def test_a_question_with_one_choice_comes_back_with_what_is_wrong(rogaland: OfficeCast) -> None:
    call = calls.drafted()
    sent = {"question-1": "Når?", "kind-1": "choice", "choices-1": "Haust"}
    answer = write(sit(ROGALAND.caseworker, NOW), "office-call-edit", call.ref, **WORDS, **sent, version="0")
    assert answer.status_code == 422
    assert "Skriv fra 2 til 12 svar å velge mellom" in answer.text
    assert 'value="Når?"' in answer.text


def test_the_last_day_for_partners_counts_whole_and_stands_where_the_call_is_read(rogaland: OfficeCast) -> None:
    call = calls.drafted()
    sent = {**WORDS, "confirm_closes_at": "15.2.2023"}
    assert write(sit(ROGALAND.caseworker, NOW), "office-call-edit", call.ref, **sent).status_code == 302
    call.refresh_from_db()
    assert call.confirm_closes_at == closes_at(date(2023, 2, 15))
    client = sit(ROGALAND.decider, NOW)
    assert 'value="15.2.2023"' in read(client, "office-call-edit", call.ref)
    assert "15.\xa0februar 2023 kl.\xa023.59" in read(client, "office-call", call.ref)
    calls.framed(call)
    transitions.announce(call, by=ROGALAND.decider, at=NOW)
    public = Client().get(f"/utlysninger/rogaland/{call.ref}/").text
    assert "Siste dag for svar fra partnere" in public and "15.\xa0februar 2023 kl.\xa023.59" in public


def test_a_last_day_for_partners_before_the_deadline_stops_the_announcing(rogaland: OfficeCast) -> None:
    call = calls.drafted()
    calls.framed(call)
    client = sit(ROGALAND.decider, NOW)
    sent = {**WORDS, "how": "Slik", "confirm_closes_at": "31.1.2023"}
    write(client, "office-call-edit", call.ref, **sent)
    told = "Partnerne må få svare minst til og med fristen for å melde behov."
    assert told in read(client, "office-call", call.ref)
    assert told in write(client, "office-call", call.ref, do="kunngjor").text
    write(client, "office-call-edit", call.ref, **{**sent, "confirm_closes_at": ""})
    call.refresh_from_db()
    assert call.confirm_closes_at is None and told not in read(client, "office-call", call.ref)


def test_the_office_writes_the_forums_own_themes_and_everybody_reads_them(rogaland: OfficeCast) -> None:
    call = calls.drafted()
    calls.framed(call)
    client = sit(ROGALAND.decider, NOW)
    assert "Temaer for" in read(client, "office-call-edit", call.ref)
    sent = {**WORDS, "how": "Slik", "themes-regional": "Språk og kommunikasjon\n\n Læringsmiljø \n"}
    assert write(client, "office-call-edit", call.ref, **sent).url
    call.refresh_from_db()
    assert [row["code"] for row in call.own_themes] == ["language", "own-laeringsmiljoe"]
    assert "Språk og kommunikasjon\nLæringsmiljø</textarea>" in read(client, "office-call-edit", call.ref)
    assert '<li lang="nn">Læringsmiljø</li>' in read(client, "office-call", call.ref)
    write(client, "office-call", call.ref, do="kunngjor")
    public = Client().get(f"/utlysninger/rogaland/{call.ref}/").text
    assert "Temaene forumet ber om" in public and '<li lang="nn">Læringsmiljø</li>' in public


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"themes-regional": "Språk\nspråk"}, "står to ganger"),
        ({"themes-regional": "\n".join(f"Tema {number}" for number in range(13))}, "høyst 12 egne temaer"),
        ({"themes-regional": "a" * 121}, "høyst 120 tegn"),
        ({"themes-decentralised": "Språk"}, "ordning som ikke er valgt"),
    ],
)
def test_themes_that_do_not_fit_are_told_at_their_field_and_nothing_is_lost(
    rogaland: OfficeCast, wrong: dict[str, str], told: str
) -> None:
    call = calls.drafted()
    answer = write(sit(ROGALAND.decider, NOW), "office-call-edit", call.ref, **{**WORDS, **wrong})
    (name, text) = next(iter(wrong.items()))
    assert (answer.status_code, told in answer.text, text in answer.text) == (422, True, True)
    assert f'href="#id_{name}"' in answer.text
    call.refresh_from_db()
    assert call.own_themes == []


def test_themes_are_added_to_an_announced_call_by_those_who_announce(rogaland: OfficeCast) -> None:
    call = calls.announced()
    client = sit(ROGALAND.decider, NOW)
    assert "Legg til temaer" in read(client, "office-call", call.ref)
    assert "Legg til temaer" not in read(sit(ROGALAND.caseworker, NOW), "office-call", call.ref)
    empty = write(client, "office-call", call.ref, do="tema")
    assert (empty.status_code, "Skriv minst ett tema" in empty.text) == (422, True)
    twice = write(client, "office-call", call.ref, **{"do": "tema", "themes-regional": "Språk og kommunikasjon"})
    assert (twice.status_code, "står to ganger" in twice.text) == (422, True)
    assert write(client, "office-call", call.ref, **{"do": "tema", "themes-regional": "Naturfag"}).url
    call.refresh_from_db()
    assert call.own_themes[-1] == {"scheme": "regional", "code": "own-naturfag", "name": "Naturfag"}
    assert "Naturfag" in read(client, "public-call", "rogaland", call.ref)
    late = sit(ROGALAND.decider, calls.content()["closes_at"] or NOW)
    assert "Legg til temaer" not in read(late, "office-call", call.ref)
