"""A page below several of a menu's pages is marked at the nearest of them alone."""

from __future__ import annotations

from datetime import date

import pytest

from samspel.people.models import Person
from samspel.web import acting, desks
from tests.cast import UNNI

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "open_below"),
    [
        ("/partner/", ["partner-home"]),
        ("/partner/samarbeid/1/", ["partner-home"]),
        ("/partner/rapporter/1/", ["partner-reports"]),
        ("/kontakt/", []),
    ],
)
def test_a_page_belongs_to_the_nearest_page_of_the_menu(path: str, open_below: list[str]) -> None:
    (chosen,) = acting.choices(Person.objects.get(pk=UNNI.somebody), date(2023, 1, 1))
    assert [name for _label, name, exact in desks.menu(chosen, path) if not exact] == open_below


def test_who_acts_for_nobody_has_no_menu() -> None:
    assert desks.menu(None, "/") == []
