"""Migrations: none missing, and each lets the code that still runs go on."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models
from django.db.migrations.operations import AddField
from django.db.migrations.state import ProjectState

from tests.house.checks import migrations, source
from tests.house.conftest import Plant, holds

FILE = "src/samspel/needs/migrations/0002_a_need_has_a_title.py"


def test_no_migration_is_missing() -> None:
    holds(migrations.missing())


def test_migrations_expand_and_contract() -> None:
    holds(migrations.linter(source.ROOT))


def test_the_command_that_migrates_does_not_wait_long_for_a_lock() -> None:
    holds(migrations.lock_timeout(source.ROOT))


def test_a_change_of_a_model_without_a_migration_is_found() -> None:
    state = ProjectState.from_apps(apps)
    AddField("office", "nickname", models.TextField(default="")).state_forwards("tenancy", state)
    (fault,) = set(migrations.missing(state)) - set(migrations.missing())
    assert fault.startswith("tenancy: Add field nickname to office is in no migration")


BREAKING = [
    ('migrations.RenameField(model_name="need", old_name="a", new_name="b")', "RenameField: add the new field"),
    ('migrations.RenameModel(old_name="Need", new_name="Wish")', "RenameModel: add the new model"),
    ('migrations.RemoveField(model_name="need", name="a")', "RemoveField: list it"),
    ('migrations.AddIndex(model_name="need", index=None)', "AddIndex: locks out writers"),
    ('migrations.AddConstraint(model_name="need", constraint=None)', "AddConstraint: checks every row"),
    (
        'migrations.AddField(model_name="need", name="a", field=models.TextField())',
        "AddField: old code cannot insert",
    ),
    ('migrations.AlterModelTable(name="need", table="wish")', "AlterModelTable: a renamed table"),
    ('migrations.DeleteModel(name="need")', "DeleteModel: list it"),
]


def test_every_operation_that_breaks_is_tried() -> None:
    assert set(migrations.BREAKS) <= {what.partition(":")[0] for _, what in BREAKING}


@pytest.mark.parametrize(("operation", "what"), BREAKING)
def test_an_operation_that_breaks_running_code_is_found(plant: Plant, operation: str, what: str) -> None:
    (fault,) = migrations.linter(plant({FILE: f"class Migration:\n    operations = [{operation}]\n"}))
    assert fault.startswith(f"{FILE}:2: {what}")


@pytest.mark.parametrize(
    "operation",
    [
        'migrations.AddField(model_name="need", name="a", field=models.TextField(null=True))',
        'migrations.AddField(model_name="need", name="a", field=models.TextField(db_default=""))',
        'migrations.CreateModel(name="Need"), migrations.AddIndex(model_name="need", index=None)',
        "SeparateDatabaseAndState(state_operations=[AddConstraint(model_name='need', constraint=None)])",
    ],
)
def test_an_operation_that_running_code_can_live_with_is_let_through(plant: Plant, operation: str) -> None:
    assert migrations.linter(plant({FILE: f"class Migration:\n    operations = [{operation}]\n"})) == []


def test_live_models_in_a_migration_are_found(plant: Plant) -> None:
    faults = migrations.linter(plant({FILE: "from samspel.needs.models import Need\n"}))
    assert f"{FILE}:1: imports live models (samspel.needs.models); take them from `apps`" in faults


def test_data_and_schema_in_one_migration_is_found(plant: Plant) -> None:
    text = 'operations = [CreateModel(name="Need"), RunPython(f)]\n'
    assert migrations.linter(plant({FILE: text})) == [f"{FILE}: data apart from schema: make it two migrations"]


def test_a_migration_named_by_the_machine_is_found(plant: Plant) -> None:
    file = "src/samspel/needs/migrations/0002_auto_20260101.py"
    assert migrations.linter(plant({file: ""})) == [f"{file}: name a migration as a sentence about the change"]


def test_a_command_that_waits_for_ever_is_found(plant: Plant) -> None:
    assert migrations.lock_timeout(plant({"src/samspel/cli/migrate.py": ""})) == [
        "src/samspel/cli: migrate sets no lock_timeout"
    ]
