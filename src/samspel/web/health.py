"""Two small answers for whoever keeps Samspel running: is the process there, and can it work."""

from __future__ import annotations

from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse

from samspel.flow import health


# No transaction around these: they must be able to answer when the database cannot be reached.
@transaction.non_atomic_requests
def alive(request: HttpRequest) -> HttpResponse:
    """Answer that the process runs."""
    return HttpResponse("ok\n", content_type="text/plain")


@transaction.non_atomic_requests
def ready(request: HttpRequest) -> HttpResponse:
    """Answer 200 when database, migrations and worker are seen, else 503 and what is missing."""
    try:
        missing = health.missing()
    except DatabaseError:
        missing = ["database"]
    return JsonResponse({"ready": not missing, "missing": missing}, status=503 if missing else 200)
