"""Every desk has its menu, and each page in it is one that somebody at the desk may open."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samspel.config.policy import POLICY
from samspel.people.models import Person
from samspel.tenancy.by import Role
from samspel.web import acting, desks
from samspel.web.acting import Acting
from tests.cast import id_of


def at(desk: str) -> Acting:
    return Acting(Person(name="Kari"), desk, id_of("x"), None, "X", frozenset({Role.CASEWORKER}))


@pytest.mark.parametrize("desk", desks.MENUS)
def test_each_page_of_a_menu_is_open_to_the_desk(desk: str) -> None:
    roles = dict(acting.DESKS)[desk]
    for label, name in desks.menu(at(desk)):
        assert label
        assert reverse(name)
        assert POLICY[name].roles & roles


def test_who_acts_for_nobody_has_the_public_pages_and_long_lists_stand_closer() -> None:
    assert [name for _label, name in desks.menu(None) if not POLICY[name].public] == []
    assert ("Ordningene", "public-schemes") in desks.menu(None)
    assert [desks.size(at("office")), desks.size(at("owner")), desks.size(None)] == ["sm", "md", "md"]
