"""Which PostgreSQL this process uses, and that the three roles and the database are there."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from samspel.cli.postgres import ADMIN, Cluster
from samspel.kit import environment

OWNER, APP, READER = "samspel_owner", "samspel_app", "samspel_reader"
ATTRIBUTES = {OWNER: "LOGIN BYPASSRLS", APP: "LOGIN", READER: "LOGIN BYPASSRLS"}
DEMO_MARK = "demo"
NAME = "samspel"
NAMES = {APP: "DATABASE_URL", OWNER: "SAMSPEL_OWNER_URL", READER: "SAMSPEL_READER_URL"}


class NoDatabase(Exception):
    """The database given cannot be used as it is; the text says what to do."""


@dataclass(frozen=True)
class Addresses:
    """One database under its three roles, as PostgreSQL addresses."""

    owner: str
    app: str
    reader: str

    def enter(self) -> None:
        """Make this process and its children use the database."""
        os.environ.update(
            {"SAMSPEL_OWNER_URL": self.owner, "DATABASE_URL": self.app, "SAMSPEL_READER_URL": self.reader}
        )


def embedded_cluster() -> Cluster:
    """Give the private server of this installation; it may not be running."""
    return Cluster(environment.var_folder() / "postgres")


def make_roles(admin: psycopg.Connection[tuple[object, ...]], passwords: dict[str, str]) -> None:
    """See to it that the three roles exist; none of them is a superuser, and `app` owns nothing."""
    for role, attributes in ATTRIBUTES.items():
        found = admin.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone()
        verb = "ALTER" if found else "CREATE"
        command = sql.SQL(verb + " ROLE {} " + attributes).format(sql.Identifier(role))
        if role in passwords:
            command += sql.SQL(" PASSWORD {}").format(sql.Literal(passwords[role]))
        admin.execute(command)


def make_database(admin: psycopg.Connection[tuple[object, ...]], name: str, template: str = "template0") -> None:
    """Create a database owned by the owner role when there is none of that name."""
    if admin.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
        return
    admin.execute(
        sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(*map(sql.Identifier, [name, OWNER, template]))
    )
    close(admin, name)


def close(admin: psycopg.Connection[tuple[object, ...]], name: str) -> None:
    """Let nobody but its owner make temporary tables in a database: one could hide a real table from a trigger."""
    admin.execute(sql.SQL("REVOKE CREATE, TEMPORARY ON DATABASE {} FROM PUBLIC").format(sql.Identifier(name)))


def in_cluster(cluster: Cluster, name: str) -> Addresses:
    """Give the addresses of a database in a private server that runs, making roles and database when needed."""
    with psycopg.connect(cluster.url(ADMIN, "postgres"), autocommit=True) as admin:
        make_roles(admin, {})
        make_database(admin, name)
    return within(cluster, name)


def within(cluster: Cluster, name: str = NAME) -> Addresses:
    """Give the addresses of a database in a private server, whether it runs or not."""
    return Addresses(*(cluster.url(role, name) for role in (OWNER, APP, READER)))


def outside(url: str) -> Addresses:
    """Give the addresses for an outside PostgreSQL.

    Either they are in the environment (a web server needs no other than that of `app`), or DATABASE_URL may create
    roles: then the three are made, with passwords kept in the folder `SAMSPEL_VAR`, and the address given is not used
    for anything else.
    """
    owner, reader = environment.value("SAMSPEL_OWNER_URL"), environment.value("SAMSPEL_READER_URL")
    if owner or conninfo_to_dict(url).get("user") == APP:
        return Addresses(owner, url, reader)
    with psycopg.connect(url, autocommit=True) as admin:
        row = admin.execute("select rolsuper from pg_roles where rolname = current_user").fetchone()
        if row is None or not row[0]:
            raise NoDatabase(
                "set SAMSPEL_OWNER_URL and SAMSPEL_READER_URL too, or let DATABASE_URL name a superuser once"
            )
        passwords = kept_passwords(environment.var_folder() / "roles.json")
        make_roles(admin, passwords)
        name = str(conninfo_to_dict(url).get("dbname") or "samspel")
        admin.execute(sql.SQL("ALTER DATABASE {} OWNER TO {}").format(sql.Identifier(name), sql.Identifier(OWNER)))
        close(admin, name)
    return Addresses(*(make_conninfo(url, user=role, password=passwords[role]) for role in (OWNER, APP, READER)))


def kept_passwords(path: Path) -> dict[str, str]:
    """Give the roles' passwords from their file, made on the first day with mode 0600."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(json.dumps({role: secrets.token_urlsafe(24) for role in ATTRIBUTES}))
    kept: dict[str, str] = json.loads(path.read_text())
    return kept


def prepare() -> Addresses:
    """Give the database of this installation, starting the private server when no other is named."""
    if url := environment.value("DATABASE_URL"):
        return outside(url)
    cluster = embedded_cluster()
    cluster.start()
    return in_cluster(cluster, NAME)


def known() -> Addresses:
    """Give the addresses of the database of this installation; a private server is not started for it."""
    return prepare() if environment.value("DATABASE_URL") else within(embedded_cluster())


def speak() -> None:
    """Let a command tell something in the words that people read, with no database started."""
    kept = dict(os.environ)
    settle()
    known().enter()
    import django

    django.setup()
    os.environ.clear()
    os.environ.update(kept)


def settle() -> None:
    """See to what every command needs that no server runs for."""
    if (environment.var_folder() / DEMO_MARK).exists():
        os.environ.setdefault("SAMSPEL_DEMO", "1")
    # A command signs nothing that anybody gets to see.
    os.environ.setdefault("SAMSPEL_SECRET_KEY", secrets.token_urlsafe(50))


@contextmanager
def visit(*, reading: bool = False) -> Iterator[None]:
    """Let one command use the database: as the role that reads everything, or as the app.

    A private server that was not running is stopped again. What was loaded as a demo stays one.
    """
    settle()
    cluster = None if environment.value("DATABASE_URL") else embedded_cluster()
    ours = cluster is not None and not cluster.running()
    try:
        addresses = prepare()
        addresses.enter()
        if reading:
            os.environ["DATABASE_URL"] = addresses.reader
        import django

        django.setup()
        yield
    finally:
        if cluster is not None and ours:
            cluster.stop()
