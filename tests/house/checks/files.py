"""The files of the project name no machine, no mirror and nobody who is not part of it."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

from tests.house.checks import source
from tests.house.checks.source import Fault

PUBLIC = {"pypi.org", "files.pythonhosted.org", "registry.npmjs.org"}
LOCKS = {"uv.lock", "package-lock.json", "pyproject.toml", ".npmrc", "uv.toml"}
ADDRESS = re.compile(r"https?://([^/\s\"'<>:]+)")
NAMES_AN_INDEX = re.compile(r"(?:^(?:PIP|UV|NPM|YARN)_.*(?:INDEX|REGISTRY|LINKS)|^npm_config_registry$)", re.IGNORECASE)
MACHINE = re.compile(r"(?<![\w./~-])/(?:work|root|home/[a-z]\w*|Users/\w+)(?:/[\w.-]+)+")
WORDS = re.compile(r"\bco-authored-by\b|\bAI[- ](?:generated|assisted|written)\b", re.IGNORECASE)
BINARY = {".png", ".jpg", ".woff2", ".otf", ".ttf", ".pdf", ".ico", ".gz", ".br", ".xlsx", ".zip"}


def lock_hosts(root: Path) -> list[str]:
    """Give every host in a lock or packaging file that is not one of the public ones."""
    found = set()
    for path in source.tracked(root):
        if path.name in LOCKS and path.name != "pyproject.toml":
            hosts = set(ADDRESS.findall(path.read_text())) - PUBLIC
            found |= {Fault(source.name_of(root, path), 0, f"{host}: not a public index") for host in hosts}
    return source.settle(root, "lock_hosts", list(found))


def own_mirrors() -> set[str]:
    """Give the hosts of this machine's own package mirrors, which must never leak into a file."""
    addresses = [value for name, value in os.environ.items() if NAMES_AN_INDEX.match(name)]
    return {host for address in addresses if (host := urlsplit(address).hostname)} - PUBLIC


def traces(root: Path) -> list[str]:
    """Give every tracked file that names a path or a mirror of one machine, or who typed it."""
    mirrors = own_mirrors()
    found = []
    for path in source.tracked(root):
        name = source.name_of(root, path)
        if path.suffix in BINARY or "/vendor/" in name:
            continue
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), start=1):
            found += [Fault(name, number, f"{match}: a path of one machine") for match in MACHINE.findall(line)]
            found += [Fault(name, number, "names a package mirror") for host in mirrors if host in line]
            if WORDS.search(line):
                found.append(Fault(name, number, "says who typed it; the commit does"))
    return source.settle(root, "traces", found)


def compiled(root: Path) -> list[str]:
    """Give every compiled catalogue that would be committed."""
    found = [
        Fault(source.name_of(root, path), 0, "compiled; it is built, not committed")
        for path in source.tracked(root)
        if path.suffix in {".mo", ".pyc"}
    ]
    return source.settle(root, "compiled", found)
