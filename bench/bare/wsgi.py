"""The bare page through Samspel's own settings and server, with an address table and a template of its own."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application

settings.ROOT_URLCONF = "bench.bare.urls"
settings.TEMPLATES[0]["DIRS"] = [Path(__file__).parent / "templates"]
application = get_wsgi_application()
