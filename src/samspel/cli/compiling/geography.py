"""Kommunar, fylke and offices over time, from the lists of SSB, Kartverket and Enhetsregisteret."""

from __future__ import annotations

from pathlib import Path

from samspel.cli.compiling.writing import Row, facts, write

FIRST = "2020-01-01"
SOURCES = (
    "Kommunar, fylke, endringar: Kjelde: Statistisk sentralbyrå (KLASS 131 og 1236), CC BY 4.0.",
    "Samisk område, namn på samisk og kvensk, punkt: © Kartverket, CC BY 4.0. Samisk område er slik det var i 2023.",
    "Organisasjonsnummer: Inneheld data under NLOD tilgjengeleggjorde av Brønnøysundregistra.",
    "Skriven av `samspel registers build`; rett i kjelda eller i kommandoen, ikkje her.",
)
SEATS = (
    "Fylket der hovudsetet er: allmenn kunnskap, ikkje frå eit register. Studiestader elles står ikkje her.",
    *SOURCES[2:],
)
LANGUAGES = {
    "no": "namn_norsk",
    "se": "namn_nordsamisk",
    "smj": "namn_lulesamisk",
    "sma": "namn_sorsamisk",
    "fkv": "namn_kvensk",
}
FORMS = {"nb": "nb", "nn": "nn", "nøytral": "neutral"}
# The point of 1507 cannot stand for both halves after the split: theirs are near Spjelkavik and Brattvåg, set by us.
POINTS = {"1508": ("6.37", "62.457"), "1580": ("6.47", "62.59")}
# Names that became official on 1 January 2026, by language.
NAMES_2026 = {
    "0301": {"sma": "Oslove"},
    "5006": {"sma": "Stïentje"},
    "5536": {"se": "Ivgu", "fkv": "Yykeä"},
}
SLUGS = {
    "967311014": "troms-og-finnmark",
    "974760665": "vestland",
    "974761319": "ostfold-buskerud-oslo-og-akershus",
    "974761645": "innlandet",
    "974762501": "vestfold-og-telemark",
    "974762994": "agder",
    "974763230": "rogaland",
    "974764067": "more-og-romsdal",
    "974764350": "trondelag",
    "974764687": "nordland",
}
KOMMUNE = (
    *("number", "name", "since", "until", "fylke", "orgnr", "written_form", "sami_area"),
    *(f"name_{language}" for language in LANGUAGES),
    *("longitude", "latitude"),
)


def compile_places(source: Path, target: Path) -> None:
    """Write the five tables of places."""
    admin = source / "admin"
    write(target / "kommunar.csv", SOURCES, KOMMUNE, kommunar(admin))
    write(
        target / "fylke.csv",
        SOURCES,
        ("number", "name", "since", "until", "council_orgnr", "office_orgnr"),
        fylke(admin),
    )
    write(
        target / "offices.csv",
        SOURCES,
        ("orgnr", "name", "written_form", "slug", "since", "until", "fylke"),
        offices(admin),
    )
    write(target / "changes.csv", SOURCES, ("day", "old", "new", "whole"), changes(admin))
    write(target / "seats.csv", SEATS, ("orgnr", "fylke"), seats(source))


def seats(source: Path) -> list[Row]:
    """Give the fylke in which each university and university college has its head seat."""
    rows = facts(source / "uh" / "uh_institusjonar.csv")
    return [{"orgnr": row["organisasjonsnummer"], "fylke": row["hovudsete_fylke"]} for row in rows]


def in_our_time(row: Row) -> bool:
    """Tell whether a period of the source reaches into the time we know whole."""
    return not row["gyldig_til"] or row["gyldig_til"] >= FIRST


def kommunar(admin: Path) -> list[Row]:
    """Give each kommune under each number and name, with what is known of it in that division."""
    old = {row["kommunenummer"]: row for row in facts(admin / "kommunar_2020_2023.csv")}
    new = {row["kommunenummer"]: row for row in facts(admin / "kommunar_2024.csv")}
    periods = [row for row in facts(admin / "kommune_gyldigheit.csv") if in_our_time(row)]
    made = []
    for period in sorted(periods, key=lambda row: (row["kommunenummer"], row["gyldig_fra"])):
        number = period["kommunenummer"]
        about = new.get(number) or old[number]
        placed = old.get(about.get("kommunenummer_2023", "") or number) or old[number]
        made.append(one_kommune(period, about, POINTS.get(number) or (placed["lengdegrad"], placed["breiddegrad"])))
    return made


def one_kommune(period: Row, about: Row, point: tuple[str, str]) -> Row:
    """Give one row: a number and a name, and what is known of the kommune."""
    number = period["kommunenummer"]
    names = {language: about[column] for language, column in LANGUAGES.items()}
    if period["gyldig_fra"] >= "2026-01-01":
        names |= NAMES_2026.get(number, {})
    return {
        "number": number,
        "name": period["namn"],
        "since": max(period["gyldig_fra"], FIRST),
        "until": period["gyldig_til"],
        "fylke": period["fylkesnummer"],
        "orgnr": about["organisasjonsnummer"],
        "written_form": FORMS[about["malform"]],
        "sami_area": "yes" if about["samisk_forvaltningsomrade"] == "ja" else "no",
        **{f"name_{language}": name for language, name in names.items()},
        "longitude": point[0],
        "latitude": point[1],
    }


def fylke(admin: Path) -> list[Row]:
    """Give each fylke under each name; fylkeskommune and office are the same under one number."""
    about = {row["fylkesnummer"]: row for row in facts(admin / "fylke.csv")}
    periods = [row for row in facts(admin / "fylke_gyldigheit.csv") if in_our_time(row)]
    return [
        {
            "number": row["fylkesnummer"],
            "name": row["namn"],
            "since": max(row["gyldig_fra"], FIRST),
            "until": row["gyldig_til"],
            "council_orgnr": about[row["fylkesnummer"]]["fylkeskommune_orgnr"],
            "office_orgnr": about[row["fylkesnummer"]]["statsforvaltar_orgnr"],
        }
        for row in sorted(periods, key=lambda row: (row["fylkesnummer"], row["gyldig_fra"]))
    ]


def offices(admin: Path) -> list[Row]:
    """Give each office under each name; one that kept name and area through 2024 has one row."""
    made: list[Row] = []
    for row in sorted(
        facts(admin / "statsforvaltar.csv"), key=lambda row: (row["organisasjonsnummer"], row["inndeling"])
    ):
        orgnr, covered = row["organisasjonsnummer"], row["fylkesnummer"].replace("|", " ")
        said = {"orgnr": orgnr, "name": row["namn"], "written_form": row["namn_malform"], "fylke": covered}
        if made and said.items() <= made[-1].items():
            made[-1]["until"] = row["gyldig_til"]
        else:
            made.append({**said, "slug": SLUGS[orgnr], "since": row["gyldig_fra"], "until": row["gyldig_til"]})
    return made


def changes(admin: Path) -> list[Row]:
    """Give each change of number after the first day; a number that goes on has given up a part only."""
    told = [row for row in facts(admin / "kommune_kodeendringar.csv") if row["dato"] > FIRST]
    moved = [row for row in told if row["gammal_kode"] != row["ny_kode"]]
    kept = {(row["dato"], row["gammal_kode"]) for row in told if row["gammal_kode"] == row["ny_kode"]}
    return [
        {
            "day": row["dato"],
            "old": row["gammal_kode"],
            "new": row["ny_kode"],
            "whole": "no" if (row["dato"], row["gammal_kode"]) in kept else "yes",
        }
        for row in sorted(moved, key=lambda row: (row["dato"], row["gammal_kode"], row["ny_kode"]))
    ]
