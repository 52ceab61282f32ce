"""What a request costs: the processor time of web server and database processes, as the kernel counts it."""

from __future__ import annotations

import http.client
import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path


def children_of(pid: int) -> list[int]:
    """Give a process and everything it has started, now."""
    parents: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                parent = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
            parents.setdefault(parent, []).append(int(folder.name))
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += parents.get(one, [])
    return found


def nanoseconds(pids: Iterable[int]) -> int:
    """Give the time that processes have run, all threads together."""
    total = 0
    for pid in pids:
        for thread in Path(f"/proc/{pid}/task").glob("*/schedstat"):
            try:
                total += int(thread.read_text().split()[0])
            except OSError:
                continue
    return total


@dataclass(frozen=True)
class Cost:
    """What one request costs: processor milliseconds, the median over batches."""

    milliseconds: float
    batches: tuple[float, ...]


def measure(roots: list[int], request: Callable[[], None], *, batch: int = 20, batches: int = 9) -> Cost:
    """Run batches of a request and give the processor time of each; the first batch only warms up."""
    figures = []
    for _ in range(batches + 1):
        pids = [pid for root in roots for pid in children_of(root)]
        before = nanoseconds(pids)
        for _ in range(batch):
            request()
        figures.append((nanoseconds(pids) - before) / batch / 1e6)
    return Cost(statistics.median(figures[1:]), tuple(figures[1:]))


class Client:
    """One connection that is kept, with the cookies of one person."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, body: str | None = None) -> tuple[int, bytes, http.client.HTTPMessage]:
        """Send one request, keep the cookies it sets, and give status, body and headers."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Referer"] = f"http://127.0.0.1:{self.connection.port}/"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, content, answer.headers

    def get(self, path: str) -> bytes:
        """Get a page that must be there."""
        status, content, _ = self.ask("GET", path)
        if status != 200:
            raise RuntimeError(f"{path} answered {status}")
        return content
