"""Migrations expand and contract: old code runs on the new schema, and no lock is held for long."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation

from tests.house.checks import source
from tests.house.checks.source import Fault

BREAKS = {
    "RenameField": "add the new field, write both, remove the old one in a later release",
    "RenameModel": "add the new model, move, remove the old one in a later release",
    "AlterModelTable": "a renamed table breaks the code that still runs",
    "RemoveField": "list it with the release in which the code stopped using it",
    "DeleteModel": "list it with the release in which the code stopped using it",
}


def missing(state: ProjectState | None = None) -> list[str]:
    """Give every change of a model that no migration makes; no database is asked."""
    loader = MigrationLoader(None)
    with translation.override(None):  # Django's own migrations are in English
        detector = MigrationAutodetector(loader.project_state(), state or ProjectState.from_apps(apps))
        changes = detector.changes(graph=loader.graph)
    return [
        f"{app}: {operation.describe()} is in no migration (django-admin makemigrations {app})"
        for app, changes in changes.items()
        for migration in changes
        for operation in migration.operations
    ]


def _operations(module: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(module):
        if isinstance(node, ast.Assign) and any(
            isinstance(name, ast.Name) and name.id == "operations" for name in node.targets
        ):
            for call in _done(node.value):
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute | ast.Name):
                    yield source.dotted(call.func, {}).rpartition(".")[2], call


def _done(node: ast.AST) -> Iterator[ast.AST]:
    """Give what a migration does to the database: what it only tells Django (`state_operations`) is left out."""
    yield node
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.keyword) and child.arg == "state_operations"):
            yield from _done(child)


def _argument(call: ast.Call, name: str) -> ast.expr | None:
    return next((keyword.value for keyword in call.keywords if keyword.arg == name), None)


def _text(node: ast.expr | None) -> str:
    return str(node.value).lower() if isinstance(node, ast.Constant) else ""


def _old_code_can_insert(call: ast.Call) -> bool:
    field = _argument(call, "field")
    if not isinstance(field, ast.Call):
        return True
    if source.dotted(field.func, {}).endswith("ManyToManyField") or _argument(field, "db_default") is not None:
        return True
    return _text(_argument(field, "null")) == "true"


def _operation_fault(kind: str, call: ast.Call) -> str:
    match kind:
        case "AddIndex":
            return "locks out writers; use AddIndexConcurrently with atomic = False"
        case "AddConstraint":
            return "checks every row under a lock; use AddConstraintNotValid, then ValidateConstraint"
        case "AddField" if not _old_code_can_insert(call):
            return "old code cannot insert; give it null=True or db_default"
    return BREAKS.get(kind, "")


def _faults(root: Path, path: Path) -> Iterator[Fault]:
    name, module = source.name_of(root, path), source.tree(path)
    operations = list(_operations(module))
    made = {_text(_argument(call, "name")) for kind, call in operations if kind == "CreateModel"}
    for kind, call in operations:
        subject = _text(_argument(call, "model_name")) or _text(_argument(call, "name"))
        if subject not in made and (what := _operation_fault(kind, call)):
            yield Fault(name, call.lineno, f"{kind}: {what}")
    kinds = {kind for kind, _ in operations}
    if "RunPython" in kinds and kinds & {"CreateModel", "AddField", "AlterField", "AddConstraintNotValid"}:
        yield Fault(name, 0, "data apart from schema: make it two migrations")
    for statement, imported in source.imports(module):
        if imported.startswith("samspel.") and ".models" in imported:
            yield Fault(name, statement.lineno, f"imports live models ({imported}); take them from `apps`")
    if "_auto_" in path.stem or path.stem.endswith("_auto"):
        yield Fault(name, 0, "name a migration as a sentence about the change")


def linter(root: Path) -> list[str]:
    """Give every operation that would break the code that still runs, or hold a lock for long."""
    found = [fault for path in source.migration_files(root) for fault in dict.fromkeys(_faults(root, path))]
    return source.settle(root, "migrations", found)


def lock_timeout(root: Path) -> list[str]:
    """Give a fault when the command that migrates does not say how long it waits for a lock."""
    command = root / "src" / "samspel" / "cli"
    texts = [path.read_text() for path in source.python_files(root, "src/samspel/cli")]
    if any("lock_timeout" in text for text in texts):
        return []
    return source.settle(
        root, "lock_timeout", [Fault(source.name_of(root, command), 0, "migrate sets no lock_timeout")]
    )
