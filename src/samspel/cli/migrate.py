"""`samspel migrate`: bring the database up to date, as the role that owns it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samspel.cli import database
from samspel.kit import environment

if TYPE_CHECKING:
    from django.db.migrations.executor import MigrationExecutor

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
    from django.db import connections

    # A migration that cannot have its lock at once gives up, so that nobody queues behind it. None waits for the disk:
    # one that a power cut takes away is whole or not there, and is applied again.
    asked = f"-c lock_timeout={LOCK_TIMEOUT} -c synchronous_commit=off"
    options = connections["owner"].settings_dict["OPTIONS"]
    options["options"] = f"{options.get('options', '')} {asked}".strip()
    by = executor()
    by.loader.check_consistent_history(by.connection)
    by.migrate(by.loader.graph.leaf_nodes())


def executor() -> MigrationExecutor:
    """Give what applies migrations: Django's own, which draws a new model without drawing all others again.

    Django draws whatever a new model is tied to anew, since the others may look back at it by name. None of ours do,
    and all are tied together: a database made from nothing would spend most of its time there.
    """
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor
    from django.db.migrations.state import ModelState, ProjectState

    class Growing(ProjectState):
        def add_model(self, model_state: ModelState) -> None:
            drawn = self.__dict__.pop("apps", None)
            super().add_model(model_state)
            if drawn is not None:
                self.__dict__["apps"] = drawn
                drawn.render_multiple([model_state])

    class Executor(MigrationExecutor):
        def _create_project_state(self, with_applied_migrations: bool = False) -> ProjectState:
            state = super()._create_project_state(with_applied_migrations)  # type: ignore[misc]  # the stubs lack it
            return Growing(state.models, state.real_apps)

    return Executor(connections["owner"])
