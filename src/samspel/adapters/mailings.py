"""A simulated channel for notices: each mailing is one file in a folder, with everybody who was told and when."""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any

from samspel.letters.mailings import Mailing


class Folder:
    """Tells organisations by writing their names in a file; one that stands there has been told, and stays as it is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, mailing: Mailing, at: datetime) -> None:
        """Add the receivers that the file of the mailing does not have."""
        told = self.told(mailing.key)
        for receiver in mailing.receivers:
            row = {"orgnr": receiver.orgnr, "name": receiver.name, "sent_at": at.isoformat()}
            told.setdefault(receiver.key, row)
        what = {"office": mailing.office, "title": mailing.title, "written_form": mailing.written_form}
        whole = {**what, "closes_at": mailing.closes_at.isoformat(), "receivers": told}
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.path(mailing.key)
        unfinished = path.with_name(f"{path.name}.{os.getpid()}")
        unfinished.write_text(json.dumps(whole, ensure_ascii=False, indent=1), "utf-8")
        unfinished.rename(path)

    def told(self, key: str) -> dict[str, Any]:
        """Give who has been told in a mailing, by the key of each notice."""
        try:
            found: dict[str, Any] = json.loads(self.path(key).read_text("utf-8"))["receivers"]
        except FileNotFoundError:
            return {}
        return found

    def path(self, key: str) -> Path:
        """Give where the file of a mailing lies."""
        return self.folder / f"{key}.json"
