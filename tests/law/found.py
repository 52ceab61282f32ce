"""Everything that the check of a need can find, read out of the code of the check itself."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from types import ModuleType

from samspel.needs.rules import care, filled
from samspel.needs.rules.check import CHECKS
from samspel.needs.rules.findings import Level

MAKERS = {level.value for level in Level}
"""The three words that a rule makes a finding with: error, warning, hint."""
Kind = tuple[str, str, str]
"""What can be found: the rule, the question it belongs to, and how bad it is."""
TABLES = {
    "filled.plain_answers": {(filled.MISSING, field, "error") for field in filled.ASKED_OF_ALL},
    "filled.scheme_questions": {(code, field, "warning") for code, field, _text in filled.ASKED_OF_SOME.values()},
}
"""Where rule or question come out of a table, what the table gives."""


def kinds() -> set[Kind]:
    """Give everything that some rule of the check can find."""
    found: set[Kind] = set()
    for module in {inspect.getmodule(look) for look in CHECKS}:
        assert module is not None
        for function in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(function, ast.FunctionDef):
                found |= set(of(module, function))
    return found


def of(module: ModuleType, function: ast.FunctionDef) -> Iterator[Kind]:
    """Give what one rule can find."""
    names = makers(function)
    for call in ast.walk(function):
        levels = made_by(call.func, names) if isinstance(call, ast.Call) else set()
        if not isinstance(call, ast.Call) or not levels:
            continue
        code, field = (said(module, argument) for argument in call.args[:2])
        if code and field:
            yield from ((code, field, level) for level in levels)
        elif code and module is care:
            yield from ((code, field, level) for field in written() for level in levels)
        else:
            yield from TABLES[f"{module.__name__.rpartition('.')[2]}.{function.name}"]


def makers(function: ast.FunctionDef) -> dict[str, set[str]]:
    """Give the names that findings are made by in a rule: the three words, and what one of them is kept as."""
    names = {word: {word} for word in MAKERS}
    for kept in ast.walk(function):
        if not isinstance(kept, ast.Assign):
            continue
        for target in kept.targets:
            pairs = [(target, kept.value)]
            if isinstance(target, ast.Tuple) and isinstance(kept.value, ast.Tuple):
                pairs = list(zip(target.elts, kept.value.elts, strict=True))
            for name, value in pairs:
                if isinstance(name, ast.Name) and (levels := made_by(value, names)):
                    names[name.id] = names.get(name.id, set()) | levels
    return names


def made_by(func: ast.expr, names: dict[str, set[str]]) -> set[str]:
    """Give how bad what a call makes can be; nothing of a call that makes no finding."""
    choices = [func.body, func.orelse] if isinstance(func, ast.IfExp) else [func]
    return {level for one in choices if isinstance(one, ast.Name) for level in names.get(one.id, ())}


def written() -> Iterator[str]:
    """Give every question whose text is looked through for people."""
    (texts,) = ast.parse(inspect.getsource(care.texts)).body
    for given in ast.walk(texts):
        if isinstance(given, ast.Yield) and isinstance(given.value, ast.Tuple):
            field = said(care, given.value.elts[0])
            yield from [field] if field else care.WRITTEN


def said(module: ModuleType, argument: ast.expr) -> str:
    """Give the text that an argument is, a star where it counts; nothing where a table decides."""
    if isinstance(argument, ast.Name):
        value = getattr(module, argument.id, "")
        return value if isinstance(value, str) else ""
    if isinstance(argument, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in argument.values)
    return str(argument.value) if isinstance(argument, ast.Constant) else ""
