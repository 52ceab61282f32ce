"""The bare page through Samspel's own settings and server, with an address table of its own."""

from __future__ import annotations

from django.conf import settings
from django.core.wsgi import get_wsgi_application

settings.ROOT_URLCONF = "bench.bare.urls"
settings.TEMPLATES[0]["DIRS"] = ["bench/bare/templates"]
application = get_wsgi_application()
