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
    came = getattr(request, "arrived_at", None) or timezone.now()
    if not settings.DEMO:
        return came
    start, since = demo_start(request)
    return start + max(came - since, timedelta(0))


def arrive(request: HttpRequest) -> None:
    """Note when a request has come, once all of it is here: no wait inside moves what was received in time."""
    _all_of_it = request.POST
    request.arrived_at = timezone.now()  # type: ignore[attr-defined]


def real() -> datetime:
    """Give what the time really is, whatever day the demo walks: other machines stamp what they sign with it."""
    return timezone.now()


def demo_start(request: HttpRequest) -> tuple[datetime, datetime]:
    """Give the instant at which the demo's clock started for this visitor, and when that was; it runs on from there."""
    start, since = (parsed(part) for part in f"{request.COOKIES.get(COOKIE, '')}~".split("~")[:2])
    return start or parsed(settings.DEMO_CLOCK) or STARTED, since or STARTED


def starting_at(start: datetime) -> str:
    """Give what the cookie keeps of a clock that starts at an instant now."""
    return f"{start.isoformat()}~{timezone.now().isoformat()}"


def parsed(text: str) -> datetime | None:
    """Read an ISO instant with its zone, between 2020 and 2040; None when the text is not one."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return None
    return instant if instant.tzinfo and 2020 <= instant.year < 2040 else None
