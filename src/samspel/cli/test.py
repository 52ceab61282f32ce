"""`samspel test`: the whole suite on real PostgreSQL and real Chromium; `k=NAME` runs one promise."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
# Chromium without its windows: a page costs half as much as in the whole of it, which serves where that is there.
BROWSER, WHOLE_BROWSER = "chromium-headless-shell", "chromium"
PACKAGES = {BROWSER: BROWSER, "libatomic1": "/usr/lib/*/libatomic.so.1"}


def run(arguments: list[str]) -> int:
    """Run pytest with what is asked for; 2 for a promise that does not exist, 1 when tests fail."""
    wanted = [argument.removeprefix("k=") for argument in arguments if argument.startswith("k=")]
    if unknown := sorted(set(wanted) - markers()):
        print(
            f"samspel: no promise is called {', '.join(unknown)}; there is {', '.join(sorted(markers()))}",
            file=sys.stderr,
        )
        return 2
    if not browser_is_there():
        return 2
    chosen = ["-m", " or ".join(wanted)] if wanted else []
    rest = [argument for argument in arguments if not argument.startswith("k=")]
    command = [sys.executable, "-m", "pytest", "--durations=10", *parallel(), *chosen, *rest]
    # The tests choose their own settings, after they have made the database these are to name.
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def parallel() -> list[str]:
    """Give pytest's words for one process per core; a file is one process's, so that what it tells is told once."""
    return ["-n", str(os.cpu_count() or 1), "--dist", "loadfile", "--no-loadscope-reorder"]


def markers() -> set[str]:
    """Give the names of the promises, as pyproject.toml declares them."""
    options = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["pytest"]["ini_options"]
    return {marker.split(":")[0] for marker in options["markers"]}


def browser_is_there() -> bool:
    """See to it that Chromium and what Playwright needs are installed; say in one line what is missing."""
    missing = [package for package, sign in PACKAGES.items() if not present(sign)]
    enough = missing == [BROWSER] and present(WHOLE_BROWSER)
    if not missing or (enough and os.geteuid() != 0):
        return True
    if os.geteuid() != 0:
        print(f"samspel: missing Debian packages: apt-get install {' '.join(missing)}", file=sys.stderr)
        return False
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *missing]):
        done = subprocess.run(["apt-get", *command], env=environment, stdout=subprocess.DEVNULL, check=False)
        if done.returncode and not enough:
            print(f"samspel: apt-get {command[0]} failed; install {' '.join(missing)}", file=sys.stderr)
            return False
    return True


def present(sign: str) -> bool:
    """Tell whether a program is on PATH, or a file is there."""
    if "/" in sign:
        return any(Path("/").glob(sign.lstrip("/")))
    return shutil.which(sign) is not None
