"""`samspel registers`: the registers of places, organisations and units, built from facts and loaded."""

from __future__ import annotations

import sys
from pathlib import Path

from samspel.cli import database

USAGE = """usage: samspel registers load [DIR]         load the package's own tables, or a folder's
       samspel registers sync [--from NAME]  ask the registers: nbr, nsr, brreg, klass, or all
       samspel registers build DIR          write the package's tables from a folder of facts (developers)

A load is all or nothing, and so is the answer of each register; the same twice changes nothing. What is refused goes
to standard error, one fault a line, with code 2. An answer that is hard to believe is held for a person: code 2 too."""
REFUSED = 2


def run(arguments: list[str]) -> int:
    """Do one of the three; 2 when the tables are refused, and for wrong use."""
    match arguments:
        case ["load"]:
            return load(None)
        case ["load", folder]:
            return load(Path(folder))
        case ["sync"] | ["sync", "--from", "all"]:
            return sync(None)
        case ["sync", "--from", name]:
            return sync(name)
        case ["build", folder]:
            return build(Path(folder))
    print(USAGE, file=sys.stderr)
    return REFUSED


def build(folder: Path) -> int:
    """Write the package's tables from a folder of facts."""
    import samspel
    from samspel.cli.compiling.geography import compile_places
    from samspel.cli.compiling.parties import compile_parties

    home = Path(samspel.__file__).parent
    try:
        compile_places(folder, home / "places" / "data")
        compile_parties(folder, home / "actors" / "registers" / "data")
    except (OSError, KeyError) as fault:
        print(f"samspel: {folder}: {fault}", file=sys.stderr)
        return REFUSED
    return 0


def load(folder: Path | None) -> int:
    """Load the registers and say how much changed."""
    with database.visit():
        return into_database(folder)


def into_database(folder: Path | None) -> int:
    """Load the registers into the database that is open already."""
    from django.utils import timezone

    from samspel.actors.registers import loading, tables

    try:
        done = loading.load(folder or tables.DATA, at=timezone.now(), tell=progress)
    except tables.Faulty as faulty:
        print(faulty, file=sys.stderr)
        return REFUSED
    print(f"{done.created} created, {done.changed} changed, {done.closed} closed")
    return 0


def sync(name: str | None) -> int:
    """Ask one register, or all of them, and say what came of each; 2 when any could not be taken in."""
    with database.visit():
        return ask_registers(name)


def ask_registers(name: str | None) -> int:
    """Ask registers with the database that is open already."""
    from django.utils import timezone

    from samspel.actors.registers import checking

    if name is not None and name not in checking.names():
        print(f"samspel: {name}: not one of {', '.join(checking.names())}", file=sys.stderr)
        return REFUSED
    well = True
    for register in [name] if name else checking.names():
        run = checking.ask(register, at=timezone.now(), tell=progress)
        told = f"{run.created} created, {run.changed} changed, {run.closed} closed, {run.asked} to be judged"
        told += f", {len(run.findings)} differences" if run.findings else ""
        print(f"{register}: {run.outcome}: {run.refused or told}")
        well = well and not run.refused
    return 0 if well else REFUSED


def progress(line: str) -> None:
    """Say on standard error how far the loading has come."""
    print(f"samspel: {line}", file=sys.stderr, flush=True)
