"""The simulated channel keeps a letter once, whole, and says when it came."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from samspel.adapters.post import Folder
from samspel.letters.post import NoChannel, Parcel, Unbound

NOW = datetime(2023, 4, 19, 9, tzinfo=UTC)
CONTENT = b"%PDF-1.7 a letter"
PARCEL = Parcel("k1", "210000011", "Fjordvik kommune", "Tilskotsbrev", CONTENT, hashlib.sha256(CONTENT).hexdigest())


def test_a_letter_lies_there_once_however_often_it_is_handed_over(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "post")
    assert folder.hand_over(PARCEL, NOW) == "k1"
    assert folder.hand_over(PARCEL, NOW + timedelta(days=1)) == "k1"
    assert folder.delivered_at("k1") == NOW
    assert (tmp_path / "post" / "k1.pdf").read_bytes() == CONTENT
    assert sorted(path.name for path in (tmp_path / "post").iterdir()) == ["k1.json", "k1.pdf"]


def test_a_letter_that_is_not_there_has_not_come(tmp_path: Path) -> None:
    assert Folder(tmp_path).delivered_at("k2") is None


def test_a_letter_that_was_changed_on_its_way_is_refused(tmp_path: Path) -> None:
    changed = Parcel("k1", "", "", "", CONTENT + b"!", PARCEL.sha256)
    with pytest.raises(ValueError, match="changed"):
        Folder(tmp_path).hand_over(changed, NOW)
    assert list(tmp_path.iterdir()) == []


def test_without_a_channel_nothing_leaves() -> None:
    with pytest.raises(NoChannel):
        Unbound().hand_over(PARCEL, NOW)
    with pytest.raises(NoChannel):
        Unbound().delivered_at("k1")
