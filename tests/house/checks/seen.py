"""A screen that is given the id of a record finds it through a query that is told who asks."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.house.checks import source
from tests.house.checks.source import Fault

WEB = "src/samspel/web"
WHO = {"by", "request"}
# What only leads on to an address, where the id is looked up anew.
LEADS = {"redirect", "reverse", "address", "partial"}


def faults(root: Path) -> list[str]:
    """Give every place in web/ that finds a record by an id from an address without saying who asks."""
    found = []
    for path in source.python_files(root, WEB):
        for function in ast.walk(source.tree(path)):
            if isinstance(function, ast.FunctionDef):
                given = {one.arg for one in function.args.args if one.arg.endswith("_id")}
                found += [
                    Fault(f"{source.name_of(root, path)}::{function.name}", line, f"{name}: say who asks")
                    for name, line in alone(function, given)
                ]
    return source.settle(root, "seen", found)


def alone(function: ast.FunctionDef, given: set[str]) -> list[tuple[str, int]]:
    """Give each use of an id in a call that says nothing of who asks."""
    found = []
    for call in ast.walk(function):
        if not isinstance(call, ast.Call):
            continue
        values = [*call.args, *(word.value for word in call.keywords)]
        ids = [one for one in values if isinstance(one, ast.Name) and one.id in given]
        called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if ids and called not in LEADS and not any(says_who(value) for value in values):
            found += [(one.id, one.lineno) for one in ids]
    return found


def says_who(value: ast.expr) -> bool:
    """Tell whether an argument tells who asks, or of the request that does."""
    names = {one.id for one in ast.walk(value) if isinstance(one, ast.Name)}
    names |= {one.attr for one in ast.walk(value) if isinstance(one, ast.Attribute)}
    return bool(names & WHO)
