"""What the API answers with: typed rows made from the columns of the open data, one page at a time."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest, QueryDict
from ninja import Schema
from pydantic import Field, create_model

from samspel.opendata import files
from samspel.opendata.files import Column, Row

TYPES: dict[str, Any] = {"string": str, "integer": int, "boolean": bool, "date": date, "datetime": datetime}
MOST = 200
# Far beyond any list, and far within what the database counts with.
FARTHEST = 10_000_000

Limit = Annotated[int, Field(ge=1, le=MOST, description="How many rows to give")]
Offset = Annotated[int, Field(ge=0, le=FARTHEST, description="How many rows to leap over")]
Year = Annotated[int, Field(ge=2000, le=2100)]
Code = Annotated[str, Field(max_length=60, pattern=r"^[0-9A-Za-z._-]*$")]


def schema_of(name: str, columns: tuple[Column, ...]) -> type[Schema]:
    """Make the type of a row from its columns, so that files and API never differ."""
    fields: dict[str, Any] = {
        column.name: (
            TYPES[column.type] | None if column.optional else TYPES[column.type],
            Field(description=column.meaning),
        )
        for column in columns
    }
    return create_model(name, __base__=Schema, **fields)


Award = schema_of("Award", files.AWARD_COLUMNS)
Call = schema_of("Call", files.CALL_COLUMNS)


class Page(Schema):
    """A part of a list: how many rows there are in all, and where the next part is."""

    count: int = Field(description="How many rows there are in all")
    next: str | None = Field(description="The address of the next page; null on the last one")


class AwardPage(Page):
    """A part of the list of awards, with the sum of all of them."""

    sum_nok: int = Field(description="The sum of all the awards asked for, in whole kroner")
    results: list[Award]  # type: ignore[valid-type]


class CallPage(Page):
    """A part of the list of calls."""

    results: list[Call]  # type: ignore[valid-type]


class Fault(Schema):
    """What was wrong with one thing that was asked."""

    type: str
    loc: list[str | int]
    msg: str


class Faults(Schema):
    """Everything that was wrong with what was asked."""

    detail: list[Fault]


def next_address(request: HttpRequest, count: int, limit: int, offset: int) -> str | None:
    """Give the address of the page after this one, keeping what was asked; None when this is the last."""
    if offset + limit >= count:
        return None
    query: QueryDict = request.GET.copy()
    query["limit"], query["offset"] = str(limit), str(offset + limit)
    return f"{request.path}?{query.urlencode()}"


def page(request: HttpRequest, count: int, limit: int, offset: int, results: list[Row]) -> Row:
    """Put the parts of an answer together."""
    return {"count": count, "next": next_address(request, count, limit, offset), "results": results}
