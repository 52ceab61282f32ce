"""A national identity number makes two logins one person when the state tells it, and nobody gains by telling it."""

from __future__ import annotations

import pytest

from samspel.people import arriving, queries
from samspel.people.models import IdentityLink, Person
from tests.identity import counterpart

pytestmark = [pytest.mark.login, pytest.mark.django_db]
NUMBER = {"pid": "17912099997"}


def come(slug: str, sub: str, key: str = "k" * 64) -> Person:
    """Somebody whom a provider has told of."""
    provider = next(
        one for one in counterpart.rows("http://127.0.0.1:9", "http://127.0.0.1:9/plain") if one.slug == slug
    )
    return arriving.arrive(provider, {"sub": sub, **NUMBER}, key)


def test_what_any_other_provider_tells_of_a_number_lets_nobody_in_as_somebody_else() -> None:
    mine = come("ansattporten", "a1")
    forged = come("plain", "p1")
    assert forged != mine
    assert come("ansattporten", "a2") == mine
    assert queries.is_the_same(mine.pk, forged.pk)


def test_nobody_is_met_as_the_one_that_another_provider_has_told_of() -> None:
    forged = come("plain", "p1")
    assert come("ansattporten", "a1") != forged


def test_two_are_not_the_same_for_want_of_numbers() -> None:
    one, other = come("ansattporten", "a1", key=""), come("plain", "p1", key="")
    assert set(IdentityLink.objects.values_list("number_digest", flat=True)) == {""}
    assert not queries.is_the_same(one.pk, other.pk)
    assert queries.is_the_same(one.pk, one.pk)
    assert not queries.is_the_same(None, None)
