"""Ways between pages: where one stands, and the screens of a desk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.template import RequestContext

from samspel.web.components import register


@dataclass(frozen=True)
class Place:
    """A screen one may go to from the menu of a desk."""

    label: str
    url: str


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(*parts: str) -> dict[str, object]:
    """The way to this page: label and address in turn, and last the page's own name without one."""
    links = [Place(label, url) for label, url in zip(parts[:-1:2], parts[1::2], strict=True)]
    return {"links": links, "here": parts[-1], "back": links[-1] if links else None}


@register.inclusion_tag("components/navigation.html", takes_context=True)
def navigation(context: RequestContext, places: Iterable[Place], label: str) -> dict[str, object]:
    """The menu of a desk; the place whose address begins this page's address, the longest such, is marked."""
    path = context["request"].path
    places = list(places)
    chosen = max((place.url for place in places if path.startswith(place.url)), key=len, default=None)
    return {"places": places, "label": label, "chosen": chosen, "exact": chosen == path}
