"""Which adapter sits in which port, and who does what the outbox asks; nowhere else."""

from __future__ import annotations


def bind() -> None:
    """Bind every port and every kind of outbox message; called once, when Django starts."""
