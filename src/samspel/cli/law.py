"""`samspel law [--on DATE]`: every rule in force, its value, its basis and since when; and the page docs/law.md."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby, zip_longest

from samspel.kit.deadlines import OSLO
from samspel.rules import RuleLine, Source, report, rule_sets, sources
from samspel.rules.sources import MARKS

USAGE = "samspel law [--on DATE]    DATE as in 2023-02-01; today when it is left out"
WIDTHS = (46, 36, 10, 44, 14)
HEADINGS = ("REGEL", "VERDI", "FRA", "HJEMMEL", "")
STEPS = {
    "calls": "Utlysning",
    "needs": "Behovsmelding",
    "casework": "Saksbehandling",
    "forum": "Samarbeidsforum",
    "decisions": "Vedtak og klage",
    "payments": "Utbetaling",
    "followup": "Rapport og oppfølging",
    "schemes": "Ordninger",
}
KINDS = {
    "act": "lov",
    "regulation": "forskrift",
    "state-rules": "reglement",
    "mandate": "mandat",
    "call": "utlysning",
    "page": "nettside",
    "guide": "veiledning",
    "draft": "utkast",
    "restatement": "gjengivelse",
    "accounts": "regnskap",
    "practice": "praksis",
}
NO_DATE = """\
Den nye forvaltningsloven er vedtatt, men det er ikke funnet noen dag for når den trer i kraft. Den har derfor ingen
verdier her, og reglene fra loven av 1967 gjelder til en dag er satt."""
INTRODUCTION = """# Reglene i Samspel

Denne siden er laget av regeldataene i `src/samspel/rules/data/` (`samspel docs`). Den viser hver regel som Samspel
bruker, hva den sier, fra hvilken dag, og hva den bygger på. Ordlyden er sitert fra kilden.

**Ikke bekreftet** betyr at ingen i prosjektet har lest teksten som regelen skal bygge på. Da står grunnen ved regelen,
og den som møter regelen på skjermen, ser det samme merket. *Praksis i Samspel* er valg som kan gjøres om uten at loven
endres.

For ordningene avgjør dagen da utlysningen ble kunngjort, hvilket regelsett som gjelder, og en behovsmelding beholder
det hele veien. For saksbehandlingen gjelder reglene den dagen noe blir gjort.
"""


def run(arguments: list[str]) -> int:
    """Print the rules in force on a day as a table; 2 when the day cannot be read."""
    match arguments:
        case []:
            day = datetime.now(OSLO).date()
        case ["--on", typed] if (read := read_day(typed)) is not None:
            day = read
        case _:
            print(f"samspel: wrong use\n{USAGE}", file=sys.stderr)
            return 2
    print(table(report(day)))
    return 0


def read_day(typed: str) -> date | None:
    """Read a day in the form 2023-02-01; None when it is not one."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def table(lines: list[RuleLine]) -> str:
    """Set the rules in columns, a heading for each step, and count what is not confirmed."""
    rows = ["  ".join(word.ljust(width) for word, width in zip(HEADINGS, WIDTHS, strict=True)).rstrip()]
    for step, of_step in groupby(lines, key=lambda line: line.step):
        rows += ["", STEPS[step].upper()]
        rows += [row for line in of_step for row in in_columns(line)]
    unconfirmed = sum(not line.verified for line in lines)
    return "\n".join([*rows, "", f"{len(lines)} regler, {unconfirmed} {MARKS['nb']}"])


def in_columns(line: RuleLine) -> list[str]:
    """Set one rule in columns; long words go on over several rows."""
    mark = "" if line.verified else MARKS["nb"]
    key = line.key.removeprefix("schemes.")
    cells = [textwrap.wrap(text, width) for text, width in zip(cells_of(key, line, mark), WIDTHS, strict=True)]
    return [
        "  ".join(word.ljust(width) for word, width in zip(row, WIDTHS, strict=True)).rstrip()
        for row in zip_longest(*cells, fillvalue="")
    ]


def cells_of(key: str, line: RuleLine, mark: str) -> tuple[str, ...]:
    """Give the columns of one rule."""
    return key, line.value, line.since.isoformat(), line.basis, mark


def markdown() -> str:
    """Write docs/law.md: every value ever entered, one section per step, then the texts they come from."""
    lines = report()
    sections = [section(step, list(of_step)) for step, of_step in groupby(lines, key=lambda line: line.step)]
    return "\n".join([INTRODUCTION, unconfirmed(lines), *sections, texts(sources().values())])


def section(step: str, lines: list[RuleLine]) -> str:
    """Write one step's rules as a table; the schemes get one table for each rule set."""
    if step != "schemes":
        return f"## {STEPS[step]}\n\n{rules_table(lines)}"
    parts = [f"## {STEPS[step]}\n"]
    for rule_set in rule_sets():
        of_set = [line for line in lines if f"{line.key}.".startswith(f"schemes.{rule_set}.")]
        parts.append(f"### Regelsett {rule_set}\n\n{rules_table(of_set)}")
    return "\n".join(parts)


def rules_table(lines: Iterable[RuleLine]) -> str:
    """Write rules as a Markdown table."""
    head = ["| Regel | Verdi | Fra | Hjemmel | Ordlyd eller grunn |", "|---|---|---|---|---|"]
    return "\n".join([*head, *(row(line) for line in lines), ""])


def row(line: RuleLine) -> str:
    """Write one rule as a row: its words, its name in the code, and where it comes from."""
    basis = f"[{line.basis}]({line.address})" if line.address else line.basis
    if not line.verified:
        basis += f" **{MARKS['nb']}**"
    said = " ".join(part for part in (f"«{line.quote}»" if line.quote else "", line.reason) if part)
    cells = (f"{line.title} `{line.key}`", line.value, line.since.isoformat(), basis, said)
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def unconfirmed(lines: list[RuleLine]) -> str:
    """Say how much is not confirmed, and which rules it is."""
    keys = [f"- `{line.key}` fra {line.since.isoformat()}: {line.reason}" for line in lines if not line.verified]
    return "\n".join([f"## {MARKS['nb'].capitalize()}", "", f"{len(keys)} av {len(lines)} verdier:", "", *keys, ""])


def texts(known: Iterable[Source]) -> str:
    """Write the texts that the rules come from, and what of them was read."""
    head = ["## Kilder", "", "| Kilde | Slag | I kraft | Lest |", "|---|---|---|---|"]
    rows = [
        f"| {f'[{source.full}]({source.address})' if source.address else source.full} | {KINDS[source.kind]} "
        f"| {source.in_force.isoformat() if source.in_force else '–'} | {source.read or 'Ikke lest'} |"
        for source in known
    ]
    return "\n".join([*head, *rows, "", NO_DATE, ""])
