"""Who may give which roles where; every reason why not.

An organisation's administrator gives the roles of the organisation, an office's those of the office and its forum.
Nobody gives oneself a role, and a place that has an administrator always keeps one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspel.actors import queries
from samspel.actors.models import Assignment, Assignments, Invitation, Organisation, Place
from samspel.actors.representation import OWNERS, PARTNERS
from samspel.flow.refusal import Refusal
from samspel.flow.transition import NOT_YOURS
from samspel.kit.deadlines import oslo_day
from samspel.people import queries as people
from samspel.rules import rule
from samspel.tenancy.by import FORUM, OFFICE, OWNER, PARTNER, By, Role
from samspel.tenancy.models import Office

# An administrator's role, and the roles that it gives.
ADMINS: dict[Role, frozenset[Role]] = {
    Role.OWNER_ADMIN: OWNER,
    Role.PARTNER_ADMIN: PARTNER,
    Role.OFFICE_ADMIN: OFFICE,
}
FIRST = frozenset({Role.OWNER_ADMIN, Role.PARTNER_ADMIN})
MONEY = frozenset({Role.DECIDER, Role.ATTESTANT, Role.PAYER})
TWO_PEOPLE = rule("payments.attested_and_approved_by_two", of=bool)
Gives = Callable[[UUID, By, datetime], Iterator[Refusal]]
ports: dict[str, Gives] = {}


def bind(seats: Gives) -> None:
    """Let a later step tell who gives the seats of one forum."""
    ports["seats"] = seats


def admin_for(kind: str) -> Role | None:
    """Give the administrator's role in an organisation of a kind; nothing where it has no desk of its own."""
    if kind in PARTNERS:
        return Role.PARTNER_ADMIN
    return Role.OWNER_ADMIN if kind in OWNERS | {Organisation.Kind.NETWORK} else None


def may_give(role: str, place: Place, by: By, at: datetime) -> Iterator[Refusal]:
    """An administrator gives the roles of the own place; an office also the first one where there is nobody to give."""
    if role in ADMINS.get(by.role, ()) and place == Place(by.organisation_id, by.office_id):
        return
    if role in seats_given(by) and by.office_id is not None and place.office_id == by.office_id:
        return
    if by.role == Role.OFFICE_ADMIN and role in FIRST and place.office_id is None:
        yield from may_give_first(place.organisation_id, by, at)
        return
    yield Refusal(
        "wrong-role", _("Bare en administrator gir og tar bort roller, og bare hos dem administratoren handler for.")
    )


def seats_given(by: By) -> frozenset[Role]:
    """Give the roles in the office's forum that somebody may give: the secretary all but the secretary's own."""
    given = {Role.OFFICE_ADMIN: FORUM, Role.FORUM_SECRETARY: FORUM - {Role.FORUM_SECRETARY}}
    return given.get(by.role, frozenset())


def may_give_first(organisation_id: UUID | None, by: By, at: datetime) -> Iterator[Refusal]:
    """The office names the administrator of an organisation in its cases only while the organisation has none."""
    if organisation_id is None or by.office_id not in queries.reached_offices(organisation_id):
        yield Refusal("other-office", _("Virksomheten hører ikke til embetet."))
    elif admins(Place(organisation_id, None), oslo_day(at)).exists():
        text = _("Virksomheten har en administrator. Det er administratoren som gir roller der.")
        yield Refusal("has-admin", text, field="organisation")


def admins(place: Place, day: date) -> Assignments:
    """Give the roles as administrator that are held at a place on a day, by people who may log in."""
    return Assignment.objects.at(place).in_force(day).filter(role__in=list(ADMINS), person__is_active=True)


def not_to_oneself(person_id: UUID | None, role: str, by: By, at: datetime) -> Iterator[Refusal]:
    """Nobody gives oneself a role, or changes how long one has it, whichever way one has logged in."""
    if people.is_the_same(person_id, by.person_id):
        basis = TWO_PEOPLE.basis_on(oslo_day(at)).text(get_language() or "nb") if role in MONEY else ""
        text = _("Du kan ikke gi deg selv en rolle eller endre den. Det må en annen administrator gjøre.")
        yield Refusal("oneself", text, basis=basis)


def period_holds(since: date, until: date | None, at: datetime) -> Iterator[Refusal]:
    """A role begins today or later, and ends no sooner than it begins."""
    if since < oslo_day(at):
        yield Refusal("since", _("Rollen kan ikke gjelde fra en dag som er over."), field="since")
    yield from end_holds(since, until, at)


def end_holds(since: date, until: date | None, at: datetime) -> Iterator[Refusal]:
    """The last day of a role is not over, and not before its first."""
    if until is not None and (until < since or until < oslo_day(at)):
        text = _(
            "Den siste dagen kan ikke være før den første, og ikke være over. Skal rollen ende nå, avslutter du den."
        )
        yield Refusal("until", text, field="until")


def is_known(person_id: UUID, place: Place, at: datetime) -> Iterator[Refusal]:
    """Roles are given to those who have one there already; everybody else is invited."""
    known = Assignment.objects.at(place).in_force(oslo_day(at)).filter(person_id=person_id, person__is_active=True)
    if not known.exists():
        yield Refusal("unknown", _("Personen har ingen rolle her. Send en invitasjon i stedet."))


def has_not(person_id: UUID, role: str, place: Place, at: datetime) -> Iterator[Refusal]:
    """A role that is held already is not given once more."""
    held = Assignment.objects.at(place).not_over(oslo_day(at)).filter(person_id=person_id, role=role)
    if held.exists():
        yield Refusal("has-role", _("Personen har rollen alt."), field="role")


def is_not_over(assignment: Assignment, at: datetime) -> Iterator[Refusal]:
    """Only a role that is held, or will be, can be changed."""
    if not Assignment.objects.not_over(oslo_day(at)).filter(pk=assignment.pk).exists():
        yield Refusal("over", _("Rollen er alt avsluttet."))


def keeps_an_admin(assignment: Assignment, until: date | None, at: datetime) -> Iterator[Refusal]:
    """A place that has an administrator keeps one, for as long as before: another who has the role today and stays.

    `until` is the last day that this one would be it, none when now.
    """
    lasts = assignment.until
    if assignment.role not in ADMINS or (until and lasts and until >= lasts):
        return
    others = admins(assignment.place, oslo_day(at)).exclude(person_id=assignment.person_id)
    stays = Q(until=None) if lasts is None else Q(until=None) | Q(until__gte=lasts)
    if not others.filter(stays).exists():
        text = _(
            "Noen må alltid være administrator. Gi rollen til en annen først, minst like lenge som denne gjelder, "
            "eller overlat den til en annen."
        )
        yield Refusal("last-admin", text)


# --- guards of the acts on invitations -------------------------------------------------------------------------------


def invites_from(office: Office, by: By, at: datetime) -> Iterator[Refusal]:
    """Administrators and the secretary of a forum invite; it is written down at an office that they belong to."""
    if by.role not in {*ADMINS, Role.FORUM_SECRETARY}:
        yield Refusal("wrong-role", str(NOT_YOURS))
    elif office.pk not in queries.offices_of(by):
        yield Refusal("other-office", str(NOT_YOURS))


def may_withdraw(invitation: Invitation, by: By, at: datetime) -> Iterator[Refusal]:
    """Whoever may give what is held out may take the invitation back, or send it anew."""
    return may_hold_out(invitation, by, at)


def may_hold_out(invitation: Invitation, by: By, at: datetime) -> Iterator[Refusal]:
    """A role is held out by those who give it, and a seat in a forum by those who give the seats of that very forum."""
    yield from may_give(invitation.role, invitation.place, by, at)
    if invitation.forum_id is not None:
        yield from ports["seats"](invitation.forum_id, by, at)


def still_waits(invitation: Invitation, by: By, at: datetime) -> Iterator[Refusal]:
    """An invitation is answered in time."""
    if invitation.is_over(at):
        yield Refusal("expired", _("Fristen for å svare er gått ut. Be om en ny invitasjon."))


def is_over(invitation: Invitation, by: By, at: datetime) -> Iterator[Refusal]:
    """An invitation goes out only when its time is over."""
    if not invitation.is_over(at):
        yield Refusal("waits", _("Fristen for å svare er ikke gått ut."))


def is_for(invitation: Invitation, by: By, at: datetime) -> Iterator[Refusal]:
    """Whoever is known here by another address than the one invited is not the one; the address is not told."""
    email = people.email_of(by.person_id)
    if email and email.lower() != invitation.email:
        text = _(
            "Invitasjonen er sendt til en annen adresse enn den vi kjenner deg ved, %(email)s. Er du den som er "
            "invitert, så be om en ny invitasjon til %(email)s."
        )
        yield Refusal("another-address", text % {"email": email})
    elif not email and by.person_id and people.known_by(invitation.email):
        text = _("Den som har denne adressen, er kjent her alt. Logg inn slik du pleier, og åpne invitasjonen igjen.")
        yield Refusal("known-already", text)


def still_given(invitation: Invitation, by: By, at: datetime) -> Iterator[Refusal]:
    """A role is taken only while whoever held it out may give it: power that has ended gives nothing more."""
    day = oslo_day(at)
    held = Assignment.objects.in_force(day).filter(person_id=invitation.invited_by_id, person__is_active=True)
    for one in held:
        giver = By(one.person_id, one.organisation_id, one.office_id, Role(one.role))
        if not any(may_hold_out(invitation, giver, at)):
            return
    text = _(
        "Den som inviterte deg, gir ikke denne rollen lenger, eller noen andre har fått den. Be om en ny invitasjon."
    )
    yield Refusal("not-given", text)


def not_the_inviter(invitation: Invitation, by: By, at: datetime) -> Iterator[Refusal]:
    """Nobody takes a role that one has held out oneself."""
    return not_to_oneself(invitation.invited_by_id if by.person_id else None, invitation.role, by, at)


def has_not_the_role(invitation: Invitation, by: By, at: datetime) -> Iterator[Refusal]:
    """A role that one has is not taken once more."""
    if by.person_id and any(has_not(by.person_id, invitation.role, invitation.place, at)):
        yield Refusal("has-role", _("Du har alt denne rollen."))


def names_a_person(record: Any, by: By, at: datetime) -> Iterator[Refusal]:  # noqa: ANN401 - a guard of one act
    """Only somebody who has logged in takes a role."""
    if by.person_id is None:
        yield Refusal("nobody", _("Logg inn for å ta imot invitasjonen."))
