"""The need flows one way: the contracts of pyproject.toml, on the real tree and on small trees that break them."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.checks import source
from tests.house.conftest import Plant, planter

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


WRONG = {
    "calls/rules.py": "import samspel.needs",
    "kit/money.py": "import samspel.flow",
    "needs/models.py": "import samspel.needs.transitions",
    "needs/queries.py": "import samspel.needs.rules",
    "rules/table.py": "import django.db",
    "web/login.py": "import samspel.adapters.identity",
    "web/owner/need.py": "import samspel.web.office.case",
}


@pytest.fixture(scope="module")
def said_of_wrong_ways(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give what is said of one small tree with a line for every way that is closed."""
    others = ("needs/rules.py", "needs/transitions.py", "adapters/identity.py", "web/office/case.py")
    desks = ("web/owner/__init__.py", "web/office/__init__.py")
    files = {f"src/samspel/{name}": "" for name in (*others, *desks)}
    files |= {f"src/samspel/{name}": f"{line}\n" for name, line in WRONG.items()}
    return lint(small_tree(planter(tmp_path_factory.mktemp("wrong")), files)).partition("Broken contracts")[2]


@pytest.mark.parametrize("file", WRONG)
def test_a_wrong_way_is_found(said_of_wrong_ways: str, file: str) -> None:
    here = f"samspel.{file.removesuffix('.py').replace('/', '.')}"
    there = WRONG[file].removeprefix("import ")
    assert f"{here} -> {there.removesuffix('.db')} (l.1)" in said_of_wrong_ways


def test_every_contract_has_a_wrong_way(said_of_wrong_ways: str) -> None:
    assert [contract["name"] for contract in CONTRACTS if contract["name"] not in said_of_wrong_ways] == []


def test_a_module_that_nobody_has_placed_is_found(plant: Plant) -> None:
    assert "reminders" in lint(small_tree(plant, {"src/samspel/reminders/__init__.py": ""}))
