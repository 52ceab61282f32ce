"""The whole story of a need over all steps: every act in order, the letters, and how the money moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from samspel.actors.models import Organisation
from samspel.decisions.models import Share
from samspel.flow import journal
from samspel.ledger.models import Movement
from samspel.letters.models import Letter
from samspel.needs.models import Need
from samspel.payments.models import Instalment
from samspel.people.models import Person


@dataclass(frozen=True)
class Story:
    """What has happened to one need: entries oldest first, each with `who` did it and `for_whom`."""

    need: Need
    entries: list[Any]
    letters: list[Letter]
    movements: list[Movement]


def story(need: Need) -> Story:
    """Tell the whole story of a need, in a number of questions that does not grow with it."""
    letters = Letter.objects.filter(about_need_id=need.pk).select_related("recipient", "document")
    return Story(need, list(entries(need)), list(letters.order_by("number")), list(movements(need)))


def entries(need: Need) -> QuerySet[Any]:
    """Give every act about a need and what hangs on it, oldest first."""
    who = Person.objects.filter(pk=OuterRef("person_id")).values("name")
    whom = Organisation.objects.filter(pk=OuterRef("organisation_id")).values("name")
    return journal.history([need.pk]).annotate(who=Subquery(who), for_whom=Subquery(whom))


def movements(need: Need) -> QuerySet[Movement]:
    """Give how money moved because of a need: bound, freed, paid and paid back, oldest first."""
    shares = Share.objects.filter(decision__case__need=need).values_list("pk", flat=True)
    instalments = Instalment.objects.filter(share__in=shares).values_list("pk", flat=True)
    found = Movement.objects.filter(cause_id__in=[*shares, *instalments])
    return found.select_related("frame").order_by("at", "kind", "pk")
