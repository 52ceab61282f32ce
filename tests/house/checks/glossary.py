"""Every word that names a thing or an act in the code stands in glossary.toml, in both written forms."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

from tests.house.checks import source
from tests.house.checks.source import Fault

FILE = "glossary.toml"
NEEDED = ("bokmaal", "nynorsk", "meaning", "source")
WRITERS = {"write", "_close", "_put"}
SEEDS = {"Model", "AbstractBaseUser", "AbstractUser"}


def _bases(node: ast.ClassDef) -> set[str]:
    plain = [base.value if isinstance(base, ast.Subscript) else base for base in node.bases]
    return {source.dotted(base, {}).rpartition(".")[2] for base in plain}


def _abstract(node: ast.ClassDef) -> bool:
    metas = [child for child in node.body if isinstance(child, ast.ClassDef) and child.name == "Meta"]
    return any(
        isinstance(line, ast.Assign)
        and any(isinstance(name, ast.Name) and name.id == "abstract" for name in line.targets)
        for meta in metas
        for line in meta.body
    )


def models(root: Path) -> dict[str, str]:
    """Give every model of the tree with the file where it stands."""
    classes = {
        node.name: (node, source.name_of(root, path))
        for path in source.python_files(root, "src")
        if "models" in (path.stem, path.parent.name)
        for node in source.tree(path).body
        if isinstance(node, ast.ClassDef)
    }
    known = set(SEEDS)
    while more := {name for name, (node, _) in classes.items() if name not in known and _bases(node) & known}:
        known |= more
    return {name: where for name, (node, where) in classes.items() if name in known and not _abstract(node)}


def acts(root: Path) -> dict[str, str]:
    """Give every act of the tree, `step.verb`, with the file where it stands."""
    return {
        f"{source.module_of(root, path)}.{node.name}": source.name_of(root, path)
        for path in source.python_files(root, "src/samspel")
        for node in source.tree(path).body
        if isinstance(node, ast.FunctionDef) and any(_is_transition(decorator) for decorator in node.decorator_list)
    } | written(root)


def written(root: Path) -> dict[str, str]:
    """Give every act that a step writes in the journal by its name, without the machinery of transitions."""
    return {
        str(word.value): source.name_of(root, path)
        for path in source.python_files(root, "src/samspel")
        for call in ast.walk(source.tree(path))
        if isinstance(call, ast.Call) and source.dotted(call.func, {}).rpartition(".")[2] in WRITERS
        for word in call.args
        if isinstance(word, ast.Constant) and re.fullmatch(rf"{source.module_of(root, path)}\.[a-z_]+", str(word.value))
    }


def _is_transition(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return source.dotted(called, {}).rpartition(".")[2] in {"transition", "creation"}


def faults(root: Path) -> list[str]:
    """Give every model and act without a word, every word that lacks a part, and every word that names nothing."""
    words = tomllib.loads((root / FILE).read_text()) if (root / FILE).exists() else {}
    things, deeds = words.get("thing", {}), words.get("act", {})
    in_code = [(models(root), things, "thing"), (acts(root), deeds, "act")]
    found = [
        Fault(where, 0, f'{name}: no [{kind}."{name}"] in {FILE}')
        for code, entries, kind in in_code
        for name, where in code.items()
        if name not in entries
    ]
    found += [
        Fault(FILE, 0, f"[{kind}.{name}] lacks {part}")
        for kind, entries in words.items()
        for name, entry in entries.items()
        for part in NEEDED
        if not entry.get(part)
    ]
    found += [
        Fault(FILE, 0, f"[{kind}.{name}] names nothing in the code; remove it, or move it to [term]")
        for code, entries, kind in in_code
        for name in entries
        if name not in code
    ]
    return source.settle(root, "glossary", found)
