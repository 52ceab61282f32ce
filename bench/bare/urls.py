"""One page: one SELECT and a template."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path


def page(request: HttpRequest) -> HttpResponse:
    """Read one row and show it."""
    with connection.cursor() as cursor:
        cursor.execute("select name from tenancy_office limit 1")
        row = cursor.fetchone()
    return render(request, "bare.html", {"name": row[0] if row else ""})


urlpatterns = [path("bare/", page)]
