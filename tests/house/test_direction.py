"""The need flows one way: the contracts of pyproject.toml, on the real tree and on small trees that break them."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.checks import source
from tests.house.conftest import Plant

CONFIG = (source.ROOT / "pyproject.toml").read_text()
CONTRACTS = tomllib.loads(CONFIG)["tool"]["importlinter"]["contracts"]
MODULES = [name.strip("() ") for layer in CONTRACTS[0]["layers"] for name in layer.split("|")]


def lint(root: Path) -> str:
    """Run the contracts over a tree and give what is said."""
    program = str(Path(sys.executable).parent / "lint-imports")
    command = [program, "--no-cache", "--config", str(root / "pyproject.toml")]
    done = subprocess.run(command, cwd=root / "src", stdout=subprocess.PIPE, encoding="utf-8", check=False)
    return done.stdout


def small_tree(plant: Plant, files: dict[str, str]) -> Path:
    """Plant a tree with every module empty, and some files."""
    empty = {f"src/samspel/{name}/__init__.py": "" for name in MODULES}
    steps = {f"src/{path.replace('.', '/')}/__init__.py": "" for path in CONTRACTS[1]["containers"]}
    return plant({"pyproject.toml": CONFIG, "src/samspel/__init__.py": "", **empty, **steps, **files})


def test_the_contracts_hold() -> None:
    assert "0 broken" in lint(source.ROOT)


def test_an_empty_tree_keeps_the_contracts(plant: Plant) -> None:
    assert "0 broken" in lint(small_tree(plant, {}))


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("calls/rules.py", "import samspel.needs", "The need flows one way"),
        ("kit/money.py", "import samspel.flow", "The need flows one way"),
        ("reminders/__init__.py", "", "The need flows one way"),
        ("needs/models.py", "import samspel.needs.transitions", "Inside a step"),
        ("needs/queries.py", "import samspel.needs.rules", "Inside a step"),
        ("rules/table.py", "import django.db", "The law is plain Python"),
        ("web/login.py", "import samspel.adapters.identity", "Only config/wiring.py binds an adapter"),
        ("web/owner/need.py", "import samspel.web.office.case", "Desks do not know each other"),
    ],
)
def test_a_wrong_way_is_found(plant: Plant, file: str, line: str, contract: str) -> None:
    others = {
        f"src/samspel/{name}": ""
        for name in ("needs/rules.py", "needs/transitions.py", "adapters/identity.py", "web/owner/__init__.py")
    }
    others |= {"src/samspel/web/office/__init__.py": "", "src/samspel/web/office/case.py": ""}
    said = lint(small_tree(plant, {**others, f"src/samspel/{file}": f"{line}\n"}))
    assert contract in said.partition("Broken contracts")[2], said
