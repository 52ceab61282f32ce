"""What must be there before anything can be done: the newest migrations, a worker that lives, the demo's own data."""

from __future__ import annotations

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

WORKER_SILENT = "60 seconds"


def missing() -> list[str]:
    """Name what is not there: `migrations`, `worker`, `demo`; empty when work can be done."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
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
