"""The same files in every step, and tests that mirror the source."""

from __future__ import annotations

from tests.house.checks import shape, source
from tests.house.conftest import Plant, holds


def test_every_step_has_the_same_files() -> None:
    holds(shape.steps(source.ROOT))


def test_tests_mirror_the_source() -> None:
    holds(shape.mirror(source.ROOT))


def test_another_file_in_a_step_is_found(plant: Plant) -> None:
    tree = {
        "src/samspel/needs/models.py": "",
        "src/samspel/needs/rules/__init__.py": "",
        "src/samspel/needs/score.py": "",
    }
    (fault,) = shape.steps(plant(tree))
    assert fault.startswith("src/samspel/needs/score.py: a step holds")


def test_a_test_that_mirrors_nothing_is_found(plant: Plant) -> None:
    tree = {"src/samspel/needs/rules.py": "", "tests/needs/test_rules.py": "", "tests/needs/test_guards.py": ""}
    assert shape.mirror(plant({**tree, "tests/journey/test_whole_story.py": ""})) == [
        "tests/needs/test_guards.py: mirrors no file (src/samspel/needs/guards.py)"
    ]


def test_the_benchmarks_have_tests_beside_what_they_test_too(plant: Plant) -> None:
    tree = {"bench/cpu.py": "", "tests/bench/test_cpu.py": "", "tests/bench/test_gpu.py": ""}
    assert shape.mirror(plant(tree)) == ["tests/bench/test_gpu.py: mirrors no file (bench/gpu.py)"]
