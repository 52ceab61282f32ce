"""`samspel law` prints the rules of a day, and docs/law.md is what it would write today."""

from __future__ import annotations

from pathlib import Path

import pytest

from samspel.cli import law
from samspel.rules import report

PAGE = Path(__file__).parents[2] / "docs" / "law.md"


def test_the_rules_of_a_day_stand_in_columns_under_their_steps(capsys: pytest.CaptureFixture[str]) -> None:
    assert law.run(["--on", "2023-02-01"]) == 0

    rows = capsys.readouterr().out.splitlines()
    assert rows[0].split() == ["REGEL", "VERDI", "FRA", "HJEMMEL"]
    weeks = next(row for row in rows if row.startswith("decisions.appeal_weeks"))
    assert [weeks[0:46].strip(), weeks[48:84].strip(), weeks[86:96], weeks[98:]] == [
        "decisions.appeal_weeks",
        "3 uker",
        "1970-01-01",
        "forvaltningsloven § 29 første ledd",
    ]
    assert [row for row in rows if row.isupper() and " " * 4 not in row] == [
        step.upper() for step in law.STEPS.values()
    ]


def test_what_nobody_has_confirmed_is_marked_and_counted(capsys: pytest.CaptureFixture[str]) -> None:
    law.run(["--on", "2023-02-01"])

    rows = capsys.readouterr().out.splitlines()
    assert next(row for row in rows if row.startswith("decisions.letter_parts")).endswith("ikke bekreftet")
    unconfirmed = sum(row.endswith("  ikke bekreftet") for row in rows)
    assert rows[-1].endswith(f" regler, {unconfirmed} ikke bekreftet")


def test_without_a_day_it_is_today(capsys: pytest.CaptureFixture[str]) -> None:
    assert law.run([]) == 0
    assert "decisions.appeal_weeks" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments", [["--on"], ["--on", "i morgen"], ["--on", "2023-02-30"], ["2023-02-01"], ["--on", "2023-02-01", "x"]]
)
def test_wrong_use_says_how_it_is_used(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert law.run(arguments) == 2

    printed = capsys.readouterr()
    assert (printed.out, law.USAGE in printed.err) == ("", True)


def test_a_day_before_every_rule_gives_an_empty_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert law.run(["--on", "1814-05-17"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "0 regler, 0 ikke bekreftet"


def test_the_page_names_every_value_and_every_source() -> None:
    page = law.markdown()

    for line in report():
        assert f"`{line.key}`" in page
    assert "Ikke lest" in page
    assert page.endswith("gjelder til en dag er satt.\n")


def test_the_page_in_docs_is_not_stale() -> None:
    assert PAGE.read_text("utf-8") == law.markdown()
