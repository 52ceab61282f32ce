"""`samspel person REF`: all that is kept about one person, as JSON, for whoever asks to see it (GDPR article 15)."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from uuid import UUID

from samspel.cli import database

if TYPE_CHECKING:
    from samspel.people.models import Person
    from samspel.people.personal import Kept

USAGE = "samspel person REF    REF is the id of a person, or what the identity provider calls the person"


def run(arguments: list[str]) -> int:
    """Write what is kept about a person; 1 when nobody is called so, 2 for wrong use."""
    if len(arguments) != 1:
        print(USAGE, file=sys.stderr)
        return 2
    with database.visit(reading=True):
        person = find(arguments[0])
        if person:
            json.dump(told(person), sys.stdout, ensure_ascii=False, indent=1, default=str)
            print()
    if person is None:
        print(f"samspel person: nobody is called {arguments[0]!r}", file=sys.stderr)
    return 0 if person else 1


def find(ref: str) -> Person | None:
    """Give the person with an id or a name at the identity provider; Django must have been set up."""
    from samspel.people.models import Person

    try:
        return Person.objects.filter(pk=UUID(ref)).first()
    except ValueError:
        return Person.objects.filter(subject=ref).first()


def told(person: Person) -> dict[str, Any]:
    """Give who the person is, and every row that points at the person with why it is kept and for how long."""
    from samspel.people.personal import register

    found = register()
    records = {}
    for kept in found.kept.values():
        if kept.links and (rows := list(of(kept, person))):
            why, how_long = found.purposes[kept.purpose], found.keep[kept.keep]
            records[kept.record] = {"purpose": why, "kept": how_long, "rows": rows}
    own = found.kept["people.Person"]
    return {"person": {name: getattr(person, name) for name in own.fields}, "records": records}


def of(kept: Kept, person: Person) -> Iterator[dict[str, Any]]:
    """Give the rows of one kind that point at a person: which, how, and what of them tells of a person."""
    from django.apps import apps
    from django.db.models import Q

    model = apps.get_model(kept.record)
    pointing = Q()
    for name in kept.links:
        pointing |= Q(**{name: person.pk})
    for row in model._default_manager.filter(pointing).order_by("pk"):
        how = [name for name in kept.links if getattr(row, model._meta.get_field(name).attname) == person.pk]
        yield {"id": row.pk, "what": str(row), "as": how, **_moments(row)}


def _moments(row: Any) -> dict[str, Any]:  # noqa: ANN401 - a row of any record
    """Give when a row was written, sent or held, as far as it says so."""
    days = [one.name for one in row._meta.concrete_fields if one.get_internal_type() in {"DateField", "DateTimeField"}]
    return {name: value for name in days if (value := getattr(row, name)) is not None}
