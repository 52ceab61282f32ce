"""A simulated channel for letters: each is laid in a folder, and has come as soon as it lies there."""

from __future__ import annotations

import hashlib
import json
import os
from datetime import datetime
from pathlib import Path

from samspel.letters.post import Parcel


class Folder:
    """Carries letters to a folder, one PDF and one slip for each; a letter taken twice lies there once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def hand_over(self, parcel: Parcel, at: datetime) -> str:
        """Lay the letter in the folder and give its reference; bytes that are not those of the digest are refused."""
        if hashlib.sha256(parcel.content).hexdigest() != parcel.sha256:
            raise ValueError("the letter was changed on its way to the channel")
        self.folder.mkdir(parents=True, exist_ok=True)
        slip = self.slip(parcel.key)
        if not slip.exists():
            self.lay(slip.with_suffix(".pdf"), parcel.content)
            told = {"orgnr": parcel.orgnr, "name": parcel.name, "title": parcel.title, "sha256": parcel.sha256}
            self.lay(slip, json.dumps(told | {"delivered_at": at.isoformat()}, ensure_ascii=False).encode())
        return parcel.key

    def delivered_at(self, reference: str) -> datetime | None:
        """Give when the letter was laid in the folder, or None when it is not there."""
        try:
            told = json.loads(self.slip(reference).read_text("utf-8"))
        except FileNotFoundError:
            return None
        return datetime.fromisoformat(told["delivered_at"])

    def slip(self, key: str) -> Path:
        """Give where the slip of a letter lies."""
        return self.folder / f"{key}.json"

    def lay(self, path: Path, content: bytes) -> None:
        """Write a file that is whole or not there."""
        unfinished = path.with_name(f"{path.name}.{os.getpid()}")
        unfinished.write_bytes(content)
        unfinished.rename(path)
