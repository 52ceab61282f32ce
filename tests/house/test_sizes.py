"""Sizes: nothing over its limit, and nine of ten within the rule."""

from __future__ import annotations

from tests.house.checks import sizes, source
from tests.house.conftest import Plant, holds

FILE = "src/samspel/needs/rules.py"


def test_everything_can_be_read_in_one_go() -> None:
    holds(sizes.faults(source.ROOT))


def test_a_file_over_400_lines_is_found(plant: Plant) -> None:
    assert sizes.faults(plant({FILE: "x = 1\n" * 401})) == [f"{FILE}: 401 lines; a file has at most 400"]


def test_a_function_over_50_lines_is_found(plant: Plant) -> None:
    long = "class A:\n    def f(self):\n" + "        x = 1\n" * 50
    assert sizes.faults(plant({FILE: long})) == [f"{FILE}::A.f: 51 lines; a function has at most 50"]


def test_a_template_over_120_lines_is_found(plant: Plant) -> None:
    page = "src/samspel/web/templates/owner/need.html"
    assert sizes.faults(plant({page: "<p>\n" * 121})) == [f"{page}: 121 lines; a template has at most 120"]


def test_a_rule_that_more_than_one_in_ten_breaks_is_found(plant: Plant) -> None:
    long, short = "def f():\n" + "    x = 1\n" * 30, "def f():\n    x = 1\n"
    tree = {f"src/samspel/needs/a{number}.py": long if number < 4 else short for number in range(30)}
    assert [fault.partition(":")[0] for fault in sizes.faults(plant(tree))] == ["every function"]
