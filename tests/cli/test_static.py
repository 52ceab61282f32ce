"""Static files are collected once per change."""

from __future__ import annotations

from samspel.cli import static


def test_nothing_is_collected_when_nothing_has_changed() -> None:
    assert static.collect() is False


def test_the_fingerprint_follows_the_files() -> None:
    before = static.fingerprint()
    planted = static.PACKAGE / "web" / "static" / "samspel" / "planted-by-a-test.txt"
    planted.write_text("x")
    try:
        assert static.fingerprint() != before
    finally:
        planted.unlink()
    assert static.fingerprint() == before
