"""Who else is writing on a need just now, said plainly and for a short while only."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from samspel.needs import queries
from samspel.needs.models import Need, Sitting
from samspel.tenancy.by import By


def others(need: Need, by: By, at: datetime) -> list[Sitting]:
    """Give the others who have a page of the need before them."""
    return [sitting for sitting in queries.present(need, at) if sitting.person_id != by.somebody]


def in_words(sittings: Iterable[Sitting], page: str) -> str:
    """Tell who is on a page; nothing where one is alone."""
    names = list(dict.fromkeys(sitting.person.name for sitting in sittings if sitting.page == page))
    if not names:
        return ""
    if len(names) == 1:
        return _("%(person)s er på denne siden nå.") % {"person": names[0]}
    told = {"people": ", ".join(names[:-1]), "last": names[-1]}
    return _("%(people)s og %(last)s er på denne siden nå.") % told


def by_page(sittings: Iterable[Sitting]) -> dict[str, str]:
    """Tell for each page who is on it."""
    found: dict[str, list[str]] = {}
    for sitting in sittings:
        names = found.setdefault(sitting.page, [])
        if sitting.person.name not in names:
            names.append(sitting.person.name)
    return {page: _("Her nå: %(people)s") % {"people": ", ".join(names)} for page, names in found.items()}
