"""Scanners: ClamAV's daemon, asked over its own protocol, and a simulated one that knows the harmless test virus."""

from __future__ import annotations

import io
import re
import socket
import struct
import zipfile
import zlib
from collections.abc import Iterator
from urllib.parse import urlsplit

from samspel.files.scanning import NotScanned, Verdict

PIECE = 1 << 16
SECONDS = 60
CLEAN, FOUND = re.compile(r"stream: OK"), re.compile(r"stream: (.+) FOUND")
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-" + rb"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Clamd:
    """ClamAV's daemon at `tcp://host:port` or `unix:/path`."""

    def __init__(self, address: str) -> None:
        self.address = urlsplit(address)

    def look(self, content: bytes) -> Verdict:
        """Send the file in pieces (INSTREAM) and read the answer; anything but OK or FOUND is no answer."""
        try:
            with self.connected() as line:
                line.sendall(b"zINSTREAM\0")
                for at in range(0, len(content), PIECE):
                    piece = content[at : at + PIECE]
                    line.sendall(struct.pack("!L", len(piece)) + piece)
                line.sendall(struct.pack("!L", 0))
                told = b"".join(iter(lambda: line.recv(4096), b"")).rstrip(b"\0\n").decode("utf-8", "replace")
        except OSError as away:
            raise NotScanned(str(away)) from away
        if CLEAN.fullmatch(told):
            return Verdict()
        if found := FOUND.fullmatch(told):
            return Verdict(found[1])
        raise NotScanned(told or "no answer")

    def connected(self) -> socket.socket:
        """Open a line to the daemon."""
        if self.address.scheme == "unix":
            connection = socket.socket(socket.AF_UNIX)
            connection.settimeout(SECONDS)
            try:
                connection.connect(self.address.path)
            except OSError:
                connection.close()
                raise
            return connection
        return socket.create_connection((self.address.hostname or "127.0.0.1", self.address.port or 3310), SECONDS)


class Simulated:
    """Finds the harmless test virus, as it is or in what is packed; everything else is clean."""

    def look(self, content: bytes) -> Verdict:
        """Look for the test virus."""
        return Verdict("Eicar-Test-Signature" if any(EICAR in piece for piece in unpacked(content)) else "")


def unpacked(content: bytes, depth: int = 2) -> Iterator[bytes]:
    """Give a file, and what is packed in it where it is an archive or a PDF; no deeper than a file may be in a file."""
    yield content
    if not depth:
        return
    if content.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                for name in archive.namelist():
                    yield from unpacked(archive.read(name), depth - 1)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
            return
    for packed in re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
        try:
            yield zlib.decompressobj().decompress(packed, 10_000_000)
        except zlib.error:
            continue
