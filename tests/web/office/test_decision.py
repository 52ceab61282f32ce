"""The decision on the office's screens: prepared, made by another, read through, sent, and never half done."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from samspel.casework.models import Case
from samspel.decisions.models import Decision, Share
from samspel.decisions.parts import given
from samspel.kit.ids import new_id
from samspel.letters.models import Letter
from tests.cast import AGDER, KARI, ROGALAND, OfficeCast, id_of
from tests.stories import decisions as story
from tests.stories import open_cases, rows
from tests.web.desk import read, sit, words, write


def amount(recipient: str, year: int = 2023) -> str:
    return f"nok-{year}-{id_of(recipient)}"


def draft(**changes: Any) -> dict[str, Any]:
    """A form that gives what the forum recommended."""
    whole = {
        "act": "draft",
        "kind": "award",
        amount("fjordvik"): "300 000",
        amount("hiv"): "100000 kr",
        "reason_rule": "Regelen.",
        "reason_facts": "Faktum.",
        "reason_considerations": "Hovudomsyn.",
        "conditions": "Vilkår.",
        "departure_reason": "",
        "advice": "",
    }
    return {**whole, **changes}


def test_the_page_shows_what_was_asked_and_recommended_and_starts_from_that(rogaland: OfficeCast) -> None:
    case = open_cases.recommended()
    page = read(sit(ROGALAND.caseworker, story.DRAFTED), "office-decision", case.pk)
    assert "Tiltaket svarer på eit stort behov." in page
    assert 'value="300\u00a0000"' in page
    assert "forvaltningsloven § 25" in page
    assert "Avvisning" not in page


def test_the_caseworker_drafts_and_writes_anew(rogaland: OfficeCast) -> None:
    case = open_cases.recommended()
    browser = sit(ROGALAND.caseworker, story.DRAFTED)
    assert write(browser, "office-decision", case.pk, **draft()).status_code == 302
    decision = Decision.objects.get()
    assert (decision.number, [part.amount_nok for part in given(decision)]) == (
        "V-2023-001",
        [part.amount_nok for part in given(decision)],
    )
    answer = write(browser, "office-decision", case.pk, **draft(reason_facts="Nytt faktum."))
    assert answer.status_code == 302
    decision.refresh_from_db()
    assert decision.reason_facts == "Nytt faktum."


def test_a_wrong_form_keeps_what_was_typed_and_names_every_fault_with_its_basis(rogaland: OfficeCast) -> None:
    case = open_cases.recommended()
    sent = draft(**{amount("fjordvik"): "mykje"}, reason_facts="", conditions="Eit langt vilkår.")
    answer = write(sit(ROGALAND.caseworker, story.DRAFTED), "office-decision", case.pk, **sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="mykje"' in page and "Eit langt vilkår." in page
    assert f'href="#id_{amount("fjordvik")}"' in page
    sent = draft(**{amount("fjordvik"): "250 000"}, reason_facts="")
    answer = write(sit(ROGALAND.caseworker, story.DRAFTED), "office-decision", case.pk, **sent)
    page = words(answer)
    assert answer.status_code == 422
    assert "Vedtaket er et annet enn innstillingen. Skriv hvorfor. Grunnlag: praksis i Samspel." in page
    assert "Skriv hvilke faktiske forhold vedtaket bygger på. Grunnlag: forvaltningsloven § 25." in page
    assert not Decision.objects.exists()


def test_a_rejection_gives_nothing_whatever_stands_in_the_amounts(rogaland: OfficeCast) -> None:
    case = open_cases.recommended()
    sent = draft(kind="rejection", departure_reason="Ramma strekk ikkje til.", advice="Lær saman.")
    assert write(sit(ROGALAND.caseworker, story.DRAFTED), "office-decision", case.pk, **sent).status_code == 302
    decision = Decision.objects.get()
    assert (decision.kind, decision.conditions, decision.advice) == ("rejection", "", "Lær saman.")
    assert not Share.objects.exists()


def test_another_makes_it_and_the_button_says_why_not_before(rogaland: OfficeCast) -> None:
    open_cases.frame(granted_nok=1_000)
    decision = story.drafted(open_cases.recommended())
    page = words(sit(ROGALAND.decider, story.MADE).get(reverse("office-decision", args=[decision.case_id])))
    assert "«Fatt vedtaket» kan ikke gjøres nå" in page
    assert "Rammen for 2023 har 1 000 kr igjen. Det kreves 400 000 kr." in page
    answer = write(sit(ROGALAND.decider, story.MADE), "office-decision", decision.case_id, act="make")
    assert answer.status_code == 422
    decision.refresh_from_db()
    assert decision.state == "drafted"


def test_the_caseworker_cannot_make_it(rogaland: OfficeCast) -> None:
    decision = story.drafted(open_cases.recommended())
    browser = sit(ROGALAND.caseworker, story.MADE)
    page = read(browser, "office-decision", decision.case_id)
    assert "En kollega med budsjettfullmakt fatter vedtaket." in page
    assert write(browser, "office-decision", decision.case_id, act="make").status_code == 422


def test_made_read_through_and_sent(rogaland: OfficeCast) -> None:
    decision = story.drafted(open_cases.recommended())
    decider = sit(ROGALAND.decider, story.MADE)
    letter = decider.get(reverse("office-decision-letter", args=[decision.case_id, id_of("hiv")]))
    assert letter.content.startswith(b"%PDF-") and letter.headers["Content-Type"] == "application/pdf"
    assert write(decider, "office-decision", decision.case_id, act="make").status_code == 302
    assert write(decider, "office-decision", decision.case_id, **draft()).status_code == 422
    caseworker = sit(ROGALAND.caseworker, story.SENT)
    assert "Send vedtaket" in read(caseworker, "office-decision", decision.case_id)
    assert write(caseworker, "office-decision", decision.case_id, act="send").status_code == 302
    page = words(caseworker.get(reverse("office-decision", args=[decision.case_id])))
    assert "B-2023-001" in page and "Venter på svar" in page and "Løper fra brevet er levert" in page
    kept = caseworker.get(reverse("office-letter", args=[Letter.objects.all()[0].pk]))
    assert kept.content.startswith(b"%PDF-")


def test_a_later_year_is_confirmed_by_the_decider(rogaland: OfficeCast) -> None:
    case = open_cases.recommended(asked=(("fjordvik", 2023, 10_000), ("fjordvik", 2024, 20_000)))
    decision = story.sent(case)
    open_cases.frame(year=2024)
    browser = sit(ROGALAND.decider, story.ACCEPTED)
    assert "Bekreft beløpene for 2024" in read(browser, "office-decision", case.pk)
    assert write(browser, "office-decision", case.pk, act="confirm", year="x").status_code == 422
    assert write(browser, "office-decision", case.pk, act="confirm", year="2024").status_code == 302
    assert Share.objects.filter(decision=decision, frame=None).count() == 0


@pytest.mark.parametrize("act", ["", "nothing", "make", "send", "confirm"])
def test_what_is_not_there_is_not_done(rogaland: OfficeCast, act: str) -> None:
    case = open_cases.recommended()
    assert write(sit(ROGALAND.decider, story.MADE), "office-decision", case.pk, act=act).status_code == 404


def test_nobody_else_comes_in(rogaland: OfficeCast) -> None:
    case = open_cases.recommended()
    decision = story.drafted(case)
    address = reverse("office-decision", args=[case.pk])
    assert sit(KARI, story.MADE).get(address).status_code == 403
    assert sit(AGDER.decider, story.MADE).get(address).status_code == 404
    letter = reverse("office-decision-letter", args=[case.pk, id_of("utvik")])
    assert sit(ROGALAND.decider, story.MADE).get(letter).status_code == 404
    assert decision.state == "drafted"


@pytest.mark.parametrize("count", [1, 30])
def test_the_worklist_asks_the_database_as_often_for_one_as_for_thirty(
    rogaland: OfficeCast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(1, count + 1):
        rows.decision(number, state=("drafted", "made", "sent")[number % 3])
    browser = sit(ROGALAND.caseworker, story.SENT)
    with django_assert_num_queries(17):
        page = read(browser, "office-decisions")
    assert page.count(">Språkmiljø ") == count


@pytest.mark.parametrize("count", [1, 30])
def test_the_letters_ask_the_database_as_often_for_one_as_for_thirty(
    rogaland: OfficeCast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    story.sent(open_cases.recommended(asked=(("fjordvik", 2023, 10_000),)))
    for _ in range(count - 1):
        copy_of(Letter.objects.all()[0])
    browser = sit(ROGALAND.caseworker, story.SENT)
    with django_assert_num_queries(10):
        page = read(browser, "office-letters")
    assert page.count("(PDF)") == count


def copy_of(letter: Letter) -> None:
    letter.pk, letter.cause_id = new_id(), new_id()
    letter.number = f"B-2023-{Letter.objects.count() + 1:03}"
    letter.save(force_insert=True)


def test_the_worklist_is_narrowed_by_stage(rogaland: OfficeCast) -> None:
    open_cases.recommended()
    for number, state in enumerate(("drafted", "made", "sent"), start=1):
        rows.decision(number, state=state)
    browser = sit(ROGALAND.caseworker, story.SENT)
    for stage, shown in (("waiting", 1), ("drafted", 1), ("made", 1), ("sent", 1), ("", 4), ("%00", 4)):
        page = browser.get(reverse("office-decisions"), {"status": stage}).content.decode()
        assert sum(str(case.pk) in page for case in Case.objects.all()) == shown
