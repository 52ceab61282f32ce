"""Klass of Statistisk sentralbyrå: the kommunar and their numbers on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samspel.actors.registers.answers import Tell, Unreadable
from samspel.adapters.registers.asking import Client

KOMMUNAR = 131
UNKNOWN = "9999"


@dataclass(frozen=True)
class Klass:
    """The register at its address."""

    client: Client

    def kommunar(self, day: date, tell: Tell) -> dict[str, str]:
        """Give the names of the kommunar of a day by number; several languages may stand in one name."""
        try:
            answer = self.client.get(f"classifications/{KOMMUNAR}/codesAt", {"date": day.isoformat()})
        finally:
            self.client.close()
        codes = answer.get("codes") if isinstance(answer, dict) else None
        if not isinstance(codes, list):
            raise Unreadable("codesAt", "codes")
        found: dict[str, str] = {}
        for one in codes:
            number, name = (one.get(key) if isinstance(one, dict) else None for key in ("code", "name"))
            if not isinstance(number, str) or not isinstance(name, str) or not name:
                raise Unreadable("codesAt", "code and name")
            found[number] = name
        tell(f"{len(found)} kommunar")
        return {number: name for number, name in found.items() if number != UNKNOWN}
