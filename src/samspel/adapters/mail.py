"""A simulated channel for e-mail: each is one file in a folder, so that the demo sends nothing to anybody."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from samspel.actors.roles.mail import Mail


class Folder:
    """Sends e-mail by writing it in a file that nobody else may read; the same one twice is the same file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, mail: Mail, at: datetime) -> None:
        """Write the e-mail, whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self.folder / f"{mail.key.replace(':', '-')}.txt"
        unfinished = path.with_name(f"{path.name}.{os.getpid()}")
        head = f"To: {mail.name} <{mail.email}>\nDate: {at.isoformat()}\nSubject: {mail.title}\n\n"
        unfinished.touch(mode=0o600)
        unfinished.write_text(f"{head}{mail.text}\n", "utf-8")
        unfinished.rename(path)
