"""The pages that somebody meets who is not let in: what is the case, and what to do about it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from samspel.people.refusing import Why
from samspel.web import errors

STATUS = {Why.TOO_WEAK: 403, Why.NOBODY_TO_ACT_FOR: 403, Why.CLOSED: 403}


def page(request: HttpRequest, why: Why, name: str, slug: str, reference: str) -> HttpResponse:
    """Say why somebody is not logged in, and give the reference to tell us (400 or 403)."""
    title, lines = words(why, name)
    lines = [*lines, _("Spør du oss om dette, oppgi referansen %(reference)s.") % {"reference": reference}]
    again = "" if why == Why.CLOSED else reverse("login-start", args=[slug])
    return errors.answer(request, STATUS.get(why, 400), title, *lines, again=again)


def words(why: Why, name: str) -> tuple[str, list[str]]:
    """Give the title and the sentences of one reason."""
    match why:
        case Why.STOPPED:
            told = [_("Du avbrøt hos %(name)s. Ingenting er endret her.") % {"name": name}]
            return _("Innloggingen ble avbrutt"), told
        case Why.STALE:
            return _("Innloggingen må begynne på nytt"), [
                _(
                    "Denne innloggingen er ikke fullført. Det tok for lang tid, "
                    "eller innloggingen var brukt eller begynt i et annet vindu."
                ),
            ]
        case Why.TOO_WEAK:
            return _("Innloggingen var ikke sikker nok"), [
                _("Du er ikke logget inn. Her kreves et høyere sikkerhetsnivå enn det du brukte hos %(name)s.")
                % {"name": name},
                _("Logg inn på nytt, og velg for eksempel BankID."),
            ]
        case Why.NOBODY_TO_ACT_FOR:
            return nobody_to_act_for(name)
        case Why.CLOSED:
            return _("Tilgangen din er stengt"), [
                _("Du er ikke logget inn. Administratoren i virksomheten din kan åpne tilgangen igjen."),
            ]
        case Why.NOT_TRUSTED:
            return _("Vi kunne ikke stole på svaret"), [
                _(
                    "Du er ikke logget inn. Svaret fra %(name)s stemte ikke med det vi spurte om, "
                    "og vi tar ingen sjanser."
                )
                % {"name": name},
                _("Prøv på nytt. Skjer det igjen, ta kontakt med oss."),
            ]


def nobody_to_act_for(name: str) -> tuple[str, list[str]]:
    """Say how an organisation gives somebody access."""
    return _("Du kan ikke handle for noen her ennå"), [
        _("%(name)s vet hvem du er, men ingen virksomhet har gitt deg tilgang her. Derfor er du ikke logget inn.")
        % {"name": name},
        _(
            "Kommuner, fylkeskommuner, private eiere, universiteter, høgskoler og fagskoler gir tilgang i Altinn: "
            "Den som er daglig leder eller administrator, går til «Tilgangsstyring», velger deg, og gir deg rett til "
            "å skrive i tjenesten Samspel."
        ),
        _("Arbeider du hos statsforvalteren, eller sitter du i et samarbeidsforum, gir statsforvalteren deg rollen."),
        _("Har du fått en invitasjon på e-post, åpner du lenken i den og logger inn derfra."),
        _("Når tilgangen er gitt, logger du inn på nytt."),
    ]


def log_in_anew(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that what moves money or gives access needs a login of just now, and lead there and back (403)."""
    query = urlencode({"pa-nytt": "1", "neste": request.path})
    return errors.answer(
        request,
        403,
        _("Logg inn på nytt først"),
        _(
            "Dette flytter penger eller endrer hvem som har tilgang, og det er en stund siden du logget inn. "
            "Derfor er ingenting lagret eller sendt ennå."
        ),
        _("Logg inn på nytt. Da kommer du tilbake til siden, og kan gjøre det du skulle."),
        again=f"{reverse('login-start', args=[slug])}?{query}",
    )


def down(request: HttpRequest, name: str) -> HttpResponse:
    """Say that the provider does not answer, and that nobody who is logged in is hurt by it (503)."""
    return errors.answer(
        request,
        503,
        _("%(name)s svarer ikke nå") % {"name": name},
        _("Derfor kan ingen logge inn der akkurat nå. Feilen ligger ikke hos deg. Prøv igjen om noen minutter."),
        _("De som er logget inn alt, arbeider videre som før. Alt som er lagret, er trygt."),
    )
