"""Which sheets a workbook has, and which columns: drawn from the document's types, so that the two never differ."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, StrEnum
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from uuid import UUID

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from samspel.rounds.document import Round
from samspel.rounds.reading import KEYS

PARTS = ("people", "organisations", "networks", "frames", "needs", "confirmations")
"""The lists of a round that a workbook holds; what comes after them is told as JSON alone."""
CALL = "call"
LISTS = frozenset(Round.model_fields) - {"attribution", "office", CALL}
# What is written of the same thing elsewhere has the same words.
ALIKE = {"ListedNeed": "Need", "AskedPartner": "Confirmation"}
ONE_LINE = 200
# What a code of a field means to people, by the name of its group of words; the rest are shown as they are.
GROUPS = {
    "Organisation.kind": "kinds", "Unit.kind": "unit_kinds", "Call.schemes": "schemes", "Frame.scheme": "schemes",
    "Need.scheme": "schemes", "Need.themes": "themes", "OwnTheme.scheme": "schemes",
    "Need.assessment_sources": "assessment_sources", "Need.plan_fit": "plan_fit",
    "Indicator.measured_in": "measured_in",
    "TargetGroup.group": "target_groups", "BudgetLine.category": "budget_categories", "Cost.kind": "cost_kinds",
}  # fmt: skip


class Kind(StrEnum):
    """What one cell of a column holds."""

    TEXT = "text"
    NUMBER = "number"
    YES_NO = "yes-no"
    DAY = "day"
    MOMENT = "moment"
    LINES = "lines"


@dataclass(frozen=True)
class Column:
    """One column: which field it fills, as a path within the row's entry; words stand under `names`, part by part."""

    path: tuple[str, ...]
    names: tuple[tuple[str, str], ...]
    kind: Kind
    required: bool = False
    group: str = ""
    codes: tuple[str, ...] = ()
    long: bool = False
    """Its text may be of many lines."""
    within: bool = False
    """Says which entry of the list above the row belongs to."""


@dataclass(frozen=True)
class Table:
    """One sheet: the list that its rows fill, as a path in the document, none for the round itself; and its columns."""

    path: tuple[str, ...]
    columns: tuple[Column, ...]
    plain: bool = False
    """Its entries are values and not parts, as the units of a need."""

    @property
    def name(self) -> str:
        """Give what its words are found under."""
        return "-".join(self.path) or "round"

    @property
    def own(self) -> tuple[Column, ...]:
        """Give the columns that fill the entry itself."""
        return tuple(column for column in self.columns if not column.within)


@cache
def tables(root: type[BaseModel] = Round) -> tuple[Table, ...]:
    """Give every sheet of a document in its order: a round's own, then each list with the lists in its entries."""
    own = (Table((), tuple(columns_of(root))), *call_lists()) if root is Round else ()
    parts = PARTS if root is Round else tuple(root.model_fields)
    return (*own, *(table for part in parts for table in list_of(root, part)))


def call_lists() -> Iterator[Table]:
    """Give the sheets of the lists within the call; there is one call, so no row says whose it is."""
    model = bare(Round.model_fields[CALL].annotation)
    for name, field in model.model_fields.items():
        inside = entry_of(field)
        if inside is not None and is_part(inside):
            yield Table((CALL, name), tuple(columns_of(inside)))


def list_of(root: type[BaseModel], part: str) -> Iterator[Table]:
    """Give the sheet of one list of the document, and those of the lists within its entries."""
    model = entry_of(root.model_fields[part])
    yield Table((part,), tuple(columns_of(model)))
    for name, field in model.model_fields.items():
        inside = entry_of(field)
        if inside is not None and not is_lines(name, field):
            plain = not is_part(inside)
            own = [column_of(model, name, Kind.TEXT, required=True)] if plain else list(columns_of(inside))
            yield Table((part, name), (*keys_of(part, model), *own), plain)


def keys_of(part: str, model: type[BaseModel]) -> Iterator[Column]:
    """Give the columns that say which entry above a row belongs to."""
    named = KEYS[part]
    for name in named:
        alone = len(named) == 1
        names = (("key", part),) if alone else ((model.__name__, name),)
        kind = Kind.TEXT if alone else kind_of(model.model_fields[name].annotation)
        yield Column((name,), names, kind, required=True, group="" if alone else group_of(model, name), within=True)


def columns_of(model: type[BaseModel], *, path: tuple[str, ...] = (), needed: bool = True,
               names: tuple[tuple[str, str], ...] = ()) -> Iterator[Column]:  # fmt: skip
    """Give the columns of a part, those of the single parts in it among them."""
    for name, field in model.model_fields.items():
        if model is Round and name in LISTS:
            continue
        inside = bare(field.annotation)
        if is_part(inside):
            told = (*names, (model.__name__, name))
            yield from columns_of(inside, path=(*path, name), needed=needed and field.is_required(), names=told)
        elif entry_of(field) is None or is_lines(name, field):
            kind = Kind.LINES if is_lines(name, field) else kind_of(field.annotation)
            yield column_of(model, name, kind, path=path, required=needed and field.is_required(), names=names)


def column_of(model: type[BaseModel], name: str, kind: Kind, *, path: tuple[str, ...] = (), required: bool,
              names: tuple[tuple[str, str], ...] = ()) -> Column:  # fmt: skip
    """Give the column of one field; the fields of a deed have their words once."""
    owner = next(one for one in reversed(model.__mro__) if name in getattr(one, "model_fields", {}))
    told = (*names, (ALIKE.get(owner.__name__, owner.__name__), name))
    codes = codes_of(model.model_fields[name].annotation)
    return Column((*path, name), told, kind, required, group_of(model, name), codes, is_long(model.model_fields[name]))


def is_long(field: FieldInfo) -> bool:
    """Tell whether a text may be of many lines."""
    found = [getattr(one, "max_length", None) or 0 for one in field.metadata]
    return max(found, default=0) > ONE_LINE


def group_of(model: type[BaseModel], name: str) -> str:
    """Give the group of words that the codes of a field have."""
    return (
        "written_form"
        if name == "written_form"
        else GROUPS.get(f"{ALIKE.get(model.__name__, model.__name__)}.{name}", "")
    )


def bare(annotation: Any) -> Any:  # noqa: ANN401  a type of any kind
    """Give a type without what is said about it and without that it may be absent."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return bare(get_args(annotation)[0])
    if origin in {Union, types.UnionType}:
        return bare(next(one for one in get_args(annotation) if one is not type(None)))
    return annotation


def entry_of(field: FieldInfo) -> Any:  # noqa: ANN401  a type of any kind
    """Give the type of a list's entries; None for what is no list."""
    found = bare(field.annotation)
    return bare(get_args(found)[0]) if get_origin(found) is tuple else None


def is_lines(name: str, field: FieldInfo) -> bool:
    """Tell whether a list is short words in one cell, one a line; units have rows of their own."""
    inside = entry_of(field)
    return inside is not None and not is_part(inside) and name != "units"


def is_part(found: Any) -> bool:  # noqa: ANN401  a type of any kind
    """Tell whether a type is a part of the document with fields of its own."""
    return isinstance(found, type) and issubclass(found, BaseModel)


def kind_of(annotation: Any) -> Kind:  # noqa: ANN401  a type of any kind
    """Give what a cell for a value of a type holds."""
    found = bare(annotation)
    if get_origin(found) is Literal or found in {str, UUID} or (isinstance(found, type) and issubclass(found, Enum)):
        return Kind.TEXT
    kinds = {bool: Kind.YES_NO, int: Kind.NUMBER, date: Kind.DAY, datetime: Kind.MOMENT}
    return kinds.get(found, Kind.MOMENT)


def codes_of(annotation: Any) -> tuple[str, ...]:  # noqa: ANN401  a type of any kind
    """Give the values that a type lists, where it does."""
    found = bare(annotation)
    if get_origin(found) is Literal:
        return tuple(str(one) for one in get_args(found))
    if isinstance(found, type) and issubclass(found, Enum):
        return tuple(str(one.value) for one in found)
    return ()
