"""Nothing is kept that nobody calls: what only a test knows of is dead, however well it is tested."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.checks import source
from tests.house.checks.source import Fault

WORD = re.compile(r"[A-Za-z_]\w*")
# Django reads these by their names alone.
SETTINGS = "src/samspel/config/settings.py"
HOOKS = re.compile(
    r"__\w+__|Meta|Config|clean_\w+|get_user|process_(?:exception|view)|prepare_value|add_prefix|item_attributes"
    r"|receive_data_chunk|file_complete|upload_interrupted"
)


def _registered(node: ast.AST) -> bool:
    """Tell whether a function is a template tag, a filter or a nightly errand: named by its registration."""
    decorators = getattr(node, "decorator_list", [])
    calls = [each.func if isinstance(each, ast.Call) else each for each in decorators]
    return any(source.dotted(call, {}).startswith(("register.", "app.periodic")) for call in calls)


def _defined(body: list[ast.stmt]) -> Iterator[str]:
    """Give what a module or a class defines: functions, classes, and a module's constants."""
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not _registered(node):
            yield node.name
        if isinstance(node, ast.ClassDef):
            yield from (name for name in _defined(node.body) if not name.isupper())
        for target in node.targets if isinstance(node, ast.Assign) else []:
            if isinstance(target, ast.Name) and target.id.isupper():
                yield target.id


def _used(node: ast.AST) -> Iterator[str]:
    """Give every name that is read, and every word of a text that is no docstring; an import alone is no use."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            continue
        if isinstance(child, ast.Assign) and [source.dotted(target, {}) for target in child.targets] == ["__all__"]:
            continue
        match child:
            case ast.Name(id=name, ctx=ast.Load()) | ast.Attribute(attr=name):
                yield name
            case ast.Constant(value=str(text)):
                yield from WORD.findall(text)
        yield from _used(child)


def faults(root: Path) -> list[str]:
    """Give every function, class and constant of the source that neither the source nor a template uses."""
    modules = {source.name_of(root, path): source.tree(path) for path in source.python_files(root, "src")}
    callers = [*modules.values(), *(source.tree(path) for path in source.migration_files(root))]
    used = {name for module in callers for name in _used(module)}
    used |= {word for page in source.templates(root) for word in WORD.findall(page.read_text())}
    found = [
        Fault(f"{file}::{name}", 0, "nobody uses it; remove it")
        for file, module in modules.items()
        if file != SETTINGS
        for name in _defined(module.body)
        if name not in used and not HOOKS.fullmatch(name)
    ]
    return source.settle(root, "callers", found)
