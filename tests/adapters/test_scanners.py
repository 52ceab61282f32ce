"""ClamAV's daemon is asked over its own protocol; an answer that is none leaves the file waiting."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from samspel.adapters.scanners import EICAR, PIECE, Clamd, Simulated
from samspel.files.scanning import NotScanned, Verdict
from tests.stories import samples


class Daemon:
    """Speaks INSTREAM as clamd does: a command, pieces with their lengths, a length of nothing, and then an answer."""

    def __init__(self, server: socket.socket, answer: bytes = b"") -> None:
        self.server, self.answer, self.got = server, answer, b""

    def serve(self) -> None:
        line, _address = self.server.accept()
        with line, line.makefile("rb") as read:
            assert read.read(10) == b"zINSTREAM\0"
            while length := struct.unpack("!L", read.read(4))[0]:
                assert length <= PIECE
                self.got += read.read(length)
            found = b"stream: Eicar-Test-Signature FOUND\0" if EICAR in self.got else b"stream: OK\0"
            line.sendall(self.answer or found)


@contextmanager
def listening(place: str, answer: bytes = b"") -> Iterator[tuple[str, Daemon]]:
    family = socket.AF_UNIX if place else socket.AF_INET
    with socket.socket(family) as server:
        server.bind(place or ("127.0.0.1", 0))
        server.listen()
        daemon = Daemon(server, answer)
        running = threading.Thread(target=daemon.serve, daemon=True)
        running.start()
        yield f"unix:{place}" if place else f"tcp://127.0.0.1:{server.getsockname()[1]}", daemon
        running.join(10)


@pytest.mark.parametrize("unix", [False, True])
@pytest.mark.parametrize("size", [0, 1, PIECE, 3 * PIECE + 7])
def test_every_byte_comes_to_the_daemon_in_pieces(tmp_path: Path, size: int, unix: bool) -> None:
    with listening(str(tmp_path / "ctl") if unix else "") as (address, daemon):
        assert Clamd(address).look(b"x" * size) == Verdict()
    assert daemon.got == b"x" * size


def test_what_the_daemon_finds_is_told_by_its_name() -> None:
    with listening("") as (address, _daemon):
        assert Clamd(address).look(b"a" + EICAR) == Verdict("Eicar-Test-Signature")


@pytest.mark.parametrize(
    "answer",
    [b"INSTREAM size limit exceeded. ERROR\0", b"stream: OK FOUND OK\0", b"UNKNOWN COMMAND\0", b"\xff\0", b"\0"],
)
def test_an_answer_that_is_none_is_not_taken_for_one(answer: bytes) -> None:
    with listening("", answer) as (address, _daemon), pytest.raises(NotScanned):
        Clamd(address).look(b"x")


def test_a_daemon_that_is_away_is_no_answer(tmp_path: Path) -> None:
    for address in (f"unix:{tmp_path / 'none'}", "tcp://127.0.0.1:1"):
        with pytest.raises(NotScanned):
            Clamd(address).look(b"x")


def hang_up(server: socket.socket) -> None:
    server.accept()[0].close()


def test_a_daemon_that_hangs_up_is_no_answer() -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        threading.Thread(target=hang_up, args=(server,), daemon=True).start()
        with pytest.raises(NotScanned):
            Clamd(f"tcp://127.0.0.1:{server.getsockname()[1]}").look(b"x" * 10_000_000)


def test_the_simulated_scanner_finds_the_test_virus_also_where_it_is_packed() -> None:
    found = Verdict("Eicar-Test-Signature")
    assert Simulated().look(EICAR) == found
    assert Simulated().look(samples.docx(**{"docProps/a.xml": EICAR})) == found
    assert [Simulated().look(make()) for make in samples.GENUINE.values()] == [Verdict()] * 7
    assert Simulated().look(b"PK\x03\x04broken") == Verdict()
