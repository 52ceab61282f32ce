"""Tables are written the same every time, with their sources in the head."""

from __future__ import annotations

from pathlib import Path

from samspel.cli.compiling.writing import facts, write
from samspel.places.tables import rows


def test_a_table_names_its_sources_and_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "made" / "table.csv"
    write(path, ["Kjelde: øving"], ("number", "name"), [{"number": "0301", "name": "Oslo, by"}])
    assert path.read_bytes() == '# Kjelde: øving\nnumber,name\n0301,"Oslo, by"\n'.encode()
    assert list(rows(path)) == [{"number": "0301", "name": "Oslo, by"}]


def test_facts_are_read_with_their_zeros(tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    path.write_text("kommunenummer\n0301\n")
    assert facts(path) == [{"kommunenummer": "0301"}]
