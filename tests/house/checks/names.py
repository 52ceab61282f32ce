"""Names: plain ASCII, no shelf for whatever has no place, and no import hidden inside a function without a reason."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.checks import source
from tests.house.checks.source import Fault

SHELVES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "manager",
    "managers",
    "service",
    "services",
    "misc",
    "data",
    "info",
}
MAY_IMPORT_LATE = (
    "src/samspel/cli/",  # a command starts before Django is set up
    "src/samspel/config/wiring.py",  # an adapter whose libraries take long to read is opened when it is first asked
    "tests/",  # so does a test of a command
)


def _identifiers(node: ast.AST) -> list[str]:
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return [node.name]
        case ast.arg(arg=name) | ast.keyword(arg=str(name)) | ast.Name(id=name) | ast.Attribute(attr=name):
            return [name]
        case ast.alias(asname=str(name)):
            return [name]
    return []


def ascii_only(root: Path) -> list[str]:
    """Give every identifier and file name with a letter outside ASCII."""
    found = [
        Fault(source.name_of(root, path), getattr(node, "lineno", 0), f"{name}: identifiers are ASCII")
        for path in [*source.python_files(root), *source.migration_files(root)]
        for node in ast.walk(source.tree(path))
        for name in _identifiers(node)
        if not name.isascii()
    ]
    names = [source.name_of(root, path) for path in source.tracked(root)]
    found += [Fault(name, 0, "file names are ASCII") for name in names if not name.isascii()]
    return source.settle(root, "ascii", found)


def shelves(root: Path) -> list[str]:
    """Give every module named after nothing in the world."""
    found = [
        Fault(source.name_of(root, path), 0, f"{name}: name the module after what it holds")
        for path in source.python_files(root)
        if (name := path.parent.name if path.stem == "__init__" else path.stem) in SHELVES
    ]
    return source.settle(root, "shelves", found)


def _late(node: ast.AST, inside: bool) -> Iterator[ast.Import | ast.ImportFrom]:
    for child in ast.iter_child_nodes(node):
        if inside and isinstance(child, ast.Import | ast.ImportFrom):
            yield child
        yield from _late(child, inside or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef))


def late_imports(root: Path) -> list[str]:
    """Give every import inside a function, outside the closed list of places that need it."""
    found = [
        Fault(name, node.lineno, "imports inside a function; move it to the top, or move the function")
        for path in source.python_files(root, "src")
        if not (name := source.name_of(root, path)).startswith(MAY_IMPORT_LATE)
        for node in _late(source.tree(path), inside=False)
    ]
    return source.settle(root, "late_imports", found)
