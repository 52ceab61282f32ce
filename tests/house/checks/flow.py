"""A state changes only through an act, and nothing happens behind the back of an act: no signals."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.checks import source
from tests.house.checks.source import Fault

NOT_SIGNALS = ("psycopg", "socket", "ssl", "http", "sqlite3", "connection", "playwright")


def _targets(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Assign):
        return [leaf for target in node.targets for leaf in _leaves(target)]
    if isinstance(node, ast.AugAssign | ast.AnnAssign):
        return [node.target]
    return []


def _leaves(target: ast.expr) -> list[ast.expr]:
    if isinstance(target, ast.Tuple | ast.List):
        return [leaf for element in target.elts for leaf in _leaves(element)]
    return [target]


def _sets_state(node: ast.AST) -> bool:
    if any(isinstance(target, ast.Attribute) and target.attr == "state" for target in _targets(node)):
        return True
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Name) and node.func.id == "setattr" and len(node.args) > 1:
        return isinstance(node.args[1], ast.Constant) and node.args[1].value == "state"
    called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    if called == "bulk_update":
        return any(isinstance(leaf, ast.Constant) and leaf.value == "state" for leaf in ast.walk(node))
    return called == "update" and any(keyword.arg == "state" for keyword in node.keywords)


def states(root: Path) -> list[str]:
    """Give every place outside `flow` that sets the state of a record."""
    found = [
        Fault(source.name_of(root, path), node.lineno, "sets .state; only an act does, through flow")  # type: ignore[attr-defined]
        for path in source.python_files(root, "src/samspel")
        if source.module_of(root, path) != "flow"
        for node in ast.walk(source.tree(path))
        if _sets_state(node)
    ]
    return source.settle(root, "states", found)


def _signal_faults(name: str, module: ast.Module) -> Iterator[Fault]:
    for statement, imported in source.imports(module):
        if imported.startswith("django.dispatch") or imported.endswith(".signals") or ".signals." in imported:
            yield Fault(name, statement.lineno, f"{imported}: no signals; call the act")
    names = source.imported(module)
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "connect":
            receiver = source.dotted(node.func.value, names)
            if not receiver.startswith(NOT_SIGNALS):
                yield Fault(name, node.lineno, f"{receiver}.connect(): no signals; call the act")


def signals(root: Path) -> list[str]:
    """Give every use of Django's signals."""
    found: list[Fault] = []
    for path in source.python_files(root, "src"):
        found += dict.fromkeys(_signal_faults(source.name_of(root, path), source.tree(path)))
    return source.settle(root, "signals", found)
