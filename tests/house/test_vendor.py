"""What is vendored is what was published, with its licence, and carries nothing that breaks collecting."""

from __future__ import annotations

import base64
import hashlib
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LISTS = {
    ROOT / "src/samspel/web/vendor.toml": ROOT / "src/samspel/web/static/samspel/vendor",
    ROOT / "tests/vendor/vendor.toml": ROOT / "tests/vendor",
}
FOLDERS = [
    (folder / package["folder"], package)
    for listing, folder in LISTS.items()
    for package in tomllib.loads(listing.read_text())["package"]
]


@pytest.mark.parametrize(("folder", "package"), FOLDERS, ids=[str(package["name"]) for _, package in FOLDERS])
def test_every_vendored_file_has_the_hash_written_down(folder: Path, package: dict[str, object]) -> None:
    hashes = {
        path.name: "sha384-" + base64.b64encode(hashlib.sha384(path.read_bytes()).digest()).decode()
        for path in folder.iterdir()
    }

    assert hashes == package["files"]
    assert "LICENSE" in hashes
    assert re.fullmatch(r"sha512-[A-Za-z0-9+/=]{88}", str(package["tarball"]))
    assert package["licence"] in {"MIT", "OFL-1.1", "MPL-2.0"}


def test_no_folder_is_vendored_without_being_listed() -> None:
    there = {path for folder in LISTS.values() for path in folder.iterdir() if path.is_dir()}

    assert there == {folder for folder, _ in FOLDERS}


def test_no_vendored_file_points_to_a_source_map() -> None:
    texts = [path for folder, _ in FOLDERS for path in folder.iterdir() if path.suffix in {".css", ".js"}]

    assert [path.name for path in texts if "sourceMappingURL" in path.read_text()] == []
