"""Enhetsregisteret (v1): what it tells of the organisations that we know by their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from samspel.actors.registers.answers import Tell, ToldOrganisation, Unreadable
from samspel.adapters.registers.asking import Client

A_PAGE = 100
"""So many numbers fit in one address, and the register gives them on one page."""


@dataclass(frozen=True)
class Enhetsregisteret:
    """The register at its address."""

    client: Client

    def told(self, orgnrs: Iterable[str], tell: Tell) -> list[ToldOrganisation]:
        """Give what it tells of some organisations; one it has never had is left out.

        The search leaves out those that are deleted: each that is missing is asked for by itself.
        """
        asked = sorted(set(orgnrs))
        found: dict[str, ToldOrganisation] = {}
        try:
            for begin in range(0, len(asked), A_PAGE):
                some = asked[begin : begin + A_PAGE]
                found |= {one.orgnr: one for one in self._page(some) if one.orgnr in some}
                tell(f"{min(begin + A_PAGE, len(asked))} of {len(asked)} organisations")
            for orgnr in (orgnr for orgnr in asked if orgnr not in found):
                if (one := self.client.get(f"enheter/{orgnr}")) is not None:
                    found[orgnr] = read(one, orgnr)
        finally:
            self.client.close()
        return [found[orgnr] for orgnr in sorted(found)]

    def _page(self, orgnrs: list[str]) -> list[ToldOrganisation]:
        page = self.client.get("enheter", {"organisasjonsnummer": ",".join(orgnrs), "size": A_PAGE})
        if not isinstance(page, dict) or not isinstance(page.get("page"), dict):
            raise Unreadable("enheter", "page")
        held = page.get("_embedded", {"enheter": []})  # an empty result has none
        lines = held.get("enheter") if isinstance(held, dict) else None
        if not isinstance(lines, list):
            raise Unreadable("enheter", "_embedded.enheter")
        if len(lines) != page["page"].get("totalElements"):
            raise Unreadable("enheter", "page.totalElements")
        return [read(line, "enheter") for line in lines]


def read(unit: object, where: str) -> ToldOrganisation:
    """Give what an answer tells of an organisation; a deleted one has little more than its number and a day."""
    if not isinstance(unit, Mapping):
        raise Unreadable(where, "is no object")
    orgnr = _text(unit, "organisasjonsnummer", where)
    deleted = str(unit.get("slettedato") or "")
    name = str(unit.get("navn") or "") if deleted else _text(unit, "navn", orgnr)
    return ToldOrganisation(orgnr, " ".join(name.split())[:200], deleted[:10], address(unit))


def address(unit: Mapping[str, Any]) -> str:
    """Give the postal address, or else that of the business, one line a line; empty when there is none to read."""
    found = unit.get("postadresse") or unit.get("forretningsadresse")
    if not isinstance(found, Mapping):
        return ""
    lines = found.get("adresse")
    told = [line for line in lines if isinstance(line, str)] if isinstance(lines, list) else []
    place = " ".join(str(found.get(name) or "") for name in ("postnummer", "poststed"))
    return "\n".join(line for part in (*told, place) if (line := " ".join(part.split())))[:400]


def _text(unit: Mapping[str, Any], name: str, where: str) -> str:
    value = unit.get(name)
    if not isinstance(value, str) or not value.strip():
        raise Unreadable(where, name)
    return value
