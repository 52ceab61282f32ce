"""Personal data: every field of every record is classified, and nothing that is not there is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from django.db import models

from samspel.people.personal import FILE, Kept
from tests.house.checks import source
from tests.house.checks.source import Fault

LISTED = f"src/samspel/people/{FILE.name}"


def unclassified(root: Path, among: Iterable[type[models.Model]], kept: Mapping[str, Kept]) -> list[str]:
    """Give every field without a class, and every class without its field."""
    found, there = [], set()
    for model in among:
        there.add(model._meta.label)
        listed = dict(kept[model._meta.label].fields) if model._meta.label in kept else {}
        missing = [field.name for field in model._meta.concrete_fields if listed.pop(field.name, None) is None]
        said = f"does it tell of a person? say so in {LISTED}"
        found += [Fault(f"{model._meta.label}.{name}", 0, said) for name in missing]
        found += [Fault(f"{model._meta.label}.{name}", 0, f"is listed in {LISTED} and not there") for name in listed]
    found += [Fault(record, 0, f"is listed in {LISTED} and not there") for record in kept if record not in there]
    return source.settle(root, "personal", found)


def unlinked(root: Path, among: Iterable[type[models.Model]], kept: Mapping[str, Kept]) -> list[str]:
    """Give every relation to a person that is not classified as one."""
    found = [
        Fault(f"{model._meta.label}.{field.name}", 0, "points at a person, and is not listed as a link")
        for model in among
        for field in model._meta.concrete_fields
        if isinstance(target := field.related_model, type) and target.__name__ == "Person"
        if model._meta.label not in kept or kept[model._meta.label].fields.get(field.name) != "link"
    ]
    return source.settle(root, "personal_links", found)
