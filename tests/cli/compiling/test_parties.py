"""The tables of organisations and units are what the build makes of the facts, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from samspel.actors.registers import tables
from samspel.cli.compiling.parties import compile_parties, organisation
from samspel.kit import environment


def test_the_package_holds_what_the_build_writes(tmp_path: Path) -> None:
    standards = environment.value("SAMSPEL_STANDARDS")
    source = Path(standards or ".").parent / "data"
    if not standards or not (source / "einingar").is_dir():
        pytest.skip("SAMSPEL_STANDARDS names no folder beside the facts")
    compile_parties(source, tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in tables.DATA.iterdir()
    }


def test_an_organisation_is_known_by_its_number_where_it_has_one() -> None:
    assert [organisation(orgnr="971564679")["ref"], organisation(ref="senter-a")["ref"]] == ["971564679", "senter-a"]
