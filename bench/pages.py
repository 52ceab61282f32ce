"""What pages cost: the processor time of web server and database for one, as a multiple of the bare page's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Self

from django.db import connection, connections
from django.test import Client as Inside
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from bench.client import Client, NotThereYet
from bench.cpu import Comparison, Way, beside
from bench.figure import TIMES, Figure
from bench.fill import CALL, Filled, fill
from bench.site import BARE, Site
from samspel.people.models import Person

LIST = "caseworker's list, 50 of 2,000"
DRAFTS = 40  # one to be changed, and one for each time that one is handed in
OUTSIDE = ("BEGIN", "COMMIT", "select coalesce(current_setting(")  # what is not counted as a query of the page


@dataclass(frozen=True)
class Page:
    """One page to measure: what it is called, where it is, who reads it, and the most it should cost."""

    name: str
    address: Callable[[Filled], str]
    reader: Callable[[Filled], Person] | None = None
    times: float | None = None
    queries: int | None = None


def named(name: str, *parts: object) -> str:
    """Give the address with this name."""
    try:
        return reverse(name, args=parts)
    except NoReverseMatch as missing:
        raise NotThereYet(name) from missing


def case(filled: Filled) -> str:
    """Give the address of a case in the middle of the largest office."""
    desk = filled.desks[-1]
    return named("office-case", desk.needs[len(desk.needs) // 2])


def draft(filled: Filled, page: str) -> str:
    """Give a page of the need that is being written."""
    return named(page, filled.drafts[0])


PAGES = (
    Page("public front page", lambda filled: named("front"), times=2),
    Page("public call page", lambda filled: named("public-call", filled.desks[0].office.slug, CALL), times=2),
    Page("login page", lambda filled: named("login")),
    Page("component gallery", lambda filled: named("gallery")),
    Page(LIST, lambda filled: named("office-inbox"), lambda filled: filled.desks[-1].caseworker, 6, 10),
    Page("case page with history", case, lambda filled: filled.desks[-1].caseworker, 8, 14),
    Page("heaviest form page, the budget", lambda filled: draft(filled, "owner-budget"), lambda one: one.signer, 8),
    Page("the whole need before it is sent", lambda filled: draft(filled, "owner-check"), lambda one: one.signer),
)


class Reading:
    """Measures pages of one site, filled, beside its bare page."""

    def __init__(self, site: Site, filled: Filled) -> None:
        self.site, self.filled = site, filled
        self.database = (site.postmaster,)
        self.bare = Way((site.bare.process.pid, *self.database), partial(Client(site.bare.port).get, BARE))

    @classmethod
    def of(cls, site: Site, sizes: dict[str, int]) -> Self:
        """Fill the database of a site with offices of some sizes; the planner then knows how large its tables are."""
        filled = fill(sizes, drafts=DRAFTS)
        with connections["owner"].cursor() as cursor:
            cursor.execute("analyze")
        return cls(site, filled)

    @property
    def roots(self) -> tuple[int, ...]:
        """Give the processes whose time counts: Samspel's web server and the database."""
        return (self.site.samspel.process.pid, *self.database)

    def visitor(self, reader: Person | None) -> Client:
        """Give somebody who reads, logged in as a person or not."""
        client = Client(self.site.samspel.port)
        if reader:
            client.log_in(str(reader.pk))
        return client

    def way(self, page: Page, reader: Person | None = None) -> Way:
        """Make the way of reading a page; another reader than the page's own may be named."""
        address = page.address(self.filled)
        reader = reader or (page.reader(self.filled) if page.reader else None)
        return Way(self.roots, partial(self.visitor(reader).get, address))

    def control(self) -> Iterator[Figure]:
        """Measure the bare page by itself."""
        yield Figure("bare page", beside(self.bare, self.bare).milliseconds, "ms")

    def figures(self, page: Page) -> Iterator[Figure]:
        """Measure one page: its cost, and its queries where there is a target for them."""
        yield against_bare(page.name, beside(self.bare, self.way(page)), page.times)
        if page.queries:
            yield Figure(f"{page.name}, queries", self.queries(page), "queries", None, page.queries)

    def growth(self, page: Page) -> Iterator[Figure]:
        """Measure a list of the office with most needs beside the same list of the one with fewest."""
        few, many = self.filled.desks[0], self.filled.desks[-1]
        cost = beside(self.way(page, few.caseworker), self.way(page, many.caseworker))
        name = f"{page.name}, {len(many.needs)} beside {len(few.needs)}"
        note = f"{cost.milliseconds:.2f} ms, with {len(few.needs)} {cost.control:.2f} ms"
        yield Figure(name, cost.times, TIMES, cost.control, 1.3, note)

    def queries(self, page: Page) -> int:
        """Count what a page asks the database, without transaction and tenant."""
        inside = Inside()
        if page.reader:
            inside.post(reverse("login"), {"person": str(page.reader(self.filled).pk)})
        inside.get(page.address(self.filled))
        with CaptureQueriesContext(connection) as asked:
            inside.get(page.address(self.filled))
        return sum(not query["sql"].startswith(OUTSIDE) for query in asked.captured_queries)


def against_bare(name: str, cost: Comparison, target: float | None) -> Figure:
    """Give a cost as the figure that stands beside the bare page's."""
    note = f"{cost.milliseconds:.2f} ms, bare page {cost.control:.2f} ms"
    return Figure(name, cost.times, TIMES, cost.control, target, note)
