"""Several requests answered at once: each by the act of the single answer, and one refused leaves the others be."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from samspel.actors.models import Assignment
from samspel.calls.models import Call
from samspel.flow.models import Entry
from samspel.kit.deadlines import closes_at
from samspel.needs import transitions
from samspel.needs.models import Need, Partnership
from samspel.tenancy.by import Role
from tests.cast import FILIP, KARI, UNNI, OfficeCast
from tests.stories import needs
from tests.web.desk import hidden, sit, words
from tests.web.partner.test_home import LATER, copies

URL = "/partner/svar/"
BACK = "Studentane er med på to samlingar."


@pytest.fixture
def unni(rogaland: OfficeCast) -> Client:
    """The university's confirmer at the desk."""
    return sit(UNNI, LATER)


def rows(*found: Need) -> list[Partnership]:
    """The university's partnership in each of some needs."""
    return [needs.partnership(need) for need in found]


def filled_in(client: Client, chosen: list[Partnership], **other: str) -> dict[str, object]:
    """What the page sends for those chosen, when it is filled in and confirmed."""
    page = client.get(URL, {"svar": "bekreft", "valgt": [str(row.pk) for row in chosen]})
    shown = {f"vist-{row.pk}": hidden(page, f"vist-{row.pk}") for row in chosen}
    return {"svar": "bekreft", "valgt": [str(row.pk) for row in chosen], "back_to_education": BACK, **shown, **other}


def test_what_is_asked_is_shown_and_all_are_confirmed_as_shown(unni: Client) -> None:
    chosen = rows(needs.filled(title="Det eine"), needs.filled(title="Det andre", asked_nok=800_000))
    page = words(unni.get(URL, {"svar": "bekreft", "valgt": [str(row.pk) for row in chosen]}))
    assert "Det eine" in page and "Det andre" in page
    assert "Tiltaket Fire samlingar i året" in page
    assert page.count("Frist for å melde behov 1. februar 2023 kl. 23.59") == 2
    Call.objects.update(confirm_closes_at=closes_at(date(2023, 2, 15)))
    no = words(unni.get(URL, {"svar": "nei", "valgt": [str(row.pk) for row in chosen]}))
    assert no.count("Siste dag for svaret deres 15. februar 2023 kl. 23.59") == 2
    assert "Penger til dere i 2023: gjennomføre 200 000 kr" in page
    sent = unni.post(URL, filled_in(unni, chosen))
    assert (sent.status_code, sent.headers["Location"]) == (302, "/partner/?besvart=2")
    assert "2 samarbeid er besvart." in words(unni.get(sent.headers["Location"]))
    states = {(row.state, row.back_to_education, bool(row.confirmed_digest)) for row in Partnership.objects.all()}
    assert states == {("confirmed", BACK, True)}
    assert Entry.objects.filter(act="needs.confirm", journal_number__isnull=False).count() == 2


def test_one_that_was_changed_meanwhile_stays_with_the_reason_and_the_others_stand(unni: Client) -> None:
    still, moved = needs.filled(title="Står"), needs.filled(title="Endra")
    typed = filled_in(unni, rows(still, moved))
    transitions.fill(moved, content={"measure": "Noko heilt anna."}, by=KARI, at=LATER)
    sent = unni.post(URL, typed)
    page = words(sent)
    assert sent.status_code == 422
    assert "1 samarbeid er besvart." in page
    assert "Dette ble ikke besvart Eieren har endret behovsmeldingen mens du så på den." in page
    assert "Noko heilt anna." in page and "Står" not in page
    assert f"{BACK}</textarea>" in sent.content.decode()
    assert [row.state for row in rows(still, moved)] == ["confirmed", "invited"]
    left = rows(moved)[0]
    again = unni.post(URL, {**typed, "valgt": [str(left.pk)], f"vist-{left.pk}": hidden(sent, f"vist-{left.pk}")})
    assert again.status_code == 302
    assert rows(moved)[0].state == "confirmed"


def test_a_text_is_asked_for_once_and_only_where_there_is_none(unni: Client) -> None:
    known = needs.confirmed(title="Stadfesta før")
    transitions.fill(known, content={"ends_on": date(2023, 11, 30)}, by=KARI, at=LATER)
    (row,) = rows(known)
    page = unni.get(URL, {"valgt": str(row.pk)})
    assert "back_to_education" not in page.content.decode()
    assert "Endret siden dere bekreftet: Slutt" in words(page)
    fresh = rows(needs.filled(title="Ny"))[0]
    sent = unni.post(URL, filled_in(unni, [row, fresh], back_to_education=" "))
    assert sent.status_code == 422
    assert "Skriv hvordan erfaringene går tilbake til lærerutdanningen. Grunnlag: " in words(sent)
    assert [one.state for one in rows(known, fresh.need)] == ["confirmed", "invited"]
    assert rows(known)[0].back_to_education.startswith("Studentane er med på to samlingar og skriv")
    Partnership.objects.filter(pk=row.pk).update(capacity="To fagfolk.", own_benefit="Praksis.")
    assert unni.post(URL, filled_in(unni, rows(known))).status_code == 302
    assert [(one.capacity, one.own_benefit) for one in rows(known)] == [("To fagfolk.", "Praksis.")]


def test_all_are_declined_with_one_reason_that_each_owner_reads(unni: Client) -> None:
    chosen = rows(needs.filled(title="Det eine"), needs.filled(title="Det andre"))
    sent = {"svar": "nei", "valgt": [str(row.pk) for row in chosen], "reason": " "}
    refused = unni.post(URL, sent)
    assert refused.status_code == 422
    assert words(refused).count("Skriv hvorfor dere takker nei.") == 2  # in the summary and at the question, once
    assert {row.state for row in Partnership.objects.all()} == {"invited"}
    assert unni.post(URL, {**sent, "reason": "Vi har ikkje folk i 2023."}).status_code == 302
    assert {row.declined_reason for row in Partnership.objects.all()} == {"Vi har ikkje folk i 2023."}


def test_nobody_answers_what_is_not_theirs_or_is_no_answer(unni: Client) -> None:
    other = needs.filled("collective", partner="fagskulen", title="For fagskulen")
    strange = {"svar": "nei", "valgt": [str(needs.partnership(other, "fagskulen").pk), "tull"], "reason": "Nei."}
    assert unni.post(URL, strange).headers["Location"] == "/partner/?besvart=0"
    assert needs.partnership(other, "fagskulen").state == "invited"
    assert "Ingen samarbeid er valgt." in words(unni.get(URL))
    assert unni.get(URL, {"svar": "kanskje"}).status_code == 404
    assert sit(KARI, LATER).get(URL).status_code == 403
    Assignment.objects.filter(person_id=FILIP.somebody).update(role=Role.PARTNER_READER)
    assert sit(FILIP, LATER).post(URL, strange).status_code == 403


def test_what_has_been_decided_on_cannot_be_answered_and_is_not_offered(unni: Client) -> None:
    need = needs.filled()
    Need.objects.filter(pk=need.pk).update(bound_at=LATER)
    (row,) = rows(need)
    assert 'name="valgt"' not in unni.get("/partner/").content.decode()
    sent = unni.post(URL, filled_in(unni, [row]))
    assert sent.status_code == 422
    assert "Behovet er med i en vedtatt innstilling" in words(sent)


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_costs_the_same_however_many_are_chosen(
    unni: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    copies(needs.filled(), count - 1)
    chosen = [str(row.pk) for row in Partnership.objects.all()]
    with django_assert_num_queries(11):
        page = unni.get(URL, {"svar": "bekreft", "valgt": chosen})
    assert len(re.findall(r'name="valgt"', page.content.decode())) == count


def test_a_college_ticks_once_that_the_cooperation_is_binding_in_all_of_them(rogaland: OfficeCast) -> None:
    at = needs.when("2026", day=17)
    found = [needs.filled("collective", partner="fagskulen", title=title) for title in ("Det eine", "Det andre")]
    chosen, filip = [needs.partnership(need, "fagskulen") for need in found], sit(FILIP, at)
    sent = filled_in(filip, chosen, binding_agreement="on")
    page = words(filip.get(URL, {"valgt": [str(row.pk) for row in chosen]}))
    assert "Vi og eieren har avtalt et forpliktende samarbeid" in page and "lærerutdanningen" not in page
    assert filip.post(URL, sent).status_code == 302
    assert {(row.state, row.binding_agreement) for row in Partnership.objects.all()} == {("confirmed", True)}
    transitions.fill(found[0], content={"measure": "Noko anna."}, by=KARI, at=at)
    assert filip.post(URL, filled_in(filip, chosen[:1])).status_code == 302
    assert {(row.state, row.binding_agreement) for row in Partnership.objects.all()} == {("confirmed", True)}


def test_what_was_never_sent_is_refused_among_others_with_the_reason(rogaland: OfficeCast) -> None:
    draft, sent = needs.filled(title="Ligg"), needs.filled(title="Sendt")
    needs.handed_in(sent)
    ends = draft.grace_ends
    assert ends
    client = sit(UNNI, ends)
    answer = client.post(URL, filled_in(client, rows(draft, sent)))
    assert answer.status_code == 422
    page = words(answer)
    assert "1 samarbeid er besvart." in page and "eieren sendte ikke inn behovsmeldingen" in page
    assert [row.state for row in rows(draft, sent)] == ["invited", "confirmed"]
