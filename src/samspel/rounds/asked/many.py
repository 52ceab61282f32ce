"""Making many needs at once, as they stand in a workbook: tried first, and then made, all of them or none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from samspel.actors.models import Organisation
from samspel.flow.refusal import Refused
from samspel.kit.text import folded
from samspel.needs import queries as needs
from samspel.needs.models import Need
from samspel.rounds.asked import writing
from samspel.rounds.asked.listing import List
from samspel.rounds.faults import Fault
from samspel.rounds.sheets.telling import Path, Places, fault
from samspel.tenancy.by import By


def faults(listed: List, places: Places, call: str, *, by: By, at: datetime) -> list[Fault]:
    """Give why some of the needs could not be made, each thing at its cell; nothing is made."""
    with transaction.atomic():
        before = transaction.savepoint()
        found = list(tried(listed, places, call, by=by, at=at))
        transaction.savepoint_rollback(before)
    return found


def tried(listed: List, places: Places, call: str, *, by: By, at: datetime) -> Iterator[Fault]:
    """Make each of the needs for a moment, and give what stands in its way."""
    for index, one in enumerate(listed.needs):
        try:
            writing.make(one, call, by=by, at=at)
        except Refused as refused:
            for refusal in refused.refusals:
                text = f"{refusal.text} ({refusal.basis})" if refusal.basis else refusal.text
                yield fault(places.spot(("needs", index, *path(refusal.field))), text)


def beside(listed: List, call: str, *, by: By, at: datetime) -> dict[int, Need]:
    """Give what is written already under the title of a need of the file, for the same owner, call and scheme."""
    named = {one.owner for one in listed.needs if one.owner}
    found = Organisation.objects.filter(Q(ref__in=named) | Q(orgnr__in=named)) if named else ()
    known = {key: one.pk for one in found for key in (one.orgnr, one.ref) if key}
    owners = [known.get(one.owner) if one.owner else by.organisation_id for one in listed.needs]
    there = needs.written_called(writing.call_named(call, at), {owner for owner in owners if owner})
    same = {
        index: there.get((owner, one.scheme, folded(one.title)))
        for index, (one, owner) in enumerate(zip(listed.needs, owners, strict=True))
        if owner
    }
    return {index: drafts[0] for index, drafts in same.items() if drafts}


def path(pointer: str) -> Path:
    """Read a place within a need, as /budget/2/year."""
    steps = [step for step in pointer.split("/") if step]
    return tuple(int(step) if step.isdecimal() else step for step in steps)


def make(listed: List, call: str, *, begin: int, many: int, by: By, at: datetime) -> list[Need]:
    """Make some of the needs as drafts; Refused when one of those cannot be, and then none of them is made."""
    with transaction.atomic():
        return [writing.make(one, call, by=by, at=at) for one in listed.needs[begin : begin + many]]
