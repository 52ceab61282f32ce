"""Organisations and units: public owners, universities, national centres, other actors, kindergartens and schools."""

from __future__ import annotations

import re
from pathlib import Path

from samspel.cli.compiling.writing import Row, facts, write

SOURCES = (
    "Inneheld data under NLOD, tilgjengeleggjorde av Utdanningsdirektoratet (data.udir.no): NBR og NSR, juli 2026.",
    "Inneheld data under NLOD tilgjengeleggjorde av Brønnøysundregistra.",
    "Trinn: Inneheld data under NLOD frå Geonorge («Grunnskoler»), januar 2026.",
    "Skriven av `samspel registers build`; rett i kjelda eller i kommandoen, ikkje her.",
)
ORGANISATION = ("ref", "orgnr", "name", "short_name", "kind", "written_form", "kommune", "host", "closed_on")
UNIT = ("orgnr", "name", "kommune", "register", "type", "public", "owned_by", "grade_from", "grade_to")
TYPES = {
    "grunnskule": "primary",
    "vidaregåande": "upper-secondary",
    "grunnskule og vidaregåande": "combined",
    "anna": "other",
}
OWNED_BY = {"utleidd: kommunen": "kommune", "utleidd: fylkeskommunen": "fylke", "": ""}
KS = "971032146"


def compile_parties(source: Path, target: Path) -> None:
    """Write the two tables of parties."""
    organisations = [*public_owners(source), *universities(source), *centres(source), *others(source)]
    write(target / "organisations.csv", SOURCES, ORGANISATION, organisations)
    write(target / "units.csv", SOURCES, UNIT, units(source / "einingar"))


def organisation(**told: str) -> Row:
    """Give one row of an organisation; it is known by its number where it has one."""
    made = {**dict.fromkeys(ORGANISATION, ""), **told}
    return made | {"ref": made["ref"] or made["orgnr"], "written_form": made["written_form"] or "nb"}


def public_owners(source: Path) -> list[Row]:
    """Give every kommune and fylkeskommune, also those dissolved in 2023."""
    forms = written_forms(source / "admin")
    made = []
    for row in facts(source / "einingar" / "offentlege_eigarar.csv"):
        number, ended = row["kommunenummer"], re.search(r"\d{4}-\d\d-\d\d", row["status"])
        made.append(
            organisation(
                ref=row["organisasjonsnummer"] or f"kommune-{number}",
                orgnr=row["organisasjonsnummer"],
                name=row["namn"],
                kind="kommune" if row["organisasjonsform"] == "KOMM" else "fylkeskommune",
                written_form=forms.get(number or row["fylkesnummer"], "nb"),
                kommune=number,
                closed_on=ended.group() if ended else "",
            )
        )
    return made


def written_forms(admin: Path) -> dict[str, str]:
    """Give the written form by number of kommune and fylke; a fylkeskommune is taken to write as the office there does.

    A neutral kommune gets bokmål until it says otherwise.
    """
    found = {
        row["kommunenummer"]: "nn" if row["malform"] == "nn" else "nb" for row in facts(admin / "kommunar_2024.csv")
    }
    for office in facts(admin / "statsforvaltar.csv"):
        found.update(dict.fromkeys(office["fylkesnummer"].split("|"), office["namn_malform"]))
    return found


def universities(source: Path) -> list[Row]:
    """Give the universities and university colleges."""
    return [
        organisation(
            orgnr=row["organisasjonsnummer"],
            name=row["namn"],
            short_name=row["kortnamn"],
            kind="university",
            written_form="nn" if row["namn"].startswith("Høgskulen") else "nb",
        )
        for row in facts(source / "uh" / "uh_institusjonar.csv")
    ]


def centres(source: Path) -> list[Row]:
    """Give the national centres, which are parts of a university and have no number of their own here."""
    made = []
    for row in facts(source / "uh" / "nasjonale_senter.csv"):
        short = row["kortnamn"].partition(";")[0]
        ref = "senter-" + short.lower().replace("æ", "ae").replace("ø", "o").replace("å", "a")
        made.append(
            organisation(ref=ref, name=row["namn"], short_name=short, kind="national-centre", host=row["vert_orgnr"])
        )
    return made


def others(source: Path) -> list[Row]:
    """Give the other actors around the scheme."""
    return [
        organisation(
            orgnr=row["organisasjonsnummer"],
            name=row["namn"],
            kind="ks" if row["organisasjonsnummer"] == KS else "other",
        )
        for row in facts(source / "uh" / "andre_aktorar.csv")
    ]


def units(source: Path) -> list[Row]:
    """Give every line of the two registers, by number; one that is both kindergarten and school stands in both."""
    made = [unit(row, "nbr", "kindergarten") for row in facts(source / "barnehagar_nbr.csv")]
    made += [unit(row, "nsr", TYPES[row["type"]]) for row in facts(source / "skular_nsr.csv")]
    return sorted(made, key=lambda row: (row["orgnr"], row["register"]))


def unit(row: Row, register: str, kind: str) -> Row:
    """Give one line of a register."""
    return {
        "orgnr": row["organisasjonsnummer"],
        "name": row["namn"],
        "kommune": row["kommunenummer"],
        "register": register,
        "type": kind,
        "public": "yes" if row["eigarform"] == "offentleg" else "no",
        "owned_by": OWNED_BY[row["eigar_grunnlag"]],
        "grade_from": row.get("trinn_fra", ""),
        "grade_to": row.get("trinn_til", ""),
    }
