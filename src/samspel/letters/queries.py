"""Letters as the office and their receivers see them."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from samspel.actors.alphabet import alphabetical
from samspel.actors.queries import networks_led_by, office_of, party_of
from samspel.flow.refusal import NotVisible
from samspel.letters.models import Letter
from samspel.tenancy.by import OFFICE, By


def letters(by: By) -> QuerySet[Letter]:
    """Give the letters somebody may read: the office's own, or those to the organisation and networks it leads."""
    found = Letter.objects.select_related("recipient", "document").order_by("-document__made_at", "-number")
    if by.role in OFFICE:
        return found.filter(office_id=office_of(by))
    party = party_of(by)
    mine = Q(recipient_id=party) | Q(recipient__in=networks_led_by(party))
    return found.filter(mine)


def letter(by: By, letter_id: UUID) -> Letter:
    """Give one letter that somebody may read; NotVisible when it is not one of those."""
    found = letters(by).filter(pk=letter_id).first()
    if found is None:
        raise NotVisible
    return found


def about(by: By, cause_ids: Iterable[UUID]) -> QuerySet[Letter]:
    """Give the letters that tell of some decisions and that somebody may read, by receiver."""
    return letters(by).filter(cause_id__in=list(cause_ids)).order_by(alphabetical("recipient__name"))
