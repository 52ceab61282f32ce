"""Models: no way back to an earlier step, no float, and every table of a tenant isolated by a migration."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from django.apps import apps
from django.db import models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.special import RunSQL

from tests.house.checks import source
from tests.house.checks.source import Fault


def ours() -> list[type[models.Model]]:
    """Give the models of Samspel itself."""
    return [model for model in apps.get_models() if model.__module__.startswith("samspel.")]


def _module(model: type[models.Model]) -> str:
    return ".".join(model.__module__.split(".")[:2])


def _where(field: models.Field[object, object]) -> str:
    return f"{_module(field.model)}.{field.model.__name__}.{field.name}"


def reverse_names(root: Path, among: Iterable[type[models.Model]]) -> list[str]:
    """Give every relation to another module's model that can be walked backwards."""
    found = [
        Fault(_where(field), 0, f'a way back from {target.__name__}; set related_name="+"')
        for model in among
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
        if isinstance(target := field.related_model, type) and _module(target) != _module(model)
        if not str(getattr(field.remote_field, "related_name", "") or "").endswith("+")
    ]
    return source.settle(root, "reverse_names", found)


def numbers(root: Path, among: Iterable[type[models.Model]]) -> list[str]:
    """Give every float, and every amount that is not a whole number."""
    found = []
    for model in among:
        for field in model._meta.local_fields:
            if isinstance(field, models.FloatField):
                found.append(Fault(_where(field), 0, "a float; count in whole units"))
            if field.name.endswith("_nok") and not isinstance(field, models.IntegerField):
                found.append(Fault(_where(field), 0, "an amount is whole kroner, in an integer field"))
            if isinstance(field, models.DateTimeField) and not f"_{field.name}".endswith("_at"):
                found.append(Fault(_where(field), 0, "a moment is named …_at"))
            if isinstance(field, models.DateField) and getattr(field, "auto_now", False) | getattr(
                field, "auto_now_add", False
            ):
                found.append(Fault(_where(field), 0, "the act says when, not the field"))
    return source.settle(root, "numbers", found)


def statements() -> str:
    """Give all the SQL that the migrations run as it stands."""
    migrations = MigrationLoader(None).disk_migrations.values()
    operations = [operation for migration in migrations for operation in migration.operations]
    return "\n".join(str(operation.sql) for operation in operations if isinstance(operation, RunSQL))


def isolation(root: Path, among: Iterable[type[models.Model]], statements: str) -> list[str]:
    """Give every table with an office that no migration isolates."""
    isolated = set(re.findall(r"alter table (\w+) force row level security", statements))
    found = [
        Fault(model._meta.db_table, 0, f"{model.__name__} belongs to an office and is never isolated")
        for model in among
        if any(field.name == "office" or field.attname == "office_id" for field in model._meta.local_fields)
        if model._meta.db_table not in isolated
    ]
    return source.settle(root, "isolation", found)
