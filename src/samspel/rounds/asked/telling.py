"""A need told to its owner's system: as it is asked for, so that what is read can be changed and sent back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from samspel.needs import sheet as sheets
from samspel.needs.models import Need, Partnership
from samspel.rounds.document.asking import Indicator
from samspel.rounds.document.fields import TEXTS


def told(need: Need, at: datetime) -> dict[str, Any]:
    """Give all that a need says, under the names it has in the round file."""
    sheet = sheets.of(need, at)
    return {
        **head(need),
        **{name: getattr(need, name) for name in TEXTS},
        "units": sorted(unit.orgnr for unit in sheet.units),
        "private_units": [
            {"orgnr": one.unit.orgnr, "invited": one.own} for one in sheet.private_units or () if one.own is not None
        ],
        "target_groups": [{"group": row.group, "participants": row.participants} for row in sheet.target_groups],
        "indicators": [{name: getattr(row, name) for name in Indicator.model_fields} for row in sheet.indicators],
        "budget": [
            {"year": row.year, "category": row.category, "recipient": row.recipient.ref, "amount_nok": row.amount_nok}
            for row in sheet.lines
        ],
        "costs": [{"year": row.year, "kind": row.kind, "amount_nok": row.amount_nok} for row in sheet.costs],
        "extra_answers": [{"key": key, "text": text} for key, text in sorted(need.extra_answers.items()) if text],
        "partners": [
            {"partner": row.partner.ref, "contact": row.contact}
            for row in sheet.partnerships
            if row.state != Partnership.State.CANCELLED
        ],
        "version": version(need, sheet.partnerships),
    }


def head(need: Need) -> dict[str, Any]:
    """Give what a need is called and where it stands."""
    return {
        "id": need.pk,
        "ref": need.ref,
        "call": f"{need.office.slug}/{need.call.ref}",
        "scheme": need.scheme,
        "owner": need.owner.ref,
        "title": need.title,
        "state": need.state,
        "submitted_at": need.submitted_at,
    }


def version(need: Need, partnerships: tuple[Partnership, ...]) -> str:
    """Name how a need stands: another name as soon as anything in it, or a partner's answer, has changed."""
    return f"{need.version}.{sum(row.version for row in partnerships) + len(partnerships)}"
