"""Every field is classified by what it tells of a person."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import models
from django.test.utils import isolate_apps

from samspel.people.models import Person
from samspel.people.personal import Kept, register
from tests.house.checks import personal, source, tables
from tests.house.conftest import Plant, holds


@pytest.fixture
def toy() -> Iterator[type[models.Model]]:
    """Give a model that points at a person."""
    with isolate_apps("samspel.needs"):

        class Toy(models.Model):
            person = models.ForeignKey(Person, models.PROTECT, related_name="+")
            shoe_size = models.IntegerField()

            class Meta:
                app_label = "needs"

            def __str__(self) -> str:
                return ""

        yield Toy


def test_every_field_is_classified() -> None:
    holds(personal.unclassified(source.ROOT, tables.ours(), register().kept))


def test_every_relation_to_a_person_is_known_as_one() -> None:
    holds(personal.unlinked(source.ROOT, tables.ours(), register().kept))


def test_a_field_without_a_class_is_found(plant: Plant, toy: type[models.Model]) -> None:
    kept = {"needs.Toy": Kept("needs.Toy", {"id": "none", "person": "link", "gone": "none"}, "access", "case")}
    assert personal.unclassified(plant({}), [toy], kept | {"needs.Gone": kept["needs.Toy"]}) == [
        "needs.Gone: is listed in src/samspel/people/personal.toml and not there",
        "needs.Toy.gone: is listed in src/samspel/people/personal.toml and not there",
        "needs.Toy.shoe_size: does it tell of a person? say so in src/samspel/people/personal.toml",
    ]


def test_a_hidden_person_is_found(plant: Plant, toy: type[models.Model]) -> None:
    kept = {"needs.Toy": Kept("needs.Toy", {"id": "none", "person": "none", "shoe_size": "none"}, "", "")}
    assert personal.unlinked(plant({}), [toy], kept) == [
        "needs.Toy.person: points at a person, and is not listed as a link"
    ]
