"""Everybody who has a role where one acts, and the invitations that nobody has answered."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samspel.actors.models import Invitation
from samspel.actors.roles import inviting, queries
from samspel.flow.refusal import NotVisible
from samspel.kit.deadlines import oslo_day
from samspel.tenancy.by import Role
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.components.content import Color
from samspel.web.components.roles import ROLES
from samspel.web.people import words

A_PAGE = 50


def people(request: Request) -> HttpResponse:
    """Show who has which roles; an administrator takes invitations back here, or sends them anew."""
    at = clock.now(request)
    if request.method == "POST":
        return change(request, at)
    by = words.giver(request)
    page = Paginator(queries.members(by, oslo_day(at)), A_PAGE).get_page(request.GET.get("side"))
    admin = words.is_admin(request)
    named = {
        "page": page,
        "rows": [(one, [words.held(role) for role in one.roles]) for one in page],
        "admin": admin,
        "waiting": [(one, ROLES[Role(one.role)], *state(one, at)) for one in queries.invitations(by, oslo_day(at))]
        if admin
        else [],
        "invite": words.address(request, "people-invite"),
        "person": words.address(request, "person"),
        "me": request.acting.person.pk,
        "day": oslo_day(at),
        "at_office": request.acting.desk == "office",
        "systems": Role.OWNER_ADMIN in request.acting.roles,
    }
    return render(request, "people/roster.html", named)


def state(invitation: Invitation, at: datetime) -> tuple[str, Color]:
    """Give how far an invitation has come, in words."""
    if invitation.is_over(at):
        return _("Gått ut"), "warning"
    return (_("Venter på svar"), "info") if invitation.sent_at else (_("Blir sendt"), "neutral")


def change(request: Request, at: datetime) -> HttpResponse:
    """Do what the button at an invitation says."""
    by = words.giver(request)
    try:
        found = queries.invitation(by, UUID(request.POST.get("id", "")), oslo_day(at))
    except ValueError as wrong:
        raise NotVisible from wrong
    match request.POST.get("act"):
        case "withdraw":
            inviting.withdraw_invitation(found, by=by, at=at)
        case "renew":
            inviting.renew_invitation(found, by=by, at=at)
        case _:
            raise NotVisible
    return redirect(words.address(request, "people"))
