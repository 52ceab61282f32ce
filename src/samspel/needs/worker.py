"""The background worker's nightly errand with files: what nobody names goes, and what waits is scanned again."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from samspel.files import sweeping
from samspel.needs import queries
from samspel.needs.transitions import attaching

NIGHTLY = "20 3 * * *"
"""In UTC."""


@app.periodic(cron=NIGHTLY)
@app.task(name="samspel.files", queueing_lock="samspel.files")
def see_to_files(timestamp: int) -> None:
    """Scan what waits, and sweep. In the demo, where days pass as the visitor likes, nothing is taken away."""
    if not settings.DEMO:
        attaching.scan_waiting(timezone.now())
        sweeping.sweep(queries.let_go, at=timezone.now())
