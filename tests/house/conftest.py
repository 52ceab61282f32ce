"""A small tree with a fault in it: each check is run on one of these, and must find the fault."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import django
import pytest
from django.conf import settings

# `samspel check` runs these tests alone, without a database. In the whole suite Django is set up already, and the
# environment must be left as it is: the processes beside this one would take its database for theirs.
if not settings.configured:
    os.environ.setdefault("SAMSPEL_DEMO", "1")
    os.environ.setdefault("DATABASE_URL", "postgresql://nobody@/none")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samspel.config.settings")
    django.setup()

Plant = Callable[[dict[str, str]], Path]


def planter(root: Path) -> Plant:
    """Make the function that writes files into an empty tree and gives its root; each planting begins anew."""

    def write(files: dict[str, str]) -> Path:
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir()
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return root

    return write


@pytest.fixture
def plant(tmp_path: Path) -> Plant:
    """Give a function that writes files into an empty tree and gives its root."""
    return planter(tmp_path)


def holds(faults: list[str]) -> None:
    """Fail with one line per fault when there are any."""
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give every test of this folder the marker `house`."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.house)
