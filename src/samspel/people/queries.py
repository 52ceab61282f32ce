"""Looking people up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Max, QuerySet

from samspel.people.models import IdentityLink, Login, Person


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


def is_the_same(one: UUID | None, other: UUID | None) -> bool:
    """Tell whether two who have logged in are one: by the id, or by the number that two services have told of them."""
    if one is None or other is None or one == other:
        return one is not None and one == other
    numbers = IdentityLink.objects.filter(person_id=one).exclude(number_digest="").values("number_digest")
    return IdentityLink.objects.filter(person_id=other, number_digest__in=numbers).exists()


def known_by(email: str) -> bool:
    """Tell whether somebody who may log in is known by an e-mail address."""
    return Person.objects.filter(is_active=True, email__iexact=email).exists()
