"""What time it is for a screen: the real time, or in the demo the day that the visitor walks."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

COOKIE = "samspel-demoklokke"
STARTED = timezone.now()


def now(request: HttpRequest) -> datetime:
    """Give the time at which what this request asks for happens."""
    if not settings.DEMO:
        return timezone.now()
    return demo_start(request) + (timezone.now() - STARTED)


def demo_start(request: HttpRequest) -> datetime:
    """Give the instant at which the demo's clock started for this visitor; it runs on from there."""
    chosen = parsed(request.COOKIES.get(COOKIE, ""))
    return chosen or parsed(settings.DEMO_CLOCK) or STARTED


def parsed(text: str) -> datetime | None:
    """Read an ISO instant with its zone, between 2020 and 2040; None when the text is not one."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return None
    if instant.tzinfo is None or not 2020 <= instant.year < 2040:
        return None
    return instant + timedelta(0)
