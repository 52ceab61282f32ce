"""Looking people up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Max, QuerySet

from samspel.people.models import Login, Person


def active(text: str) -> Person | None:
    """Give the active person with this id, when the text is one and there is one."""
    try:
        return Person.objects.filter(pk=UUID(text), is_active=True).first()
    except ValueError:
        return None


def everybody() -> QuerySet[Person]:
    """Give all active people by name; for the demo's login, where all of them are invented."""
    return Person.objects.filter(is_active=True).order_by("name")


def person(person_id: UUID) -> Person:
    """Give the person with this id; Person.DoesNotExist when there is none."""
    return Person.objects.get(pk=person_id)


def called(subject: str) -> Person | None:
    """Give the person whom an identity provider calls so, if there is one."""
    return Person.objects.filter(subject=subject).first()


def email_of(person_id: UUID | None) -> str:
    """Give the address that somebody is known by; empty for nobody, and for whoever has told none."""
    return Person.objects.filter(pk=person_id).values_list("email", flat=True).first() or "" if person_id else ""


def last_logins(people: Iterable[UUID]) -> dict[UUID, datetime]:
    """Give when people last logged in with a provider, by person; whoever never has is not there."""
    found = Login.objects.filter(person_id__in=list(people)).values_list("person_id").annotate(Max("logged_in_at"))
    return dict(found)


def known_by(email: str) -> bool:
    """Tell whether somebody who may log in is known by an e-mail address."""
    return Person.objects.filter(is_active=True, email__iexact=email).exists()
