"""Faults put into the lines of the policy, one word at a time, and into the guard, one check at a time.

A line is changed where it is, and given back. A function of the guard is compiled anew without a check: an `if` that
never holds, one part of an `and` or an `or` taken away, one that is chosen from all instead of from some, a choice
between two that is always the one. The views behind the doors are not touched.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from types import CodeType, FunctionType
from typing import Any, Protocol

from django.urls import URLPattern, get_resolver

from samspel.config.policy import POLICY
from samspel.tenancy.by import Role
from samspel.web import acting, guard
from tests.config.asking import change
from tests.config.doors import LINES
from tests.config.everybody import NO_DESK
from tests.proof.mutants import name_of, swapped, taking

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
READING = ("GET", "HEAD")
ROLES = [role for role in Role if role not in NO_DESK]  # nobody comes in the others
CHECKED: tuple[Any, ...] = (
    guard.guarded, guard.role_for, guard.to_login, acting.acting_as, acting.all_choices, acting.grouped,
    acting.open_to, acting.represented, acting.current,
)  # fmt: skip


class Fault(Protocol):
    """Something that is a little wrong for as long as it is alive."""

    @property
    def name(self) -> str:
        """Say what."""

    def alive(self) -> Any:  # noqa: ANN401 - a context
        """Let it be so for as long as a block lasts."""


@dataclass(frozen=True)
class Slip:
    """One line of the policy with one word too many or too few, the methods that it is about, and the role if one."""

    address: str
    what: str
    values: Mapping[str, object]
    methods: tuple[str, ...]
    role: Role | None = None

    @property
    def name(self) -> str:
        """Say which word it is."""
        return f"{self.address}: {self.what}"

    @contextmanager
    def alive(self) -> Iterator[None]:
        """Let the line be wrong for as long as the block lasts."""
        line = POLICY[self.address]
        before = {word: getattr(line, word) for word in self.values}
        change(line, **self.values)
        try:
            yield
        finally:
            change(line, **before)


@dataclass(frozen=True)
class Gap:
    """One check of the guard that is gone."""

    function: FunctionType
    what: str
    body: ast.FunctionDef

    @property
    def name(self) -> str:
        """Say which check it is."""
        return f"{name_of(self.function)}: {self.what}"

    @contextmanager
    def alive(self) -> Iterator[None]:
        """Let the check be gone, at every door, for as long as the block lasts."""
        if self.function is not guard.guarded:
            with swapped(self.function, self.body):
                yield
            return
        code = inner(compiled(self.function, self.body))
        with ExitStack() as stack:
            for door in doors():
                stack.callback(setattr, door, "__code__", door.__code__)
                door.__code__ = code
            yield


def slips() -> Iterator[Slip]:
    """Give every line of the policy with one word too many and one too few, each way that it is asked."""
    for address, line in LINES.items():
        for method in METHODS:
            yield Slip(address, f"{method} or not", {"methods": line.methods ^ {method}}, (method,))
        ways = tuple(method for method in ("GET", "POST") if method in line.methods)
        yield Slip(address, "anybody or not", {"public": not line.public}, ways)
        if not line.public:
            yield Slip(address, "whoever is logged in or not", {"signed_in": not line.signed_in}, ways)
        if line.roles and "POST" in line.methods:
            yield Slip(address, "anew or not", {"fresh": not line.fresh}, ("POST",))
        if line.writers:
            yield Slip(address, "every reader writes", {"writers": frozenset()}, ("POST",))
        for role in ROLES if line.roles else ():
            about = tuple(way for way in ways if way == "GET" or not line.writers)
            yield Slip(address, f"{role} or not", {"roles": line.roles ^ {role}}, about, role)
            if line.writers and line.writers != {role}:  # without the only one it is every reader, as above
                yield Slip(address, f"{role} writes or not", {"writers": line.writers ^ {role}}, ("POST",), role)


def gaps() -> Iterator[Gap]:
    """Give every check of the guard, each gone."""
    for function in CHECKED:
        (node,) = ast.parse(inspect.getsource(function)).body
        assert isinstance(node, ast.FunctionDef)
        for number in range(len(list(checks(node)))):
            copy = ast.parse(ast.unparse(node)).body[0]
            assert isinstance(copy, ast.FunctionDef)
            what, take_out = list(checks(copy))[number]
            take_out()
            yield Gap(function, what, copy)


def checks(node: ast.FunctionDef) -> Iterator[tuple[str, Callable[[], None]]]:
    """Give each check in a function of the guard: its words, and how it is taken out."""
    for one in ast.walk(node):
        if isinstance(one, ast.If):
            yield f"if {ast.unparse(one.test)}", taking(one, "test", ast.Constant(value=False))
        elif isinstance(one, ast.BoolOp):
            for part in one.values:
                yield f"{ast.unparse(one)} without {ast.unparse(part)}", without(one, part)
        elif isinstance(one, ast.BinOp) and isinstance(one.op, ast.BitAnd):
            for side, other in (("left", one.right), ("right", one.left)):
                yield f"{ast.unparse(one)} without {ast.unparse(getattr(one, side))}", taking(one, side, other)
        elif isinstance(one, ast.IfExp):
            for always in (True, False):
                yield f"{ast.unparse(one)} if {always}", taking(one, "test", ast.Constant(value=always))
        elif isinstance(one, ast.comprehension):
            for part in list(one.ifs):
                yield f"all, not only if {ast.unparse(part)}", without_condition(one, part)
        else:
            yield from tenants(one)


def tenants(one: ast.AST) -> Iterator[tuple[str, Callable[[], None]]]:
    """Give each thing that the database is told before a view runs: its words, and how it is left untold."""
    if isinstance(one, ast.With):
        untold = ast.parse("nullcontext()", mode="eval").body
        for item in one.items:
            yield f"without {ast.unparse(item)}", taking(item, "context_expr", untold)
    elif isinstance(one, ast.Call):
        for word in one.keywords:
            if word.arg:
                what = f"{ast.unparse(one.func)}() without {ast.unparse(word)}"
                yield what, taking(word, "value", ast.Constant(None))


def without(one: ast.BoolOp, part: ast.expr) -> Callable[[], None]:
    """Give what takes one part of an `and` or an `or` away: what stands there instead decides nothing."""
    nothing = ast.Constant(value=isinstance(one.op, ast.And))
    return lambda: setattr(one, "values", [nothing if value is part else value for value in one.values])


def without_condition(one: ast.comprehension, part: ast.expr) -> Callable[[], None]:
    """Give what takes a condition away from a choice."""
    return lambda: setattr(one, "ifs", [value for value in one.ifs if value is not part])


def compiled(function: FunctionType, body: ast.FunctionDef) -> CodeType:
    """Compile a function with another body, beside itself."""
    space: dict[str, Any] = {}
    tree = ast.fix_missing_locations(ast.Module([body], []))
    exec(compile(tree, function.__code__.co_filename, "exec"), function.__globals__, space)
    code: CodeType = space[function.__name__].__code__
    return code


def inner(code: CodeType) -> CodeType:
    """Give the code of what `guarded` puts around each view."""
    return next(one for one in code.co_consts if isinstance(one, CodeType) and one.co_name == "inside")


def doors() -> Iterator[FunctionType]:
    """Give what has been put around every view."""
    for route in get_resolver().url_patterns:
        assert isinstance(route, URLPattern)
        yield route.callback  # type: ignore[misc]
