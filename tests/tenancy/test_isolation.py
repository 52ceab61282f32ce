"""The database shows the app only the rows of the offices entered, whatever the code forgets."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from django.apps import apps
from django.db import connection, transaction

from samspel.flow import journal
from samspel.flow.models import Entry, TenantRow
from samspel.tenancy.context import NoTransaction, offices
from samspel.tenancy.models import Office
from tests import databases
from tests.cast import AGDER, ROGALAND, SYSTEM, id_of

pytestmark = pytest.mark.rls
NOW = datetime(2023, 1, 20, 9, tzinfo=UTC)
EXCEPTIONS = Path(__file__).parents[1] / "house" / "exceptions.toml"
# Anybody may give feedback, about a page of one office or of all; an office reads its own and the shared.
# What is written between an office and a party is read by those two, and only marked by the one it was written to.
# An invitation is read by its office and by whoever comes with its link.
# What an owner asks of another before any form is read by those two, and answered by the other.
# An owner that is asked into a network reads the question and answers it, wherever it takes part.
OWN_POLICIES = {
    "actors_approach": ["ALL", "SELECT", "UPDATE"],
    "actors_invitation": ["ALL", "SELECT"],
    "actors_networkquestion": ["ALL", "SELECT", "SELECT", "UPDATE"],
    "feedback_feedback": ["INSERT", "SELECT", "SELECT"],
    "messages_conversation": ["ALL", "ALL"],
    "messages_message": ["INSERT", "SELECT", "UPDATE"],
    "needs_unitassessment": ["ALL", "SELECT", "SELECT"],
}


class Subject:
    """What an entry needs to know of a record."""

    _meta = Entry._meta

    def __init__(self, office: UUID) -> None:
        self.office_id, self.pk, self.subject_id = office, id_of("subject"), None


def write_entry(office: UUID) -> Entry:
    return journal.write("test.act", Subject(office), by=SYSTEM, at=NOW)  # type: ignore[arg-type]


@pytest.fixture
def app(real_database: str) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """A raw connection as the role `app`, after each office has written one entry."""
    for office in (ROGALAND.office, AGDER.office):
        with transaction.atomic(), offices([office]):
            write_entry(office)
    with psycopg.connect(databases.addresses(real_database).app) as raw:
        yield raw


def count(raw: psycopg.Connection[tuple[object, ...]], setting: str | None) -> int:
    with raw.transaction():
        if setting is not None:
            raw.execute("select set_config('samspel.offices', %s, true)", [setting])
        row = raw.execute("select count(*) from flow_entry").fetchone()
    assert row is not None
    assert isinstance(row[0], int)
    return row[0]


def test_the_app_sees_nothing_without_an_office_and_only_its_own_with_one(
    app: psycopg.Connection[tuple[object, ...]],
) -> None:
    assert count(app, None) == 0
    assert count(app, "") == 0
    assert count(app, "{}") == 0
    assert count(app, f"{{{id_of('nowhere')}}}") == 0
    assert count(app, f"{{{ROGALAND.office}}}") == 1
    assert count(app, f"{{{ROGALAND.office},{AGDER.office}}}") == 2


def test_a_setting_that_is_no_list_of_offices_is_an_error_and_not_everything(
    app: psycopg.Connection[tuple[object, ...]],
) -> None:
    with pytest.raises(psycopg.errors.DataError):
        count(app, "all of them")


def test_the_app_cannot_write_a_row_for_an_office_it_has_not_entered(real_database: str) -> None:
    with pytest.raises(Exception, match="row-level security"), transaction.atomic(), offices([ROGALAND.office]):
        write_entry(AGDER.office)


def test_the_app_is_no_superuser_owns_nothing_and_cannot_bypass(app: psycopg.Connection[tuple[object, ...]]) -> None:
    role = app.execute(
        "select rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = session_user"
    ).fetchone()
    owned = app.execute(
        "select count(*) from pg_class where relowner = (select oid from pg_roles where rolname = session_user)"
    )
    assert role == (False, False, False)
    assert owned.fetchone() == (0,)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute("set role samspel_owner")


def test_every_tenant_table_has_forced_policies_in_the_catalogue(app: psycopg.Connection[tuple[object, ...]]) -> None:
    rows = app.execute(
        """
        select c.relname, c.relrowsecurity, c.relforcerowsecurity,
               (select array_agg(p.cmd order by p.cmd) from pg_policies p where p.tablename = c.relname)
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'office_id' and not a.attisdropped
        where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
        """
    ).fetchall()
    found = {str(name): (enabled, forced, commands) for name, enabled, forced, commands in rows}
    open_tables = tomllib.loads(EXCEPTIONS.read_text(encoding="utf-8"))["isolation"]
    tenant_tables = {model._meta.db_table for model in apps.get_models() if issubclass(model, TenantRow)}
    tenant_tables -= set(OWN_POLICIES)
    assert set(found) - set(open_tables) - set(OWN_POLICIES) == tenant_tables
    expected = {name: ["ALL", "SELECT"] for name in tenant_tables} | OWN_POLICIES
    assert {name: found[name] for name in expected} == {name: (True, True, cmds) for name, cmds in expected.items()}


def test_entering_an_office_outside_a_transaction_is_refused(real_database: str) -> None:
    with pytest.raises(NoTransaction), offices([ROGALAND.office]):
        pass


def test_leaving_an_office_hides_its_rows_in_the_same_transaction(real_database: str) -> None:
    with transaction.atomic():
        with offices([ROGALAND.office]):
            write_entry(ROGALAND.office)
            assert Entry.objects.count() == 1
        assert Entry.objects.count() == 0


def test_an_office_left_by_an_error_inside_a_savepoint_is_left(real_database: str) -> None:
    with transaction.atomic():
        with suppress(ZeroDivisionError), transaction.atomic(), offices([ROGALAND.office]):
            write_entry(ROGALAND.office)
            raise ZeroDivisionError
        assert Entry.objects.count() == 0


def test_a_connection_that_is_used_again_remembers_no_office(real_database: str) -> None:
    with connection.cursor() as cursor:
        for _ in range(200):
            with transaction.atomic(), offices([ROGALAND.office]):
                cursor.execute("select 1")
            cursor.execute("select coalesce(current_setting('samspel.offices', true), '')")
            assert cursor.fetchone() == ("",)


def test_a_tenant_row_locks_for_update_under_its_policy(real_database: str) -> None:
    with transaction.atomic(), offices([ROGALAND.office]):
        written = write_entry(ROGALAND.office)
        assert Entry.objects.filter(pk=written.pk).select_for_update(no_key=True).count() == 1


def test_offices_are_known_to_all(rogaland: object) -> None:
    assert Office.objects.count() == 2
