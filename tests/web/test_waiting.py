"""What waits at a desk leads to where it is worked with."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from samspel.journey.worklists import Kind
from samspel.web import waiting
from tests.cast import KARI, ROGALAND, UNNI, OfficeCast
from tests.stories import followup as stories
from tests.stories import journey, needs, rows
from tests.stories.followup import ASKED, HANDED_IN
from tests.web.desk import read, sit


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_a_place_at_its_desk(kind: Kind) -> None:
    name, _chosen = waiting.PLACES[kind]
    desks = ["owner", "partner"] if name.startswith("*") else [name.partition("-")[0]]
    for desk in desks:
        assert waiting.address(kind, desk).startswith("/")


def test_the_owner_and_the_partner_see_what_waits_for_them(rogaland: OfficeCast) -> None:
    journey.paid()
    for by, name, place in ((KARI, "owner-home", "eier"), (UNNI, "partner-home", "partner")):
        page = read(sit(by, ASKED), name)
        assert (
            f'<a class="ds-link" href="/{place}/rapporter/">Rapporter som skal leveres</a>: <strong>1</strong>' in page
        )
        assert "den første innen 15.\xa0januar 2024" in page


def test_the_office_sees_what_waits_over_all_the_steps(rogaland: OfficeCast) -> None:
    browser = sit(ROGALAND.caseworker, HANDED_IN)
    assert "Ingenting venter på dere nå." in read(browser, "office-overview")
    stories.submitted()
    needs.submitted()
    page = read(browser, "office-overview")
    assert 'href="/kontor/?status=new">Nye behovsmeldinger uten sak</a>: <strong>1</strong>' in page
    assert 'href="/kontor/rapporter/?status=submitted">Rapporter som skal leses</a>: <strong>1</strong>' in page
    assert "den eldste fra 10.\xa0januar 2024" in page


@pytest.mark.parametrize("count", [1, 30])
def test_the_overview_takes_as_many_questions_however_much_waits(
    rogaland: OfficeCast, django_assert_max_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(1, count + 1):
        rows.decision(number)
    browser = sit(ROGALAND.caseworker, ASKED)
    with django_assert_max_num_queries(12):
        read(browser, "office-overview")
