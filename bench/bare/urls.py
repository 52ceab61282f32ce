"""One page: one SELECT and a template. Beside it the least that keeping one answer asks of Django itself."""

from __future__ import annotations

from uuid import UUID

from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from samspel.needs.models import Need, Revision
from samspel.people.models import Person
from samspel.tenancy.context import offices


def page(request: HttpRequest) -> HttpResponse:
    """Read one row and show it."""
    with connection.cursor() as cursor:
        cursor.execute("select name from tenancy_office limit 1")
        row = cursor.fetchone()
    return render(request, "bare.html", {"name": row[0] if row else ""})


def kept(request: HttpRequest, person: UUID, office: UUID, need: UUID) -> JsonResponse:
    """Find a session and a person, hold one need, change one answer of it, and keep what stood there before."""
    SessionStore("0" * 32).get("person")
    who = Person.objects.get(pk=person)
    with offices([office]):
        held = Need.objects.select_for_update().get(pk=need)
        before, at = held.assessment, timezone.now()
        held.assessment, held.version = f"Det står {at}", held.version + 1
        held.save()
        Revision.objects.create(
            office_id=office, need=held, field="assessment", before=before, after=held.assessment,
            since_version=held.version, version=held.version, person=who, begun_at=at, changed_at=at,
        )  # fmt: skip
    return JsonResponse({"version": held.version})


urlpatterns = [path("bare/", page), path("bare/<uuid:person>/<uuid:office>/<uuid:need>/", kept)]
