"""What must be there before anything can be done: the newest migrations, a worker that lives, the demo's own data."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

WORKER_SILENT = "60 seconds"


def missing() -> list[str]:
    """Name what is not there: `migrations`, `worker`, `demo`; empty when work can be done."""
    if not newest() <= MigrationRecorder(connection).applied_migrations().keys():
        return ["migrations"]
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select 1 from procrastinate_workers where last_heartbeat > now() - %s::interval)",
            [WORKER_SILENT],
        )
        worker = cursor.fetchone()[0]
        # The demo is loaded in one transaction: where one office is, all of it is.
        cursor.execute("select exists (select 1 from tenancy_office)")
        loaded = cursor.fetchone()[0] or not settings.DEMO
    return ([] if worker else ["worker"]) + ([] if loaded else ["demo"])


@cache
def newest() -> frozenset[tuple[str, str]]:
    """Give the last migration of each part; the code of this process is read once."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())
