"""Django's settings, read from the environment alone (`samspel settings` prints the names)."""

from __future__ import annotations

import re
from datetime import timedelta
from http import HTTPStatus
from logging import LogRecord
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from psycopg.conninfo import conninfo_to_dict

from samspel.kit import environment

environment.check()

PACKAGE = Path(__file__).resolve().parent.parent
VAR = environment.var_folder()
DEMO = environment.value("SAMSPEL_DEMO") == "1"
DEMO_CLOCK = environment.value("SAMSPEL_CLOCK")
BASE_URL = environment.value("SAMSPEL_BASE_URL").rstrip("/")
FILES_URL = environment.value("SAMSPEL_FILES_URL").rstrip("/")
FILES = environment.value("SAMSPEL_FILES")
S3 = {name: environment.value(f"SAMSPEL_S3_{name.upper()}") for name in ("endpoint", "region", "key", "secret")}
CLAMD = environment.value("SAMSPEL_CLAMD")
SECURITY_CONTACT = environment.value("SAMSPEL_SECURITY_CONTACT")
ACCESSIBILITY_STATEMENT = environment.value("SAMSPEL_ACCESSIBILITY_STATEMENT")
REGISTERS = {name: environment.value(f"SAMSPEL_{name.upper()}") for name in ("nbr", "nsr", "brreg", "klass")}
SECURE = BASE_URL.startswith("https://")

SECRET_KEY = environment.value("SAMSPEL_SECRET_KEY") or "demo-" + "only-on-loopback-" * 4
LOGIN_KEYS = Path(environment.value("SAMSPEL_LOGIN_KEYS")).absolute()
PERSON_KEY = environment.value("SAMSPEL_PERSON_KEY")
DEBUG = False
HOST = urlsplit(BASE_URL).hostname or "127.0.0.1"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"] if DEMO else [HOST]
ALLOWED_HOSTS += [host] if (host := urlsplit(FILES_URL).hostname) else []
CSRF_TRUSTED_ORIGINS = [BASE_URL] if SECURE else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "samspel.tenancy",
    "samspel.people",
    "samspel.flow",
    "samspel.actors",
    "samspel.files",
    "samspel.pages",
    "samspel.feedback",
    "samspel.messages",
    "samspel.ledger",
    "samspel.letters",
    "samspel.calls",
    "samspel.needs",
    "samspel.casework",
    "samspel.forum",
    "samspel.decisions",
    "samspel.payments",
    "samspel.followup",
    "samspel.opendata",
    "samspel.web",
    "samspel.config",
    "django.forms",  # last: our field and widget templates come before Django's own
]
MIDDLEWARE = [
    "samspel.web.middleware.SecurityHeaders",
    "samspel.web.middleware.FilesApart",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "samspel.web.middleware.BodyLimit",
    "django.middleware.csrf.CsrfViewMiddleware",
    "samspel.web.middleware.Arrival",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "samspel.web.middleware.PlainErrors",
]
ROOT_URLCONF = "samspel.config.urls"
WSGI_APPLICATION = "samspel.config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request", "samspel.web.context.page"],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "samspel.web.templatetags.ui"],
        },
    }
]
FORM_RENDERER = "samspel.web.forms.Renderer"


def database(url: str) -> dict[str, Any]:
    """Turn one PostgreSQL address into what Django wants to know."""
    parts = conninfo_to_dict(url)
    named = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **{key: str(parts.pop(name, "") or "") for name, key in named.items()},
        # A question that is asked again and again on a connection is planned once (docs/adr/0027).
        "OPTIONS": parts | {"server_side_binding": True, "prepare_threshold": 5},
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {
    alias: database(environment.value(name))
    for alias, name in [("default", "DATABASE_URL"), ("owner", "SAMSPEL_OWNER_URL"), ("reader", "SAMSPEL_READER_URL")]
}
DATABASES["default"]["ATOMIC_REQUESTS"] = True  # a request uses no other connection
# Whoever logs in is our own Person, and roles are ours: the tables of users, groups and permissions are never made.
MIGRATION_MODULES = {"auth": None, "contenttypes": None}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["samspel.people.backend.KnownPerson"]
LOGIN_URL = "/logg-inn/"
SESSION_ENGINE = "samspel.people.session_store"
SESSION_COOKIE_NAME = "__Host-samspel" if SECURE else "samspel"
CSRF_COOKIE_NAME = "__Host-samspel-csrf" if SECURE else "samspel-csrf"
LANGUAGE_COOKIE_NAME = "__Host-samspel-spraak" if SECURE else "samspel-spraak"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = int(timedelta(minutes=30).total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_FAILURE_VIEW = "samspel.web.errors.wrong_form"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 10
# What is sent lies in a file that has no name as soon as it is open, and never whole in memory before it is looked at.
FILE_UPLOAD_HANDLERS = ["samspel.web.uploads.OnDisk"]

LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/Oslo"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
# Documents are not among them: files/store.py keeps those itself, by the digest of their bytes.
STORAGES = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "worker"


def is_fault(record: LogRecord) -> bool:
    """Tell whether a line belongs in the log: that we are not ready yet is an answer, not a fault."""
    return getattr(record, "status_code", None) != HTTPStatus.SERVICE_UNAVAILABLE


LINK = re.compile(r"(/(?:invitasjon|vurdering)/)[^/\s?]+")


def without_links(record: LogRecord) -> bool:
    """Take out of a line what follows the address of a link: whoever reads it there could come with it."""
    told = record.getMessage()
    if LINK.search(told):
        record.msg, record.args = LINK.sub(r"\1…", told), ()
    return True


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "faults": {"()": "django.utils.log.CallbackFilter", "callback": is_fault},
        "links": {"()": "django.utils.log.CallbackFilter", "callback": without_links},
    },
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["faults", "links"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"samspel": {"level": "INFO"}},
}
