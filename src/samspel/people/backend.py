"""How a session finds its person again."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.backends import BaseBackend
from django.db.models import QuerySet

from samspel.people.models import Person
from samspel.statements import made_once


class KnownPerson(BaseBackend):
    """Finds the person of a session; who has been made inactive is a stranger from the next request on."""

    def get_user(self, user_id: UUID) -> Person | None:
        """Give the active person with this id."""
        return next(iter(active(user_id)), None)


@made_once
def active(person_id: UUID) -> QuerySet[Person]:
    """Give the person with an id, where it is active."""
    return Person.objects.filter(pk=person_id, is_active=True)
