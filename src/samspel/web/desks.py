"""The menu of each desk: the pages that people who sit there go to every day."""

from __future__ import annotations

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspel.web.acting import Acting
from samspel.web.components.navigation import Place

# What a page is called, and the name of its address.
MENUS: dict[str, tuple[tuple[str | Promise, str], ...]] = {
    "office": (
        (_("Saker"), "office-inbox"),
        (_("Samarbeidsforum"), "office-forum"),
    ),
    "forum": ((_("Møter"), "forum-meetings"),),
}


def menu(acting: Acting | None) -> list[Place]:
    """Give the menu of the desk that somebody sits at; nothing for who acts for nobody."""
    places = MENUS.get(acting.desk, ()) if acting else ()
    return [Place(str(label), reverse(name)) for label, name in places]
