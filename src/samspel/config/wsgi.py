"""The door of the web server."""

from __future__ import annotations

from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
# All pages are read now, and not while the first visitor waits.
import_module(settings.ROOT_URLCONF)
