"""A shelf in a bucket of an S3-compatible store."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from samspel.files.shelf import Lying
from samspel.kit.environment import WrongSetting


class Bucket:
    """The shelf in a bucket; what the store has answered for is there, as the store promises."""

    def __init__(self, address: str, *, endpoint: str, region: str, key: str, secret: str) -> None:
        place = urlsplit(address)
        if place.scheme != "s3" or not place.netloc:
            raise WrongSetting("SAMSPEL_FILES must be s3://bucket or s3://bucket/folder")
        self.bucket, self.folder = place.netloc, place.path.strip("/")
        self.told = {"region": region, "access_key_id": key, "secret_access_key": secret}
        if endpoint:
            self.told["endpoint"] = endpoint
        self.plain = endpoint.startswith("http://")

    @cached_property
    def library(self) -> Any:  # noqa: ANN401 - a module that is there only with the extra `s3`
        """The library that speaks with the store."""
        try:
            return importlib.import_module("obstore")
        except ImportError as missing:
            raise WrongSetting("SAMSPEL_FILES names a bucket: install samspel with the extra s3") from missing

    @cached_property
    def store(self) -> Any:  # noqa: ANN401 - the library's own
        """The bucket, asked anew when it does not answer at once."""
        kind = importlib.import_module(f"{self.library.__name__}.store").S3Store
        return kind(self.bucket, config=self.told, client_options={"allow_http": self.plain, "timeout": "60s"})

    def named(self, sha256: str) -> str:
        """Give the name that bytes have in the bucket."""
        return "/".join(part for part in (self.folder, sha256[:2], sha256[2:4], sha256) if part)

    def put(self, sha256: str, content: bytes) -> None:
        """Lay bytes in the bucket, unless they are there."""
        if not self.has(sha256):
            self.library.put(self.store, self.named(sha256), content, use_multipart=False)

    def has(self, sha256: str) -> bool:
        """Tell whether bytes lie in the bucket."""
        try:
            self.library.head(self.store, self.named(sha256))
        except FileNotFoundError:
            return False
        return True

    def get(self, sha256: str) -> bytes | None:
        """Fetch bytes."""
        try:
            return bytes(self.library.get(self.store, self.named(sha256)).bytes())
        except FileNotFoundError:
            return None

    def lying(self) -> Iterator[Lying]:
        """Give all that lies in our folder of the bucket, page by page."""
        for page in self.library.list(self.store, prefix=self.folder or None):
            for one in page:
                yield Lying(one["path"].rpartition("/")[2], one["last_modified"])

    def remove(self, sha256: str) -> None:
        """Take bytes out of the bucket."""
        self.library.delete(self.store, self.named(sha256))
