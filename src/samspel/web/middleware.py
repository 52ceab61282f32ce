"""What every answer carries, and what people see instead of an error: plain words and what to do."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from samspel.flow.refusal import NotVisible, Refused
from samspel.web import attached, clock, errors

Answer = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'none'; "
    "script-src 'self'; "
    "style-src 'self'; "
    "img-src 'self' data:; "
    "font-src 'self'; "
    "connect-src 'self'; "
    "form-action 'self'; "
    "base-uri 'none'; "
    "frame-ancestors 'none'"
)
UNUSED = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Content-Security-Policy-Report-Only": "require-trusted-types-for 'script'",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
MOST_WORDS, MOST_FILE = 2_500_000, 27_000_000
"""Bytes in one request: a form with words, and one with a file of 25 MB and what stands around it."""
HTTPS_ONLY = {"Strict-Transport-Security": "max-age=31536000"}


def policy_with_forms_to(address: str) -> str:
    """Give the content policy of a page with a form that goes to an address elsewhere, and to no other."""
    there = urlsplit(address)
    return POLICY.replace("form-action 'self'", f"form-action 'self' {there.scheme}://{there.netloc}")


class SecurityHeaders:
    """Gives every answer its security headers; what a logged-in person sees is stored nowhere."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.headers = HEADERS | (HTTPS_ONLY if settings.SECURE else {})

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and set what the view has not set itself."""
        response = self.get_response(request)
        for name, value in self.headers.items():
            response.headers.setdefault(name, value)
        if request.path.startswith(settings.STATIC_URL):
            return response
        patch_vary_headers(response, ["Cookie"])
        if has_session(request, response):
            response.headers["Cache-Control"] = "no-store"
        else:
            response.headers.setdefault("Cache-Control", "no-cache")
        return response


def has_session(request: HttpRequest, response: HttpResponse) -> bool:
    """Tell whether somebody may be logged in, before or after this answer."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in response.cookies


class Arrival:
    """Notes at the edge when the whole of a request has come: that is when what it asks for is received."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        """Note the moment, before anything is looked up and before any lock is waited for."""
        clock.arrive(request)


class FilesApart:
    """Keeps the origin of files and that of pages apart, where files have one: neither has anything of the other."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer what belongs here."""
        if attached.belongs_here(request):
            return self.get_response(request)
        return HttpResponse(status=404)


class BodyLimit:
    """Turns away what is too much before it is read: a form of words is small, and one file has its limit."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; the limit is asked for once it is known what the request is for."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: object, kwargs: object
    ) -> HttpResponse | None:
        """Turn away a body that is larger than what is asked for here can be."""
        takes_files = getattr(getattr(view, "policy_line", None), "takes_files", False)
        size = int(request.META.get("CONTENT_LENGTH") or 0)
        return errors.too_large(request) if size > (MOST_FILE if takes_files else MOST_WORDS) else None


class PlainErrors:
    """Turns what a view could not do into a page that says what is the case, what is safe, and what to do."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; a method the address does not take gets a page too, when it has none."""
        response = self.get_response(request)
        if response.status_code == 405 and not response.content:
            page = errors.wrong_method(request)
            page.headers["Allow"] = response.headers.get("Allow", "")
            return page
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer for a refusal or something not visible that the view let through; the rest is Django's."""
        if isinstance(exception, Refused):
            return errors.refused(request, exception)
        if isinstance(exception, NotVisible):
            return errors.not_found(request, exception)
        return None
