"""The fixed pages that every footer leads to: contact, accessibility, privacy."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samspel.web import messaging


def contact(request: HttpRequest) -> HttpResponse:
    """Say whom to ask, and how to be answered."""
    return render(request, "public/contact.html", {"offices": messaging.offices(request)})


def accessibility(request: HttpRequest) -> HttpResponse:
    """Say what the pages are tested against, and how to report something that shuts people out."""
    return render(request, "public/accessibility.html", {"statement": settings.ACCESSIBILITY_STATEMENT})


def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is stored about those who visit and those who log in."""
    return render(request, "public/privacy.html")
