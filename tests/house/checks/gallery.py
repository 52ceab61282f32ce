"""The gallery shows every component, and no picture stands without the figures in a table."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.template.base import Lexer, TokenType

from tests.house.checks import source
from tests.house.checks.source import Fault

COMPONENTS = "src/samspel/web/components"
TEMPLATES = "src/samspel/web/templates"
# The gallery is a page like the others, so what stands round every page is shown by it too.
SHOWN = ("public/gallery*.html", "public/gallery/*.html", "layouts/base.html", "partials/head*.html")
PICTURES = f"{COMPONENTS}/plots"
FIGURES = {"figure_with_table", "map_with_table"}
TABLES = {"numbers", "beside"}


def _registered(root: Path) -> Iterator[tuple[str, str, str]]:
    """Give every tag and filter that registers itself: the file, whether it is a filter, and its name."""
    for path in source.python_files(root, COMPONENTS):
        for node in ast.walk(source.tree(path)):
            if isinstance(node, ast.FunctionDef):
                for decorator in node.decorator_list:
                    called = decorator.func if isinstance(decorator, ast.Call) else decorator
                    if isinstance(called, ast.Attribute) and source.dotted(called.value, {}) == "register":
                        yield source.name_of(root, path), called.attr, _name(node, decorator)


def _name(node: ast.FunctionDef, decorator: ast.expr) -> str:
    given = decorator.keywords if isinstance(decorator, ast.Call) else []
    names = [word.value.value for word in given if word.arg == "name" and isinstance(word.value, ast.Constant)]
    return str(names[0]) if names else node.name


def _tags(path: Path) -> Iterator[str]:
    for token in Lexer(path.read_text()).tokenize():
        if token.token_type is TokenType.BLOCK and token.contents:
            yield token.contents.split(maxsplit=1)[0]


def _filters(path: Path) -> Iterator[str]:
    for token in Lexer(path.read_text()).tokenize():
        if token.token_type in {TokenType.BLOCK, TokenType.VAR}:
            yield from re.findall(r"\|(\w+)", token.contents)


def missing(root: Path) -> list[str]:
    """Give every component that the gallery does not show."""
    pages = [path for pattern in SHOWN for path in sorted((root / TEMPLATES).glob(pattern))]
    tags = {tag for path in pages for tag in _tags(path)}
    filters = {name for path in pages for name in _filters(path)}
    found = [
        Fault(f"{file}::{name}", 0, "the gallery does not show it; give it a place at /komponenter/")
        for file, kind, name in _registered(root)
        if name not in (filters if kind == "filter" else tags)
    ]
    return source.settle(root, "gallery", found)


def bare_pictures(root: Path) -> list[str]:
    """Give every picture in a template that stands outside a figure, and every figure without a table in it."""
    pictures = {name for file, _, name in _registered(root) if file.startswith(PICTURES)} - FIGURES - TABLES
    found = []
    for path in source.templates(root):
        name, inside, has = source.name_of(root, path), False, {"picture": False, "table": False}
        for tag in _tags(path):
            if tag in FIGURES:
                inside, has = True, {"picture": False, "table": False}
            elif tag in {f"end{figure}" for figure in FIGURES}:
                inside = False
                lacking = [part for part in has if not has[part]]
                found += [Fault(name, 0, f"a {tag.removeprefix('end')} with no {part} in it") for part in lacking]
            elif tag in TABLES:
                has["table"] = True
            elif tag in pictures:
                has["picture"] = True
                found += [] if inside else [Fault(name, 0, f"{tag} stands outside figure_with_table")]
    return source.settle(root, "bare_pictures", found)
