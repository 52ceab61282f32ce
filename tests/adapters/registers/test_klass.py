"""What Klass tells of kommunar on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from samspel.actors.registers.answers import Unreadable
from samspel.adapters.registers.klass import Klass

DAY = date(2026, 11, 27)


class Asked:
    """A client that answers one thing, without a network."""

    def __init__(self, answer: object) -> None:
        self.answer, self.asked = answer, list[tuple[str, object]]()

    def get(self, path: str, query: dict[str, Any]) -> object:
        self.asked.append((path, query["date"]))
        return self.answer

    def close(self) -> None: ...


def kommunar(client: Asked) -> dict[str, str]:
    return Klass(client).kommunar(DAY, lambda line: None)  # type: ignore[arg-type]


def test_the_kommunar_of_a_day_are_told_without_the_code_for_unknown() -> None:
    codes = [
        {"code": "0301", "parentCode": None, "level": "1", "name": "Oslo - Oslove", "validFrom": None},
        {"code": "9999", "name": "Uoppgitt"},
    ]
    client = Asked({"codes": codes})
    assert kommunar(client) == {"0301": "Oslo - Oslove"}
    assert client.asked == [("classifications/131/codesAt", "2026-11-27")]


@pytest.mark.parametrize(
    "answer",
    [
        None,
        [],
        {},
        {"codes": {}},
        {"codes": [None]},
        {"codes": [{"code": 301, "name": "Oslo"}]},
        {"codes": [{"code": "0301"}]},
    ],
)
def test_another_shape_is_refused(answer: object) -> None:
    with pytest.raises(Unreadable):
        kommunar(Asked(answer))
