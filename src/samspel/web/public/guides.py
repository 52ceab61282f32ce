"""What a newcomer reads first: how to report, how the forum works, the year, and where to read more."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspel.calls import queries as calls
from samspel.rules import codes, sources, word
from samspel.web import clock
from samspel.web.components.plots import Moment
from samspel.web.public.calls import shown
from samspel.web.public.places import day_of

RULES = ("forskrift-2021", "mandat", "forskrift-2026", "utkast-2025", "fvl", "bestemmelsene")
GROUPS = codes("forum.required_groups")
GROUPS_FOR_REGIONAL = codes("forum.groups_for_regional")


def how_to_report(request: HttpRequest) -> HttpResponse:
    """Say what to have ready, how long it takes, and what happens after."""
    at = clock.now(request)
    rows = [shown(call, at) for call in calls.open_announcements(at)]
    return render(request, "public/how_to_report.html", {"calls": rows})


def forum(request: HttpRequest) -> HttpResponse:
    """Say what a samarbeidsforum is, who must sit there, and what it does and does not decide."""
    day, form = day_of(request), get_language() or "nb"
    wanted = [*GROUPS.on(day), *GROUPS_FOR_REGIONAL.on(day)]
    named = {
        "groups": [word("required_groups", code, form) for code in wanted],
        "basis": GROUPS.basis_on(day).text(form),
    }
    return render(request, "public/forum_page.html", named)


def year(request: HttpRequest) -> HttpResponse:
    """Show the year of the scheme as a wheel and as a list."""
    return render(request, "public/year.html", {"moments": moments(), "now": day_of(request).month})


def documents(request: HttpRequest) -> HttpResponse:
    """Show the texts that the scheme stands on and grew from."""
    return render(request, "public/documents.html", {"sources": [sources()[key] for key in RULES]})


def moments() -> list[Moment]:
    """Give what happens in the scheme every year, as practice has been; a call's own dates come first."""
    return [
        Moment(
            10,
            15,
            _("oktober–november"),
            _("Utlysningen kommer"),
            _("Statsforvalteren kunngjør og holder informasjonsmøter."),
        ),
        Moment(12, 15, _("desember"), _("Statsbudsjettet vedtas"), _("Hver statsforvalter får vite rammen sin.")),
        Moment(1, 15, _("15. januar"), _("Rapport om året før"), _("Mottakerne forteller hva pengene gikk til.")),
        Moment(2, 1, _("1. februar kl. 23.59"), _("Frist for å melde behov"), _("Eierne sender behovsmeldingene.")),
        Moment(
            2,
            18,
            _("februar"),
            _("Sakene blir gjort klare"),
            _("Statsforvalteren går gjennom dem og ber om det som mangler."),
        ),
        Moment(3, 15, _("15. mars"), _("Forumets innstilling"), _("Samarbeidsforumet prioriterer tiltakene.")),
        Moment(
            5, 1, _("april–juni"), _("Vedtak og utbetaling"), _("Alle får svar med begrunnelse, og pengene går ut.")
        ),
        Moment(8, 15, _("august"), _("Tiltakene starter"), _("Nytt barnehage- og skoleår.")),
        Moment(
            9,
            15,
            _("september"),
            _("Langtidsplanen ses over"),
            _("Forumet ser på planen og på hvordan pengene fordeles."),
        ),
    ]
