"""The choice between bokmål and nynorsk: the address stays the same, the choice is kept in a cookie."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

KEPT_FOR = timedelta(days=365)


def choose(request: HttpRequest) -> HttpResponse:
    """Keep the reader's written form for a year and go back to the page they came from."""
    form, back = request.POST.get("form", ""), request.POST.get("neste", "/")
    if form not in dict(settings.LANGUAGES):
        raise Http404(form)
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    response = HttpResponseRedirect(back)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        form,
        max_age=KEPT_FOR,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return response
