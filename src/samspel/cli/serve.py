"""`samspel serve`: the web server, as the role `app`."""

from __future__ import annotations

import os
import socket
from urllib.parse import urlsplit

from samspel.cli import database, static, translations
from samspel.kit import environment

THREADS = 4
DOOR = "samspel.config.wsgi:application"


class OutsideLoopback(environment.WrongSetting):
    """The demo was asked to listen where others could reach it."""


class PortTaken(environment.WrongSetting):
    """Somebody listens there already."""


def run(arguments: list[str]) -> int:
    """Serve until stopped; `--port` and `--workers` as wanted."""
    import argparse

    parser = argparse.ArgumentParser(prog="samspel serve")
    parser.add_argument("--port", type=int, default=port())
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--workers", type=int, default=1)
    wanted = parser.parse_args(arguments)
    environment.check()
    if environment.value("SAMSPEL_DEMO") == "1" and wanted.host not in {"127.0.0.1", "::1", "localhost"}:
        raise OutsideLoopback("the demo listens on this machine only (127.0.0.1)")
    see_that_free(wanted.host, wanted.port)
    database.prepare().enter()
    translations.compile()
    static.collect()
    serve(wanted.host, wanted.port, wanted.workers)
    return 0


def port() -> int:
    """Give the port: PORT, else the one in the base address, else 8000."""
    return int(os.environ.get("PORT") or urlsplit(environment.value("SAMSPEL_BASE_URL")).port or 8000)


def see_that_free(host: str, port: int) -> None:
    """Raise PortTaken when somebody listens on a port already: the web server would share it without a word."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as taken:
        raise PortTaken(f"port {port} cannot be used ({taken.strerror}); choose another with PORT=") from taken


def serve(host: str, port: int, workers: int, door: str = DOOR) -> None:
    """Run granian over a WSGI door, Samspel's own when no other is named; each thread keeps one database connection."""
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        door,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        backlog=1024,
        log_access=False,
        log_level="warning",  # type: ignore[arg-type]
    ).serve()
