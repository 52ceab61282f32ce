"""The menu of each desk: the pages that people who sit there go to every day."""

from __future__ import annotations

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from samspel.messages import queries
from samspel.tenancy.by import By
from samspel.web.acting import Acting

# What a page is called, and the name of its address.
MENUS: dict[str, tuple[tuple[str | Promise, str], ...]] = {
    "owner": (
        (_("Mine behovsmeldinger"), "owner-home"),
        (_("Meld nytt behov"), "owner-start"),
        (_("Vedtak"), "owner-decisions"),
        (_("Rapporter"), "owner-reports"),
        (_("Om oss"), "owner-about-us"),
        (_("Enhetene våre"), "owner-units"),
        (_("Nettverk"), "owner-networks"),
        (_("Henvendelser"), "party-approaches"),
        (_("Meldinger"), "party-messages"),
        (_("Folk og roller"), "owner-people"),
    ),
    "partner": (
        (_("Samarbeid"), "partner-home"),
        (_("Vedtak"), "partner-decisions"),
        (_("Rapporter"), "partner-reports"),
        (_("Henvendelser"), "party-approaches"),
        (_("Meldinger"), "party-messages"),
        (_("Folk og roller"), "partner-people"),
    ),
    "office": (
        (_("Oversikt"), "office-overview"),
        (_("Saker"), "office-inbox"),
        (_("Meldinger"), "office-messages"),
        (_("Utlysninger"), "office-calls"),
        (_("Vedtak"), "office-decisions"),
        (_("Utbetalinger"), "office-payments"),
        (_("Brev"), "office-letters"),
        (_("Samarbeidsforum"), "office-forum"),
        (_("Rapporter"), "office-reports"),
        (_("Nettsider"), "office-pages"),
        (_("Registre"), "office-registers"),
        (_("Folk og roller"), "office-people"),
    ),
    "forum": ((_("Møter"), "forum-meetings"), (_("Min plass"), "forum-leave")),
    "private": ((_("Meldinger"), "party-messages"),),
}


MESSAGES = {"party-messages", "office-messages"}


# What a reader who acts for nobody finds from any page.
PUBLIC: tuple[tuple[str | Promise, str], ...] = (
    (_("Ordningene"), "public-schemes"),
    (_("Slik melder du behov"), "how-to-report"),
    (_("Utlysninger"), "public-calls"),
    (_("Statsforvalterne"), "public-offices"),
    (_("Samarbeidsforum"), "public-forum"),
    (_("Hvor går pengene?"), "account"),
    (_("Nyheter"), "public-news"),
)


def menu(acting: Acting | None, unread: int = 0) -> list[tuple[str, str]]:
    """Give the menu of the desk that somebody sits at, with how many have written; else that of the public pages."""
    found = MENUS.get(acting.desk, ()) if acting else PUBLIC
    return [(numbered(str(label), unread) if name in MESSAGES else str(label), name) for label, name in found]


def numbered(label: str, unread: int) -> str:
    """Give what a page is called with how many there hold something unread, where any does."""
    told = ngettext("%(label)s (%(count)d ulest)", "%(label)s (%(count)d uleste)", unread)
    return told % {"label": label, "count": unread} if unread else label


def unread(acting: Acting | None, by: By | None) -> int:
    """Give how many conversations hold something unread, at a desk that has any.

    Outside the page that the database was opened for, nothing is known of them.
    """
    has = acting is not None and any(name in MESSAGES for _label, name in MENUS.get(acting.desk, ()))
    return queries.unread_count(by) if has and by is not None and transaction.get_connection().in_atomic_block else 0


def size(acting: Acting | None) -> str:
    """Give how large the pages are set: close together where people work in long lists, else with more air."""
    return "sm" if acting and acting.desk in {"office", "forum"} else "md"
