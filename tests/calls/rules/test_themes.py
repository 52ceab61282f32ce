"""A forum may have themes of its own: short, named once, known again by their codes, and never taken from anybody."""

from __future__ import annotations

from datetime import date

import pytest

from samspel.calls import transitions
from samspel.calls.models import Announcement, Call
from samspel.calls.rules import themes
from samspel.flow.models import Entry
from samspel.flow.refusal import Refused
from samspel.kit.deadlines import closes_at
from samspel.rules import scheme
from samspel.tenancy.by import By
from tests.cast import AGDER, KARI, ROGALAND, OfficeCast
from tests.stories import calls

NOW = calls.ANNOUNCED["2021"]
BY = ROGALAND.decider
OWN = ["Språk og kommunikasjon", "Læringsmiljø i barnehagen"]


def names(call: Call, code: str = "regional") -> list[tuple[str, str]]:
    """The themes that a need in a scheme of the call chooses among."""
    return themes.scheme_of(Call.objects.get(pk=call.pk), code).themes.choices("nn")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Språk og kommunikasjon", "language"),
        ("  språk og  KOMMUNIKASJON ", "language"),
        ("Fag, vurdering og undervisning", "subjects"),
        ("Læringsmiljø", "own-laeringsmiljoe"),
        ("Overgang 2+3", "own-overgang-2-3"),
        ("Barnehagen som læringsarena", "own-barnehagen-som-laer-1784ad"),
        ("Кириллиця", "own-a58780"),
    ],
)
def test_a_theme_of_the_same_name_has_the_same_code_every_year_and_that_of_all_where_it_is_theirs(
    name: str, code: str
) -> None:
    assert themes.code_of(name) == code
    assert len(code) <= themes.LONGEST_CODE


def test_a_call_without_its_own_has_those_of_each_scheme(rogaland: OfficeCast) -> None:
    call = calls.announced()
    assert names(call) == scheme("regional", "2021").themes.choices("nn")
    assert list(themes.by_scheme(call)) == []


def test_a_call_has_its_own_for_one_scheme_and_those_of_the_scheme_for_another(rogaland: OfficeCast) -> None:
    call = calls.announced(own_themes=themes.written("regional", OWN))
    assert names(call) == [("language", OWN[0]), (themes.code_of(OWN[1]), OWN[1])]
    assert [code for code, _name in names(call, "decentralised")] == list(scheme("decentralised", "2021").themes.codes)
    assert [(rules.code, len(terms)) for rules, terms in themes.by_scheme(call)] == [("regional", 2)]
    assert Announcement.objects.get().own_themes == call.own_themes


def test_a_shared_code_under_another_name_is_shown_by_the_name_that_was_written(rogaland: OfficeCast) -> None:
    call = calls.announced(own_themes=[{"scheme": "regional", "code": "language", "name": "Samtalar med barn"}])
    assert names(call) == [("language", "Samtalar med barn")]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (themes.written("regional", ["x"] * 2), "theme-twice"),
        (themes.written("regional", ["Språk!", "språk"]), "theme-twice"),
        (themes.written("regional", [f"Tema {number}" for number in range(13)]), "themes-many"),
        (themes.written("regional", ["a" * 121]), "theme-words"),
        (themes.written("regional", [" "]), "theme-words"),
        (themes.written("regional", ["\u200b"]), "theme-words"),
        (themes.written("collective", ["Språk"]), "theme-scheme"),
        ([{"scheme": "regional", "code": "Språk", "name": "Språk"}], "theme-code"),
        ([{"scheme": "regional", "code": "a" * 31, "name": "Språk"}], "theme-code"),
    ],
)
def test_a_list_that_does_not_fit_is_refused_and_nothing_changes(
    rogaland: OfficeCast, rows: list[dict[str, str]], expected: str
) -> None:
    call = calls.drafted()
    with pytest.raises(Refused) as refused:
        transitions.amend(call, content={"own_themes": rows}, by=BY, at=NOW)
    assert expected in {one.code for one in refused.value.refusals}
    assert {one.field for one in refused.value.refusals} == {f"themes-{rows[0]['scheme']}"}
    with pytest.raises(Refused, match=expected):
        calls.drafted(ref="annan", own_themes=rows)
    assert Call.objects.get().own_themes == []


def test_twelve_of_a_hundred_and_twenty_fit_and_a_scheme_that_is_left_takes_them_with_it(rogaland: OfficeCast) -> None:
    rows = themes.written("regional", [f"{number:02} {'a' * 117}" for number in range(12)])
    call = calls.drafted()
    transitions.amend(call, content={"own_themes": rows}, by=BY, at=NOW)
    assert len(names(call)) == 12
    with pytest.raises(Refused, match="theme-scheme"):
        transitions.amend(call, content={"schemes": ["decentralised"]}, by=BY, at=NOW)
    transitions.amend(call, content={"schemes": ["decentralised"], "own_themes": []}, by=BY, at=NOW)


def test_more_are_added_to_an_announced_call_and_none_goes_away(rogaland: OfficeCast) -> None:
    call = calls.announced(own_themes=themes.written("regional", OWN))
    more = [*themes.written("regional", ["Naturfag"]), *themes.written("decentralised", ["Naturfag"])]
    transitions.add_themes(call, own_themes=more, by=BY, at=NOW)
    assert [name for _code, name in names(call)] == [*OWN, "Naturfag"]
    shared = scheme("decentralised", "2021").themes.choices("nn")
    assert names(call, "decentralised") == [*shared, ("own-naturfag", "Naturfag")]
    assert Announcement.objects.get().own_themes == Call.objects.get().own_themes
    entry = Entry.objects.get(act="calls.add_themes")
    assert entry.facts == {"added": ["regional: Naturfag", "decentralised: Naturfag"]}
    assert entry.journal_number


def test_what_is_there_is_not_added_again_nor_nothing_nor_too_many(rogaland: OfficeCast) -> None:
    call = calls.announced(own_themes=themes.written("regional", OWN))
    for rows, code in (
        (themes.written("regional", [OWN[1].upper()]), "theme-twice"),
        ([], "no-theme"),
        (themes.written("decentralised", ["Ein", "To", "Tre"]), "themes-many"),
        (themes.written("collective", ["Ein"]), "theme-scheme"),
    ):
        with pytest.raises(Refused, match=code):
            transitions.add_themes(call, own_themes=rows, by=BY, at=NOW)
    assert len(Call.objects.get().own_themes) == 2


@pytest.mark.parametrize("by", [KARI, ROGALAND.caseworker, ROGALAND.payer, AGDER.decider])
def test_only_those_who_announce_add_them(rogaland: OfficeCast, by: By) -> None:
    call = calls.announced()
    with pytest.raises(Refused, match="wrong-role"):
        transitions.add_themes(call, own_themes=themes.written("regional", OWN), by=by, at=NOW)


def test_they_are_added_before_the_deadline_and_while_the_call_stands(rogaland: OfficeCast) -> None:
    call, late = calls.announced(), closes_at(date(2023, 2, 1))
    assert [one.code for one in transitions.add_themes.refusals(call, by=BY, at=late)] == ["deadline-passed"]
    transitions.withdraw(call, reason="Feil.", by=BY, at=NOW)
    assert transitions.add_themes.refusals(call, by=BY, at=NOW)
    assert transitions.add_themes.refusals(calls.drafted(ref="annan"), by=BY, at=NOW)


def test_a_file_names_themes_by_code_or_by_name(rogaland: OfficeCast) -> None:
    call = calls.announced(own_themes=themes.written("regional", [*OWN, "Naturfag"]))
    said = ["naturfag ", "own-naturfag", "language", "noko anna"]
    assert themes.as_codes(call, "regional", said) == ["own-naturfag", "language", "noko anna"]
    assert themes.as_codes(call, "decentralised", ["Naturfag"]) == ["Naturfag"]
