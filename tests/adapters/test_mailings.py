"""The simulated channel tells each receiver once, whole, however often it is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from samspel.adapters.mailings import Folder
from samspel.letters.mailings import Mailing, NoCarrier, Receiver, Unbound

NOW = datetime(2026, 10, 1, 8, tzinfo=UTC)
FIRST, SECOND = Receiver("k1", "210000011", "Fjordvik kommune"), Receiver("k2", "210000038", "Trollskogen barnehage SA")
MAILING = Mailing("m1", "Statsforvaltaren i Rogaland", "Behov 2027", "nn", NOW + timedelta(days=99), [FIRST])


def test_a_receiver_is_told_once_and_a_new_one_is_added(tmp_path: Path) -> None:
    folder, later = Folder(tmp_path / "mailings"), NOW + timedelta(hours=1)
    folder.send(MAILING, NOW)
    folder.send(replace(MAILING, receivers=[FIRST, SECOND]), later)
    told = {key: (row["name"], row["sent_at"]) for key, row in folder.told("m1").items()}
    assert told == {
        "k1": ("Fjordvik kommune", NOW.isoformat()),
        "k2": ("Trollskogen barnehage SA", later.isoformat()),
    }
    assert [path.name for path in (tmp_path / "mailings").iterdir()] == ["m1.json"]


def test_nobody_has_been_told_of_what_was_never_sent(tmp_path: Path) -> None:
    assert Folder(tmp_path).told("m2") == {}


def test_without_a_channel_nobody_is_told() -> None:
    with pytest.raises(NoCarrier):
        Unbound().send(MAILING, NOW)
