"""A round as a workbook is the same round: written and read again nothing is lost, whatever people have typed."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from samspel.cli import round as command
from samspel.needs.models import Source
from samspel.rounds.asked.listing import List
from samspel.rounds.document import Round
from samspel.rounds.faults import Faulty
from samspel.rounds.pruning import pruned
from samspel.rounds.reading import read as read_json
from samspel.rounds.sheets import is_workbook, words
from samspel.rounds.sheets.plan import PARTS, tables
from samspel.rounds.sheets.reading import read
from samspel.rounds.sheets.writing import template, workbook_of
from tests.rounds import practice

pytestmark = pytest.mark.round
# Every character that a text of a round file may hold: NUL and what nobody can see are refused there already.
LINE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=[*map(chr, range(32)), "\x7f"]), max_size=60)
TEXT = st.lists(LINE, max_size=4).map("\r\n\t_x000D_\n".join)
ODD = st.sampled_from(
    ["=1+1", "+47 00", "-", "@", "#N/A", "_x005F_x000D_", "\ufeffa", "\ufffe", "12", "TRUE", " a ", "Ja"]
)
DAY = st.dates(date(1, 1, 1), date(9999, 12, 31))
MOMENT = st.datetimes(datetime(1900, 1, 2), datetime(2099, 1, 1), timezones=st.just(UTC)).map(datetime.isoformat)  # noqa: DTZ001
NEED: dict[str, st.SearchStrategy[Any]] = {
    "title": LINE | ODD,
    "contact_name": LINE | ODD,
    "assessment": TEXT | ODD,
    "involvement": TEXT,
    "measure": TEXT,
    "goal": TEXT,
    "special_reason": TEXT,
    "assessment_sources": st.lists(st.sampled_from(Source.values), unique=True),
    "themes": st.lists(st.sampled_from(["language", "digital", "sami"]), unique=True),
    "collective": st.none() | st.booleans(),
    "light": st.booleans(),
    "starts_on": st.none() | DAY.map(date.isoformat),
    "own_contribution_nok": st.none() | st.integers(0, 10**12),
    "indicators": st.lists(
        st.fixed_dictionaries({"what": LINE.filter(bool), "baseline": LINE, "target": ODD}), max_size=3
    ),
}

QUESTION: dict[str, st.SearchStrategy[Any]] = {
    "key": st.sampled_from(["a", "b"]),
    "kind": st.just("choice"),
    "question": LINE.filter(bool),
    "help": LINE,
    "choices": st.lists(LINE.filter(lambda one: bool(one.strip())), max_size=2),
    "required": st.booleans(),
}


@st.composite
def rounds(draw: st.DrawFn) -> Round:
    """The practice round up to and with the needs and their partners, answered in any words."""
    file = practice.some(draw(st.lists(st.sampled_from(practice.refs()), max_size=3, unique=True)), "needs")
    for need in file["needs"]:
        need |= {name: draw(answers) for name, answers in NEED.items()}
        need["drafted"]["at"] = draw(MOMENT)
    questions = st.lists(st.fixed_dictionaries(QUESTION), max_size=2, unique_by=lambda one: one["key"])
    file["call"]["extra_questions"] = draw(questions)
    names = st.lists(LINE.filter(bool), max_size=2)
    file["call"]["own_themes"] = [
        {"scheme": "regional", "code": f"own-{number}", "name": name} for number, name in enumerate(draw(names))
    ]
    return pruned(Round.model_validate_json(json.dumps(file)))


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(rounds(), st.sampled_from(words.FORMS))
def test_a_round_is_the_same_after_it_was_a_workbook(document: Round, form: str) -> None:
    assert read(workbook_of(document, form))[0] == document


def test_every_sheet_and_every_column_has_words_and_no_word_is_left_over() -> None:
    every = (*tables(), *tables(List))
    names = {name for table in every for column in table.columns for name in column.names}
    told = {(part, name) for part, fields in words.data()["field"].items() for name in fields}
    assert told == names
    assert set(words.data()["sheet"]) == {table.name for table in every}
    for table in every:
        for form in words.FORMS:
            headings = [words.heading(column, form) for column in table.columns]
            assert len(set(headings)) == len(headings), table.name


def test_every_part_of_a_round_up_to_the_partners_has_a_sheet() -> None:
    later = {"intakes", "forum", "assessments", "recommendation", "decisions", "instalments", "payments", "reports"}
    assert set(Round.model_fields) - later == {*PARTS, "samspel_round", "attribution", "office", "call"}


@pytest.mark.parametrize("form", words.FORMS)
def test_the_words_for_sources_are_those_of_the_form(form: str) -> None:
    with translation.override(form):
        assert {code: one.text(form) for code, one in words.group("assessment_sources").items()} == {
            code: str(label) for code, label in Source.choices
        }


@pytest.mark.parametrize(("form", "sheet", "title"), [("nb", "Virksomheter", "Tittel"), ("nn", "Verksemder", "Tittel")])
def test_the_template_has_headings_help_an_example_and_lists_to_choose_from(form: str, sheet: str, title: str) -> None:
    book = load_workbook(io.BytesIO(template(form)))
    assert book.sheetnames[0] == "Les dette først"
    assert sheet in book.sheetnames
    needs = book["Behov"]
    assert title in [cell.value for cell in needs[1]]
    assert [needs.cell(row, 1).value for row in (1, 2, 3)] == [
        words.mark(one).text(form) for one in ("heading", "help", "example")
    ]
    lists = {str(rule.sqref): rule.formula1 for rule in needs.data_validations.dataValidation if rule.type == "list"}
    (place,) = {formula for where, formula in lists.items() if where.startswith("C")}
    offered, letter = place.rpartition("!")[0].strip("'"), place[place.index("$") + 1]
    chosen = [cell.value for cell in book[offered][letter]][1:]
    assert "Regional ordning" in chosen
    assert all(cell.data_type != "f" for ws in book for row in ws.iter_rows() for cell in row)


def test_an_empty_template_says_what_is_missing_and_where() -> None:
    with pytest.raises(Faulty) as faulty:
        read(template())
    assert str(faulty.value) == "Ark «Utlysning»: Arket skal ha én rad som er fylt ut. Det har 0."


def test_the_command_writes_a_template_and_a_filled_one_that_it_reads_again(
    tmp_path: Any,  # noqa: ANN401  a folder
    capsys: pytest.CaptureFixture[str],
) -> None:
    empty, filled, told = tmp_path / "mal.xlsx", tmp_path / "runde.xlsx", tmp_path / "runde.json"
    assert command.run(["template", str(empty)]) == 0
    assert is_workbook(empty.read_bytes())
    told.write_text(json.dumps(practice.some(practice.refs()[:2], "needs")))
    assert command.run(["template", "--nn", "--of", str(told), str(filled)]) == 0
    assert read(filled.read_bytes())[0] == read_json(told.read_bytes())
    assert command.run(["template", "a", "b"]) == 2
    assert command.run(["template", str(tmp_path / "nowhere" / "mal.xlsx")]) == 2
    assert "No such file" in capsys.readouterr().err
