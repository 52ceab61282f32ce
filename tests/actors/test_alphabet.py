"""Names stand in the order of the Norwegian alphabet, whoever sorts them."""

from __future__ import annotations

import random

import pytest
from django.db.models import F
from django.db.models.functions import Collate

from samspel.actors.alphabet import alphabetical, in_order, sort_key
from samspel.actors.models import Organisation

NAMES = ["Alver", "alvim", "Bø", "Zeta", "Ærfuglen", "öya", "Øygarden", "Åmot", "Ås"]


@pytest.mark.parametrize("seed", range(3))
def test_python_puts_the_last_three_letters_last(seed: int) -> None:
    mixed = random.Random(seed).sample(NAMES, len(NAMES))
    assert sorted(mixed, key=sort_key) == NAMES


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.django_db
def test_the_database_sorts_as_python_does(seed: int) -> None:
    for number, name in enumerate(random.Random(seed).sample(NAMES, len(NAMES))):
        Organisation.objects.create(ref=f"alphabet-{number}", name=name, kind="other", synthetic=True)
    found = Organisation.objects.filter(ref__startswith="alphabet-").order_by(alphabetical("name"))
    assert list(found.values_list("name", flat=True)) == NAMES


def test_names_and_titles_are_in_the_order_of_the_alphabet_and_the_rest_as_it_is() -> None:
    assert (type(in_order("owner__name")), type(in_order("title"))) == (Collate, Collate)
    assert in_order("ref") == F("ref")
