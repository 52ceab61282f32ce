"""The open data as files: the same rows as CSV and JSON, every field explained, with count, sum and digest."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from samspel.calls.models import Announcement
from samspel.calls.rules import themes
from samspel.kit.deadlines import last_day
from samspel.opendata import queries
from samspel.opendata.models import PublishedAward

LICENCE = "http://publications.europa.eu/resource/authority/licence/NLOD_2_0"
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Row = dict[str, Any]


@dataclass(frozen=True)
class Column:
    """One column of a data set: its name, its type, what it means in bokmål, and whether a row may lack it."""

    name: str
    type: str
    meaning: str
    optional: bool = False


@dataclass(frozen=True)
class DataSet:
    """One kind of open data: its columns, its rows, and the column that its control sum is taken of."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Callable[[datetime], Iterator[Row]]
    summed: str = ""


AWARD_COLUMNS = (
    Column("office", "string", "Statsforvalteren som har gitt tilskuddet, organisasjonsnummer"),
    Column("office_name", "string", "Navnet på embetet"),
    Column("call", "string", "Kjenningen til utlysningen"),
    Column("decision", "string", "Vedtaksnummeret hos embetet"),
    Column("decided_on", "date", "Dagen vedtaket ble fattet"),
    Column("scheme", "string", "Koden for ordningen"),
    Column("rule_set", "string", "Regelsettet som gjelder: 2021 eller 2026"),
    Column("year", "integer", "Budsjettåret tilskuddet gjelder"),
    Column("chapter_post", "string", "Kapittel og post i statsbudsjettet; tomt når året er under forbehold"),
    Column("reserved", "boolean", "Om året er gitt med forbehold om Stortingets budsjettvedtak"),
    Column("measure", "string", "Tittelen på tiltaket"),
    Column("themes", "string", "Kodene for temaene, med mellomrom mellom"),
    Column("owner", "string", "Eieren som meldte behovet, organisasjonsnummer eller egen kjenning"),
    Column("owner_name", "string", "Navnet på eieren"),
    Column("kommune", "string", "Kommunenummeret til eieren"),
    Column("kommune_name", "string", "Navnet på kommunen"),
    Column("recipient", "string", "Den som får pengene, organisasjonsnummer eller egen kjenning"),
    Column("recipient_name", "string", "Navnet på mottakeren"),
    Column("recipient_kind", "string", "Koden for hva slags virksomhet mottakeren er"),
    Column("awarded_nok", "integer", "Tildelt i hele kroner"),
    Column("paid_nok", "integer", "Utbetalt i hele kroner"),
    Column(
        "reported_nok", "integer", "Brukt i hele kroner etter godkjent rapport; tomt til den er godkjent", optional=True
    ),
)
CALL_COLUMNS = (
    Column("office", "string", "Statsforvalteren som lyser ut, organisasjonsnummer"),
    Column("office_name", "string", "Navnet på embetet"),
    Column("call", "string", "Kjenningen til utlysningen"),
    Column("title", "string", "Tittelen på utlysningen"),
    Column("schemes", "string", "Kodene for ordningene, med mellomrom mellom"),
    Column("rule_set", "string", "Regelsettet som gjelder: 2021 eller 2026"),
    Column("budget_year", "integer", "Første budsjettår"),
    Column("announced_at", "datetime", "Tidspunktet den ble kunngjort"),
    Column("closes_at", "datetime", "Det første øyeblikket som er for sent", optional=True),
    Column("last_day", "date", "Siste dag å melde behov", optional=True),
    Column("report_on", "date", "Siste dag å rapportere", optional=True),
    Column("longest_years", "integer", "Lengste varighet i år"),
    Column(
        "own_themes", "string", "Kodene for egne temaer, med mellomrom mellom; tomt når temaene til ordningene gjelder"
    ),
    Column("withdrawn_at", "datetime", "Tidspunktet den ble trukket; tomt når den ikke er det", optional=True),
)
THEME_COLUMNS = (
    Column("office", "string", "Statsforvalteren som lyser ut, organisasjonsnummer"),
    Column("call", "string", "Kjenningen til utlysningen"),
    Column("budget_year", "integer", "Første budsjettår"),
    Column("scheme", "string", "Koden for ordningen"),
    Column("theme", "string", "Koden for temaet, slik den står i tilskuddene"),
    Column("name", "string", "Temaet på bokmål; egne temaer på målformen til utlysningen"),
    Column("name_nn", "string", "Temaet på nynorsk; egne temaer på målformen til utlysningen"),
    Column("own", "boolean", "Om forumet har egne temaer i ordningen"),
)


def award(line: PublishedAward) -> Row:
    """Give one line of the account as a row of open data."""
    return {
        "office": line.office.orgnr,
        "office_name": line.office.name,
        "call": line.call_ref,
        "decision": line.decision_number,
        "decided_on": line.decided_on.isoformat(),
        "scheme": line.scheme,
        "rule_set": line.rule_set,
        "year": line.year,
        "chapter_post": line.chapter_post,
        "reserved": line.reserved,
        "measure": line.measure,
        "themes": " ".join(line.themes),
        "owner": line.owner_ref,
        "owner_name": line.owner_name,
        "kommune": line.kommune_number,
        "kommune_name": line.kommune_name,
        "recipient": line.recipient_ref,
        "recipient_name": line.recipient_name,
        "recipient_kind": line.recipient_kind,
        "awarded_nok": line.awarded_nok,
        "paid_nok": line.paid_nok,
        "reported_nok": line.reported_nok,
    }


def call(announced: Announcement) -> Row:
    """Give one announced call as a row of open data."""
    return {
        "office": announced.office.orgnr,
        "office_name": announced.office.name,
        "call": announced.ref,
        "title": announced.title,
        "schemes": " ".join(announced.schemes),
        "rule_set": announced.rule_set,
        "budget_year": announced.budget_year,
        "announced_at": announced.announced_at.isoformat(),
        "closes_at": announced.closes_at.isoformat() if announced.closes_at else None,
        "last_day": last_day(announced.closes_at).isoformat() if announced.closes_at else None,
        "report_on": announced.report_on.isoformat() if announced.report_on else None,
        "longest_years": announced.longest_years,
        "own_themes": " ".join(dict.fromkeys(str(row["code"]) for row in announced.own_themes)),
        "withdrawn_at": announced.withdrawn_at.isoformat() if announced.withdrawn_at else None,
    }


def award_rows(at: datetime) -> Iterator[Row]:
    """Give the whole account, row by row."""
    return (award(line) for line in queries.awards().select_related("office"))


def call_rows(at: datetime) -> Iterator[Row]:
    """Give every call that has been announced by now, row by row."""
    return (call(announced) for announced in queries.announcements(at))


def theme_rows(at: datetime) -> Iterator[Row]:
    """Give the themes of every announced call, row by row: the code list of each forum and year."""
    return (row for announced in queries.announcements(at) for row in themes_of(announced))


def themes_of(announced: Announcement) -> Iterator[Row]:
    """Give the themes that one announced call asks for, scheme by scheme."""
    for scheme in announced.schemes:
        own = bool(themes.own_of(announced, scheme))
        for term in themes.scheme_of(announced, scheme).themes:
            yield {
                "office": announced.office.orgnr,
                "call": announced.ref,
                "budget_year": announced.budget_year,
                "scheme": scheme,
                "theme": term.code,
                "name": term.nb,
                "name_nn": term.nn,
                "own": own,
            }


SETS = {
    "awards": DataSet("awards", "Tilskudd", AWARD_COLUMNS, award_rows, "awarded_nok"),
    "calls": DataSet("calls", "Utlysninger", CALL_COLUMNS, call_rows),
    "themes": DataSet("themes", "Temaer", THEME_COLUMNS, theme_rows),
}


def safe(value: object) -> object:
    """Give a cell that no spreadsheet reads as a formula; numbers stay numbers."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(STARTS_A_FORMULA):
        return f"'{value}"
    return "" if value is None else value


def as_csv(columns: Iterable[Column], rows: Iterable[Row]) -> bytes:
    """Write rows as CSV: UTF-8, comma, a header, ISO dates, nothing that starts a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    names = [column.name for column in columns]
    writer.writerow(names)
    writer.writerows([safe(row[name]) for name in names] for row in rows)
    return text.getvalue().encode()


def as_json(name: str, rows: Iterable[Row]) -> bytes:
    """Write rows as JSON under the name of their data set."""
    return json.dumps({name: list(rows)}, ensure_ascii=False, indent=1).encode()


def content(name: str, ending: str, at: datetime) -> bytes:
    """Give one data set as a file; KeyError when there is no such set or ending."""
    chosen = SETS[name]
    writers = {"csv": lambda: as_csv(chosen.columns, chosen.rows(at)), "json": lambda: as_json(name, chosen.rows(at))}
    return writers[ending]()


def manifest(at: datetime, *, practice: bool) -> Row:
    """Say what the files hold: columns, count, control sum, and the SHA-256 of each file's bytes."""
    return {
        "licence": LICENCE,
        "practice_data": practice,
        "datasets": [described(chosen, at) for chosen in SETS.values()],
    }


def described(chosen: DataSet, at: datetime) -> Row:
    """Give one data set's part of the manifest."""
    rows = list(chosen.rows(at))
    files = {"csv": as_csv(chosen.columns, rows), "json": as_json(chosen.name, rows)}
    return {
        "name": chosen.name,
        "title": chosen.title,
        "count": len(rows),
        "sum_nok": sum(row[chosen.summed] for row in rows) if chosen.summed else None,
        "files": [
            {"format": ending, "bytes": len(made), "sha256": hashlib.sha256(made).hexdigest()}
            for ending, made in files.items()
        ],
        "columns": [{"name": column.name, "type": column.type, "meaning": column.meaning} for column in chosen.columns],
    }
