"""Containers and small marks: alert, card, details, tag, badge, key figure."""

from __future__ import annotations

from typing import Literal

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from samspel.web.components import register

Status = Literal["info", "success", "warning", "danger"]
Color = Literal["accent", "neutral", "brand1", "info", "success", "warning", "danger"]
Level = Literal[2, 3, 4]


@register.simple_block_tag
def alert(content: str, color: Status = "info", title: str = "", *, level: Level = 2) -> SafeString:
    """A message that stands out on the page; the title is a heading at the level given."""
    return render_to_string(
        "components/alert.html", {"content": content, "color": color, "title": title, "level": level}
    )


@register.simple_block_tag
def card(
    content: str,
    title: str = "",
    url: str = "",
    *,
    level: Level = 3,
    color: Color = "neutral",
    variant: str = "default",
) -> SafeString:
    """A box for one thing; with an address its title is the link."""
    named = {"content": content, "title": title, "url": url, "level": level, "color": color, "variant": variant}
    return render_to_string("components/card.html", named)


@register.simple_block_tag
def details(content: str, summary: str, *, open: bool = False) -> SafeString:  # noqa: A002  the attribute's own name
    """Something extra that the reader may unfold; works without JavaScript."""
    return render_to_string("components/details.html", {"content": content, "summary": summary, "open": open})


@register.inclusion_tag("components/tag.html")
def tag(text: str, color: Color = "neutral") -> dict[str, object]:
    """A short mark such as a state; the words carry the meaning, the colour only helps."""
    return {"text": text, "color": color}


@register.inclusion_tag("components/badge.html")
def badge(count: int, label: str, *, color: Color = "accent") -> dict[str, object]:
    """A number of things waiting, with words for those who do not see it."""
    return {"count": count, "label": label, "color": color}


@register.inclusion_tag("components/figure.html")
def figure(label: str, value: str, hint: str = "") -> dict[str, object]:
    """One key figure with what it is."""
    return {"label": label, "value": value, "hint": hint}


@register.inclusion_tag("components/progress.html")
def progress(label: str, done: int, total: int) -> dict[str, object]:
    """How far something has come, as a bar and in words."""
    return {"label": label, "done": done, "total": total}


@register.inclusion_tag("components/empty.html")
def empty(text: str, url: str = "", label: str = "") -> dict[str, object]:
    """What stands where a list has nothing to show, with the next thing to do."""
    return {"text": text, "url": url, "label": label}
