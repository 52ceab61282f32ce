"""Which adapter sits in which port, and who does what the outbox asks; nowhere else."""

from __future__ import annotations

from samspel.flow import outbox
from samspel.opendata import transitions as opendata


def bind() -> None:
    """Bind every port and every kind of outbox message; called once, when Django starts."""
    outbox.handlers["publish"] = opendata.on_outbox
