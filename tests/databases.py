"""Real PostgreSQL for every test: one template with the cast, cloned for each process and each test that commits.

The private server of a run is shared by all its processes and stopped by the last of them. With DATABASE_URL set, an
outside PostgreSQL is used instead; the address must name a superuser, who makes the roles and the clones.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from samspel.cli.database import APP, OWNER, READER, Addresses, kept_passwords, make_database, make_roles
from samspel.cli.postgres import ADMIN, Cluster

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var" / "test"
# The first process of a run tells the others what it was given, before it puts its own database in the environment.
OUTSIDE = os.environ.setdefault("OUTSIDE_POSTGRESQL", os.environ.get("DATABASE_URL", ""))
PROCESS = f"samspel_test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"
# Whatever decides what the template holds; a change here makes a new one.
INGREDIENTS = ("src/samspel/*/migrations/*.py", "src/samspel/*/models.py", "tests/cast.py", "src/samspel/kit/ids.py")


@cache
def cluster() -> Cluster:
    """The private server of the tests: fast, and allowed to lose everything in a power cut."""
    return Cluster(VAR / "postgres", durable=False)


def admin_url() -> str:
    """The address of a superuser, who makes and drops test databases."""
    return OUTSIDE or cluster().url(ADMIN, "postgres")


def addresses(name: str) -> Addresses:
    """The addresses of one test database under the three roles."""
    passwords = kept_passwords(VAR / "roles.json") if OUTSIDE else {}
    return Addresses(
        *(
            make_conninfo(admin_url(), user=role, password=passwords.get(role), dbname=name)
            for role in (OWNER, APP, READER)
        )
    )


@contextmanager
def locked(name: str) -> Iterator[None]:
    """Let one process at a time do what the block does."""
    VAR.mkdir(parents=True, exist_ok=True)
    with (VAR / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


class Stay:
    """A process's stay at the shared server: the first starts it, the last one out stops it."""

    def __init__(self) -> None:
        VAR.mkdir(parents=True, exist_ok=True)
        self.file = (VAR / "users.lock").open("w")
        with locked("start"):
            fcntl.flock(self.file, fcntl.LOCK_SH)
            if not OUTSIDE:
                cluster().start()
            with psycopg.connect(admin_url(), autocommit=True) as admin:
                make_roles(admin, kept_passwords(VAR / "roles.json") if OUTSIDE else {})

    def end(self) -> None:
        """Leave; stop the server when nobody else is there."""
        with self.file, locked("start"):
            try:
                fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            if not OUTSIDE:
                cluster().stop()


def template() -> str:
    """The name of the migrated database with the cast in it, made when its ingredients have changed."""
    digest = hashlib.sha256()
    for pattern in INGREDIENTS:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.read_bytes())
    name = f"samspel_template_{digest.hexdigest()[:12]}"
    with locked("template"), psycopg.connect(admin_url(), autocommit=True) as admin:
        if not admin.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
            fill(admin, name)
    return name


def fill(admin: psycopg.Connection[tuple[object, ...]], name: str) -> None:
    """Make the template in a process of its own, under another name until it is whole."""
    unfinished = f"{name}_unfinished"
    drop(unfinished)
    make_database(admin, unfinished)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **environment_of(addresses(unfinished))}
    code = "from samspel.cli.migrate import migrate; migrate(); from tests import cast; cast.build()"
    subprocess.run([sys.executable, "-c", code], env=environment, check=True, cwd=ROOT)
    admin.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(unfinished), sql.Identifier(name)))


def environment_of(database: Addresses) -> dict[str, str]:
    """The environment that makes a process use a test database."""
    return {
        "DATABASE_URL": database.app,
        "SAMSPEL_OWNER_URL": database.owner,
        "SAMSPEL_READER_URL": database.reader,
        "SAMSPEL_DEMO": "1",
        "SAMSPEL_VAR": str(VAR),
        "DJANGO_SETTINGS_MODULE": "samspel.config.settings",
    }


def clone(name: str, source: str) -> Addresses:
    """Make a database as a copy of another; it replaces one of the same name."""
    drop(name)
    with locked("template"), psycopg.connect(admin_url(), autocommit=True) as admin:
        make_database(admin, name, source)
    return addresses(name)


def drop(name: str) -> None:
    """Drop a test database, whoever is still connected."""
    with psycopg.connect(admin_url(), autocommit=True) as admin:
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
