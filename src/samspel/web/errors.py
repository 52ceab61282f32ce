"""The pages people meet when something cannot be done: never a stack trace, always what is safe and what to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from samspel.flow.refusal import Refused
from samspel.kit.deadlines import oslo_day
from samspel.web import acting, clock, problems


def answer(request: HttpRequest, status: int, title: str, *lines: str, **more: object) -> HttpResponse:
    """Give an error page: its title, and the sentences that say what is the case and what to do."""
    if request.path.startswith("/api/"):
        return problems.problem(request, status, title)
    return render(request, "errors/page.html", {"title": title, "lines": lines, **more}, status=status)


def refused(request: HttpRequest, exception: Refused) -> HttpResponse:
    """Say every reason why an act was refused (422)."""
    lines = [_("Ingenting er endret. Gå tilbake, rett opp det som mangler, og prøv igjen.")]
    return answer(request, 422, _("Dette kan ikke gjøres nå"), *lines, refusals=exception.refusals)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is nothing to see at this address (404), whether or not something is there."""
    return answer(
        request,
        404,
        _("Vi finner ikke denne siden"),
        _("Adressen kan være skrevet feil, eller siden kan være flyttet."),
        _("Mener du at du skal se en sak her, handler du kanskje for feil virksomhet. Sjekk det øverst på siden."),
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the role does not reach here (403)."""
    return answer(
        request,
        403,
        _("Rollen din gir ikke tilgang til denne siden"),
        _("Du er logget inn, men rollen du har valgt, kan ikke bruke denne siden."),
        _("Bytt rolle øverst på siden, eller be administratoren i virksomheten din om tilgang."),
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that what the browser sent could not be read (400)."""
    return answer(
        request,
        400,
        _("Vi forstod ikke det nettleseren sendte"),
        _("Ingenting er lagret. Gå tilbake til forrige side og prøv igjen."),
    )


def too_large(request: HttpRequest) -> HttpResponse:
    """Say that what was sent is more than is taken in (413); nothing of it has been read."""
    found = acting.open_to(request, oslo_day(clock.now(request)))
    request.acting, request.choices = acting.current(request, found), found  # type: ignore[attr-defined]
    return answer(
        request,
        413,
        _("Det du sendte, er for stort"),
        _("En fil kan være høyst 25 MB. Ingenting er lagret, og det som var lagret fra før, står som det stod."),
        _("Gå tilbake til forrige side. Gjør filen mindre, eller del den i flere, og prøv igjen."),
    )


def wrong_method(request: HttpRequest) -> HttpResponse:
    """Say that the address is not one to open like this (405)."""
    return answer(
        request,
        405,
        _("Denne adressen kan ikke åpnes på denne måten"),
        _("Adressen tar imot et skjema, men skjemaet er ikke sendt herfra. Gå tilbake til forrige side."),
    )


def wrong_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form could not be shown to come from our own page (403), and give back what was written in it.

    A form that stood open while its reader logged in anew or began to act for another is one of those: it is sent for
    the one it was opened for, or not at all.
    """
    found = acting.open_to(request, oslo_day(clock.now(request)))
    request.acting, request.choices = acting.current(request, found), found  # type: ignore[attr-defined]
    return answer(
        request,
        403,
        _("Skjemaet ble ikke sendt"),
        _("Vi kunne ikke bekrefte at skjemaet hører til det du er logget inn som nå. Derfor er ingenting lagret."),
        _(
            "Det skjer oftest når siden har stått åpen lenge, når du har logget inn på nytt eller byttet rolle i et "
            "annet vindu, eller når nettleseren ikke tar imot informasjonskapsler."
        ),
        _("Gå tilbake, last siden på nytt, se øverst hvem du handler for, og send skjemaet igjen."),
        texts=written(request),
    )


def written(request: HttpRequest) -> list[str]:
    """Give the texts of a form that one of our own pages sent; the words of another site are not repeated here."""
    if request.headers.get("Sec-Fetch-Site") != "same-origin":
        return []
    return [text for values in dict(request.POST.lists()).values() for text in values if " " in text.strip()]


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours (500); needs neither database nor session."""
    return HttpResponse(render_to_string("errors/ours.html"), status=500)
