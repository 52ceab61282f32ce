"""One request to the partner: it sees what is asked, answers for its own part, and loses nothing it has written."""

from __future__ import annotations

import re
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from samspel.actors.models import Assignment
from samspel.needs import transitions
from samspel.needs.models import Need, Partnership
from samspel.needs.transitions import BudgetAmount
from samspel.tenancy.by import Role
from tests.cast import FILIP, KARI, SINCE, UNNI, OfficeCast, id_of
from tests.stories import attachments, needs
from tests.web.desk import hidden, read, sit, words

BACK = "Studentane er med på to samlingar."
LATER = needs.when("2021", day=17)


def url(need: Need, partner: str = "hiv") -> str:
    """The address of a partner's page for a need."""
    return f"/partner/samarbeid/{needs.partnership(need, partner).pk}/"


def answer(client: Client, address: str, **changed: str) -> dict[str, str]:
    """What the form on the page sends when it is filled in and confirmed."""
    page = client.get(address)
    seen = {"vist": hidden(page, "vist"), "sett": hidden(page, "sett")}
    return {"svar": "bekreft", "back_to_education": BACK, "contact": "Unni Haug", "reason": "", **seen, **changed}


@pytest.fixture
def asked(rogaland: OfficeCast) -> Need:
    """A need that the university is asked into."""
    return needs.filled(years=2)


@pytest.fixture
def unni(rogaland: OfficeCast) -> Client:
    """The university's confirmer at the desk."""
    return sit(UNNI, LATER)


def test_the_page_says_what_is_asked_and_what_a_confirmation_covers(unni: Client, asked: Need) -> None:
    page = words(unni.get(url(asked)))
    assert "Tiltaket Fire samlingar i året med rettleiing mellom" in page
    assert "Tidsplan 1. august 2023 – 31. desember 2024" in page
    assert "2023 Gjennomføre 100 000 kr 2024 Gjennomføre 100 000 kr I alt 200 000 kr" in page
    assert "Alt annet kan eieren endre uten at bekreftelsen faller bort." in page
    assert "Frist for å melde behov 1. februar 2023 kl. 23.59" in page


def test_confirming_keeps_what_was_shown_and_the_page_tells_of_it(unni: Client, asked: Need) -> None:
    sent = unni.post(url(asked), answer(unni, url(asked), contact="Une Vik"))
    assert (sent.status_code, sent.headers["Location"]) == (302, f"{url(asked)}?lagret=ja")
    row = needs.partnership(asked)
    assert (row.state, row.back_to_education, row.contact) == ("confirmed", BACK, "Une Vik")
    page = words(unni.get(url(asked)))
    assert "Bekreftet 17. januar 2023 kl. 10.00 av Unni Haug. Journalnummer 2023/1." in page
    assert "Endre svaret" in page


def test_the_steps_of_the_timetable_are_part_of_what_is_confirmed_and_a_change_of_them_is_shown(
    unni: Client, asked: Need
) -> None:
    transitions.fill(asked, content={"milestones": "Veke 36: oppstart.\nVeke 45: samling."}, by=KARI, at=LATER)
    page = words(unni.get(url(asked)))
    assert "Tidsplan 1. august 2023 – 31. desember 2024 Veke 36: oppstart. Veke 45: samling." in page
    unni.post(url(asked), answer(unni, url(asked)))
    transitions.fill(asked, content={"milestones": "Veke 37: oppstart.\nVeke 45: samling."}, by=KARI, at=LATER)
    assert needs.partnership(asked).state == "changed"
    again = unni.get(url(asked))
    assert "Hva skal skje når? Det dere bekreftet Veke 36: oppstart." in words(again)
    assert "<del>36:" in again.text and "<ins>37:" in again.text
    row = needs.partnership(asked)
    several = words(unni.get("/partner/svar/", {"svar": "bekreft", "valgt": str(row.pk)}))
    assert "Endret siden dere bekreftet: Hva skal skje når?" in several
    assert "Hva skal skje når? Veke 37: oppstart. Veke 45: samling." in several
    assert unni.post(url(asked), answer(unni, url(asked))).status_code == 302
    transitions.fill(asked, content={"milestones": ""}, by=KARI, at=LATER)
    assert "Nå –" in words(unni.get(url(asked)))


OWN = {"own_benefit": "Ei praksisgruppe i året.", "capacity": "To fagfolk, 15 prosent kvar."}


def test_what_the_partner_gains_and_whom_it_has_stands_with_its_answer_and_at_the_owner(
    unni: Client, asked: Need
) -> None:
    assert unni.post(url(asked), answer(unni, url(asked), **OWN)).status_code == 302
    row = needs.partnership(asked)
    assert {name: getattr(row, name) for name in OWN} == OWN
    page = unni.get(url(asked)).content.decode()
    assert all(f"{text}</textarea>" in page for text in OWN.values())
    told = words(sit(KARI, LATER).get(f"/eier/behov/{asked.pk}/kontroll/"))
    assert "Utbytte for partneren: Ei praksisgruppe i året. Folk og tid: To fagfolk, 15 prosent kvar." in told
    needs.handed_in(asked)
    told = words(unni.get(url(asked)))
    assert "Hva får dere selv ut av det? Ei praksisgruppe i året." in told
    assert "Hvem stiller dere med, og hvor mye tid? To fagfolk, 15 prosent kvar." in told


def test_declining_takes_a_reason_and_the_page_is_for_reading_from_then_on(unni: Client, asked: Need) -> None:
    sent = unni.post(url(asked), answer(unni, url(asked), svar="nei", reason="Vi har ikkje folk nok."))
    assert sent.status_code == 302
    assert needs.partnership(asked).state == "declined"
    page = unni.get(url(asked))
    assert "Vi har ikkje folk nok." in words(page)
    assert 'name="svar"' not in page.content.decode()


def test_a_university_that_says_nothing_of_teacher_education_is_told_the_rule_and_loses_nothing(
    unni: Client, asked: Need
) -> None:
    sent = unni.post(url(asked), answer(unni, url(asked), back_to_education=" ", contact="Une Vik", reason="Nja"))
    page = sent.content.decode()
    assert sent.status_code == 422
    assert "Skriv hvordan erfaringene går tilbake til lærerutdanningen. Grunnlag: " in words(sent)
    assert 'href="#id_back_to_education"' in page
    assert 'value="Une Vik"' in page
    assert "Nja</textarea>" in page
    assert needs.partnership(asked).state == "invited"


def test_declining_without_a_reason_is_refused_and_what_was_written_above_is_kept(unni: Client, asked: Need) -> None:
    sent = unni.post(url(asked), answer(unni, url(asked), svar="nei"))
    assert sent.status_code == 422
    assert "Skriv hvorfor dere takker nei." in words(sent)
    assert 'href="#id_reason"' in sent.content.decode()
    assert f"{BACK}</textarea>" in sent.content.decode()
    assert "<details" in sent.content.decode()
    assert needs.partnership(asked).state == "invited"


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("back_to_education", "x" * 8_001, "Teksten har 8001 tegn. Den kan ha høyst 8000."),
        ("back_to_education", "a\x07b", "Tegn nummer 2 i teksten kan ikke lagres."),
        ("own_benefit", "x" * 8_001, "Teksten har 8001 tegn. Den kan ha høyst 8000."),
        ("capacity", "a\x00b", "Tegn nummer 2 i teksten kan ikke lagres."),
        ("contact", "x" * 121, "Teksten har 121 tegn. Den kan ha høyst 120."),
        ("svar", "kanskje", "Velg om dere bekrefter eller takker nei."),
    ],
)
def test_an_answer_that_cannot_be_stored_is_told_at_its_field_and_kept(
    unni: Client, asked: Need, field: str, text: str, told: str
) -> None:
    sent = unni.post(url(asked), answer(unni, url(asked), **{field: text}))
    assert sent.status_code == 422
    assert told in words(sent)
    assert (text if field != "svar" else BACK) in sent.content.decode()
    assert needs.partnership(asked).state == "invited"


def test_a_text_changed_meanwhile_is_refused_with_the_difference_and_everything_typed_kept(
    unni: Client, asked: Need
) -> None:
    typed = answer(unni, url(asked), contact="Une Vik")
    transitions.fill(asked, content={"measure": "Fire samlingar i halvåret."}, by=KARI, at=LATER)
    sent = unni.post(url(asked), typed)
    page = words(sent)
    assert sent.status_code == 422
    assert "Eieren har endret behovsmeldingen mens du så på den. Se endringen før du bekrefter." in page
    assert "Tiltaket Det du så Fire samlingar i" in page
    assert "<ins>halvåret.</ins>" in sent.content.decode()
    assert f"{BACK}</textarea>" in sent.content.decode()
    assert 'value="Une Vik"' in sent.content.decode()
    assert needs.partnership(asked).state == "invited"
    again = unni.post(url(asked), typed | {"vist": hidden(sent, "vist"), "sett": hidden(sent, "sett")})
    assert again.status_code == 302
    assert needs.partnership(asked).state == "confirmed"


@pytest.mark.parametrize("seen", ["", "tull", "e30:1abc:def"])
def test_what_the_page_had_shown_is_not_believed_without_our_signature(unni: Client, asked: Need, seen: str) -> None:
    sent = unni.post(url(asked), answer(unni, url(asked), vist="0" * 64, sett=seen))
    assert sent.status_code == 422
    assert "Det du så" not in words(sent)


def test_a_change_after_the_confirmation_is_shown_field_by_field_and_confirmed_with_one_press(
    rogaland: OfficeCast,
) -> None:
    need = needs.confirmed()
    transitions.fill(need, content={"ends_on": date(2024, 6, 30)}, by=KARI, at=LATER)
    own = BudgetAmount(2023, "carry-out", id_of("hiv"), 90_000)
    transitions.set_budget(need, lines=[own, BudgetAmount(2023, "plan", id_of("hiv"), 5_000)], by=KARI, at=LATER)
    client = sit(UNNI, LATER)
    page = client.get(url(need))
    assert (
        "Slutt Det dere bekreftet 31. desember 2023 Nå 30. juni 2024 "
        "Penger til dere i 2023: gjennomføre Det dere bekreftet 100 000 kr Nå 90 000 kr "
        "Penger til dere i 2023: utvikle og planlegge Det dere bekreftet – Nå 5 000 kr"
    ) in words(page)
    kept = {"back_to_education": "Studentane er med på to samlingar og skriv oppgåve om dei.", "contact": "Unni Haug"}
    assert all(text in page.content.decode() for text in kept.values())
    sent = client.post(url(need), answer(client, url(need), **kept))
    assert sent.status_code == 302
    assert needs.partnership(need).state == "confirmed"


def test_a_change_that_was_taken_back_is_told_as_such(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    before = need.measure
    transitions.fill(need, content={"measure": "Noko anna."}, by=KARI, at=LATER)
    transitions.fill(need, content={"measure": before}, by=KARI, at=LATER)
    client = sit(UNNI, LATER)
    assert "Nå står det igjen akkurat det dere bekreftet." in words(client.get(url(need)))


def test_after_the_handover_a_given_answer_is_for_reading_and_a_missing_one_can_still_be_given(
    rogaland: OfficeCast,
) -> None:
    given, missing = needs.submitted(), needs.filled(title="Utan svar")
    needs.handed_in(missing)
    client = sit(UNNI, LATER)
    page = client.get(url(given))
    assert "Behovsmeldingen er sendt inn" in words(page)
    assert "Slik går erfaringene tilbake til lærerutdanningen Studentane er med" in words(page)
    assert 'name="svar"' not in page.content.decode()
    assert "Eieren har sendt inn uten å vente på dere." in words(client.get(url(missing)))
    assert client.post(url(missing), answer(client, url(missing))).status_code == 302
    assert needs.partnership(missing).state == "confirmed"


def test_a_vocational_college_is_not_asked_about_teacher_education(rogaland: OfficeCast) -> None:
    need = needs.filled("collective", partner="fagskulen")
    client = sit(FILIP, LATER)
    address = url(need, "fagskulen")
    assert "back_to_education" not in client.get(address).content.decode()
    assert client.post(address, answer(client, address)).status_code == 302
    assert needs.partnership(need, "fagskulen").state == "confirmed"


def test_an_answer_after_the_answer_says_what_is_the_case(unni: Client, asked: Need) -> None:
    typed = answer(unni, url(asked), svar="nei", reason="Ikkje tid.")
    unni.post(url(asked), typed)
    sent = unni.post(url(asked), typed)
    assert sent.status_code == 422
    assert "Dette kan ikke gjøres nå. Status er «Takket nei»." in words(sent)


def test_a_reader_reads_and_is_told_why_it_cannot_answer(unni: Client, asked: Need) -> None:
    typed = answer(unni, url(asked))
    Assignment.objects.filter(person_id=UNNI.somebody).update(role=Role.PARTNER_READER)
    page = unni.get(url(asked))
    assert "Rollen din gir ikke rett til å gjøre dette." in words(page)
    assert 'name="svar"' not in page.content.decode()
    assert unni.post(url(asked), typed).status_code == 403
    assert needs.partnership(asked).state == "invited"


def test_one_who_may_read_and_confirm_acts_as_the_one_who_confirms(unni: Client, asked: Need) -> None:
    Assignment.objects.create(
        person_id=UNNI.somebody, organisation_id=UNNI.organisation_id, role=Role.PARTNER_READER, since=SINCE
    )
    assert 'name="svar"' in unni.get(url(asked)).content.decode()


def test_another_partner_and_an_unknown_address_find_nothing(unni: Client, asked: Need) -> None:
    address = url(asked)
    assert unni.get(f"/partner/samarbeid/{uuid4()}/").status_code == 404
    filip = sit(FILIP, LATER)
    assert filip.get(address).status_code == 404
    assert filip.post(address, {"svar": "bekreft"}).status_code == 404
    transitions.withdraw(asked, reason="Vi ventar.", by=KARI, at=LATER)
    assert unni.get(address).status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_costs_the_same_however_much_is_asked(
    unni: Client, asked: Need, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    categories = ("assess", "plan", "carry-out", "evaluate")
    own = [BudgetAmount(2023 + n // 4 % 2, categories[n % 4], id_of("hiv"), 1_000) for n in range(min(count, 8))]
    transitions.set_budget(asked, lines=own, by=KARI, at=LATER)
    assert Partnership.objects.count() == 1
    with django_assert_num_queries(21):
        unni.get(url(asked))


def test_the_partner_reads_the_files_of_the_need(rogaland: OfficeCast) -> None:
    need = needs.filled()
    made = attachments.clean(need, note="Planen vår")
    row = needs.partnership(need)
    place = f"/partner/samarbeid/{row.pk}/vedlegg/{made.pk}.fil"
    page = read(sit(UNNI, needs.when("2021", day=18)), "partner-partnership", row.pk)
    assert (place in page, "Planen vår" in page) == (True, True)
    assert sit(UNNI, needs.when("2021", day=18)).get(place).status_code == 200
    assert sit(FILIP, needs.when("2021", day=18)).get(place).status_code == 404


AGREED = "Vi og eieren har avtalt et forpliktende samarbeid"


def test_a_college_ticks_that_the_cooperation_is_binding_and_may_do_so_later(rogaland: OfficeCast) -> None:
    need, at = needs.filled("collective", partner="fagskulen"), needs.when("2026", day=17)
    filip, kari = sit(FILIP, at), sit(KARI, at)
    address = url(need, "fagskulen")
    assert AGREED in words(filip.get(address))
    assert filip.post(address, answer(filip, address)).status_code == 302
    row = needs.partnership(need, "fagskulen")
    assert (row.state, row.binding_agreement) == ("confirmed", False)
    owner = words(kari.get(f"/eier/behov/{need.pk}/kontroll/"))
    assert "Fagskolen på kysten har bekreftet, men ikke at et forpliktende samarbeid er avtalt." in owner
    assert "Forpliktende samarbeid: ikke bekreftet" in owner
    assert filip.post(address, answer(filip, address, binding_agreement="on")).status_code == 302
    row.refresh_from_db()
    assert row.binding_agreement is True
    assert re.search(r'<input[^>]*name="binding_agreement"[^>]*checked', filip.get(address).content.decode())
    owner = words(kari.get(f"/eier/behov/{need.pk}/kontroll/"))
    assert "Forpliktende samarbeid: avtalt" in owner and "men ikke at et forpliktende" not in owner
    assert "Forpliktende samarbeid: avtalt" in words(kari.get(f"/eier/behov/{need.pk}/partnere/"))
    needs.handed_in(need)
    assert "Forpliktende samarbeid Avtalt med eieren" in words(filip.get(address))


def test_a_tick_stands_when_something_else_is_wrong_and_goes_with_the_confirmation(rogaland: OfficeCast) -> None:
    need, at = needs.filled("collective", partner="fagskulen"), needs.when("2026", day=17)
    filip, address = sit(FILIP, at), url(need, "fagskulen")
    for typed in ({"contact": "x" * 121}, {"svar": "nei"}):
        sent = filip.post(address, answer(filip, address, binding_agreement="on", **typed))
        assert sent.status_code == 422
        assert re.search(r'<input[^>]*name="binding_agreement"[^>]*checked', sent.content.decode())
    filip.post(address, answer(filip, address, binding_agreement="on"))
    assert needs.partnership(need, "fagskulen").binding_agreement
    filip.post(address, answer(filip, address, svar="nei", reason="Vi har ikkje folk."))
    row = needs.partnership(need, "fagskulen")
    assert (row.state, row.binding_agreement) == ("declined", False)


def test_a_university_is_not_asked_whether_the_cooperation_is_binding(unni: Client, asked: Need) -> None:
    collective = needs.filled("collective")
    for need in (asked, collective):
        assert AGREED not in words(unni.get(url(need)))
        unni.post(url(need), answer(unni, url(need), binding_agreement="on"))
        row = needs.partnership(need)
        assert (row.state, row.binding_agreement) == ("confirmed", False)
