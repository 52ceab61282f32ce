"""The office's errand each night: preliminary replies to those who have waited a month (forvaltningsloven § 11 a)."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from samspel.casework import preliminary

EARLY = "25 4 * * *"
"""In UTC: in the morning in Norway, so that the reply has the day it is sent."""


@app.periodic(cron=EARLY)
@app.task(name="samspel.preliminary-replies", queueing_lock="samspel.preliminary-replies")
def reply(timestamp: int) -> None:
    """Send what is due. In the demo days pass as the visitor likes: there nothing goes by itself."""
    if not settings.DEMO:
        preliminary.reply_to_all(timezone.now())
