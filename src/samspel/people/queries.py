"""Looking people up."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from samspel.people.models import Person


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
