"""Documents that fail when they go stale: the commands they show exist, and every dependency has its reason."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from tests.house.checks import source
from tests.house.checks.source import Fault

TARGET = re.compile(r"(?:^|[\s`])make ([a-z]+)\b")
COMMAND = re.compile(r"(?:^|[\s`])(?:\./)?samspel ([a-z]+)\b(?!:)")
FENCE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
PATH = re.compile(r"`((?:src|tests|docs|bench)/[\w./-]+)`")
ROW = re.compile(r"^\|\s*`([^`]+)`\s*\|", re.MULTILINE)


def _shown(root: Path) -> list[tuple[str, str]]:
    pages = [*root.glob("*.md"), *root.glob("docs/*.md")]
    return [(source.name_of(root, page), code) for page in sorted(pages) for code in FENCE.findall(page.read_text())]


def commands(root: Path, known: set[str]) -> list[str]:
    """Give every `make` target and `samspel` command in the documents, or behind a target, that does not exist."""
    makefile = (root / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    behind = set(re.findall(r"exec \./samspel ([a-z]+)", makefile))
    found = {Fault("Makefile", 0, f"`samspel {word}` does not exist") for word in behind - known}
    for name, code in _shown(root):
        wrong = [f"make {word}" for word in TARGET.findall(code) if word not in targets]
        wrong += [f"samspel {word}" for word in COMMAND.findall(code) if word not in known]
        found |= {Fault(name, 0, f"`{what}` does not exist") for what in wrong}
    return source.settle(root, "commands", list(found))


def _plain(requirement: str) -> str:
    return re.split(r"[\[<>=~! ;]", requirement, maxsplit=1)[0].lower()


def dependencies(root: Path) -> list[str]:
    """Give every dependency without a line in docs/dependencies.md, and every line without a dependency."""
    project = tomllib.loads((root / "pyproject.toml").read_text())
    groups = [
        project["project"].get("dependencies", []),
        *project["project"].get("optional-dependencies", {}).values(),
        *project.get("dependency-groups", {}).values(),
    ]
    wanted = {_plain(requirement) for group in groups for requirement in group}
    page = root / "docs" / "dependencies.md"
    written = {name.lower() for name in ROW.findall(page.read_text())} if page.exists() else set()
    found = [Fault("docs/dependencies.md", 0, f"no line for `{name}`") for name in wanted - written]
    found += [Fault("docs/dependencies.md", 0, f"`{name}` is no longer a dependency") for name in written - wanted]
    return source.settle(root, "dependencies", found)


def stale(root: Path, pages: dict[str, str]) -> list[str]:
    """Give every page drawn from the code that is no longer what the code says."""
    found = [
        Fault(name, 0, "is not what the code says; run ./samspel docs")
        for name, text in pages.items()
        if not (root / name).exists() or (root / name).read_text() != text
    ]
    return source.settle(root, "stale", found)


def paths(root: Path) -> list[str]:
    """Give every link and every path in the documents that leads nowhere."""
    found = set()
    for page in sorted([*root.glob("*.md"), *root.glob("docs/**/*.md")]):
        text = page.read_text()
        near = {link for link in LINK.findall(text) if not (page.parent / link).exists()}
        far = {path for path in PATH.findall(text) if not (root / path).exists()}
        found |= {Fault(source.name_of(root, page), 0, f"{path} leads nowhere") for path in near | far}
    return source.settle(root, "paths", list(found))
