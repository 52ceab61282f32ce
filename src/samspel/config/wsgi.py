"""The door of the web server."""

from __future__ import annotations

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

application = get_wsgi_application()
# Read now, with all views: not while the first visitor waits.
get_resolver().url_patterns  # noqa: B018
