"""`samspel migrate`: bring the database up to date, as the role that owns it."""

from __future__ import annotations

from samspel.cli import database
from samspel.kit import environment

LOCK_TIMEOUT = "5s"


def run(arguments: list[str]) -> int:
    """Migrate; a private server that was not running is started for it and stopped again."""
    with database.visit():
        if not environment.value("SAMSPEL_OWNER_URL"):
            raise database.NoDatabase("set SAMSPEL_OWNER_URL: only the owner may migrate")
        migrate()
    return 0


def migrate() -> None:
    """Apply every migration that is missing; the addresses are in the environment already."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    # A migration that cannot have its lock at once gives up, so that nobody queues behind it.
    options = connections["owner"].settings_dict["OPTIONS"]
    options["options"] = f"{options.get('options', '')} -c lock_timeout={LOCK_TIMEOUT}".strip()
    call_command("migrate", database="owner", verbosity=0, skip_checks=True)
