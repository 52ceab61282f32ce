"""An organisation's own systems are let in and shut out by its administrator; each comes with a secret of its own."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samspel.actors.models import ClientQuestion, Place, SystemClient
from samspel.actors.roles.giving import alone, office_of
from samspel.flow import journal
from samspel.flow.refusal import NotVisible, Refusal
from samspel.flow.transition import NOT_YOURS, refuse
from samspel.kit.deadlines import oslo_day
from samspel.kit.ids import new_id
from samspel.kit.text import normalised
from samspel.people.models import Person
from samspel.tenancy.by import By, Role

LONGEST = timedelta(days=366)
KEPT = timedelta(days=30)
"""How long a question is known again: far longer than any system goes on asking the same, or a page stays open."""
MOST = 20
MOST_LETTERS = 200  # of what may stand in a header; ours have 51
PREFIX = "samspel_"


@dataclass(frozen=True)
class Made:
    """A system that has just been let in, with its secret: it is told now, and never again."""

    client: SystemClient
    secret: str


def administers(organisation_id: UUID | None, by: By) -> Iterator[Refusal]:
    """The administrator of an owner lets its systems in and shuts them out."""
    if by.role != Role.OWNER_ADMIN or by.organisation_id is None or by.organisation_id != organisation_id:
        yield Refusal("wrong-role", str(NOT_YOURS))


def living(organisation_id: UUID, day: date) -> QuerySet[SystemClient]:
    """Give the systems that an organisation lets in on a day."""
    return SystemClient.objects.filter(organisation_id=organisation_id, withdrawn_at=None, last_day__gte=day)


def clients(by: By) -> QuerySet[SystemClient]:
    """Give every system that the organisation one acts for lets in, or has let in, the latest first."""
    if by.organisation_id is None or any(administers(by.organisation_id, by)):
        raise NotVisible
    found = SystemClient.objects.filter(organisation_id=by.organisation_id)
    return found.select_related("made_by").order_by("-made_at", "-pk")


def client(by: By, client_id: UUID) -> SystemClient:
    """Give one of those; NotVisible for any other."""
    found = clients(by).filter(pk=client_id).first()
    if found is None:
        raise NotVisible
    return found


def fits(name: str, last_day: date, day: date) -> Iterator[Refusal]:
    """A system has a name, and is let in for a year at the most."""
    if not name.strip():
        yield Refusal("name", _("Skriv hva systemet heter."), field="name")
    if not day <= last_day <= day + LONGEST:
        yield Refusal("last-day", _("Velg en dag fra i dag til ett år fram."), field="last_day")


def make_client(organisation_id: UUID, *, name: str, writes: bool, last_day: date, by: By, at: datetime) -> Made:
    """Let a system in for one organisation; its secret is given here alone."""
    place, day = Place(organisation_id, None), oslo_day(at)
    with alone(place):
        refuse([*administers(organisation_id, by), *fits(name, last_day, day)])
        if living(organisation_id, day).count() >= MOST:
            text = _("Dere har %(most)d systemer alt. Trekk tilbake ett dere ikke bruker.") % {"most": MOST}
            refuse([Refusal("too-many", text, field="name")])
        secret, key, told = PREFIX + secrets.token_urlsafe(32), new_id(), normalised(name).strip()
        acts_as = Person.objects.create(subject=f"system:{key}", name=f"{told} (system)", is_active=False)
        made = SystemClient.objects.create(
            pk=key, organisation_id=organisation_id, acts_as=acts_as, name=told, writes=writes, digest=digest(secret),
            made_by_id=by.somebody, made_at=at, last_day=last_day,
        )  # fmt: skip
        write("actors.make_client", made, by=by, at=at)
        return Made(made, secret)


def withdrawing(client: SystemClient, *, by: By, at: datetime) -> list[Refusal]:
    """Give every reason why a system cannot be shut out."""
    over = [Refusal("over", _("Systemet slipper ikke inn lenger."))] if client.withdrawn_at else []
    return [*administers(client.organisation_id, by), *over]


def withdraw_client(client: SystemClient, *, by: By, at: datetime) -> None:
    """Shut a system out at once: the next thing it asks for is refused."""
    with alone(Place(client.organisation_id, None)):
        client.refresh_from_db()
        refuse(withdrawing(client, by=by, at=at))
        client.withdrawn_at = at
        client.save(update_fields=["withdrawn_at"])
        write("actors.withdraw_client", client, by=by, at=at)


def write(act: str, client: SystemClient, *, by: By, at: datetime) -> None:
    """Write in the journal that a system was let in or shut out."""
    facts = {"name": client.name, "writes": client.writes, "last_day": client.last_day}
    office_id = office_of(Place(client.organisation_id, None), by)
    journal.write(act, client, by=by, at=at, office_id=office_id, facts=facts)


def digest(secret: str) -> str:
    """Give what is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def behind(secret: str, at: datetime) -> SystemClient | None:
    """Give the system that comes with a secret, and note the day; nothing for a secret that lets nobody in."""
    if not 0 < len(secret) <= MOST_LETTERS:
        return None
    day = oslo_day(at)
    open_ones = SystemClient.objects.filter(digest=digest(secret), withdrawn_at=None, last_day__gte=day)
    found = open_ones.filter(organisation__closed_on=None).select_related("organisation", "acts_as").first()
    if found is not None and found.last_used_on != day:
        SystemClient.objects.filter(pk=found.pk).update(last_used_on=day)
    return found


def by_of(client: SystemClient) -> By:
    """Give who acts when a system does: in the role of a reader, or of somebody who writes and never signs."""
    role = Role.OWNER_EDITOR if client.writes else Role.OWNER_READER
    return By(client.acts_as_id, client.organisation_id, None, role)


def asked_before(by: By, *, key: str, sent: str, at: datetime) -> ClientQuestion:
    """Give the question that a system, or a page, has asked under a key, new when it has not; two at once take turns.

    `sent` is the digest of what it says: under a key that has been used for something else, it is refused.
    """
    asker = SystemClient.objects.filter(acts_as_id=by.somebody).first()
    whose = {"client": asker} if asker else {"organisation_id": by.organisation_id}
    ClientQuestion.objects.bulk_create(
        [ClientQuestion(**whose, key=key, digest=sent, asked_at=at)], ignore_conflicts=True
    )
    found = ClientQuestion.objects.select_for_update().get(**whose, key=key)
    if found.digest != sent:
        refuse([Refusal("key-used", _("Nøkkelen er brukt til noe annet. Bruk en ny."), field="Idempotency-Key")])
    return found


def answered(question: ClientQuestion, made: UUID) -> None:
    """Keep what came of a question."""
    question.made = made
    question.save(update_fields=["made"])


def forget_questions(at: datetime) -> int:
    """Take away the questions that nobody asks once more by now, and give how many; what came of them stays."""
    gone, _of_each = ClientQuestion.objects.filter(asked_at__lt=at - KEPT).delete()
    return gone
