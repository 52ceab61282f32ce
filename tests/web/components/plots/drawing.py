"""How the tests read a picture: as XML, so that a broken one is found."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from tests.web.components.rendering import shown

SVG = re.compile(r'<svg class="sam-(?:plot|map).*</svg>', re.DOTALL)


def picture(source: str, **context: object) -> ET.Element:
    """Give the picture that a template draws; it has a title, a description and nothing inline."""
    text = shown(source, "/", **context)
    match = SVG.search(text)
    assert match
    drawn = ET.fromstring(match.group().replace("&nbsp;", " "))
    titles = {part.get("id"): part.text for part in drawn if part.tag in {"title", "desc"}}
    assert all(titles.values())
    assert drawn.get("aria-labelledby", "").split() == list(titles)
    assert "style=" not in text
    return drawn


def texts(drawn: ET.Element) -> list[str]:
    """Give what is written in a picture."""
    return [str(part.text) for part in drawn.iter("text")]


def number(place: str) -> float:
    """Give the number in a place such as 12.50% or 3.10em."""
    return float(place.removesuffix("%").removesuffix("em"))
