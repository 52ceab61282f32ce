"""The programs that `samspel check` runs turn red on what they are there to find."""

from __future__ import annotations

import pytest

from samspel.cli import check
from tests.house.checks import source
from tests.house.conftest import Plant

CONFIG = (source.ROOT / "pyproject.toml").read_text()
RULES = "src/samspel/needs/rules.py"
SMALL = '"""A small tree."""\n'
BRANCHES = "    if x:\n        x += 1\n" * 10
BRANCHY = f'"""Guards."""\n\n\ndef guard(x: int) -> int:\n    """Ask."""\n{BRANCHES}    return x\n'


def said(part: str, plant: Plant, files: dict[str, str]) -> str:
    """Run one part of the check on a small tree; it must find something, and this gives what it says."""
    root = plant({"pyproject.toml": CONFIG, "src/samspel/__init__.py": SMALL, "bench/__init__.py": SMALL, **files})
    (chosen,) = [found for found in check.parts(root) if found.name == part]
    _, _, words, well = check.perform(chosen, root)
    assert not well, words
    return words


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("x = 1\n", "D100"),
        ('"""Guards."""\n\n\ndef guard() -> None:\n    pass\n', "D103"),
        ('"""Guards."""\n\n\nclass Guard:\n    pass\n', "D101"),
        ('"""Guards."""\n\n\ndef guard(x):  # type: ignore[no-untyped-def]\n    """Ask."""\n', "ANN001"),
        (BRANCHY, "C901"),
        ('"""Guards."""\n\nimport datetime\n\nx = datetime.datetime(2023, 2, 1)\n', "DTZ001"),
        ('"""Guards."""\n\nprint("x")\n', "T201"),
    ],
)
def test_a_fault_in_the_style_is_found(plant: Plant, text: str, code: str) -> None:
    assert f"{RULES}:" in (words := said("lint", plant, {RULES: text}))
    assert code in words


def test_a_module_that_is_not_formatted_is_found(plant: Plant) -> None:
    assert RULES in said("format", plant, {RULES: '"""Guards."""\nx = { 1:2 }\n'})


def test_a_template_that_is_not_formatted_is_found(plant: Plant) -> None:
    page = "src/samspel/web/templates/owner/need.html"
    assert page in said("templates", plant, {page: "{%load i18n%}\n{{x}}\n"})


def test_an_import_that_nobody_declared_is_found(plant: Plant) -> None:
    assert "DEP001 'somebody' imported" in said("dependencies", plant, {RULES: "import somebody\n"})


def test_a_wrong_type_is_found(plant: Plant) -> None:
    words = said("types", plant, {"tests/test_x.py": "def f(x: int) -> str:\n    return x\n\n\ndef g(x): ...\n"})
    assert "[return-value]" in words
    assert "[no-untyped-def]" in words


def test_everything_in_order_is_let_through() -> None:
    part = check.Part("yes", "nothing is wrong", (("python", "-c", "print('fine')"),))
    assert check.perform(part)[2:] == ("fine", True)


def test_a_part_that_does_not_exist_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.run(["dance"]) == 2
    assert "unknown part: dance" in capsys.readouterr().err


def test_each_planting_begins_with_an_empty_tree(plant: Plant) -> None:
    plant({"old.py": ""})
    assert [path.name for path in plant({"new.py": ""}).iterdir()] == ["new.py"]
