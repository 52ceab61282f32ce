"""`samspel check`: formatting, types, direction, house rules, migrations, translations; needs no database."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
# The checks read the settings and the models; nobody connects to this database.
ENVIRONMENT = {"SAMSPEL_DEMO": "1", "SAMSPEL_CLOCK": "", "DATABASE_URL": "postgresql://nobody@/none"}
USAGE = """usage: samspel check [PART …]
       samspel check fix

Runs every part, or the parts named; `fix` formats code and templates. Parts: {parts}."""


@dataclass(frozen=True)
class Part:
    """One part of the check: its name, what it sees to, and the programs it runs, each with its arguments."""

    name: str
    about: str
    commands: tuple[tuple[str, ...], ...]


def pages(root: Path = ROOT) -> tuple[str, ...]:
    """Give the templates of the source tree."""
    found = (root / "src" / "samspel").rglob("*.html")
    return tuple(sorted(str(path.relative_to(root)) for path in found if "templates" in path.parts))


def parts(root: Path = ROOT) -> list[Part]:
    """Give the parts, the longest first."""
    pytest = ("pytest", "-q", "-p", "no:cacheprovider", "--confcutdir=tests/house")
    djade = ("djade", "--check", "--target-version", "5.2", *pages(root))
    ruff = ("--quiet", "--output-format", "concise", ".")
    return [
        Part("types", "mypy strict", (("mypy", "--no-error-summary"),)),
        Part("house", "the rules of the house", ((*pytest, "tests/house"),)),
        Part("law", "every rule has a basis", ((*pytest, "tests/law"),)),
        Part("direction", "the need flows one way", (("lint-imports", "--no-cache", "--no-logo"),)),
        Part("dependencies", "what is imported is declared", (("deptry", "src", "--no-ansi"),)),
        Part("translations", "nynorsk is complete", (("python", "-m", "samspel.cli.translations", "check"),)),
        Part("templates", "templates are formatted", (djade,) if pages(root) else ()),
        Part("lint", "ruff's rules", (("ruff", "check", *ruff),)),
        Part("format", "code is formatted", (("ruff", "format", "--check", *ruff),)),
    ]


def fixes() -> list[Part]:
    """Give the parts that write: formatting and the faults that ruff can mend."""
    return [
        Part("lint", "mend what ruff can", (("ruff", "check", "--fix", "--quiet", "."),)),
        Part("format", "format the code", (("ruff", "format", "--quiet", "."),)),
        Part("docs", "draw the pages from the code", (("samspel", "docs"),)),
        Part("templates", "format the templates", (("djade", "--target-version", "5.2", *pages()),) if pages() else ()),
    ]


def perform(part: Part, root: Path = ROOT) -> tuple[Part, float, str, bool]:
    """Run one part; give its seconds, what it said, and whether all is well."""
    started = time.monotonic()
    said, well = [], True
    programs = Path(sys.executable).parent
    for program, *arguments in part.commands:
        done = subprocess.run(
            [programs / program, *arguments],
            cwd=root,
            env={**os.environ, **ENVIRONMENT},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        said.append(done.stdout)
        well = well and done.returncode == 0
    return part, time.monotonic() - started, "".join(said).strip(), well


def report(part: Part, seconds: float, said: str, *, well: bool) -> None:
    """Print one line for a part, and all it said when something is wrong."""
    print(f"{'ok   ' if well else 'FAULT'} {part.name:<13} {part.about:<32} {seconds:5.1f} s", flush=True)
    if not well:
        print("\n".join(f"      {line}" for line in said.splitlines()), flush=True)


def run(arguments: list[str]) -> int:
    """Check the source tree; give 0 when all is well, 1 when something is wrong, 2 for wrong use."""
    chosen = fixes() if arguments == ["fix"] else parts()
    names = [part.name for part in chosen]
    if arguments != ["fix"] and (unknown := [name for name in arguments if name not in names]):
        print(f"samspel check: unknown part: {', '.join(unknown)}", file=sys.stderr)
        print(USAGE.format(parts=", ".join(names)), file=sys.stderr)
        return 2
    if not (ROOT / "pyproject.toml").exists():
        print("samspel check: only in a source tree", file=sys.stderr)
        return 2
    chosen = [part for part in chosen if part.name in arguments or arguments in ([], ["fix"])]
    started, faults = time.monotonic(), 0
    with ThreadPoolExecutor(max_workers=1 if arguments == ["fix"] else 2) as lanes:
        for task in as_completed([lanes.submit(perform, part) for part in chosen]):
            part, seconds, said, well = task.result()
            report(part, seconds, said, well=well)
            faults += not well
    print(f"{len(chosen)} parts, {faults} with faults, {time.monotonic() - started:.1f} s")
    return int(bool(faults))
