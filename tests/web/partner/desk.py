"""How the tests sit down at the partner's desk, and read what stands on a page."""

from __future__ import annotations

import re
from html import unescape
from typing import Protocol

from django.test import Client
from django.urls import reverse

from samspel.tenancy.by import By


class Page(Protocol):
    """What the test client gives back."""

    status_code: int
    content: bytes


def sit(client: Client, by: By) -> None:
    """Log in as somebody in the cast who has one desk."""
    client.logout()
    client.post(reverse("login"), {"person": str(by.person_id), "neste": "/"})


def words(page: Page) -> str:
    """Give what stands in the main part of a page, with every white space as one space."""
    main = re.search(r"<main.*?</main>", page.content.decode(), re.DOTALL)
    assert main, page.status_code
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main.group())).split())


def hidden(page: Page, name: str) -> str:
    """Give the value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())
    assert found, name
    return unescape(found.group(1))
