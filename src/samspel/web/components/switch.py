"""Who acts for whom, and the others that one may act for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.template import RequestContext
from django.utils.functional import Promise

from samspel.web.components import register


@dataclass(frozen=True)
class Choice:
    """One whom a person may act for: the key that chooses it, and its words; `chosen` is the one acted for now."""

    key: str
    label: str
    chosen: bool = False


@dataclass(frozen=True)
class Banner:
    """Who acts for whom on this page, in the words shown at the top of it, with everybody one may act for."""

    person_name: str
    for_name: str
    role_label: str | Promise
    choices: Sequence[Choice] = ()


@register.inclusion_tag("components/organisation_switch.html")
def organisation_switch(banner: Banner) -> dict[str, object]:
    """Who acts for whom, the way to another where there is one, and the way out; stands at the top of every page."""
    return {"acting": banner, "others": len(banner.choices) > 1}


@register.inclusion_tag("components/choices.html", takes_context=True)
def choices(context: RequestContext, choices: Sequence[Choice], onward: str = "") -> dict[str, object]:
    """A button for each whom one may act for; `onward` is the page to go to afterwards."""
    return {"choices": choices, "next": onward, "csrf_token": context.get("csrf_token")}
