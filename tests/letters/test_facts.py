"""A letter is complete or refused, and its words are there in both forms."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import MISSING, fields, replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from samspel.letters.facts import IncompleteLetter, Language, LetterFacts, OwnContribution, type_of_template
from samspel.letters.facts.letter import TEXTS
from tests.letters import examples

pytestmark = pytest.mark.letters
every_letter = pytest.mark.parametrize("language", examples.LANGUAGES)


def texts(language: Language) -> dict[str, Any]:
    """Give the words of the letters in one form."""
    return tomllib.loads((TEXTS / f"{language}.toml").read_text())


def flat(words: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Give each text with its place."""
    for section, entries in words.items():
        for name, value in entries.items():
            yield f"{section}.{name}", value if isinstance(value, str) else "|".join(value)


def lacking(facts: LetterFacts) -> tuple[str, ...]:
    """Give what the refusal names."""
    with pytest.raises(IncompleteLetter) as refused:
        facts.as_json()
    return refused.value.missing


def test_a_grant_letter_without_its_mandatory_parts_is_refused_with_all_of_them_named() -> None:
    whole = examples.award("nn")
    bare = replace(
        whole,
        purpose=" \ufeff",
        conditions=(),
        grants=(),
        payment_terms=("",),
        reasons=replace(whole.reasons, facts=""),
        decided_by=replace(whole.decided_by, name=""),
        sender=replace(whole.sender, address=()),
    )
    with pytest.raises(IncompleteLetter, match="award") as refused:
        bare.as_json()
    assert set(refused.value.missing) == {
        *("purpose", "conditions", "grants", "payment_terms", "reasons.facts", "decided_by.name", "sender.address"),
    }
    assert "vilkåra" in refused.value.parts("nn")
    assert "faktum vedtaket bygger på" in refused.value.parts("nb")


def test_a_part_of_a_list_is_named_by_its_place() -> None:
    whole = examples.award("nb")
    broken = replace(whole, grants=(whole.grants[0], replace(whole.grants[1], recipient="")))
    assert lacking(broken) == ("grants[1].recipient",)


@every_letter
def test_every_part_that_can_be_missing_has_a_name(language: Language) -> None:
    for kind in type_of_template.values():
        mandatory = tuple(field.name for field in fields(kind) if field.default is MISSING)
        assert len(IncompleteLetter(kind.template, mandatory).parts(language)) == len(mandatory)
    inner = ("sender.name", "grants[1].recipient", "sections[0].answers[2].question", "reasons.rule")
    assert len(IncompleteLetter("award", inner).parts(language)) == 4


def test_a_departure_from_the_recommendation_needs_its_reason() -> None:
    whole = examples.award("nb")
    assert whole.recommendation is not None
    silent = replace(whole.recommendation, departure="")
    assert lacking(replace(whole, recommendation=silent)) == ("recommendation.departure",)
    same = replace(silent, amount_nok=whole.granted_nok())
    assert replace(whole, recommendation=same).missing() == ()
    refusal = examples.rejection("nb")
    assert refusal.recommendation is not None
    wanted = replace(refusal.recommendation, amount_nok=10_000)
    assert lacking(replace(refusal, recommendation=wanted)) == ("recommendation.departure",)


def test_no_own_contribution_and_no_forum_step_can_be_said() -> None:
    assert replace(examples.award("nn"), own_contribution=None, recommendation=None).missing() == ()
    assert OwnContribution(30, 400_000, 120_000).amount_nok == 120_000


def test_facts_become_json_with_norwegian_time_and_whole_kroner() -> None:
    facts = json.loads(json.dumps(examples.receipt("nb").as_json()))
    assert facts["template"] == "receipt"
    assert facts["received_at"] == "2023-02-01T22:14:07+01:00"
    assert facts["budget"][0]["amount_nok"] == 40_000
    award = examples.award("nb").as_json()
    assert (award["granted_nok"], award["committed_nok"]) == (570_000, 400_000)
    assert award["reporting_due_on"] == "2024-01-15"


def test_summer_time_and_other_zones_become_norwegian_time() -> None:
    moment = datetime(2023, 7, 1, 23, 59, 59, tzinfo=timezone(timedelta(hours=-3)))
    assert replace(examples.receipt("nb"), received_at=moment).as_json()["received_at"] == "2023-07-02T04:59:59+02:00"


def test_a_digest_or_a_moment_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="hexadecimal"):
        replace(examples.receipt("nb"), sha256="9F86")
    with pytest.raises(ValueError, match="time zone"):
        replace(examples.receipt("nb"), received_at=datetime(2023, 2, 1))  # noqa: DTZ001  the fault


def test_a_chapter_without_a_post_is_refused() -> None:
    with pytest.raises(ValueError, match=r"226\.21"):
        replace(examples.award("nb"), chapter_post="226")


def test_every_template_has_its_facts() -> None:
    assert set(type_of_template) == set(examples.MAKE)
    assert examples.AT.tzinfo is UTC
    assert examples.award("nb").decided_on == date(2023, 5, 4)


def test_both_forms_have_the_same_texts_with_the_same_blanks_to_fill() -> None:
    blanks = [
        {place: sorted(re.findall(r"\{\w+\}", text)) for place, text in flat(texts(language))}
        for language in examples.LANGUAGES
    ]
    assert blanks[0] == blanks[1]


@every_letter
def test_no_text_is_in_the_other_form(language: Language) -> None:
    other = {
        "nb": r"\b(ikkje|frå|tilskot\w*|kva|korleis|gjev|vere|høgskule\w*|eigar\w*|dykk\w*|noko|utlysing\w*|skal de)\b",
        "nn": r"\b(ikke|fra|tilskudd\w*|hva|hvordan|gir|være|høyskole\w*|eier\w*|deres?|noe|utlysning\w*|jeg|hvis)\b",
    }[language]
    assert [(place, text) for place, text in flat(texts(language)) if re.search(other, text, re.IGNORECASE)] == []


@every_letter
def test_the_language_is_plain(language: Language) -> None:
    heavy = r"\b(vennligst|obligatorisk\w*|påkrev\w*|iht|herværende|ovennevnte|nevnte|vedrørende|angående)\b"
    said = [text for _, text in flat(texts(language))]
    assert [text for text in said if re.search(heavy, text, re.IGNORECASE)] == []
    assert [part for text in said for part in text.split(". ") if len(part.split()) > 32] == []


@every_letter
def test_no_provision_is_named_that_nobody_has_read(language: Language) -> None:
    named = [place for place, text in flat(texts(language)) if "§" in text]
    assert named == ["award.control_right"]
