"""Hostile files, made here: each with what it tries, and what becomes of it."""

from __future__ import annotations

from tests.proof.hostile import archives, office, opendocuments, pdfs, pictures, strangers
from tests.proof.hostile.made import DRAWN, NAMED, STOPPED, Hostile

__all__ = ["ALL", "DRAWN", "NAMED", "STOPPED", "Hostile"]
PARTS = (strangers, archives, office, opendocuments, pdfs, pictures)
ALL: tuple[Hostile, ...] = tuple(one for part in PARTS for one in part.made())
