"""Models: no way back to an earlier step, whole numbers, and every tenant's table isolated."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import models
from django.test.utils import isolate_apps

from samspel.tenancy.models import Office
from tests.house.checks import source, tables
from tests.house.conftest import Plant, holds


@pytest.fixture
def toy() -> Iterator[type[models.Model]]:
    """Give a model with every fault: a way back, a float, and an office without isolation."""
    with isolate_apps("samspel.needs"):

        class Toy(models.Model):
            office = models.ForeignKey(Office, models.PROTECT)
            share = models.FloatField()
            asked_nok = models.DecimalField(max_digits=9, decimal_places=2)
            sent = models.DateTimeField()

            class Meta:
                app_label = "needs"

            def __str__(self) -> str:
                return ""

        Toy.__module__ = "samspel.needs.models"
        yield Toy


def test_no_relation_leads_back_to_an_earlier_step() -> None:
    holds(tables.reverse_names(source.ROOT, tables.ours()))


def test_numbers_are_whole_and_moments_are_named_so() -> None:
    holds(tables.numbers(source.ROOT, tables.ours()))


def test_every_table_of_an_office_is_isolated() -> None:
    holds(tables.isolation(source.ROOT, tables.ours(), tables.statements()))


def test_a_way_back_is_found(plant: Plant, toy: type[models.Model]) -> None:
    assert tables.reverse_names(plant({}), [toy]) == [
        'samspel.needs.Toy.office: a way back from Office; set related_name="+"'
    ]


def test_a_float_and_a_misnamed_moment_are_found(plant: Plant, toy: type[models.Model]) -> None:
    assert tables.numbers(plant({}), [toy]) == [
        "samspel.needs.Toy.asked_nok: an amount is whole kroner, in an integer field",
        "samspel.needs.Toy.sent: a moment is named …_at",
        "samspel.needs.Toy.share: a float; count in whole units",
    ]


def test_a_table_that_is_not_isolated_is_found(plant: Plant, toy: type[models.Model]) -> None:
    assert tables.isolation(plant({}), [toy], "") == ["needs_toy: Toy belongs to an office and is never isolated"]


def test_a_table_isolated_in_a_migration_is_let_through(plant: Plant, toy: type[models.Model]) -> None:
    assert tables.isolation(plant({}), [toy], "alter table needs_toy force row level security;") == []
