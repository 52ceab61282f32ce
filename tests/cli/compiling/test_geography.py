"""The tables of places are what the build makes of the facts, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from samspel.cli.compiling.geography import changes, compile_places
from samspel.kit import environment
from samspel.places import tables


def test_the_package_holds_what_the_build_writes(tmp_path: Path) -> None:
    standards = environment.value("SAMSPEL_STANDARDS")
    source = Path(standards or ".").parent / "data"
    if not standards or not (source / "admin").is_dir():
        pytest.skip("SAMSPEL_STANDARDS names no folder beside the facts")
    compile_places(source, tmp_path)
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert written == {path.name: path.read_bytes() for path in tables.DATA.iterdir()}


def test_a_number_that_goes_on_has_given_up_only_a_part(tmp_path: Path) -> None:
    (tmp_path / "kommune_kodeendringar.csv").write_text(
        "dato,gammal_kode,gammalt_namn,ny_kode,nytt_namn,type\n"
        "2026-01-01,3118,A,3118,A,grensejustering/ingen kodeendring\n"
        "2026-01-01,3118,A,3207,B,kodeendring\n"
        "2024-01-01,3014,A,3118,A,kodeendring\n"
        "2020-01-01,0124,A,3014,A,kodeendring\n"
    )
    assert [(row["old"], row["new"], row["whole"]) for row in changes(tmp_path)] == [
        ("3014", "3118", "yes"),
        ("3118", "3207", "no"),
    ]
