"""What was asked for on the way of a journey, and every id of it in every address, as somebody else."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from samspel.actors.models import Assignment, Place
from tests.cast import KARI
from tests.config.everybody import desk_of
from tests.journey.swapping import ID, LATER, OTHERS, SEED, Told, entries, fault, patterns
from tests.web.desk import sit

pytestmark = pytest.mark.matrix
MANY = 400


def test_what_was_asked_for_on_the_way_is_answered_to_nobody_else(
    journey: Told, record_property: Callable[..., None]
) -> None:
    public = journey.browsers["nobody logged in"]
    private = {
        (method, address): sent
        for (method, address), sent in journey.record.asked.items()
        if ID.search(address) and (method != "GET" or public.get(address).status_code != 200)
    }
    before, faults = entries(), []
    for (method, address), sent in private.items():
        for who, browser in journey.browsers.items():
            if who == "a member who is tied" and address.startswith("/forum/"):
                continue
            answer = browser.get(address) if method == "GET" else browser.post(address, sent)
            named = bool(ID.search(urlsplit(address).path))
            faults.append(fault(who, f"{method} {address}", answer, refused=named))
    record_property("counted requests of a journey made as others", len(private) * len(journey.browsers))
    assert [one for one in faults if one] == []
    assert entries() == before
    assert len(private) > 40
    assert len(journey.record.ids) > 30


def own(who: str, name: str, one: str) -> bool:
    """Tell whether an id is of somebody who has a role at the very place that one of the others acts for."""
    by = OTHERS[who]
    if by is None or name != f"{desk_of(by.role)}-person":
        return False
    there = Assignment.objects.at(Place(by.organisation_id, by.office_id)).in_force(LATER.date())
    return there.filter(person_id=one).exists()


def test_no_id_of_the_journey_opens_an_address_to_others(
    journey: Told, pytestconfig: pytest.Config, record_property: Callable[..., None]
) -> None:
    chance, addresses = Random(SEED), list(patterns())
    ids = sorted(journey.record.ids)
    tries = [(who, name, parts, one) for who in journey.browsers for name, parts in addresses for one in ids]
    if not pytestconfig.getoption("--whole"):
        tries = chance.sample(tries, k=MANY)
    before, faults = entries(), []
    for who, name, parts, one in tries:
        if who == "a member who is tied" and name.startswith("forum-"):
            continue
        if own(who, name, one):
            continue
        args = [one if part.endswith("_id") else 1 for part in parts]
        method = chance.choice(["get", "post"])
        answer = getattr(journey.browsers[who], method)(reverse(name, args=args), {"act": "x"})
        faults.append(fault(who, f"{method} {name} {one}", answer))
    record_property("counted ids swapped into addresses", len(tries))
    assert [one for one in faults if one] == []
    assert entries() == before


def test_the_same_requests_tell_their_words_to_whoever_they_are_for(journey: Told) -> None:
    owner = sit(KARI, LATER)
    shown = [
        owner.get(address) for method, address in journey.record.asked if method == "GET" and "/eier/behov/" in address
    ]
    assert any(fault("kari", "GET", answer) for answer in shown)
