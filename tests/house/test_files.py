"""Files name no machine and no mirror, and nothing compiled is committed."""

from __future__ import annotations

import pytest

from tests.house.checks import files, source
from tests.house.conftest import Plant, holds


def test_locks_name_only_public_hosts() -> None:
    holds(files.lock_hosts(source.ROOT))


def test_no_file_names_a_machine() -> None:
    holds(files.traces(source.ROOT))


def test_nothing_compiled_is_committed() -> None:
    holds(files.compiled(source.ROOT))


def test_a_foreign_host_in_a_lock_is_found(plant: Plant) -> None:
    lock = 'source = { registry = "https://mirror.example/simple" }\n'
    assert files.lock_hosts(plant({"uv.lock": lock})) == ["uv.lock: mirror.example: not a public index"]


@pytest.mark.parametrize("top", ["work/main", "home/kari", "root"])
def test_a_path_of_one_machine_is_found(plant: Plant, top: str) -> None:
    path = f"/{top}/x"
    assert files.traces(plant({"docs/a.md": f"see {path}\n"})) == [f"docs/a.md:1: {path}: a path of one machine"]


def test_a_mirror_of_this_machine_is_found(plant: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UV_INDEX_URL", "https://mirror.example/simple")
    assert files.traces(plant({"docs/a.md": "from mirror.example\n"})) == ["docs/a.md:1: names a package mirror"]


def test_a_line_about_who_typed_it_is_found(plant: Plant) -> None:
    line = "Co-authored" + "-by: somebody\n"
    assert files.traces(plant({"docs/a.md": line})) == ["docs/a.md:1: says who typed it; the commit does"]


def test_a_compiled_catalogue_is_found(plant: Plant) -> None:
    assert files.compiled(plant({"src/samspel/locale/nn/django.mo": ""})) == [
        "src/samspel/locale/nn/django.mo: compiled; it is built, not committed"
    ]


def test_without_git_what_is_ignored_is_left_out(plant: Plant) -> None:
    root = plant({".gitignore": "var/\n*.mo\n", "var/a.txt": "", "src/b.mo": "", "src/c.py": ""})
    assert [path.relative_to(root).as_posix() for path in source.tracked(root)] == [".gitignore", "src/c.py"]
