"""Bringing rows up to date with what the registers say, many at a time, and counting what was done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from samspel.kit.sizes import ROWS


@dataclass
class Done:
    """How many rows were made, changed and closed."""

    created: int = 0
    changed: int = 0
    closed: int = 0


def bring(
    model: type[Model],
    stored: Mapping[Any, Any],
    wanted: Mapping[Any, dict[str, Any]],
    done: Done,
    *,
    first: Mapping[Any, dict[str, Any]] | None = None,
) -> None:
    """Make the rows that are wanted and not stored, and change those that say something else; twice changes nothing.

    What `first` says is for new rows only: later it is whatever an office has made of it.
    """
    done.changed += _change(model, {key: (stored[key], row) for key, row in wanted.items() if key in stored})
    fresh = [model(**(first or {}).get(key, {}), **row) for key, row in wanted.items() if key not in stored]
    model._default_manager.bulk_create(fresh, batch_size=ROWS)
    done.created += len(fresh)


def _change(model: type[Model], pairs: Mapping[Any, tuple[Any, dict[str, Any]]]) -> int:
    moved: list[Any] = []
    fields: set[str] = set()
    for record, row in pairs.values():
        different = [name for name, value in row.items() if getattr(record, name) != value]
        for name in different:
            setattr(record, name, row[name])
        if different:
            moved.append(record)
            fields.update(name.removesuffix("_id") for name in different)
    if moved:
        model._default_manager.bulk_update(moved, sorted(fields), batch_size=ROWS)
    return len(moved)
