"""What each role lets somebody do, in one sentence, and the roles that can be chosen at a desk."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspel.actors.models import Assignment
from samspel.actors.roles import rules
from samspel.tenancy.by import By, Role
from samspel.web.acting import Request
from samspel.web.components.roles import ROLES

LETS: dict[Role, str | Promise] = {
    Role.OWNER_ADMIN: _(
        "gir og tar bort roller i virksomheten, retter opplysninger om den, og leser det den har meldt"
    ),
    Role.OWNER_READER: _("leser det virksomheten har meldt, og endrer ingenting"),
    Role.OWNER_EDITOR: _("skriver behovsmeldinger, meldinger og rapporter"),
    Role.OWNER_SIGNER: _("skriver, sender inn behovsmeldinger og rapporter, og svarer på vedtak"),
    Role.PARTNER_ADMIN: _("gir og tar bort roller i virksomheten, og leser det dere er med på"),
    Role.PARTNER_READER: _("leser det dere er med på, og endrer ingenting"),
    Role.PARTNER_CONFIRMER: _("bekrefter samarbeid, skriver rapporter og svarer på vedtak"),
    Role.CASEWORKER: _("behandler saker, skriver utkast til vedtak og svarer på meldinger"),
    Role.DECIDER: _("fatter vedtak og binder penger"),
    Role.ATTESTANT: _("attesterer utbetalinger"),
    Role.PAYER: _("godkjenner utbetalinger som en annen har attestert"),
    Role.OFFICE_ADMIN: _("gir og tar bort roller ved embetet og i samarbeidsforum, og kunngjør utlysninger"),
    Role.FORUM_MEMBER: _("er med i samarbeidsforumet og ser sakene som er oppe der"),
    Role.FORUM_LEADER: _("leder møtene i samarbeidsforumet og ser sakene som er oppe der"),
    Role.FORUM_INVITED: _("ser og uttaler seg i saker hun eller han er invitert til; har ikke stemme"),
    Role.FORUM_SECRETARY: _("skriver det samarbeidsforumet blir enige om; har ikke stemme"),
}
PLACES = {"owner": rules.ADMINS[Role.OWNER_ADMIN], "partner": rules.ADMINS[Role.PARTNER_ADMIN]}


@dataclass(frozen=True)
class Held:
    """A role that somebody has, in words."""

    assignment: Assignment
    name: str
    lets: str


def held(assignment: Assignment) -> Held:
    """Give a role in words."""
    role = Role(assignment.role)
    return Held(assignment, str(ROLES[role]), str(LETS.get(role, "")))


def choices(request: Request) -> list[tuple[str, str]]:
    """Give the roles of the desk that somebody sits at, each with what it lets one do."""
    found = PLACES.get(request.acting.desk, rules.ADMINS[Role.OFFICE_ADMIN])
    return [(role.value, f"{str(ROLES[role]).capitalize()}: {LETS[role]}") for role in Role if role in found]


def giver(request: Request) -> By:
    """Give who acts, as administrator where that is one of the roles."""
    for role in rules.ADMINS:
        if role in request.acting.roles:
            return request.acting.by(role)
    return request.by


def is_admin(request: Request) -> bool:
    """Tell whether somebody comes as administrator."""
    return any(role in request.acting.roles for role in rules.ADMINS)


def address(request: Request, page: str) -> str:
    """Give the name of a page about people at the desk that somebody sits at."""
    return f"{request.acting.desk}-{page}"
