"""Screens get records through queries and change them through acts; below the screens nobody knows of a request."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.checks import source
from tests.house.checks.source import Fault

MANAGERS = {"objects", "_default_manager", "_base_manager"}
WRITES = {
    "save",
    "delete",
    "bulk_create",
    "bulk_update",
    "update_or_create",
    "get_or_create",
    "select_for_update",
    "raw",
}
HTTP = ("django.http", "django.shortcuts", "django.views", "django.urls", "django.middleware", "django.test")
KNOWS_REQUESTS = {"web", "config", "cli"}


def database(root: Path) -> list[str]:
    """Give every place under `web/` that goes past the queries and the acts to the database."""
    found = []
    for path in source.python_files(root, "src/samspel/web"):
        name = source.name_of(root, path)
        for node in ast.walk(source.tree(path)):
            if isinstance(node, ast.Attribute) and node.attr in MANAGERS:
                found.append(Fault(name, node.lineno, f".{node.attr}: ask a query of the step"))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
                found.append(Fault(name, node.lineno, f".{node.func.attr}(): call an act of the step"))
        found += [
            Fault(name, statement.lineno, f"{module}: ask a query of the step")
            for statement, module in source.imports(source.tree(path))
            if module in {"django.db.connection", "django.db.connections", "psycopg"}
        ]
    return source.settle(root, "database", found)


def _request_faults(name: str, module: ast.Module) -> Iterator[Fault]:
    for statement, imported in source.imports(module):
        if imported.startswith(HTTP):
            yield Fault(name, statement.lineno, f"{imported}: HTTP belongs in web/")
    for node in ast.walk(module):
        if isinstance(node, ast.arg) and node.arg == "request":
            yield Fault(name, node.lineno, "takes a request; pass who (`by`) and when (`at`)")


def requests(root: Path) -> list[str]:
    """Give every place below `web/` that takes a request or imports Django's HTTP parts."""
    found: list[Fault] = []
    for path in source.python_files(root, "src/samspel"):
        if source.module_of(root, path) not in KNOWS_REQUESTS:
            found += sorted(
                set(_request_faults(source.name_of(root, path), source.tree(path))), key=lambda fault: fault.line
            )
    return source.settle(root, "requests", found)
