"""Choosing the written form keeps the address and goes nowhere else."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("wanted", "target"),
    [("/kontakt/?a=1", "/kontakt/?a=1"), ("https://evil.example/", "/"), ("//evil.example/", "/"), ("", "/")],
)
def test_the_choice_is_kept_and_leads_back_to_our_own_page(client: Client, wanted: str, target: str) -> None:
    response = client.post("/spraak/", {"form": "nn", "neste": wanted})

    assert (response.status_code, response.headers["Location"]) == (302, target)
    assert response.cookies["samspel-spraak"].value == "nn"
    assert response.cookies["samspel-spraak"]["httponly"]


def test_a_form_that_we_do_not_write_is_not_found(client: Client) -> None:
    assert client.post("/spraak/", {"form": "en"}).status_code == 404


def test_after_a_sent_form_the_choice_leads_back_to_where_the_form_stood(client: Client) -> None:
    page = client.post("/finnes-ikke/", headers={"referer": "http://testserver/kontakt/"})

    assert '<input type="hidden" name="neste" value="/kontakt/">' in page.text
