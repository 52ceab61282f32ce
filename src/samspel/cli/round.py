"""`samspel round`: a whole round as one JSON document, in and out."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from samspel.cli import database

USAGE = """usage: samspel round schema           the JSON Schema of a round file
       samspel round canonical FILE   the one way to write a file
       samspel round load FILE        do what a file tells, all of it or nothing; twice changes nothing
       samspel round dump CALL        the round of a call, named by office and call as in rogaland/behov-2023

FILE may be - for standard input. Faults go to standard error, one a line."""


def run(arguments: list[str]) -> int:
    """Do one of the four; 1 when the file is refused or the call is not there, 2 for wrong use."""
    match arguments:
        case ["schema"]:
            return schema()
        case ["canonical", file]:
            return refusing(canonical, file)
        case ["load", file]:
            return refusing(load, file)
        case ["dump", call] if call.count("/") == 1:
            return dump(*call.split("/"))
    print(USAGE, file=sys.stderr)
    return 2


def schema() -> int:
    """Print the JSON Schema of a round file."""
    from samspel.rounds.document import Round

    described = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Round.model_json_schema()}
    print(json.dumps(described, ensure_ascii=False, indent=1))
    return 0


def refusing(command: object, file: str) -> int:
    """Read a file and hand it to a command; a file that is refused is told fault by fault."""
    from samspel.rounds.faults import Faulty

    if not callable(command):
        raise TypeError(command)
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as fault:
        print(f"samspel: {file}: {fault.strerror}", file=sys.stderr)
        return 2
    try:
        command(content)
    except Faulty as faulty:
        print(faulty, file=sys.stderr)
        return 1
    return 0


def canonical(content: bytes) -> None:
    """Print a file in the one way to write it."""
    from samspel.rounds.canonical import canonical as written
    from samspel.rounds.canonical import to_bytes
    from samspel.rounds.reading import read

    sys.stdout.write(to_bytes(written(read(content))).decode())


def load(content: bytes) -> None:
    """Do what a file tells, and say how much it was."""
    from samspel.rounds.reading import read

    document = read(content)
    with database.visit():
        from django.utils import timezone

        from samspel.rounds.loading import load as do

        print(f"{do(document, at=timezone.now())} deeds are in place")


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
