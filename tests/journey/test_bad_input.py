"""Whatever is typed in whatever form of whatever page: it works, or the page says why not and keeps every word.

Every form is sent by everybody who is shown it, with each of its buttons: empty, with nonsense in every field, with
signs that no database takes, and with far too much. `samspel proof` sends all of it to each; otherwise each in its turn
is sent half of it, so that all is sent to some.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from html import unescape
from itertools import count
from urllib.parse import urljoin

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from samspel.config.policy import POLICY
from samspel.kit.text import pasted
from samspel.tenancy.by import By
from tests.cast import KARI, LARS, MONA, ROGALAND, SIGRUN, UNNI
from tests.journey.page import Control, Form, Page
from tests.journey.world import world
from tests.web.desk import sit

# The day on which most can be done: after the forum's meeting was called, with all that follows told already.
DAY = datetime(2023, 1, 25, 9, tzinfo=UTC)
STAFF = (ROGALAND.caseworker, ROGALAND.decider, ROGALAND.attestant, ROGALAND.payer, ROGALAND.admin)
PEOPLE = (KARI, UNNI, *STAFF, SIGRUN, LARS, MONA)
TYPED = {"text", "textarea", "email", "tel", "search", "number", "date"}
# Forms that stand on every page, and say nothing that could be wrong.
EVERYWHERE = {reverse("logout"), reverse("choose"), reverse("language"), reverse("demo-clock")}
# Without JavaScript a page gives one more row when it is asked to, with all that was typed.
OK_WITH_ONE_MORE_ROW = 200
WORDS = {
    "nothing": "",
    "nonsense": "«Skrive» <b>{}</b> & 31.2.2023",
    "a huge number": "9" * 40,
    "odd signs and too many": "a\x00b\u202ec 😀 {} " + "å" * 20_000,
}
# What stands in an address instead of what it asks for.
ASKED = ("-1", "9" * 40, "«<b>» %00", "\x00", "2023-02-31")


def pages(parts: dict[str, object]) -> Iterator[tuple[str, str]]:
    """Give the name and the address of every page."""
    for route in get_resolver().url_patterns:
        if isinstance(route, URLPattern) and route.name and "GET" in POLICY[route.name].methods:
            asked = {part: parts.get(f"{route.name} {part}", parts.get(part)) for part in route.pattern.converters}
            if "." not in str(route.pattern):
                yield route.name, reverse(route.name, kwargs=asked)


def may_open(by: By, name: str) -> bool:
    """Tell whether somebody is let in to a page of a desk."""
    return by.role in POLICY[name].roles


def filled(form: Form, button: Control, words: str) -> tuple[dict[str, list[str]], list[str]]:
    """Give what is sent when every field is filled with the words, and what was typed."""
    typed = []
    for number, control in enumerate(form.controls):
        if control.kind in TYPED and control.name:
            control.value = words.format(number)
            typed.append(control.value)
    return form.sent(button), typed


def wrong(answer: object, typed: list[str]) -> Iterator[str]:
    """Tell what is wrong with an answer to what was typed."""
    status, page = answer.status_code, answer.getvalue().decode()  # type: ignore[attr-defined]
    if status in {302, 303, 404, 409}:
        return
    if status not in {OK_WITH_ONE_MORE_ROW, 422}:
        yield f"answers {status}"
        return
    said = re.search(r'<(section class="ds-error-summary|div class="ds-alert").*?</(section|div)>', page, re.DOTALL)
    if status == 422 and (not said or "<li>" not in said.group()):
        yield "does not say why"
    for target in re.findall(r'href="#([^"]*)"', said.group() if said else ""):
        if f'id="{target}"' not in page:
            yield f"leads to #{target}, which is not there"
    kept = pasted(unescape(page).replace("\x00", ""))
    for text in typed:
        if pasted(text.replace("\x00", "")) not in kept:
            yield f"loses {text[:40]!r}"


class Turns:
    """Gives those who come one after the other every other of some words in turn, or all of them to each."""

    def __init__(self, config: pytest.Config) -> None:
        self.step, self.number = 1 if config.getoption("--whole") else 2, count()

    def some(self, words: Collection[str]) -> Sequence[str]:
        """Give the words of whoever comes now."""
        return list(words)[next(self.number) % self.step :: self.step]


def faults(client: Client, address: str, sent_already: set[tuple[str, ...]], turns: Turns) -> Iterator[str]:
    """Send every form of a page with each of its buttons and words, and tell what is wrong; nothing stays done.

    A form that somebody else has sent from the same page, with the same fields and button, is not sent again.
    """
    first = client.get(address)
    if first.status_code != 200:  # not at this desk, or not for this one
        return
    page = Page(first.content.decode())
    for place, form in enumerate(page.forms):
        if form.method.lower() != "post" or form.action in EVERYWHERE:
            continue
        for turn, button in enumerate(one for one in form.controls if one.kind == "submit"):
            key = (address, form.action, button.label, *(one.name for one in form.controls))
            if key in sent_already:
                continue
            sent_already.add(key)
            for kind in turns.some(WORDS):
                sent, typed = filled(form, button, WORDS[kind])
                before = transaction.savepoint()
                answer = client.post(urljoin(address, form.action or address), sent)
                transaction.savepoint_rollback(before)
                for fault in wrong(answer, typed):
                    yield f"{address} form {place} «{button.label}» ({turn}), {kind}: {fault}"


@pytest.mark.usefixtures("rogaland")
def test_every_form_takes_it_or_says_why_not_and_loses_nothing(pytestconfig: pytest.Config) -> None:
    parts, sent_already, turns = world(1), set[tuple[str, ...]](), Turns(pytestconfig)
    found = [
        f"{by.role} {name}: {fault}"
        for by in PEOPLE
        for client in [sit(by, DAY)]
        for name, address in pages(parts)
        if may_open(by, name)
        for fault in faults(client, address, sent_already, turns)
    ]
    assert sent_already
    if found:
        pytest.fail("\n".join(found), pytrace=False)


@pytest.mark.usefixtures("rogaland")
def test_whatever_an_address_asks_for_there_is_a_page(pytestconfig: pytest.Config) -> None:
    parts, turns = world(1), Turns(pytestconfig)
    found = [
        f"{name}: answers {answer.status_code} to {words!r}"
        for by in (KARI, UNNI, ROGALAND.caseworker, SIGRUN)
        for client in [sit(by, DAY)]
        for name, address in pages(parts)
        if may_open(by, name) or (by == KARI and POLICY[name].public and name != "readyz")
        for asked in [asked_for(client.get(address).content.decode())]
        for words in turns.some(ASKED)
        for answer in [client.get(address, dict.fromkeys(asked, words))]
        if answer.status_code not in {200, 302, 400, 404, 422}
    ]
    assert found == []


def asked_for(page: str) -> set[str]:
    """Give the names that the addresses on a page ask with, in its links and its forms."""
    read = Page(page)
    forms = {one.name for form in read.forms if form.method.lower() == "get" for one in form.controls if one.name}
    links = {name for link in read.links for name in re.findall(r"[?&]([a-z]+)=", link.address)}
    return forms | links | {"side", "sorter", "format", "aar"}
