"""The page behind the link of an invitation: who invites to what, for whom and how long; taken or declined here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from samspel.actors.models import Invitation
from samspel.actors.roles import inviting, queries
from samspel.flow.refusal import NotVisible, Refusal, Refused
from samspel.forum import transitions as forum
from samspel.people.models import Person, Provider
from samspel.tenancy.by import By, Role
from samspel.tenancy.context import offices
from samspel.web import acting, clock, errors, login
from samspel.web.components.roles import ROLES
from samspel.web.people.words import LETS

NOT_FOR_YOU, NO_LONGER = 403, 410
State = Invitation.State


def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show what somebody is invited to, and take the answer."""
    at = clock.now(request)
    found = queries.behind(token)
    if found is None:
        return closed(request, 404, _("Lenken virker ikke"), _("Sjekk at du har fått med hele lenken fra e-posten."))
    if said := answered(found, at):
        return closed(request, NO_LONGER, *said)
    person = request.user if isinstance(request.user, Person) else None
    by = By(person.pk if person else None, None, None, Role.PRIVATE_PERSON)
    with offices([found.office_id]):
        reasons = refusals(request, found, by, at)
        if any(one.code == "another-address" for one in reasons):
            return closed(request, NOT_FOR_YOU, _("Invitasjonen er ikke til deg"), *[one.text for one in reasons])
        if request.method == "POST":
            return answer(request, found, reasons, by=by, at=at)
    return shown(request, found, reasons if person else [])


def refusals(request: HttpRequest, found: Invitation, by: By, at: datetime) -> list[Refusal]:
    """Give every reason why whoever has come cannot take the role."""
    reasons = inviting.accept_invitation.refusals(found, by=by, at=at)
    told = request.session.get(acting.LOGIN)
    if told and told["kind"] == Provider.Kind.IDPORTEN:
        text = _("Med ID-porten er du her som privatperson. Logg ut, og logg inn med en annen tjeneste for å ta imot.")
        reasons.append(Refusal("private", text))
    return reasons


def answer(
    request: HttpRequest, found: Invitation, reasons: Sequence[Refusal], *, by: By, at: datetime
) -> HttpResponse:
    """Take the role and sit down at its desk, or decline; whoever is nobody yet logs in first."""
    match request.POST.get("act"):
        case "accept" if by.person_id is None:
            query = urlencode({"neste": request.path})
            return HttpResponseRedirect(f"{reverse('login')}?{query}")
        case "accept":
            if reasons:
                raise Refused(reasons)
            take = forum.take_seat if found.forum_id else inviting.accept_invitation
            take(found, by=by, at=at)
            return login.enter(request, seat(found))
        case "decline":
            inviting.decline_invitation(found, by=by, at=at)
            text = _("Den som inviterte deg, ser at du har takket nei. Du trenger ikke gjøre noe mer.")
            return closed(request, 200, _("Du har takket nei"), text)
    raise NotVisible


def seat(found: Invitation) -> str:
    """Name the choice of whom to act for that the role gives."""
    desk = next(desk for desk, roles in acting.DESKS if found.role in roles)
    place = found.place
    return f"{desk}:{place.organisation_id or ''}:{place.office_id or ''}"


def answered(found: Invitation, at: datetime) -> tuple[str, str] | None:
    """Give the title and the sentence for an invitation that nobody can answer any more; nothing for one that waits."""
    if found.is_over(at):
        return _("Invitasjonen er gått ut"), _("Be den som inviterte deg, om å sende en ny.")
    match found.state:
        case State.SENT:
            return None
        case State.WITHDRAWN:
            return _("Invitasjonen er trukket tilbake"), _("Den som inviterte deg, har trukket den tilbake.")
        case State.DECLINED:
            return _("Invitasjonen er besvart"), _("Svaret var nei. Har du ombestemt deg, ber du om en ny invitasjon.")
    return _("Invitasjonen er brukt"), _("Har du tatt imot den, logger du inn som vanlig. Lenken virker bare én gang.")


def closed(request: HttpRequest, status: int, title: str, *lines: str) -> HttpResponse:
    """Say in plain words that there is nothing to answer here; nothing is told of whom it was for."""
    response = errors.answer(request, status, title, *lines)
    response.headers["Cache-Control"] = "no-store"
    return response


def shown(request: HttpRequest, found: Invitation, reasons: Sequence[Refusal]) -> HttpResponse:
    """Show who invites to what, for whom, and how long."""
    role = Role(found.role)
    named = {
        "invitation": found,
        "whom": found.organisation or found.office,
        "at": found.office if found.at_office and found.organisation else None,
        "role": ROLES[role],
        "lets": LETS.get(role, ""),
        "person": request.user if isinstance(request.user, Person) else None,
        "reasons": reasons,
    }
    response = render(request, "invitation.html", named)
    response.headers["Cache-Control"] = "no-store"
    return response
