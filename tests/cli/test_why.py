"""`samspel why` tells everything about one need, or that there is none."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from django.db import transaction

from samspel.cli import why
from samspel.tenancy.context import offices
from tests import databases
from tests.cast import ROGALAND, OfficeCast
from tests.stories import casework, journey, needs

AT = datetime(2023, 6, 1, tzinfo=UTC)


def part(text: str, title: str) -> list[str]:
    """The lines under one title."""
    return text.split(f"\n{title}\n")[1].split("\n\n", maxsplit=1)[0].splitlines()


def test_everything_about_a_need_is_told(rogaland: OfficeCast) -> None:
    text = "\n".join(why.told(journey.paid().case.need, AT))
    lines = text.splitlines()
    assert lines[0].endswith("Språkmiljø i Fjordvik")
    assert lines[1] == "Fjordvik kommune · Regional ordning · regelsett 2021 · Statsforvaltaren i Rogaland"
    assert lines[2].startswith("Nå: Tiltaket gjennomføres (Fjordvik kommune).")
    acts = part(text, "HANDLINGER")
    assert any("needs.submit" in line and "draft → submitted  journal 2023/" in line for line in acts)
    assert any("decisions.make" in line and "Dagny Moe (decider)" in line for line in acts)
    assert any("Kapittel og post: 231.21" in line for line in part(text, "REGLENE SAKEN FØLGER"))
    first, second = part(text, "BREV")
    assert first.startswith("  B-2023-001  Fjordvik kommune  Levert")
    assert len(second.rpartition("sha256 ")[2]) == 64
    assert len(part(text, "PENGER")) == 4


def test_what_cannot_be_done_is_told_with_its_reasons(rogaland: OfficeCast) -> None:
    case = casework.opened()
    able = part("\n".join(why.told(case.need, AT)), "HVA SOM KAN GJØRES NÅ, OG HVORFOR NOE IKKE KAN")
    ready = next(n for n, line in enumerate(able) if line.endswith("casework.make_ready"))
    assert able[ready].startswith("  kan ikke casework.case")
    assert able[ready + 1].startswith("             – ")
    assert any(line.startswith("  kan      casework.case") and "casework.assess  caseworker" in line for line in able)


def test_a_need_that_has_come_nowhere_has_no_letters_and_no_money(rogaland: OfficeCast) -> None:
    text = "\n".join(why.told(needs.drafted(), AT))
    assert part(text, "BREV") == part(text, "PENGER") == ["  ingen"]


def test_the_command_reads_all_offices_and_says_when_there_is_nothing(real_database: str) -> None:
    with transaction.atomic(), offices([ROGALAND.office]):
        need = needs.submitted()
    environment = {**os.environ, **databases.environment_of(databases.addresses(real_database))}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "samspel.cli", "why", *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=databases.ROOT)

    found = run(need.ref)
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.startswith(f"{need.ref}  Språk i leiken\n")
    missing = run("2023-999")
    assert (missing.returncode, missing.stdout) == (1, "")
    assert missing.stderr == "samspel why: nothing is called '2023-999'\n"


def test_the_command_takes_one_reference(capsys: pytest.CaptureFixture[str]) -> None:
    assert why.run([]) == 2
    assert "samspel why REF" in capsys.readouterr().err
