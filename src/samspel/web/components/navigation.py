"""Ways between pages: where one stands, and the screens of a desk."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.template import RequestContext
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from samspel.web.components import register


@dataclass(frozen=True)
class Place:
    """A page on the way to this one."""

    label: str
    url: str


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(*parts: str) -> dict[str, object]:
    """The way to this page: label and address in turn, and last the page's own name without one."""
    links = [Place(label, url) for label, url in zip(parts[:-1:2], parts[1::2], strict=True)]
    return {"links": links, "here": parts[-1], "back": links[-1] if links else None}


@register.simple_block_tag
def menu(content: str, label: str) -> SafeString:
    """The menu of a desk, folded where there is little room; holds one `place` for each screen of the desk."""
    return render_to_string("components/menu.html", {"content": content, "label": label})


@register.simple_block_tag
def toc(content: str, label: str) -> SafeString:
    """What is on a long page; holds one `toc_link` for each part of it that has a heading."""
    return render_to_string("components/toc.html", {"content": content, "label": label})


@register.inclusion_tag("components/toc_link.html")
def toc_link(label: str, anchor: str) -> dict[str, object]:
    """One part of the page, by the id of its heading."""
    return {"label": label, "anchor": anchor}


@cache
def address(name: str) -> str:
    """Give where a screen of a menu is, which is the same for everybody; looked up once."""
    return reverse(name)


@register.inclusion_tag("components/place.html", takes_context=True)
def place(context: RequestContext, label: str, name: str, *, exact: bool = False) -> dict[str, object]:
    """One screen in a menu, by the name of its address; marked there and, unless `exact`, on the screens below it."""
    url, path = address(name), context["request"].path
    others = [address(other) for _label, other in context.get("menu") or ()]
    closer = any(len(other) > len(url) and path.startswith(other) for other in others)
    current = "page" if path == url else "true" if path.startswith(url) and not exact and not closer else ""
    return {"label": label, "url": url, "current": current}
