"""Sitting down at a desk: a browser of somebody in the cast, on a day of one's choice."""

from __future__ import annotations

import re
from datetime import datetime
from html import unescape
from typing import Any, Protocol

from django.test import Client
from django.urls import reverse

from samspel.people.models import Person
from samspel.tenancy.by import By
from samspel.web import acting, clock


def sit(by: By, at: datetime, form: str = "nb") -> Client:
    """Give a browser in which somebody is logged in and acts as `by`, at a time, in one written form."""
    assert by.person_id
    client = Client()
    client.force_login(Person.objects.get(pk=by.somebody), backend="samspel.people.backend.KnownPerson")
    desk = next(desk for desk, roles in acting.DESKS if by.role in roles)
    session = client.session
    session[acting.KEY] = f"{desk}:{by.organisation_id or ''}:{by.office_id or ''}"
    session.save()
    client.cookies[clock.COOKIE] = clock.starting_at(at)
    client.cookies["samspel-spraak"] = form
    return client


def read(client: Client, name: str, *args: object, status: int = 200, asked: str = "", **query: str) -> str:
    """Give what a page says, also with a query that is `asked` as text; it must answer with the status."""
    answer = client.get(reverse(name, args=args), query) if query else client.get(reverse(name, args=args) + asked)
    assert answer.status_code == status
    return answer.content.decode()


def write(client: Client, name: str, *args: object, **sent: Any) -> Any:  # noqa: ANN401 - Django's own answer
    """Send a form and give the answer."""
    return client.post(reverse(name, args=args), sent)


class Page(Protocol):
    """What the test client gives back."""

    status_code: int
    content: bytes


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
