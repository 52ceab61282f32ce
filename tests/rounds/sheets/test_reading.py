"""Workbooks with something wrong in them, or made to do harm: each gets its faults at their cells, and no trace."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, time
from functools import cache
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from samspel.flow.models import Entry
from samspel.rounds.faults import Faulty
from samspel.rounds.loading import load
from samspel.rounds.pruning import pruned
from samspel.rounds.reading import read as read_json
from samspel.rounds.sheets.limits import MOST_ROWS
from samspel.rounds.sheets.reading import read
from samspel.rounds.sheets.telling import CellFault
from samspel.rounds.sheets.writing import workbook_of
from tests.rounds import practice

pytestmark = [pytest.mark.round, pytest.mark.upload]
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
Change = Callable[[Workbook], object]
Case = tuple[str, Change, str, str]
FIRST = 4
# A cell knows no zone.
EARLY = datetime(2023, 1, 5, 8, 30)  # noqa: DTZ001
MIDNIGHT = datetime(2023, 1, 1)  # noqa: DTZ001
LONG_AGO = datetime(2001, 1, 1)  # noqa: DTZ001


# Sheets that say nothing in these needs: the fewer, the quicker.
SPARE = ("Les dette først", "Svar å velge", "Enhetssvar", "Vedlegg", "Egen frist")


@cache
def base() -> bytes:
    """Two needs of the practice round as a workbook."""
    document = read_json(json.dumps(practice.some(practice.refs()[:2], "needs")).encode())
    book = load_workbook(io.BytesIO(workbook_of(pruned(document))))
    for name in SPARE:
        book.remove(book[name])
    return saved(book)


def sound() -> Workbook:
    """Two needs of the practice round, to be changed at will."""
    return load_workbook(io.BytesIO(base()))


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def column(book: Workbook, sheet: str, heading: str) -> int:
    """The number of the column with a heading."""
    return [cell.value for cell in book[sheet][1]].index(heading) + 1


def put(sheet: str, heading: str, value: Any, row: int = FIRST) -> Change:  # noqa: ANN401  a cell of any value
    """Write something into a cell."""

    def change(book: Workbook) -> None:
        cell = book[sheet].cell(row, column(book, sheet, heading))
        cell.number_format, cell.value = "General", value

    return change


def named(sheet: str, name: str) -> Change:
    """Call a sheet something else."""
    return lambda book: setattr(book[sheet], "title", name)


def twice(sheet: str) -> Change:
    """Let the first row of a sheet stand twice."""
    return lambda book: book[sheet].append([cell.value for cell in book[sheet][FIRST]])


def mark(sheet: str, row: int, text: str | None) -> Change:
    """Write something into the column of marks."""
    return lambda book: setattr(book[sheet].cell(row, 1), "value", text)


def many(sheet: str, count: int) -> Change:
    """Let a sheet have a great many rows."""

    def change(book: Workbook) -> None:
        row = [cell.value for cell in book[sheet][FIRST]]
        for _ in range(count):
            book[sheet].append(row)

    return change


def cell(name: str, sheet: str, heading: str, value: Any, text: str) -> Case:  # noqa: ANN401  a cell of any value
    """The case of one cell that says something wrong: the fault stands there."""
    return name, put(sheet, heading, value), f"Ark «{sheet}», rad {FIRST}, kolonne «{heading}»", text


# What is done to a sound workbook, and what the first line about it begins with and holds.
CASES: list[Case] = [
    cell("a formula", "Behov", "Tittel", "=1+1", "formel"),
    cell("a formula that calls out", "Budsjett", "År", '=HYPERLINK("http://x","2023")', "formel"),
    cell("an error", "Behov", "Tittel", "#REF!", "#REF!"),
    cell("a number with a space", "Budsjett", "Beløp i kroner", "1 000", "«1 000» er tekst"),
    cell("a number with a fixed space", "Budsjett", "Beløp i kroner", "1\xa0000", "er tekst"),
    cell("kroner in words", "Budsjett", "Beløp i kroner", "hundre", "«hundre» er tekst"),
    cell("øre", "Budsjett", "Beløp i kroner", 10.5, "ikke et helt tall"),
    cell("a number beyond all", "Budsjett", "Beløp i kroner", 1e300, "ikke et helt tall"),
    cell("nothing to give", "Budsjett", "Beløp i kroner", 0, "for lite"),
    cell("a minus", "Behov", "Egenandel i kroner", -1, "for lite"),
    cell("too much", "Budsjett", "Beløp i kroner", 10**13, "for stort"),
    cell("a yes as an amount", "Budsjett", "Beløp i kroner", True, "ikke et helt tall"),
    cell("a year long ago", "Budsjett", "År", 1999, "for lite"),
    cell("a day in words", "Behov", "Første dag", "1. august", "ikke en dato"),
    cell("a day with points", "Behov", "Første dag", "01.08.2023", "2024-08-01"),
    cell("a day that is none", "Behov", "Første dag", "2023-02-30", "ikke en dato"),
    cell("a day as a number", "Behov", "Første dag", 45139, "ikke en dato"),
    cell("a time of day", "Behov", "Første dag", time(8, 30), "ikke en dato"),
    cell("a moment without zone", "Behov", "Opprettet: tidspunkt", "2023-01-05T07:30", "tidspunkt"),
    cell("a moment in words", "Behov", "Opprettet: tidspunkt", "i går", "tidspunkt"),
    cell("maybe", "Behov", "De ansatte lærer sammen", "kanskje", "Ja eller Nei"),
    cell("one for yes", "Behov", "De ansatte lærer sammen", 1, "Ja eller Nei"),
    cell("a day as a title", "Behov", "Tittel", MIDNIGHT, "ikke tekst"),
    cell("a title too long", "Behov", "Tittel", "a" * 121, "120 tegn"),
    cell("a text too long", "Behov", "Hva dere skal gjøre", "a" * 20_001, "20000 tegn"),
    cell("a character nobody sees", "Behov", "Tittel", "a_x0007_b", "ikke kan lagres"),
    cell("NUL", "Behov", "Hva dere skal gjøre", "a_x0000_b", "ikke kan lagres"),
    cell("a ref with a space", "Behov", "Referanse", "behov 1", "kan ikke stå her"),
    cell("no ref", "Behov", "Referanse", None, "Fyll ut"),
    cell("no owner", "Behov", "Eier", None, "Fyll ut"),
    cell("an owner nobody knows", "Behov", "Eier", "210000011", "210000011"),
    cell("no amount", "Budsjett", "Beløp i kroner", None, "Fyll ut"),
    cell("a line of nobody's", "Budsjett", "Behov", "2023-099", "«2023-099» står ikke i arket «Behov»"),
    cell("a line without need", "Budsjett", "Behov", None, "Fyll ut"),
    cell("a recipient nobody knows", "Budsjett", "Mottaker", "210000011", "210000011"),
    cell("a unit nobody knows", "Deltar", "Enhet", "210000127", "210000127"),
    cell("a unit of eight digits", "Deltar", "Enhet", "21000012", "ni siffer"),
    cell("a number that cannot be", "Enheter", "Organisasjonsnummer", "123456789", "123456789"),
    cell("a kind that is none", "Virksomheter", "Slag", "bedrift", "listen"),
    cell("a role that is none", "Behov", "Opprettet: rolle", "sjef", "listen"),
    cell("no deed", "Behov", "Opprettet: rolle", None, "Fyll ut"),
    ("a need twice", twice("Behov"), "Ark «Behov», rad 6", "to ganger"),
    ("a line twice", twice("Budsjett"), "Ark «Budsjett», rad ", "to ganger"),
    ("two rounds", twice("Utlysning"), "Ark «Utlysning»", "én rad"),
    ("a sheet called otherwise", named("Budsjett", "Ark1"), "Ark «Ark1»", "hører ikke til malen"),
    ("the needs gone", lambda book: book.remove(book["Behov"]), "Arbeidsboka", "«Behov» mangler"),
    ("a sheet of one's own", lambda book: book.create_sheet("Notat"), "Ark «Notat»", "hører ikke til malen"),
    (
        "a heading called otherwise",
        put("Behov", "Tittel", "Namn på tiltak", row=1),
        "Ark «Behov», rad 1, kolonne «Namn på tiltak»",
        "Overskriften",
    ),
    ("a heading twice", put("Behov", "Tittel", "Eier", row=1), "Ark «Behov», rad 1, kolonne «Eier»", "to ganger"),
    ("a heading gone", put("Behov", "Eier", None, row=1), "Ark «Behov», rad 1", "«Eier» mangler"),
    (
        "beside the columns",
        lambda book: setattr(book["Behov"].cell(FIRST, 90), "value", "hm"),
        "Ark «Behov», rad 4",
        "uten overskrift",
    ),
    (
        "far beside the columns",
        lambda book: setattr(book["Behov"].cell(FIRST, 16_000), "value", "hm"),
        "Ark «Behov»",
        "for stort",
    ),
    ("far below", lambda book: setattr(book["Behov"].cell(1_048_576, 2), "value", "hm"), "Ark «Behov»", "for stort"),
    ("a mark of one's own", mark("Behov", FIRST, "viktig"), "Ark «Behov», rad 4", "stå tom"),
    ("written over the example", put("Behov", "Tittel", "Vårt eget", row=3), "Ark «Behov», rad 3", "eksempel"),
    ("too many rows", many("Budsjett", MOST_ROWS), "Ark «Budsjett»", "flere enn 5000 rader"),
]


@pytest.mark.parametrize(("change", "place", "text"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_is_wrong_is_told_at_its_cell(change: Change, place: str, text: str) -> None:
    book = sound()
    change(book)
    with pytest.raises(Faulty) as faulty:
        read(saved(book))
    told = [str(fault) for fault in faulty.value.faults]
    assert all(isinstance(fault, CellFault) and "\n" not in str(fault) for fault in faulty.value.faults)
    assert all(len(line) < 400 for line in told)
    assert any(line.startswith(place) and text in line for line in told), told


def test_the_faults_stand_in_the_order_of_the_workbook() -> None:
    book = sound()
    for change in (
        put("Budsjett", "År", "x", row=12),
        put("Budsjett", "År", "x"),
        put("Behov", "Første dag", "x", row=5),
    ):
        change(book)
    with pytest.raises(Faulty) as faulty:
        read(saved(book))
    assert [str(fault).partition(",")[0] + str(fault).split(",")[1] for fault in faulty.value.faults] == [
        "Ark «Behov» rad 5",
        "Ark «Budsjett» rad 4",
        "Ark «Budsjett» rad 12",
    ]


KINDLY: list[tuple[str, Change, Callable[[Any], object], object]] = [
    ("digits as text", put("Budsjett", "Beløp i kroner", "1000"), lambda d: d.needs[0].budget[0].amount_nok, 1000),
    (
        "a number as digits",
        put("Virksomheter", "Kommunenummer", 1103),
        lambda d: d.organisations[0].kommune_number,
        "1103",
    ),
    ("a text like a formula", put("Behov", "Tittel", "_x003D_1+1"), lambda d: d.needs[0].title, "=1+1"),
    ("TRUE", put("Behov", "De ansatte lærer sammen", True), lambda d: d.needs[0].collective, True),
    (
        "a moment in Norway",
        put("Behov", "Opprettet: tidspunkt", EARLY),
        lambda d: d.needs[0].drafted.at,
        datetime(2023, 1, 5, 7, 30, tzinfo=UTC),
    ),
    ("a code", put("Behov", "Ordning", "decentralised"), lambda d: d.needs[0].scheme, "decentralised"),
    ("words in small letters", put("Behov", "Ordning", "regional ordning"), lambda d: d.needs[0].scheme, "regional"),
    ("a sheet in nynorsk", named("Deltar", "deltek"), lambda d: bool(d.needs[0].units), True),
    ("an empty row between", lambda book: book["Behov"].insert_rows(FIRST), lambda d: len(d.needs), 2),
]


@pytest.mark.parametrize(("change", "ask", "said"), [case[1:] for case in KINDLY], ids=[case[0] for case in KINDLY])
def test_what_can_mean_one_thing_only_is_read_as_that(
    change: Change, ask: Callable[[Any], object], said: object
) -> None:
    book = sound()
    change(book)
    assert ask(read(saved(book))[0]) == said


def with_part(name: str, content: bytes) -> bytes:
    """A sound workbook with one more part in its archive."""
    kept = io.BytesIO(base())
    with zipfile.ZipFile(kept, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return kept.getvalue()


def instead(name: str, change: Callable[[str], str]) -> bytes:
    """A sound workbook in which one part, or one sheet, says something else."""
    part = name if "/" in name else f"xl/worksheets/sheet{sound().sheetnames.index(name) + 1}.xml"
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(base())) as before, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as after:
        for info in before.infolist():
            told = before.read(info).decode()
            assert info.filename != part or change(told) != told
            after.writestr(info.filename, change(told) if info.filename == part else told)
    return kept.getvalue()


TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath"
LINK = f'<Relationship Id="x" Type="{TYPE}" Target="file:///x" TargetMode="External"/>'
NUMBER, TITLE = re.compile(r"<v>20\d\d</v>"), re.compile(r'(r="E4"[^>]*><is><t[^>]*>)')
BOMB = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">]>'
HOSTILE: list[tuple[str, Callable[[], bytes], str]] = [
    ("nothing", lambda: b"", "ikke en arbeidsbok"),
    ("a text", lambda: b"PK\x03\x04 og mer", "kan ikke leses"),
    ("half a file", lambda: base()[:9_000], "kan ikke leses"),
    ("the old kind", lambda: b"\xd0\xcf\x11\xe0" + bytes(2_000), "ikke en arbeidsbok"),
    ("macros", lambda: with_part("xl/vbaProject.bin", b"x"), "makroer"),
    ("another file in it", lambda: with_part("xl/embeddings/x.exe", b"MZ"), "andre filer"),
    (
        "a link to another workbook",
        lambda: with_part(
            "xl/externalLinks/_rels/externalLink1.xml.rels", f"<Relationships>{LINK}</Relationships>".encode()
        ),
        "andre steder",
    ),
    ("a bomb", lambda: with_part("xl/media/x.xml", bytes(250_000_000)), "altfor stor"),
    ("a slow bomb", lambda: with_part("xl/x.xml", b"<a>" + b"a" * 70_000_000 + b"</a>"), "altfor stor"),
    ("entities", lambda: instead("Behov", lambda told: BOMB + told), "altfor stor"),
    ("no styles that fit", lambda: instead("xl/styles.xml", lambda _: "<styleSheet"), "kan ikke leses"),
    (
        "a part gone bad",
        lambda: instead("xl/workbook.xml", lambda told: told.replace('sheetId="1"', 'sheetId="x"')),
        "kan ikke leses",
    ),
    ("a cell at no place", lambda: instead("Behov", lambda told: told.replace('r="B4"', 'r="æ"')), "kan ikke leses"),
    (
        "digits without end",
        lambda: instead("Budsjett", lambda told: NUMBER.sub(f"<v>{'9' * 5_000}</v>", told, count=1)),
        "kan ikke leses",
    ),
    (
        "a cell of a megabyte",
        lambda: instead("Behov", lambda told: TITLE.sub(rf"\1{'a' * 1_000_000}", told)),
        "Kort den ned",
    ),
]


@pytest.mark.parametrize(("made", "text"), [case[1:] for case in HOSTILE], ids=[case[0] for case in HOSTILE])
def test_a_hostile_file_is_refused_with_one_clear_fault(made: Callable[[], bytes], text: str) -> None:
    with pytest.raises(Faulty) as faulty:
        read(made())
    (fault,) = faulty.value.faults
    assert text in str(fault)
    assert len(str(fault)) < 300


def test_a_workbook_is_loaded_by_the_acts_and_a_refusal_is_told_at_its_row(rogaland: object) -> None:
    book = sound()
    document, _ = read(saved(book))
    assert load(document, at=NOW) > 0
    entries = Entry.objects.count()
    assert load(read(saved(book))[0], at=NOW) > 0
    assert Entry.objects.count() == entries


def test_what_an_act_refuses_is_told_at_its_row(rogaland: object) -> None:
    book = sound()
    put("Behov", "Siste dag", LONG_AGO)(book)
    document, places = read(saved(book))
    with pytest.raises(Faulty) as faulty:
        load(document, at=NOW)
    told = [str(fault) for fault in places.told(faulty.value.faults)]
    assert any(line.startswith("Ark «Behov», rad 4, kolonne «Siste dag»") and "Sluttdatoen" in line for line in told), (
        told
    )
