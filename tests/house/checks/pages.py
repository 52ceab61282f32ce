"""Templates: nothing inline that the content security policy would refuse, and only looks that Designsystemet has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.checks import source
from tests.house.checks.source import Fault

INLINE = {
    r"<style\b": "a style element; put it in app.css",
    r"<script\b(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:ld\+)?json\")": "a script without src; put it in app.js",
    r"<[a-z][^<>]*\sstyle\s*=": "a style attribute; use a class",
    r"<[a-z][^<>]*\son[a-z]+\s*=": "an on… attribute; listen from app.js",
    r"javascript:": "a javascript: address",
    r"\bhx-on\b": "hx-on evaluates code; listen from app.js",
    r"\bhx-(?:vals|headers)\s*=\s*.js:": "js: evaluates code",
    r"\|\s*safe\b|\{%\s*autoescape\s+off": "unescaped text; make it a component",
}
CLASS = re.compile(r"(?<![\w./-])ds-[a-z0-9]+(?:-[a-z0-9]+)*(?![\w-]|\.(?:css|js))")
ELEMENT = re.compile(r"</?(ds-[a-z0-9-]+)")
COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}|<!--.*?-->", re.DOTALL)


def _blank(match: re.Match[str]) -> str:
    return "\n" * match.group().count("\n")


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def inline(root: Path) -> list[str]:
    """Give every inline style, script or handler in a template."""
    found = []
    for path in source.templates(root):
        text = COMMENT.sub(_blank, path.read_text())
        for pattern, what in INLINE.items():
            places = re.finditer(pattern, text, re.IGNORECASE)
            found += [Fault(source.name_of(root, path), _line(text, place.start()), what) for place in places]
    return source.settle(root, "inline", found)


def _known(root: Path) -> set[str]:
    static = root / "src" / "samspel" / "web" / "static"
    sheets = [path.read_text() for path in static.rglob("*.css")]
    scripts = [path.read_text() for path in static.rglob("*designsystemet*.js")]
    classes = {name for text in sheets for name in re.findall(r"\.(ds-[a-z0-9-]+)", text)}
    return classes | {
        name for text in [*scripts, *sheets] for name in re.findall(r"\b(ds-[a-z0-9-]+)\b", text) if "--" not in name
    }


def _used(root: Path) -> Iterator[tuple[Path, int, str]]:
    for path in [*source.templates(root), *source.python_files(root, "src/samspel/web")]:
        text = COMMENT.sub(_blank, path.read_text())
        for pattern in (CLASS, ELEMENT):
            for match in pattern.finditer(text):
                yield path, _line(text, match.start()), match.group().strip("</")


def looks(root: Path) -> list[str]:
    """Give every `ds-*` class or element that the vendored Designsystemet does not have."""
    known = _known(root)
    found = {
        Fault(source.name_of(root, path), line, f"{name} is not in the vendored Designsystemet")
        for path, line, name in _used(root)
        if name not in known
    }
    return source.settle(root, "looks", list(found))
