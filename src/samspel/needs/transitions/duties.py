"""Who sees to which page of a need: agreed among those who write it, and no lock on anybody."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from samspel.flow.journal import Facts
from samspel.flow.refusal import Refusal
from samspel.flow.transition import refuse, transition
from samspel.needs import content, queries
from samspel.needs.models import Duty, Need
from samspel.needs.rules import guards
from samspel.needs.transitions.writing import WRITTEN
from samspel.tenancy.by import By

PAGES = frozenset(key for key, _title, _answers in content.SUBJECTS)


@transition(source=WRITTEN, guards=[guards.edits, guards.is_not_decided])
def entrust(need: Need, *, duties: Mapping[str, UUID | None], by: By, at: datetime) -> Facts:
    """Ask colleagues to see to pages of the form, or nobody any more; only those who may write can be asked."""
    known = {person.pk for person in queries.writers(need, by, at)}
    if not duties.keys() <= PAGES or not known >= {person for person in duties.values() if person}:
        refuse([Refusal("not-a-writer", _("Velg blant dem som kan skrive i behovsmeldingen."))])
    Duty.objects.filter(need=need, page__in=duties).delete()
    Duty.objects.bulk_create(
        Duty(office_id=need.office_id, need=need, page=page, person_id=person_id)
        for page, person_id in duties.items()
        if person_id
    )
    return {"duties": {page: str(person_id or "") for page, person_id in duties.items()}}
