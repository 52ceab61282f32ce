"""Style sheets, scripts and fonts as the web server sends them: named by content and compressed, once per change."""

from __future__ import annotations

import hashlib
from pathlib import Path

from samspel.kit import environment

PACKAGE = Path(__file__).resolve().parent.parent
STAMP = "collected"


def collect() -> bool:
    """Collect the static files when they have changed since the last time; tell whether it was done."""
    stamp = environment.var_folder() / "static" / STAMP
    now = fingerprint()
    if stamp.exists() and stamp.read_text() == now:
        return False
    import django

    django.setup()
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, clear=True, verbosity=0, skip_checks=True)
    stamp.write_text(now)
    return True


def fingerprint() -> str:
    """Give one value for all that is collected: the package's own static files, and the code that collects."""
    whole = hashlib.sha256(Path(__file__).read_bytes())
    for path in sorted((PACKAGE / "web" / "static").rglob("*")):
        if path.is_file():
            whole.update(str(path.relative_to(PACKAGE)).encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()
