"""Addresses with a view that breaks, for the tests of what people then see."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path


@transaction.non_atomic_requests
def broken(request: HttpRequest) -> HttpResponse:
    """Break, with something in the message that nobody may see."""
    raise RuntimeError("hemmelig")


urlpatterns = [path("brudd/", broken)]
handler500 = "samspel.web.errors.server_error"
