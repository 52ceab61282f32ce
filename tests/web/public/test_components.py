"""The gallery shows its parts one by one, and says so when there is no such part."""

from __future__ import annotations

import pytest
from django.test import Client

from samspel.web.public.components import PARTS

pytestmark = pytest.mark.django_db


def test_the_first_page_leads_to_every_part(client: Client) -> None:
    page = client.get("/komponenter/").text
    assert [name for name in PARTS if f'href="?del={name}"' not in page] == []


@pytest.mark.parametrize("name", PARTS)
def test_a_part_is_shown_on_its_own_page(client: Client, name: str) -> None:
    page = client.get(f"/komponenter/?del={name}").text
    assert f'<h1 class="ds-heading" data-size="lg">{PARTS[name].title}</h1>' in page


def test_the_states_of_a_part_are_in_the_address(client: Client) -> None:
    assert "ds-error-summary" not in client.get("/komponenter/?del=skjema").text
    assert "ds-error-summary" in client.get("/komponenter/?del=skjema&feil").text
    assert "Kari Nordvik handler for" not in client.get("/komponenter/?del=siden").text
    assert "Kari Nordvik handler for" in client.get("/komponenter/?del=siden&inne").text


def test_a_part_that_is_not_there_is_not_found(client: Client) -> None:
    assert client.get("/komponenter/?del=spiral").status_code == 404
