"""Every step has the same files, and every test file stands where the file it tests stands."""

from __future__ import annotations

from pathlib import Path

from tests.house.checks import source
from tests.house.checks.source import Fault

STEPS = ("calls", "needs", "casework", "forum", "decisions", "payments", "followup")
FILES = {"__init__", "models", "rules", "queries", "transitions"}
ACROSS = ("house", "journey", "law", "browser", "proof")  # these try many modules at once


def steps(root: Path) -> list[str]:
    """Give every file or package of a step that is none of models, rules, queries and transitions."""
    found = [
        Fault(
            source.name_of(root, path),
            0,
            "a step holds models, rules, queries and transitions; anything else has a reason",
        )
        for step in STEPS
        for path in sorted((root / "src" / "samspel" / step).glob("*"))
        if (path.suffix == ".py" or (path / "__init__.py").exists()) and path.name != "migrations"
        if path.stem not in FILES
    ]
    return source.settle(root, "steps", found)


def mirror(root: Path) -> list[str]:
    """Give every test file outside the whole-house ones that mirrors no source file."""
    found = []
    for path in sorted((root / "tests").rglob("test_*.py")):
        inside = path.relative_to(root / "tests")
        if inside.parts[0] in ACROSS:
            continue
        source_of = root if inside.parts[0] == "bench" else root / "src" / "samspel"
        twin = source_of / inside.parent / path.stem.removeprefix("test_")
        if not (twin.with_suffix(".py").exists() or twin.is_dir()):
            expected = twin.with_suffix(".py").relative_to(root).as_posix()
            found.append(Fault(source.name_of(root, path), 0, f"mirrors no file ({expected})"))
    return source.settle(root, "mirror", found)
