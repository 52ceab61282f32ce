"""Nobody reads the clock but the web's own clock, the worker and the console: everything else is given `at=`."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.house.checks import source
from tests.house.checks.source import Fault

CLOCKS = {
    "datetime.datetime.now",
    "datetime.datetime.utcnow",
    "datetime.datetime.today",
    "datetime.date.today",
    "django.utils.timezone.now",
    "django.utils.timezone.localdate",
    "django.utils.timezone.localtime",
    "django.db.models.functions.Now",
    "time.time",
    "time.time_ns",
    "time.localtime",
    "time.gmtime",
}
WORKERS = tuple(f"src/samspel/{step}/worker.py" for step in ("flow", "actors", "needs", "casework"))
MAY = ("src/samspel/cli/", "src/samspel/web/clock.py", *WORKERS)


def faults(root: Path) -> list[str]:
    """Give every place that reads the clock and may not, and every field that fills itself with the time."""
    found = []
    for path in source.python_files(root, "src"):
        name = source.name_of(root, path)
        if name.startswith(MAY):
            continue
        names = source.imported(source.tree(path))
        for node in ast.walk(source.tree(path)):
            if isinstance(node, ast.Attribute | ast.Name) and (clock := source.dotted(node, names)) in CLOCKS:
                found.append(Fault(name, node.lineno, f"reads the clock ({clock}); take `at` as an argument"))
            if isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}:
                found.append(Fault(name, node.lineno, f"{node.arg}: the act says when, not the field"))
    return source.settle(root, "clock", found)
