"""A register on loopback that answers in the shapes of NBR and NSR v4, told from the package's own tables.

The field names are those of the registers; every fact that the tables lack is invented.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from samspel.actors.registers import answers, tables
from samspel.adapters.registers.asking import Client
from samspel.adapters.registers.units import KINDERGARTENS, SCHOOLS, Register
from samspel.places import lookups
from samspel.places.tables import Kommune
from tests.stories.registers import LOADED, lines

STAMP = "2026-07-02T01:32:11.603+00:00"
Json = dict[str, Any]
WORDS = {answers.NBR: KINDERGARTENS, answers.NSR: SCHOOLS}


@dataclass
class World:
    """What the two registers know, by register and organisation number, and how they behave."""

    units: dict[str, dict[str, Json]]
    faults: dict[str, Callable[[Any, bytes], bool]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def change(self, register: str, orgnr: str, **fields: object) -> None:
        """Let a register tell something else of a unit from now on."""
        self.units[register][orgnr] |= {"DatoEndret": "2026-11-27T01:00:00+00:00", **fields}

    def give(self, register: str, orgnr: str, owner: str, name: str) -> None:
        """Let a register name another owner."""
        self.change(register, orgnr, ForeldreRelasjoner=relations(register, owner, name))


def told(limit: int | None = None) -> World:
    """The registers as they stand in the package's tables, or only so many units of each."""
    refs = {row["ref"]: row for row in lines("actors/registers/data/organisations.csv")}
    kommunar = {one.number: one for one in lookups.kommunar(LOADED.date())}
    found: dict[str, dict[str, Json]] = {answers.NBR: {}, answers.NSR: {}}
    for row in lines("actors/registers/data/units.csv"):
        here = found[row["register"]]
        if limit is None or len(here) < limit:
            here[row["orgnr"]] = unit(row, kommunar[row["kommune"]], refs)
    return World(found)


def folder(path: Path, orgnrs: set[str]) -> Path:
    """A folder to load, with the package's organisations and only some of its units."""
    for name in tables.FILES:
        text = (tables.DATA / name).read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in text if name != "units.csv" or not line[:9].isdigit() or line[:9] in orgnrs]
        (path / name).write_text("".join(kept), encoding="utf-8")
    return path


def unit(row: dict[str, str], kommune: Kommune, refs: dict[str, dict[str, str]]) -> Json:
    """One unit as its register tells of it."""
    owner, name = _owner(row, kommune, refs)
    is_public = row["public"] == "yes"
    if row["register"] == answers.NBR:
        mine: Json = {
            "ErBarnehage": True,
            "ErBarnehageEier": False,
            "ErOffentligBarnehage": is_public,
            "AntallBarn": None,
        }
        mine["ErPrivatBarnehage"] = not is_public
    else:
        grade = {key: int(row[key]) if row[key] else None for key in ("grade_from", "grade_to")}
        mine = {
            "ErSkole": True, "ErSkoleeier": False, "ErOffentligSkole": is_public, "ErPrivatskole": not is_public,
            "ErEkskludert": False, "ErGrunnskole": row["type"] in {"primary", "combined"}, "Elevtall": None,
            "ErVideregaaendeSkole": row["type"] in {"upper-secondary", "combined"}, "UtgaattDato": None,
            "SkoletrinnGSFra": grade["grade_from"], "SkoletrinnGSTil": grade["grade_to"],
            "SkoletrinnVGSFra": None, "SkoletrinnVGSTil": None,
        }  # fmt: skip
    return {
        "Organisasjonsnummer": row["orgnr"], "Navn": row["name"], "FulltNavn": row["name"], "Karakteristikk": None,
        "Fylke": {"Fylkesnummer": kommune.fylke},
        "Kommune": {
            "Navn": kommune.name, "Kommunenummer": row["kommune"], "Organisasjonsnummer": kommune.orgnr or None,
            "ErNedlagt": False,
        },
        "Koordinat": {"Lengdegrad": 0, "Breddegrad": 0, "GeoKilde": "Undefined"},
        "Organisasjonsform": {"Id": "BEDR", "Navn": "Underenhet til næringsdrivende og offentlig sektor"},
        "Utgaattype": {"Id": "A", "Navn": "Ingen utgåttype"}, "ErAktiv": True, **mine,
        "ForeldreRelasjoner": relations(row["register"], owner, name), "BarnRelasjoner": [], "DatoEndret": STAMP,
    }  # fmt: skip


def _owner(row: dict[str, str], kommune: Kommune, refs: dict[str, dict[str, str]]) -> tuple[str, str]:
    number = {
        "kommune": kommune.orgnr,
        "fylke": lookups.fylke_of(row["kommune"], LOADED.date()).council_orgnr,
        "": "",
    }[row["owned_by"]]
    return number, refs[number]["name"] if number else ""


def relations(register: str, owner: str, name: str) -> list[Json]:
    """The relations of a unit upwards: the owner, and one that is none."""
    own, other = ("6", "10") if register == answers.NBR else ("1", "5")
    found = [((other, "Administrativ struktur"), ("974763230", "Statsforvaltaren i Rogaland"))]
    found += [((own, "Eierstruktur"), (owner, name))] if owner else []
    return [
        {"Enhet": {"Organisasjonsnummer": who[0], "Navn": who[1]}, "Relasjonstype": {"Id": kind[0], "Navn": kind[1]}}
        for kind, who in found
    ]


LISTED = ("Organisasjonsnummer", "Navn", "ErAktiv", "ErSkole", "ErBarnehage", "ErEkskludert", "DatoEndret")


def answer(world: World, register: str, path: str, query: dict[str, list[str]]) -> Json | None:
    """What a register says to one question."""
    here = world.units[register]
    if path.startswith("enhet/"):
        return here.get(path.removeprefix("enhet/"))
    size, number = int(query["antallperside"][0]), int(query["sidenummer"][0])
    every = list(here.values())
    page = every[(number - 1) * size : number * size]
    rows = [{name: one[name] for name in LISTED if name in one} for one in page]
    return {
        "Sidenummer": number, "AntallPerSide": size, "AntallSider": -(-len(every) // size),
        "TotaltAntallEnheter": len(every), "EnhetListe": rows,
    }  # fmt: skip


class Handler(BaseHTTPRequestHandler):
    """Answers as the world says, or as one of its faults does."""

    protocol_version = "HTTP/1.1"
    world: World
    timeout = 30
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Answer one question."""
        parts = urlsplit(self.path)
        _, register, path = parts.path.split("/", 2)
        self.world.asked.append(f"{register} {path}")
        found = answer(self.world, register, path, parse_qs(parts.query))
        body = json.dumps(found, ensure_ascii=False).encode()
        fault = self.world.faults.get(register)
        if fault is None or not fault(self, body):
            self.say(200 if found is not None else 404, body)

    def say(self, status: int, body: bytes, *, kind: str = "application/json; charset=utf-8", **head: str) -> None:
        """Send one answer in one piece."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in head.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the library gives it
        """Say nothing of each question."""


class Server(ThreadingHTTPServer):
    """Says nothing of those who hang up."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Let whoever hung up go."""


@contextmanager
def serving(world: World) -> Iterator[str]:
    """Let the registers answer on loopback, and give their address; both ports are bound to it meanwhile."""
    server = Server(("127.0.0.1", 0), type("Mine", (Handler,), {"world": world}))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    base, before = f"http://127.0.0.1:{server.server_port}", dict(answers.registers)
    for name in (answers.NBR, answers.NSR):
        answers.bind(name, register(name, base))
    try:
        yield base
    finally:
        answers.registers.clear()
        answers.registers.update(before)
        server.shutdown()
        server.server_close()


def register(name: str, base: str) -> Register:
    """The adapter of a register, impatient enough for tests."""
    client = Client(f"{base}/{name}", seconds=2, whole_seconds=1, sleep=lambda seconds: time.sleep(0))
    return Register(client, WORDS[name])
