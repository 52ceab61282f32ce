"""Taking in what a form sends with it: straight to a file without a name, under the folder that is ours."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class OnDisk(FileUploadHandler):
    """Writes what comes to the disk as it comes; nothing is left of it when the request is over, however it ends."""

    def new_file(self, *args: object, **kwargs: object) -> None:
        """Open a file that has no name: it is gone when it is closed, and when this process dies."""
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]
        folder = Path(settings.VAR) / "incoming"
        folder.mkdir(parents=True, exist_ok=True)
        self.lying = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  closed with the request

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a piece."""
        self.lying.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[bytes]:
        """Give the file to the form."""
        self.lying.seek(0)
        return UploadedFile(
            file=self.lying,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )

    def upload_interrupted(self) -> None:
        """Let go of what had come when the sender went away."""
        if hasattr(self, "lying"):
            self.lying.close()
