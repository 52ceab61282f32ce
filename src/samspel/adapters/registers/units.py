"""Nasjonalt barnehageregister and Nasjonalt skoleregister (v4): one shape of answer, with words of their own."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from samspel.actors.registers.answers import Listed, Tell, Told, Unreadable
from samspel.adapters.registers.asking import Client
from samspel.kit import orgnr as numbers

A_PAGE = 1000
MOST_PAGES = 1000
AT_ONCE = 4
"""More than this at once was never tried against the registers."""
A_STEP = 1000


@dataclass(frozen=True)
class Words:
    """What one of the two registers calls what both of them tell."""

    is_ours: str
    public: str
    private: str
    owner_relation: str
    types: tuple[tuple[frozenset[str], str], ...]
    """The flags that must all be set, and the type that a unit then is; the first that fits counts."""
    learners: str = ""
    grades: tuple[tuple[str, str], ...] = ()


KINDERGARTENS = Words(
    is_ours="ErBarnehage",
    public="ErOffentligBarnehage",
    private="ErPrivatBarnehage",
    owner_relation="6",
    types=((frozenset(), "kindergarten"),),
    learners="AntallBarn",
)
SCHOOLS = Words(
    is_ours="ErSkole",
    public="ErOffentligSkole",
    private="ErPrivatskole",
    owner_relation="1",
    types=(
        (frozenset({"ErGrunnskole", "ErVideregaaendeSkole"}), "combined"),
        (frozenset({"ErGrunnskole"}), "primary"),
        (frozenset({"ErVideregaaendeSkole"}), "upper-secondary"),
        (frozenset(), "other"),
    ),
    learners="Elevtall",
    grades=(("SkoletrinnGSFra", "SkoletrinnGSTil"), ("SkoletrinnVGSFra", "SkoletrinnVGSTil")),
)
OWNERSHIP = "Eierstruktur"
STAFF = "AntallAnsatte"
LARGEST_UNIT = 100_000


@dataclass(frozen=True)
class Register:
    """One of the two registers at its address."""

    client: Client
    words: Words

    def listed(self, tell: Tell) -> Listed:
        """Give every open unit; Unreadable when fewer come than the register says it has."""
        try:
            found = self._all(tell)
        finally:
            self.client.close()
        ours = {orgnr: line for orgnr, line in found.items() if self._is_ours(orgnr, line)}
        stamps = {orgnr: str(line.get("DatoEndret") or "") for orgnr, line in ours.items() if numbers.is_valid(orgnr)}
        return Listed(stamps, aside=len(ours) - len(stamps))

    def _all(self, tell: Tell) -> dict[str, dict[str, Any]]:
        """Read the list page by page."""
        found: dict[str, dict[str, Any]] = {}
        number, last, came, total = 1, 1, 0, 0
        while number <= last:
            page = self._page(number)
            last, total = _count(page, "AntallSider", number), _count(page, "TotaltAntallEnheter", number)
            lines = _of(page, "EnhetListe", list, f"page {number}")
            came += len(lines)
            found |= {_of(line, "Organisasjonsnummer", str, f"page {number}"): line for line in lines}
            tell(f"page {number} of {last}")
            number += 1
            if number > MOST_PAGES:
                raise Unreadable(f"page {number}", f"AntallSider is {last}")
        if came != total or len(found) != total:
            raise Unreadable("TotaltAntallEnheter", f"{total} units are promised, and {len(found)} came")
        return found

    def told(self, orgnrs: Iterable[str], tell: Tell) -> list[Told]:
        """Give what the register tells of some units, a few at a time."""
        asked, found = list(orgnrs), []
        try:
            with ThreadPoolExecutor(AT_ONCE) as several:
                for begin in range(0, len(asked), A_STEP):
                    found += [one for one in several.map(self._unit, asked[begin : begin + A_STEP]) if one]
                    tell(f"{min(begin + A_STEP, len(asked))} of {len(asked)} units")
        finally:
            self.client.close()
        return found

    def _page(self, number: int) -> dict[str, Any]:
        page = self.client.get("enheter", {"sidenummer": number, "antallperside": A_PAGE})
        if not isinstance(page, dict):
            raise Unreadable(f"page {number}", "is no object")
        return page

    def _is_ours(self, orgnr: str, line: dict[str, Any]) -> bool:
        ours = _of(line, self.words.is_ours, bool, orgnr)
        return _of(line, "ErAktiv", bool, orgnr) and ours and line.get("ErEkskludert") is not True

    def _unit(self, orgnr: str) -> Told | None:
        unit = self.client.get(f"enhet/{orgnr}")
        if unit is None:
            return None
        if not isinstance(unit, dict):
            raise Unreadable(orgnr, "is no object")
        return self.read(orgnr, unit)

    def read(self, orgnr: str, unit: dict[str, Any]) -> Told | None:
        """Give what an answer tells of a unit; nothing when it has closed. Unreadable names a field that is missing."""
        if (other := _of(unit, "Organisasjonsnummer", str, orgnr)) != orgnr:
            raise Unreadable(orgnr, f"Organisasjonsnummer is {other}")
        if not self._is_ours(orgnr, unit):
            return None
        public, private = (_of(unit, name, bool, orgnr) for name in (self.words.public, self.words.private))
        if public and private:
            raise Unreadable(orgnr, f"{self.words.public} and {self.words.private}")
        kommune = _of(unit, "Kommune", dict, orgnr)
        owner, owner_name = self._owner(unit, orgnr)
        first, last = self._grades(unit, orgnr)
        return Told(
            orgnr=orgnr,
            name=_name(unit, orgnr),
            kommune=_of(kommune, "Kommunenummer", str, orgnr),
            type=next(type_ for flags, type_ in self.words.types if all(_of(unit, one, bool, orgnr) for one in flags)),
            public=public,
            owner=owner,
            owner_name=owner_name,
            kommune_orgnr=str(kommune.get("Organisasjonsnummer") or ""),
            grade_from=first,
            grade_to=last,
            learners=_counted(unit, self.words.learners),
            staff=_counted(unit, STAFF),
        )

    def _owner(self, unit: dict[str, Any], orgnr: str) -> tuple[str, str]:
        """Give the number and the name of the owner; nothing where no relation tells of one, or where two do."""
        owners: dict[str, str] = {}
        for relation in _of(unit, "ForeldreRelasjoner", list, orgnr):
            kind = _of(relation, "Relasjonstype", dict, orgnr)
            if str(kind.get("Id")) == self.words.owner_relation and kind.get("Navn", OWNERSHIP) == OWNERSHIP:
                other = _of(relation, "Enhet", dict, orgnr)
                owners[_of(other, "Organisasjonsnummer", str, orgnr)] = str(other.get("Navn") or "")
        number, name = next(iter(owners.items())) if len(owners) == 1 else ("", "")
        return (number, name[:LONGEST_NAME]) if numbers.is_valid(number) and name else ("", "")

    def _grades(self, unit: dict[str, Any], orgnr: str) -> tuple[int | None, int | None]:
        told = [(unit.get(first), unit.get(last)) for first, last in self.words.grades]
        whole = [
            (first, last)
            for first, last in told
            if isinstance(first, int) and isinstance(last, int) and 1 <= first <= LAST and 1 <= last <= LAST
        ]
        if any(first > last for first, last in whole):
            raise Unreadable(orgnr, "Skoletrinn")
        return (min(first for first, _ in whole), max(last for _, last in whole)) if whole else (None, None)


LAST = 13
"""The last grade of upper secondary school."""
LONGEST_NAME = 200


def _name(unit: dict[str, Any], orgnr: str) -> str:
    name = " ".join(_of(unit, "Navn", str, orgnr).replace("\0", "").split())
    if not name:
        raise Unreadable(orgnr, "Navn is empty")
    return name[:LONGEST_NAME]


def _of(found: object, name: str, kind: type, where: str) -> Any:  # noqa: ANN401 - what `kind` says
    """Give a field that must be there and be what it is said to be; Unreadable names it."""
    value = found.get(name) if isinstance(found, dict) else None
    if not isinstance(value, kind):
        raise Unreadable(where, name)
    return value


def _counted(unit: dict[str, Any], name: str) -> int | None:
    """Give how many learn or work in a unit; nothing where the register does not tell, or tells nonsense."""
    value = unit.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST_UNIT else None


def _count(page: dict[str, Any], name: str, number: int) -> int:
    value: int = _of(page, name, int, f"page {number}")
    if value < 0 or isinstance(value, bool):
        raise Unreadable(f"page {number}", name)
    return value
