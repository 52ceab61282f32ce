"""What must be there before anything can be done: the newest migrations and a worker that lives."""

from __future__ import annotations

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

WORKER_SILENT = "60 seconds"


def missing() -> list[str]:
    """Name what is not there: `migrations`, `worker`; empty when work can be done."""
    executor = MigrationExecutor(connection)
    unapplied = executor.migration_plan(executor.loader.graph.leaf_nodes())
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select 1 from procrastinate_workers where last_heartbeat > now() - %s::interval)",
            [WORKER_SILENT],
        )
        worker = cursor.fetchone()[0]
    return (["migrations"] if unapplied else []) + ([] if worker else ["worker"])
