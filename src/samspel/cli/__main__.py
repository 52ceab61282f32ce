"""`samspel COMMAND`: hands each command to the module that does it."""

from __future__ import annotations

import importlib
import os
import sys

import psycopg
from django.db.utils import OperationalError

from samspel.cli.database import NoDatabase
from samspel.cli.postgres import NoPostgres
from samspel.kit.environment import WrongSetting

COMMANDS = {
    "demo": ("samspel.cli.demo", "start everything with the demo round, at PORT or 8000"),
    "serve": ("samspel.cli.serve", "the web server"),
    "worker": ("samspel.cli.worker", "the background worker"),
    "migrate": ("samspel.cli.migrate", "bring the database up to date"),
    "stop": ("samspel.cli.stop", "stop what `demo` started here"),
    "settings": ("samspel.cli.settings", "every setting, what it means, and whether it is set"),
    "round": ("samspel.cli.round", "a whole round as one file: schema, template, load FILE, dump CALL, canonical FILE"),
    "registers": ("samspel.cli.registers", "places, organisations and units: load [DIR]; build DIR (developers)"),
    "login": ("samspel.cli.login", "who lets people in: list, put FILE, close SLUG, key NAME, give … a role"),
    "law": ("samspel.cli.law", "every rule in force, its value, basis, since (--on DATE)"),
    "why": ("samspel.cli.why", "one need's acts, guards, rule values, letters and movements: why REF"),
    "person": ("samspel.cli.person", "all that is kept about one person, as JSON: person REF"),
    "files": ("samspel.cli.files", "the bytes of documents: list or sweep what nobody names, scan what waits"),
    "verify": ("samspel.cli.verify", "re-check every invariant, decision, payment and the journal's chain"),
    "check": ("samspel.cli.check", "formatting, types, direction, house rules (developers)"),
    "docs": ("samspel.cli.docs", "write the pages drawn from the code anew; docs pictures: the pictures (developers)"),
    "bench": ("samspel.cli.bench", "the benchmarks, each beside its control: k=NAME for some (developers)"),
    "proof": ("samspel.cli.proof", "the proof tier, or one promise of it: k=NAME (developers)"),
    "test": ("samspel.cli.test", "the whole suite, or one promise: k=NAME (developers)"),
}


def main() -> None:
    """Run one command and leave with its code: 0 done, 1 the content is refused, 2 wrong use."""
    arguments = sys.argv[1:]
    if not arguments or arguments[0] not in COMMANDS:
        wanted = arguments[:1] not in ([], ["help"], ["--help"], ["-h"])
        print(usage(), file=sys.stderr if wanted else sys.stdout)
        raise SystemExit(2 if wanted else 0)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samspel.config.settings")
    module = importlib.import_module(COMMANDS[arguments[0]][0])
    try:
        raise SystemExit(module.run(arguments[1:]))
    except (WrongSetting, NoDatabase, NoPostgres) as fault:
        print(f"samspel: {fault}", file=sys.stderr)
        raise SystemExit(2) from None
    except (OperationalError, psycopg.OperationalError) as fault:
        print(f"samspel: the database: {' '.join(str(fault).split())}", file=sys.stderr)
        raise SystemExit(2) from None


def usage() -> str:
    """Give the commands, one a line."""
    return "samspel COMMAND\n\n" + "\n".join(f"  {name:<10}{what}" for name, (_, what) in COMMANDS.items())


if __name__ == "__main__":
    main()
