"""Nothing is kept that nobody calls."""

from __future__ import annotations

import pytest

from tests.house.checks import callers, source
from tests.house.conftest import Plant, holds

FILE = "src/samspel/needs/queries.py"
PAGE = "src/samspel/web/templates/owner/need.html"


def test_everything_is_used_by_somebody() -> None:
    holds(callers.faults(source.ROOT))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('def old():\n    """Give what old gave."""\n', "old"),
        ("class Old: ...\n", "Old"),
        ("class Meta:\n    def old(self): ...\n", "old"),
        ("OLD = 1\n", "OLD"),
    ],
)
def test_what_nobody_uses_is_found_also_when_it_is_imported_or_tested(plant: Plant, text: str, name: str) -> None:
    tree = {
        FILE: text,
        "src/samspel/needs/__init__.py": f'from samspel.needs.queries import {name}\n\n__all__ = ["{name}"]\n',
        "tests/needs/test_queries.py": f"{name}()\n",
    }
    assert callers.faults(plant(tree)) == [f"{FILE}::{name}: nobody uses it; remove it"]


@pytest.mark.parametrize(
    "tree",
    [
        {"src/samspel/web/owner/need.py": "from samspel.needs import queries\n\nqueries.found()\n"},
        {"src/samspel/web/owner/need.py": 'address = "owner.found"\n'},
        {PAGE: "{{ need.found }}\n"},
    ],
)
def test_what_a_module_a_name_in_a_text_or_a_template_uses_is_let_through(plant: Plant, tree: dict[str, str]) -> None:
    assert callers.faults(plant({FILE: "def found(): ...\n", **tree})) == []
