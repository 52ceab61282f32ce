"""The one check of a need, asked by a machine with its owner's or its office's login; it is no open data."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from samspel.needs import queries
from samspel.needs import sheet as sheets
from samspel.needs.rules import check_for, errors
from samspel.opendata.files import Row
from samspel.web import clock
from samspel.web.acting import Request


class Found(Schema):
    """One thing that the check has found in a need."""

    code: str = Field(description="The validation rule, as VR05, or `missing`")
    level: Literal["error", "warning", "hint"] = Field(description="An error stops the sending")
    field: str = Field(description="The question that it belongs to")
    text: str
    basis: str = Field(description="The legal basis, or that it is our own practice or not yet verified")
    who: Literal["owner", "partner", "office"] = Field(description="Who can put it right")


class Checked(Schema):
    """What the one check finds in a need as it stands now."""

    need: str = Field(description="The reference of the need")
    checked_at: datetime
    can_be_sent: bool = Field(description="No error was found")
    findings: list[Found]


def check(request: Request, need_id: UUID) -> Row:
    """Give what the one check finds in a need, to whoever may see it: its owner always, its office once handed in."""
    at = clock.now(request)
    need = queries.need_of(request.by, need_id)
    findings = check_for(sheets.of(need, at), request.by, at)
    told = [{**vars(finding), "level": finding.level.value, "who": finding.who.value} for finding in findings]
    return {"need": need.ref, "checked_at": at, "can_be_sent": not errors(findings), "findings": told}
