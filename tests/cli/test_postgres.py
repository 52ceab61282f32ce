"""The private PostgreSQL starts and stops as whoever we are, and an outside one serves as well."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from samspel.cli.database import in_cluster
from samspel.cli.postgres import ADMIN, Cluster


@pytest.fixture
def cluster(tmp_path: Path) -> Cluster:
    """A server of the test's own."""
    tmp_path.chmod(0o755)
    return Cluster(tmp_path / "postgres", durable=False)


def command(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    base = {
        name: value for name, value in os.environ.items() if not name.startswith("SAMSPEL_") and name != "DATABASE_URL"
    }
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**base, "SAMSPEL_DEMO": "1", "DJANGO_SETTINGS_MODULE": "samspel.config.settings", **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_private_server_starts_twice_and_stops_twice(cluster: Cluster) -> None:
    cluster.start()
    cluster.start()
    assert cluster.running()
    with psycopg.connect(cluster.url(ADMIN, "postgres")) as admin:
        assert admin.execute("show listen_addresses").fetchone() == ("",)
    cluster.stop()
    cluster.stop()
    assert not cluster.running()


def test_the_three_roles_are_made_and_none_is_a_superuser(cluster: Cluster) -> None:
    cluster.start()
    try:
        addresses = in_cluster(cluster, "samspel")
        in_cluster(cluster, "samspel")
        with psycopg.connect(addresses.owner) as owner:
            rows = owner.execute(
                "select rolname, rolsuper, rolbypassrls from pg_roles where rolname like 'samspel%' order by rolname"
            ).fetchall()
        assert rows == [
            ("samspel_app", False, False),
            ("samspel_owner", False, True),
            ("samspel_reader", False, True),
        ]
    finally:
        cluster.stop()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_root_without_user_namespaces_runs_the_server_as_nobody(cluster: Cluster) -> None:
    cluster.__dict__["as_nobody"] = True
    cluster.start()
    try:
        with psycopg.connect(cluster.url(ADMIN, "postgres")) as admin:
            assert admin.execute("select 1").fetchone() == (1,)
        assert cluster.home.stat().st_uid == 65534
    finally:
        cluster.stop()
        subprocess.run(["rm", "-rf", str(cluster.home.parent)], check=True)


def test_an_outside_postgresql_named_by_database_url_is_migrated_and_used(cluster: Cluster, tmp_path: Path) -> None:
    cluster.start()
    try:
        with psycopg.connect(cluster.url(ADMIN, "postgres"), autocommit=True) as admin:
            admin.execute("create database outside")
        code = "from samspel.cli.migrate import run; run([]); import os; print(os.environ['DATABASE_URL'])"
        done = command(code, DATABASE_URL=cluster.url(ADMIN, "outside"), SAMSPEL_VAR=str(tmp_path / "var"))
        assert done.returncode == 0, done.stderr
        with psycopg.connect(done.stdout.strip()) as app:
            assert app.execute("select session_user").fetchone() == ("samspel_app",)
            assert app.execute("select count(*) from tenancy_office").fetchone() == (0,)
        assert (tmp_path / "var" / "roles.json").stat().st_mode & 0o777 == 0o600
        assert not (tmp_path / "var" / "postgres").exists()
    finally:
        cluster.stop()


def test_an_outside_postgresql_that_may_not_make_roles_is_told_what_to_set(cluster: Cluster, tmp_path: Path) -> None:
    cluster.start()
    try:
        with psycopg.connect(cluster.url(ADMIN, "postgres"), autocommit=True) as admin:
            admin.execute("create role plain login")
        done = command(
            "from samspel.cli.migrate import run; run([])",
            DATABASE_URL=cluster.url("plain", "postgres"),
            SAMSPEL_VAR=str(tmp_path / "var"),
        )
        assert "SAMSPEL_OWNER_URL" in done.stderr
    finally:
        cluster.stop()


def test_migrating_leaves_the_private_server_as_it_was(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    private = Cluster(tmp_path / "var" / "postgres")
    try:
        code = "from samspel.cli.migrate import run; raise SystemExit(run([]))"
        assert command(code, SAMSPEL_VAR=str(tmp_path / "var")).returncode == 0
        assert ((private.home / "PG_VERSION").exists(), private.running()) == (True, False)
        private.start()
        assert command(code, SAMSPEL_VAR=str(tmp_path / "var")).returncode == 0
        assert private.running()
    finally:
        private.stop()


def test_a_database_that_is_away_is_said_in_one_line() -> None:
    away = "postgresql://nobody@127.0.0.1:1/none"
    done = command(
        "import sys; sys.argv = ['samspel', 'verify']; from samspel.cli.__main__ import main; main()",
        DATABASE_URL=away,
        SAMSPEL_OWNER_URL=away,
        SAMSPEL_READER_URL=away,
    )
    assert (done.returncode, done.stderr.startswith("samspel: the database: "), done.stderr.count("\n")) == (2, True, 1)


def test_a_web_server_without_a_secret_is_told_so_in_one_line() -> None:
    done = command(
        "import sys; sys.argv = ['samspel', 'serve']; from samspel.cli.__main__ import main; main()", SAMSPEL_DEMO="0"
    )
    assert (done.returncode, done.stderr) == (2, "samspel: SAMSPEL_SECRET_KEY must have at least 50 characters\n")


def test_a_web_server_whose_database_is_away_lives_and_is_not_ready() -> None:
    code = """
import django; django.setup()
from django.test import Client
for path in ("/healthz", "/readyz"):
    answer = Client().get(path)
    print(answer.status_code, answer.content.decode().strip())
"""
    done = command(code, DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
    assert done.stdout.splitlines() == ["200 ok", '503 {"ready": false, "missing": ["database"]}']


@pytest.mark.parametrize(("word", "missing"), [("migrate", "SAMSPEL_OWNER_URL"), ("verify", "SAMSPEL_READER_URL")])
def test_the_app_alone_is_told_which_role_a_command_needs(word: str, missing: str) -> None:
    done = command(
        f"import sys; sys.argv = ['samspel', '{word}']; from samspel.cli.__main__ import main; main()",
        DATABASE_URL="postgresql://samspel_app@127.0.0.1:1/none",
    )
    assert (done.returncode, done.stderr.startswith(f"samspel: set {missing}: ")) == (2, True)
