"""How the tests show a component."""

from __future__ import annotations

import re

from django.template import Context, Template
from django.test import RequestFactory


def shown(source: str, path: str = "/", **context: object) -> str:
    """Give what a template shows, with white space as one space; hard spaces stay."""
    context["request"] = RequestFactory().get(path)
    return re.sub(r"[ \n]+", " ", Template(source).render(Context(context))).strip()
