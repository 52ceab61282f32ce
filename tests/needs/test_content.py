"""Questions and answers come from one source, in the reader's written form, and every finding has a page."""

from __future__ import annotations

import pytest
from django.utils import translation

from samspel.needs import content, sheet
from samspel.needs.rules import check
from tests.cast import OfficeCast
from tests.stories import needs


def texts(scheme: str) -> dict[str, str]:
    found = content.sections(sheet.of(needs.confirmed(scheme)))
    return {answer.question: answer.text for section in found for answer in section.answers}


@pytest.mark.parametrize("scheme", needs.SCHEMES)
def test_every_question_of_a_whole_need_is_answered(rogaland: OfficeCast, scheme: str) -> None:
    said = texts(scheme)
    blank = {question for question, text in said.items() if not text}
    assert blank <= {"Hvorfor er noen ikke med?"}
    assert ("Hvorfor er noen ikke med?" in said) == (scheme == "competence-boost")


def test_the_answers_are_in_plain_words(rogaland: OfficeCast) -> None:
    said = texts("decentralised")
    assert said["Lærer de ansatte sammen i tiltaket?"] == "Ja"
    assert said["Hvor mange skal delta?"] == "Lærere og barnehagelærere: 24"
    assert said["Eier"] == "Fjordvik kommune\nKommune\nOrganisasjonsnummer 210\u00a0000\u00a0011"
    assert said["Start"] == "1.\u00a0august 2023"
    assert said["2023"] == (
        "Fjordvik kommune, gjennomføre: 300\u00a0000\u00a0kr\nHøgskulen i vest, gjennomføre: 100\u00a0000\u00a0kr\n"
        "Sum for året: 400\u00a0000\u00a0kr"
    )
    assert said["Søknadssum"] == "400\u00a0000\u00a0kr"
    assert said["Egenandel"] == "120\u00a0000\u00a0kr"
    assert said["Høgskulen i vest"].startswith("Bekreftet\nKontakt: Unni Haug\n")


def test_an_empty_need_has_the_same_subjects_without_answers(rogaland: OfficeCast) -> None:
    found = content.sections(sheet.of(needs.drafted(title="")))
    assert [section.key for section in found] == [
        "about",
        "assessment",
        "measure",
        "participants",
        "goals",
        "timetable",
        "follow-up",
        "partners",
        "budget",
    ]
    assert [answer.text for section in found[1:] for answer in section.answers if answer.text] == []


def test_the_words_of_the_scheme_follow_the_reader(rogaland: OfficeCast) -> None:
    need = needs.drafted("decentralised")
    with translation.override("nn"):
        said = {answer.field: answer.text for answer in content.about(sheet.of(need))}
    assert said["scheme"].endswith("grunnskule og vidaregåande skule")


def test_every_finding_of_an_empty_need_has_a_page(rogaland: OfficeCast) -> None:
    findings = check(needs.drafted(title=""), needs.when("2021"))
    assert {content.page_of(finding.field) for finding in findings} == {
        "about",
        "assessment",
        "measure",
        "participants",
        "goals",
        "timetable",
        "follow-up",
        "partners",
        "budget",
    }
    assert content.page_of("deadline") == ""


def test_a_use_that_the_scheme_does_not_know_is_shown_by_its_code(rogaland: OfficeCast) -> None:
    assert content.category(sheet.of(needs.drafted()), "party") == "party"
