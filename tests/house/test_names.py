"""Names are ASCII, modules are named after something, imports stand at the top."""

from __future__ import annotations

import pytest

from tests.house.checks import names, source
from tests.house.conftest import Plant, holds

FILE = "src/samspel/needs/rules.py"


def test_identifiers_are_ascii() -> None:
    holds(names.ascii_only(source.ROOT))


def test_modules_are_named_after_what_they_hold() -> None:
    holds(names.shelves(source.ROOT))


def test_imports_stand_at_the_top() -> None:
    holds(names.late_imports(source.ROOT))


@pytest.mark.parametrize(
    "text", ["beløp = 1\n", "def f(beløp): ...\n", "class Beløp: ...\n", "f(beløp=1)\n", "x.beløp()\n"]
)
def test_a_letter_outside_ascii_is_found(plant: Plant, text: str) -> None:
    assert [fault.lower() for fault in names.ascii_only(plant({FILE: text}))] == [
        f"{FILE}:1: beløp: identifiers are ascii"
    ]


def test_a_text_may_have_any_letter(plant: Plant) -> None:
    assert names.ascii_only(plant({FILE: 'x = "beløp"  # beløp\n'})) == []


def test_a_file_name_outside_ascii_is_found(plant: Plant) -> None:
    assert names.ascii_only(plant({"docs/beløp.md": ""})) == ["docs/beløp.md: file names are ASCII"]


@pytest.mark.parametrize("name", sorted(names.SHELVES))
@pytest.mark.parametrize("file", ["{}.py", "{}/__init__.py"])
def test_a_shelf_is_found(plant: Plant, name: str, file: str) -> None:
    path = f"src/samspel/needs/{file.format(name)}"
    assert names.shelves(plant({path: ""})) == [f"{path}: {name}: name the module after what it holds"]


def test_an_import_inside_a_function_is_found(plant: Plant) -> None:
    assert names.late_imports(plant({FILE: "def f():\n    import json\n"})) == [
        f"{FILE}:2: imports inside a function; move it to the top, or move the function"
    ]
