"""What the gallery draws: names of the country, with numbers that are invented."""

from __future__ import annotations

from datetime import date

from django.http import QueryDict

from samspel.places import lookups
from samspel.web.components.plots import Bar, Dot, Link, Moment, Series, Share, Tile
from samspel.web.public.components.samples import LONG

DAY = date(2026, 7, 1)
ROGALAND = "11"
BARS = [Bar("Fjordvik kommune", 1_250_000, "#"), Bar("Vidda barnehagenettverk", 480_000), Bar("Holmen kommune", 0)]
SHARES = [
    Share("Fjordvik kommune", (85, 51), "#"),
    Share("Holmen kommune", (6, 7)),
    Share("Utvær kommune", (1, 0)),
    Share("Ytre Vidda kommune", (0, 0)),
]
PARTS = [Share("Regional ordning", (40, 30, 20, 10)), Share("Oppfølgingsordningen", (12, 0, 3, 5))]
YEARS = [2021, 2022, 2023, 2024, 2025, 2026]
SERIES = [
    Series("Kommuner", (120, 150, 180, 210, 205, 230)),
    Series("Private eiere", (30, None, 40, 60, 90, 110)),
    Series("Nettverk", (28, 30, 35, 50, 80, 100)),
    Series("Fylkeskommuner", (8, 8, 9, 9, 10, 0)),
]
LINKS = [
    Link("Ramme for 2027", "Regional ordning", 7_000_000),
    Link("Ramme for 2027", "Kompetanseløftet", 4_000_000),
    Link("Ramme for 2027", "Oppfølgingsordningen", 1_400_000),
    Link("Regional ordning", "Kommuner", 4_200_000),
    Link("Regional ordning", "Universitet og høgskoler", 2_800_000),
    Link("Kompetanseløftet", "Kommuner", 3_000_000),
    Link("Kompetanseløftet", "Universitet og høgskoler", 1_000_000),
    Link("Oppfølgingsordningen", "Kommuner", 1_000_000),
    Link("Oppfølgingsordningen", "Ikke fordelt", 400_000),
]
MOMENTS = [
    Moment(10, 1, "1. oktober", "Utlysningen kommer"),
    Moment(2, 1, "1. februar", "Fristen er ute"),
    Moment(2, 15, "midt i februar", "Sakene er klare"),
]


def figures(query: QueryDict) -> dict[str, object]:
    """Give rows for each kind of figure: some, none, long ones, and as many as there are kommuner."""
    return {
        "bars": BARS,
        "long_bars": [Bar(LONG, 999_999_999), Bar("Kort", 1)],
        "ages": [Bar("Oslo", 52), Bar("Rogaland", 58), Bar("Vestland", 55), Bar("Finnmark", 61)],
        "shares": SHARES,
        "two": ["offentlige", "private"],
        "parts": PARTS,
        "four": ["kommuner", "private eiere", "nettverk", "fylkeskommuner"],
        "series": SERIES,
        "years": YEARS,
        "links": LINKS,
        "moments": MOMENTS,
        "nothing": [],
    }


def number_for(kommune: str) -> int:
    """Invent a number for a kommune: most have few, and some have very many."""
    place = int(kommune) * 7919 % 97
    return 1 + place**6 // 10**9


def maps(query: QueryDict) -> dict[str, object]:
    """Give the whole country and one fylke, as tiles and as dots."""
    country = [
        Dot(one.name, one.longitude, one.latitude, number_for(one.number), url="#") for one in lookups.kommunar(DAY)
    ]
    there = [one for one in lookups.kommunar(DAY) if one.fylke == ROGALAND]
    some = [
        Dot(one.name, one.longitude, one.latitude, number_for(one.number), place % 2, chosen=place == 3)
        for place, one in enumerate(there)
    ]
    fylke = lookups.fylke(DAY)
    return {
        "country": country,
        "some": some,
        "kinds": ["har en sak inne", "har ingen"],
        "tiles": [Tile(one.number, one.name, number_for(f"{one.number}01"), f"#{one.number}") for one in fylke],
        "offices": [Tile(one.number, one.name, url="#", chosen=one.number == ROGALAND) for one in fylke],
        "few": [Tile(ROGALAND, "Rogaland", text="ukjent"), Tile("03", "Oslo", 0)],
        "nothing": [],
    }
