"""`samspel stop`: end what `samspel demo` started here, also when it was killed and left parts behind."""

from __future__ import annotations

import json
import os
import signal
import sys
import time

from samspel.cli import database, demo

PATIENCE = 20.0


def run(arguments: list[str]) -> int:
    """Ask the running demo to stop and wait for it; then see to it that the private server is down."""
    mark = demo.mark()
    if mark.exists():
        running = json.loads(mark.read_text())
        pid = int(running["pid"])
        if running["began"] and demo.began(pid) == running["began"]:
            os.kill(pid, signal.SIGTERM)
            until = time.monotonic() + PATIENCE
            while demo.began(pid) == running["began"]:
                if time.monotonic() > until:
                    print(f"samspel: process {pid} did not stop", file=sys.stderr)
                    return 1
                time.sleep(0.1)
        mark.unlink(missing_ok=True)
    database.embedded_cluster().stop()
    return 0
