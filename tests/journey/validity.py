"""Whether pages are valid HTML: html-validate, which knows what the standard lets stand where, on the Node of a wheel.

Its rules stand in `rules.json` beside its lock: all that the standard demands; a list of faults may come before the
page's own heading, and our own files need no digest where they are asked for.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests import node

LISTED = node.LISTED / "html-validate"


def program() -> Path:
    """Give the validator, installed from its lock."""
    return node.installed("html-validate") / "html-validate" / "bin" / "html-validate.mjs"


def faults(pages: Mapping[str, str], folder: Path) -> list[str]:
    """Give everything in some pages that is not valid, with the page it is on."""
    for number, text in enumerate(pages.values()):
        (folder / f"{number:04}.html").write_text(text, encoding="utf-8")
    report = folder / "report.json"  # what it prints is cut off where a pipe is full
    options: list[str | Path] = ["--config", LISTED / "rules.json", "--formatter", f"json={report}", "--ext", "html"]
    validate = [node.NODE, program(), *options, folder]
    done = subprocess.run(validate, capture_output=True, text=True, timeout=node.PATIENCE, check=False)
    if done.returncode not in {0, 1} or not report.exists():
        raise RuntimeError(done.stdout + done.stderr)
    names = list(pages)
    return [
        f"{names[int(Path(result['filePath']).stem)]}: line {found['line']}: {found['message']} ({found['ruleId']})"
        for result in json.loads(report.read_text(encoding="utf-8"))
        for found in result["messages"]
    ]
