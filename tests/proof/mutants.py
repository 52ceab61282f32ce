"""Faults put into what decides who may see and do what: one check at a time, in the running code, and taken out again.

A check of a function is a condition on who asks (or on what they may know yet): a filter, a reason to answer that
nothing is there. The function is compiled anew without it and given back as it was. Every function that is told who
asks is looked at, wherever it stands, but for acts and the guard: their checks are taken out in `test_acts` and
`test_guard`.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from types import FunctionType, ModuleType
from typing import Any

import samspel

ASKS = "by"
APART = re.compile(r"\.(transitions|rules|migrations)\b|\.web\.(guard|acting)$")
NARROWS = {"filter", "exclude", "Q", "get"}
# A filter on what has not been told yet: what is no more than drafted, not handed in, not sent, not adopted.
NOT_YET = re.compile(r"(state=.*\.(SENT|DRAFT|ADOPTED|CANCELLED)|\w+_at__isnull=)")


@dataclass(frozen=True)
class Mutant:
    """One check taken out of one function: where it stood, and the function's body without it."""

    function: FunctionType
    what: str
    body: ast.FunctionDef

    @property
    def name(self) -> str:
        """Say which check it is."""
        return f"{name_of(self.function)}: {self.what}"

    @contextmanager
    def alive(self) -> Iterator[None]:
        """Let the fault be there for as long as the block lasts."""
        with swapped(self.function, self.body):
            yield


def name_of(function: FunctionType) -> str:
    """Give a function's name with its module's."""
    return f"{function.__module__.removeprefix('samspel.')}.{function.__name__}"


def modules() -> Iterator[ModuleType]:
    """Give the modules that may say what somebody may see."""
    for found in pkgutil.walk_packages(samspel.__path__, "samspel."):
        if not APART.search(found.name):
            yield importlib.import_module(found.name)


def functions() -> Iterator[tuple[FunctionType, ast.FunctionDef]]:
    """Give every function that is told who asks, with its text."""
    for module in modules():
        for node in ast.parse(inspect.getsource(module)).body:
            if (
                isinstance(node, ast.FunctionDef)
                and not node.decorator_list
                and ASKS in [one.arg for one in (*node.args.args, *node.args.kwonlyargs)]
                and list(checks(node, tainted(node)))
            ):
                yield vars(module)[node.name], node


@contextmanager
def swapped(function: FunctionType, body: ast.FunctionDef) -> Iterator[None]:
    """Give a function another body, wherever it has been imported to."""
    space: dict[str, Any] = {}
    tree = ast.fix_missing_locations(ast.Module([body], []))
    exec(compile(tree, function.__code__.co_filename, "exec"), function.__globals__, space)
    before = function.__code__
    function.__code__ = space[function.__name__].__code__
    try:
        yield
    finally:
        function.__code__ = before


def mutants() -> list[Mutant]:
    """Give every check of every function that is told who asks, each taken out."""
    return [Mutant(function, what, body) for function, node in functions() for what, body in without_each_check(node)]


def without_each_check(node: ast.FunctionDef) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Give the bodies that a function has without each of its checks, with the words of the check."""
    for number in range(len(list(checks(node, tainted(node))))):
        copy = ast.parse(ast.unparse(node)).body[0]
        assert isinstance(copy, ast.FunctionDef)
        what, take_out = list(checks(copy, tainted(copy)))[number]
        take_out()
        yield what, copy


def tainted(node: ast.FunctionDef) -> set[str]:
    """Give the names in a function that follow from who asks."""
    found = {ASKS}
    for _again in range(3):
        for one in ast.walk(node):
            if isinstance(one, ast.Assign) and mentions(one.value, found):
                names = {name.id for target in one.targets for name in ast.walk(target) if isinstance(name, ast.Name)}
                found |= names - {"found"}
    return found


def mentions(node: ast.AST, names: set[str]) -> bool:
    """Tell whether an expression mentions one of some names."""
    return any(isinstance(one, ast.Name) and one.id in names for one in ast.walk(node))


def checks(node: ast.FunctionDef, names: set[str]) -> Iterator[tuple[str, Callable[[], None]]]:
    """Give each check in a function: its words, and how to take it out."""
    for one in ast.walk(node):
        if isinstance(one, ast.Call):
            yield from in_call(one, names)
        elif isinstance(one, ast.If) and says_nothing_is_there(one.body):
            yield f"if {ast.unparse(one.test)}", taking(one, "test", ast.Constant(value=False))
        elif isinstance(one, ast.comprehension):
            for condition in one.ifs:
                if mentions(condition, names):
                    yield f"if {ast.unparse(condition)}", lambda c=condition, o=one: o.ifs.remove(c)  # type: ignore[misc]
    yield from nobodys(node)


def in_call(call: ast.Call, names: set[str]) -> Iterator[tuple[str, Callable[[], None]]]:
    """Give the checks among the arguments of a filter."""
    called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if called not in NARROWS:
        return
    for word in call.keywords:
        if mentions(word.value, names) or NOT_YET.match(ast.unparse(word)):
            yield f"{called}({ast.unparse(word)})", lambda w=word: call.keywords.remove(w)  # type: ignore[misc]
    for value in call.args:
        if called != "Q" and mentions(value, names):
            yield f"{called}({ast.unparse(value)})", lambda v=value: call.args.remove(v)  # type: ignore[misc]


def says_nothing_is_there(body: list[ast.stmt]) -> bool:
    """Tell whether a branch does nothing but say that nothing is there, or give nothing."""
    return len(body) == 1 and isinstance(body[0], ast.Raise) and "NotVisible" in ast.unparse(body[0])


def nobodys(node: ast.FunctionDef) -> Iterator[tuple[str, Callable[[], None]]]:
    """Give each place where a function answers with nothing at all."""
    for one in ast.walk(node):
        value = getattr(one, "value", None)
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr == "none":
            yield ast.unparse(value), taking(one, "value", value.func.value)


def taking(node: ast.AST, field: str, value: ast.AST) -> Callable[[], None]:
    """Give what puts something else in a place of a tree."""
    return lambda: setattr(node, field, value)


@contextmanager
def recorded(note: Callable[[str], None]) -> Iterator[None]:
    """Tell of every function that is asked, by name, for as long as the block lasts."""
    with ExitStack() as stack:
        for function, node in functions():
            function.__globals__["__noted__"] = note
            copy = ast.parse(ast.unparse(node)).body[0]
            assert isinstance(copy, ast.FunctionDef)
            copy.body = [*ast.parse(f"__noted__({name_of(function)!r})").body, *copy.body]
            stack.enter_context(swapped(function, copy))
        yield
