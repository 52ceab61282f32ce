"""`samspel round`: a whole round as one JSON document, or as a workbook, in and out."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from samspel.cli import database

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from samspel.rounds.document import Round
    from samspel.rounds.faults import Fault

USAGE = """usage: samspel round schema              the JSON Schema of a round file
       samspel round canonical FILE      the one way to write a file
       samspel round load FILE           do what a file tells, all of it or nothing; twice changes nothing;
                                         --nn tells what is wrong in nynorsk, as it does for canonical
       samspel round dump CALL           the round of a call, named by office and call as in rogaland/behov-2023
       samspel round template [FILE]     the workbook (XLSX) to fill in, up to and with the needs and their partners;
                                         --nn in nynorsk, --of ROUND with the rows of a round file in it

FILE may be - for standard input or output. A file to load may be JSON or a workbook. Faults go to standard error, one a
line."""


def run(arguments: list[str]) -> int:
    """Do one of the five; 1 when the file is refused or the call is not there, 2 for wrong use."""
    match arguments:
        case ["schema"]:
            return schema()
        case ["canonical" | "load" as what, *rest] if (file := file_of(rest)) is not None:
            return refusing({"canonical": canonical, "load": load}[what], file, form_of(rest))
        case ["dump", call] if call.count("/") == 1:
            return dump(*call.split("/"))
        case ["template", *rest] if (asked := asked_of(rest)) is not None:
            return template(*asked)
    print(USAGE, file=sys.stderr)
    return 2


def schema() -> int:
    """Print the JSON Schema of a round file."""
    from samspel.rounds.document import Round

    described = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Round.model_json_schema()}
    print(json.dumps(described, ensure_ascii=False, indent=1))
    return 0


def file_of(rest: list[str]) -> str | None:
    """Give the one file that is named."""
    match [one for one in rest if one != "--nn"]:
        case [file] if not file.startswith("--"):
            return file
    return None


def form_of(rest: list[str]) -> str:
    """Give which written form is wanted."""
    return "nn" if "--nn" in rest else "nb"


def refusing(command: object, file: str, form: str) -> int:
    """Read a file and hand it to a command; a file that is refused is told fault by fault, in one written form."""
    from django.utils.translation import activate

    from samspel.rounds.faults import Faulty

    if not callable(command):
        raise TypeError(command)
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as fault:
        print(f"samspel: {file}: {fault.strerror}", file=sys.stderr)
        return 2
    database.speak()
    activate(form)
    try:
        command(content)
    except Faulty as faulty:
        print(faulty, file=sys.stderr)
        return 1
    return 0


def document_in(content: bytes) -> tuple[Round, Callable[[list[Fault]], Iterable[Fault]]]:
    """Give the document in a file, and how faults in it are told: at their cells in a workbook."""
    from samspel.rounds.reading import read
    from samspel.rounds.sheets import is_workbook

    if not is_workbook(content):
        return read(content), list
    from samspel.rounds.sheets.reading import read as read_workbook

    document, places = read_workbook(content)
    return document, places.told


def canonical(content: bytes) -> None:
    """Print a file in the one way to write it."""
    from samspel.rounds.canonical import canonical as written
    from samspel.rounds.canonical import to_bytes

    sys.stdout.write(to_bytes(written(document_in(content)[0])).decode())


def load(content: bytes) -> None:
    """Do what a file tells, and say how much it was; a file that cannot be read starts no database."""
    from samspel.rounds.faults import Faulty

    document, told = document_in(content)
    with database.visit():
        from django.utils import timezone

        from samspel.rounds.loading import load as do

        try:
            deeds = do(document, at=timezone.now())
        except Faulty as faulty:
            raise Faulty(told(faulty.faults)) from faulty
        print(f"{deeds} deeds are in place")


def asked_of(rest: list[str]) -> tuple[str, str, str] | None:
    """Give which form a template is wanted in, the round file whose rows it is to hold, and where it goes."""
    form = form_of(rest)
    rest = [one for one in rest if one != "--nn"]
    filled = ""
    if "--of" in rest[:-1]:
        at = rest.index("--of")
        filled, rest = rest[at + 1], rest[:at] + rest[at + 2 :]
    if len(rest) > 1 or (rest and rest[0].startswith("--")):
        return None
    return form, filled, rest[0] if rest else "-"


def template(form: str, filled: str, file: str) -> int:
    """Write the workbook that people fill in, empty or with the rows of a round file in it."""

    def write(content: bytes) -> None:
        from samspel.rounds.sheets.writing import template as empty
        from samspel.rounds.sheets.writing import workbook_of

        made = workbook_of(document_in(content)[0], form) if filled else empty(form)
        if file == "-":
            sys.stdout.buffer.write(made)
        else:
            Path(file).write_bytes(made)

    try:
        if filled:
            return refusing(write, filled, form)
        write(b"")
        return 0
    except OSError as fault:
        print(f"samspel: {file}: {fault.strerror}", file=sys.stderr)
        return 2


def dump(slug: str, ref: str) -> int:
    """Print the round of one call of one office."""
    with database.visit(reading=True):
        from samspel.calls.models import Call
        from samspel.rounds.canonical import canonical as written
        from samspel.rounds.canonical import to_bytes
        from samspel.rounds.dumping import dump as stored
        from samspel.tenancy.models import Office

        try:
            document = stored(Office.objects.get(slug=slug), ref)
        except (Office.DoesNotExist, Call.DoesNotExist):
            print(f"samspel: there is no call {slug}/{ref}", file=sys.stderr)
            return 1
        sys.stdout.write(to_bytes(written(document)).decode())
    return 0
