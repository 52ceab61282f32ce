"""Where the public reads about each scheme."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse

from samspel.rules import SchemeRules

# What a scheme is called in the address, with its code and its rule set.
SCHEMES: Mapping[str, tuple[str, str]] = {
    "regional": ("regional", "2021"),
    "desentralisert": ("decentralised", "2021"),
    "kompetanseloftet": ("competence-boost", "2021"),
    "kollektiv": ("collective", "2026"),
}


def scheme_url(rules: SchemeRules) -> str:
    """Give the address of a scheme's page."""
    slug = next(slug for slug, named in SCHEMES.items() if named == (rules.code, rules.rule_set))
    return reverse("public-scheme", args=[slug])
