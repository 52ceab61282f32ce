"""What Enhetsregisteret tells of owners, in the shapes that it answers in; the facts are invented."""

from __future__ import annotations

from typing import Any

import pytest

from samspel.actors.registers.answers import ToldOrganisation, Unreadable
from samspel.adapters.registers.owners import Enhetsregisteret

Json = dict[str, Any]
FJORDVIK, TROLL, GONE = "210000011", "210000038", "210000046"


class Asked:
    """A client that answers from a table, without a network."""

    def __init__(self, search: object, **units: object) -> None:
        self.search, self.units, self.asked = search, units, list[str]()

    def get(self, path: str, query: Json | None = None) -> object:
        self.asked.append(path)
        return self.search if query else self.units.get(path.removeprefix("enheter/"))

    def close(self) -> None: ...


def unit(orgnr: str, name: str = "FJORDVIK  KOMMUNE", **fields: object) -> Json:
    form = {"kode": "KOMM", "beskrivelse": "Kommune", "_links": {"self": {"href": "x"}}}
    return {"organisasjonsnummer": orgnr, "navn": name, "organisasjonsform": form, "konkurs": False, **fields}


def page(*units: Json, total: object = None) -> Json:
    found: Json = {"page": {"size": 100, "totalElements": len(units) if total is None else total, "number": 0}}
    return found | ({"_embedded": {"enheter": [*units]}} if units else {})


def told(client: Asked, *orgnrs: str) -> list[ToldOrganisation]:
    return Enhetsregisteret(client).told(orgnrs, lambda line: None)  # type: ignore[arg-type]


def test_those_that_the_search_leaves_out_are_asked_for_one_by_one() -> None:
    deleted = {"organisasjonsnummer": TROLL, "slettedato": "2026-05-01", "respons_klasse": "SlettetEnhet"}
    client = Asked(page(unit(FJORDVIK, nyttFelt=[1])), **{TROLL: deleted})
    assert told(client, FJORDVIK, TROLL, GONE) == [
        ToldOrganisation(FJORDVIK, "FJORDVIK KOMMUNE"),
        ToldOrganisation(TROLL, "", "2026-05-01"),
    ]
    assert client.asked == ["enheter", f"enheter/{TROLL}", f"enheter/{GONE}"]


def test_an_empty_result_has_nothing_embedded_and_nobody_asks_for_nothing() -> None:
    assert told(Asked(page()), FJORDVIK) == []
    assert told(Asked(None)) == []


@pytest.mark.parametrize(
    ("search", "field"),
    [
        (None, "page"),
        ([], "page"),
        ({"_embedded": {"enheter": []}}, "page"),
        ({"page": {"totalElements": 0}, "_embedded": {"units": []}}, "_embedded.enheter"),
        ({"page": {"totalElements": 0}, "_embedded": []}, "_embedded.enheter"),
        (page(unit(FJORDVIK), total=2), "page.totalElements"),
        (page({"navn": "X"}), "organisasjonsnummer"),
        (page({"organisasjonsnummer": FJORDVIK}), "navn"),
        (page(unit(FJORDVIK, name="")), "navn"),
        (page("X"), "is no object"),  # type: ignore[arg-type]
    ],
)
def test_what_we_need_and_do_not_get_is_named(search: object, field: str) -> None:
    with pytest.raises(Unreadable) as fault:
        told(Asked(search), FJORDVIK)
    assert fault.value.field == field
