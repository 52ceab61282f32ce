"""What machines ask for: which pages there are, which to leave alone, and where to report a weakness."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.xmlutils import SimplerXMLGenerator

from samspel.calls import queries as calls
from samspel.pages import queries as pages
from samspel.places import lookups
from samspel.web import clock
from samspel.web.public.calls import shown
from samspel.web.public.links import SCHEMES
from samspel.web.public.places import day_of, kommune_url, office_url
from samspel.web.published import shown as shown_pages

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST = 10_000
FIXED = (
    "front", "public-schemes", "how-to-report", "public-calls", "public-offices", "public-forum", "public-year",
    "documents", "account", "public-news", "open-data", "contact", "accessibility", "privacy", "find",
)  # fmt: skip
CLOSED = ("/kontor/", "/eier/", "/partner/", "/forum/", "/meldinger/", "/logg-inn/", "/velg/", "/komponenter/")
GOOD_FOR = timedelta(days=180)


def sitemap(request: HttpRequest) -> HttpResponse:
    """Give every page that anybody may read, but for the units, with when it was written where that is known."""
    answer = HttpResponse(content_type="application/xml; charset=utf-8")
    out = SimplerXMLGenerator(answer, "utf-8")
    out.startDocument()
    out.startElement("urlset", AttributesImpl({"xmlns": SITEMAP}))
    for path, written in addresses(request):
        out.startElement("url", AttributesImpl({}))
        out.addQuickElement("loc", request.build_absolute_uri(path))
        if written:
            out.addQuickElement("lastmod", written.isoformat(timespec="seconds"))
        out.endElement("url")
    out.endElement("urlset")
    return answer


def addresses(request: HttpRequest) -> Iterator[tuple[str, datetime | None]]:
    """Give the address of each page with when it was written."""
    at, day = clock.now(request), day_of(request)
    yield from ((reverse(name), None) for name in FIXED)
    yield from ((reverse("public-scheme", args=[slug]), None) for slug in SCHEMES)
    yield from ((office_url(one), None) for one in lookups.offices(day))
    yield from ((kommune_url(one), None) for one in lookups.kommunar(day))
    found = calls.announcements(at)[:MOST]
    yield from ((shown(one, at).url, one.withdrawn_at or one.announced_at) for one in found)
    yield from ((row.url, row.text.from_at) for row in shown_pages(pages.readable(at)[:MOST]))


def robots(request: HttpRequest) -> HttpResponse:
    """Say which pages are nothing for search engines; in the demo, none is."""
    closed = ["/"] if settings.DEMO else CLOSED
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    if not settings.DEMO:
        lines += ["", f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}"]
    return in_lines(lines)


def security(request: HttpRequest) -> HttpResponse:
    """Say where to report a weakness (RFC 9116); the contact page where whoever runs Samspel has set nothing."""
    whole = request.build_absolute_uri
    return in_lines(
        [
            f"Contact: {settings.SECURITY_CONTACT or whole(reverse('contact'))}",
            f"Expires: {(clock.now(request) + GOOD_FOR).isoformat(timespec='seconds')}",
            "Preferred-Languages: nn, nb, en",
            f"Canonical: {whole()}",
        ]
    )


def in_lines(lines: list[str]) -> HttpResponse:
    """Answer with lines of plain text."""
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
