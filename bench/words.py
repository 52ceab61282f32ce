"""Words for texts that nobody reads, as long as people write them."""

from __future__ import annotations

import random

WORDS = [
    "barn", "elevar", "tilsette", "språk", "lek", "leiing", "praksis", "refleksjon", "mangfald", "vurdering",
    "samarbeid", "inkludering", "rettleiing", "observasjon", "deltaking", "overgang", "foreldre", "trivsel",
    "matematikk", "lesing", "danning", "fellesskap", "kvalitet", "utvikling",
]  # fmt: skip


def text(dice: random.Random, words: int) -> str:
    """Give a text of some words."""
    return " ".join(dice.choice(WORDS) for _ in range(words)).capitalize() + "."
