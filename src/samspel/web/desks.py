"""The menu of each desk: the pages that people who sit there go to every day."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspel.web.acting import Acting

# What a page is called, and the name of its address.
MENUS: dict[str, tuple[tuple[str | Promise, str], ...]] = {
    "owner": (
        (_("Mine behovsmeldinger"), "owner-home"),
        (_("Meld nytt behov"), "owner-start"),
        (_("Vedtak"), "owner-decisions"),
        (_("Rapporter"), "owner-reports"),
    ),
    "partner": (
        (_("Samarbeid"), "partner-home"),
        (_("Vedtak"), "partner-decisions"),
        (_("Rapporter"), "partner-reports"),
    ),
    "office": (
        (_("Oversikt"), "office-overview"),
        (_("Saker"), "office-inbox"),
        (_("Utlysninger"), "office-calls"),
        (_("Vedtak"), "office-decisions"),
        (_("Utbetalinger"), "office-payments"),
        (_("Brev"), "office-letters"),
        (_("Samarbeidsforum"), "office-forum"),
        (_("Rapporter"), "office-reports"),
        (_("Nettsider"), "office-pages"),
    ),
    "forum": ((_("Møter"), "forum-meetings"),),
}


def menu(acting: Acting | None) -> list[tuple[str, str]]:
    """Give the menu of the desk that somebody sits at; nothing for who acts for nobody."""
    return [(str(label), name) for label, name in MENUS.get(acting.desk, ())] if acting else []


def size(acting: Acting | None) -> str:
    """Give how large the pages are set: close together where people work in long lists, else with more air."""
    return "sm" if acting and acting.desk in {"office", "forum"} else "md"
