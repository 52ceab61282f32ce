"""What every table of a tenant gets in the migration that makes it: forced row-level security."""

from __future__ import annotations

from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.special import RunSQL

MINE = "office_id = any ((select nullif(current_setting('samspel.offices', true), '')::uuid[])::uuid[])"
PARTY = "nullif(current_setting('samspel.party', true), '')::uuid"
NATION = "(select current_setting('samspel.nation', true)) = 'on'"


def isolate(table: str) -> Operation:
    """Let a table show only the rows of the offices entered, also to its owner; the nation may read."""
    return RunSQL(
        f"""
        alter table {table} enable row level security;
        alter table {table} force row level security;
        create policy {table}_office on {table} for all using ({MINE}) with check ({MINE});
        create policy {table}_nation on {table} for select using ({NATION});
        """,
        f"""
        drop policy {table}_nation on {table};
        drop policy {table}_office on {table};
        alter table {table} no force row level security;
        alter table {table} disable row level security;
        """,
    )


def append_only(table: str) -> Operation:
    """Take from the app the right to change or remove a row once written."""
    return RunSQL(
        f"revoke update, delete, truncate on {table} from samspel_app;",
        f"grant update, delete on {table} to samspel_app;",
    )


def never_removed(*tables: str) -> Operation:
    """Take from the app the right to remove a row; what it says may still be changed by acts."""
    names = ", ".join(tables)
    return RunSQL(f"revoke delete, truncate on {names} from samspel_app;", f"grant delete on {names} to samspel_app;")
