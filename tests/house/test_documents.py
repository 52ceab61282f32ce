"""Documents fail when they go stale."""

from __future__ import annotations

from samspel.cli import docs
from samspel.cli.__main__ import COMMANDS
from tests.house.checks import documents, source
from tests.house.conftest import Plant, holds

IN_THE_SCRIPT = {"run"}
MAKEFILE = "run: ## start\n\t@exec ./samspel run\njump:\n\t@exec ./samspel jump $(k)\n"


def test_every_dependency_has_its_reason() -> None:
    holds(documents.dependencies(source.ROOT))


def test_the_pages_drawn_from_the_code_are_fresh() -> None:
    holds(documents.stale(source.ROOT, docs.pages()))


def test_the_commands_in_the_documents_exist() -> None:
    holds(documents.commands(source.ROOT, set(COMMANDS) | IN_THE_SCRIPT))


def test_a_page_that_went_stale_is_found(plant: Plant) -> None:
    assert documents.stale(plant({"docs/a.md": "old\n"}), {"docs/a.md": "new\n"}) == [
        "docs/a.md: is not what the code says; run ./samspel docs"
    ]


def test_a_command_that_does_not_exist_is_found(plant: Plant) -> None:
    tree = {"Makefile": MAKEFILE, "README.md": "```sh\nmake run\nmake fly\n./samspel dance\n```\nor `samspel law`\n"}
    assert documents.commands(plant(tree), {"law", "run"}) == [
        "Makefile: `samspel jump` does not exist",
        "README.md: `make fly` does not exist",
        "README.md: `samspel dance` does not exist",
    ]


def test_a_dependency_without_a_reason_and_a_reason_without_a_dependency_are_found(plant: Plant) -> None:
    project = '[project]\ndependencies = ["Django>=5.2"]\n[dependency-groups]\ndev = ["ruff"]\n'
    page = "| package | why |\n|---|---|\n| `ruff` | style |\n| `celery` | jobs |\n"
    assert documents.dependencies(plant({"pyproject.toml": project, "docs/dependencies.md": page})) == [
        "docs/dependencies.md: `celery` is no longer a dependency",
        "docs/dependencies.md: no line for `django`",
    ]


def test_links_and_paths_in_the_documents_lead_somewhere() -> None:
    holds(documents.paths(source.ROOT))


def test_a_link_and_a_path_that_lead_nowhere_are_found(plant: Plant) -> None:
    page = (
        "[why](adr/0001.md), [not](adr/0002.md), [out](https://example.org/), `src/samspel/a.py`, `src/samspel/b.py`\n"
    )
    tree = {"docs/a.md": page, "docs/adr/0001.md": "", "src/samspel/a.py": ""}
    assert documents.paths(plant(tree)) == [
        "docs/a.md: adr/0002.md leads nowhere",
        "docs/a.md: src/samspel/b.py leads nowhere",
    ]
