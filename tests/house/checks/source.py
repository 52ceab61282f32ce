"""What the checks lean on: the files of a tree, their syntax, and the list of exceptions that may only shrink."""

from __future__ import annotations

import ast
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
EXCEPTIONS = "tests/house/exceptions.toml"


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: where (what an exception names), on which line, and what."""

    where: str
    line: int
    what: str

    def __str__(self) -> str:
        """Give the fault as one line that an editor can jump to."""
        return f"{self.where}:{self.line}: {self.what}" if self.line else f"{self.where}: {self.what}"


def settle(root: Path, check: str, found: list[Fault]) -> list[str]:
    """Take away the faults that are listed as exceptions, and add the exceptions that are no longer needed."""
    file = root / EXCEPTIONS
    listed = tomllib.loads(file.read_text()).get(check, {}) if file.exists() else {}
    here = {fault.where for fault in found}
    lines = [str(fault) for fault in found if fault.where not in listed]
    lines += [f"{EXCEPTIONS}: [{check}] {where!r} is no longer needed" for where in listed if where not in here]
    lines += [f"{EXCEPTIONS}: [{check}] {where!r} needs a reason" for where, why in listed.items() if len(why) < 10]
    return sorted(lines)


def tracked(root: Path) -> list[Path]:
    """Give the files that belong to the project: what git knows or would add; without git, all that is not ignored."""
    if (root / ".git").exists() and shutil.which("git"):
        command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
        names = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout.split("\0")
        return [root / name for name in sorted(set(names)) if name and (root / name).is_file()]
    ignoring = root / ".gitignore"
    ignored = [".git", *(line.rstrip("/") for line in ignoring.read_text().split())] if ignoring.exists() else []
    return sorted(
        path
        for path in root.rglob("*")
        if path.is_file() and not any(fnmatch(part, name) for part in path.relative_to(root).parts for name in ignored)
    )


def python_files(root: Path, *parts: str) -> Iterator[Path]:
    """Give the Python files under some folders of the tree, migrations left out."""
    for part in parts or ("src", "tests"):
        for path in sorted((root / part).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def migration_files(root: Path) -> Iterator[Path]:
    """Give the migrations of the project."""
    yield from sorted(root.glob("src/samspel/*/migrations/[0-9]*.py"))


def templates(root: Path) -> Iterator[Path]:
    """Give the templates that make HTML."""
    yield from sorted(path for path in root.glob("src/samspel/**/templates/**/*") if path.suffix in {".html", ".svg"})


@cache
def _parsed(path: Path, changed: int) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def tree(path: Path) -> ast.Module:
    """Give the syntax of a Python file; read once for all checks."""
    return _parsed(path, path.stat().st_mtime_ns)


def name_of(root: Path, path: Path) -> str:
    """Give a file's name as it is written in faults and exceptions."""
    return path.relative_to(root).as_posix()


def module_of(root: Path, path: Path) -> str:
    """Give the first folder under the package: the module of the house that a file belongs to."""
    parts = path.relative_to(root / "src" / "samspel").parts
    return parts[0].removesuffix(".py")


def imported(module: ast.Module) -> dict[str, str]:
    """Give what each imported name stands for, written out in full."""
    names: dict[str, str] = {}
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            for alias in node.names:
                names[alias.asname or alias.name.partition(".")[0]] = (
                    alias.name if alias.asname else alias.name.partition(".")[0]
                )
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                names[alias.asname or alias.name] = f"{node.module or ''}.{alias.name}"
    return names


def dotted(node: ast.AST, names: dict[str, str]) -> str:
    """Give an expression such as `timezone.now` written out in full; empty when it is something else."""
    if isinstance(node, ast.Name):
        return names.get(node.id, node.id)
    if isinstance(node, ast.Attribute) and (before := dotted(node.value, names)):
        return f"{before}.{node.attr}"
    return ""


def imports(module: ast.Module) -> Iterator[tuple[ast.stmt, str]]:
    """Give every module that a file imports, with the statement."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node, alias.name
        elif isinstance(node, ast.ImportFrom):
            yield node, node.module or ""
            for alias in node.names:
                yield node, f"{node.module or ''}.{alias.name}"


def functions(module: ast.Module) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Give every function with its full name inside the file."""

    def walk(node: ast.AST, prefix: str) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{prefix}{child.name}", child
                yield from walk(child, f"{prefix}{child.name}.")
            elif isinstance(child, ast.ClassDef):
                yield from walk(child, f"{prefix}{child.name}.")
            else:
                yield from walk(child, prefix)

    yield from walk(module, "")
