"""The pages anyone may see open in both forms, and carry what every page carries."""

from __future__ import annotations

import pytest
from django.test import Client

PAGES = ["/", "/komponenter/", "/kontakt/", "/tilgjengelighet/", "/personvern/"]


@pytest.mark.parametrize("form", ["nb", "nn"])
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.django_db
def test_a_public_page_opens_in_the_written_form_chosen(client: Client, page: str, form: str) -> None:
    client.cookies["samspel-spraak"] = form

    response = client.get(page)

    assert response.status_code == 200
    assert response.headers["Content-Language"] == form
    assert f'<html lang="{form}"' in response.text
    assert "Øvingsdata" in response.text
