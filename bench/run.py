"""The whole run: start, fill, measure what is asked for, tell it line by line, and write it down."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from functools import cache, partial

from bench import figure, processes, site, transfer
from bench.client import NotThereYet, WrongAnswer
from bench.commits import Commits
from bench.figure import Figure

LATEST = site.VAR / "latest.json"
SIZES = {"liten": 200, "stor": 2_000}
Measurement = Callable[[], Iterator[Figure]]


def measure(wanted: list[str]) -> int:
    """Measure; 0 when every figure was made, 1 when one could not be, 2 when nothing is called what is wanted."""
    began = time.monotonic()
    try:
        with site.running() as here:
            code = report(chosen(measurements(here), wanted))
    except site.Stopped:
        print("samspel bench: stopped", file=sys.stderr)
        return 1
    print(f"{time.monotonic() - began:.0f} s", flush=True)
    return code


def measurements(here: site.Site) -> dict[str, Measurement]:
    """Give everything that can be measured, by name; the data are filled in when the first asks for them."""
    import django

    django.setup()
    from bench import seeking, writing
    from bench.pages import LIST, PAGES, Reading

    reading = cache(partial(Reading.of, here, SIZES))
    pages = {page.name: page for page in PAGES}
    return {
        "bare page": lambda: reading().control(),
        "bare commit": lambda: Commits(here).figures(),
        **{name: partial(lambda page: reading().figures(page), page) for name, page in pages.items()},
        "writing": lambda: writing.figures(reading()),
        f"{LIST}, growth": lambda: reading().growth(pages[LIST]),
        "typing ahead": lambda: seeking.figures(reading()),
        "first open page over the wire": lambda: transfer.figures(here),
        "web process": lambda: processes.figures(here),
    }


def chosen(among: dict[str, Measurement], wanted: list[str]) -> dict[str, Measurement]:
    """Give those with a wanted word in the name; all when no word is wanted."""
    return {name: make for name, make in among.items() if not wanted or any(word in name for word in wanted)}


def report(among: dict[str, Measurement]) -> int:
    """Make figure after figure, tell each as it comes, and write them all."""
    figures, faults = [], 0
    for name, make in among.items():
        try:
            for made in make():
                print(made.line(), flush=True)
                figures.append(made)
        except NotThereYet:
            print(f"{name:<52}not there yet", flush=True)
        except (WrongAnswer, OSError) as fault:
            print(f"{name:<52}could not be measured: {fault}", flush=True)
            faults += 1
    figure.write(figures, LATEST)
    if not among:
        print("samspel bench: nothing is called that", file=sys.stderr)
    return 1 if faults else 0 if among else 2
