"""The background worker's nightly errand: ask the registers what has changed since yesterday."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from samspel.actors.registers import checking
from samspel.actors.registers.loading import progress

NIGHTLY = "40 2 * * *"
"""In UTC: the registers themselves are brought up to date between one and two in the night."""


@app.periodic(cron=NIGHTLY)
@app.task(name="samspel.registers", queueing_lock="samspel.registers")
def ask_the_registers(timestamp: int) -> None:
    """Ask each register once; one that does not answer keeps none of the others waiting. The demo asks nobody."""
    if settings.DEMO:
        return
    for register in checking.names():
        checking.ask(register, at=timezone.now(), tell=progress)
