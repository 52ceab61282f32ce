"""How far of the way from where it stood to its target an indicator has come: a bar, with the words that say it."""

from __future__ import annotations

from samspel.needs.rules import measuring
from samspel.web.components import register


@register.inclusion_tag("components/way.html")
def way(measured_in: str, baseline: str, target: str, reached: str) -> dict[str, object]:
    """A bar under a result that is a number; nothing under words, or where the target is where it stood."""
    gone = measuring.way(measured_in, baseline, target, reached)
    return {"gone": gone, "shown": max(0, min(gone or 0, 100))}
