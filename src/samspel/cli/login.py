"""`samspel login`: the services that people log in with, our own keys at them, and roles for those who come."""

from __future__ import annotations

import json
import os
import sys
import tomllib
from pathlib import Path

from samspel.cli import database
from samspel.kit import environment

USAGE = """usage: samspel login list                                   the services, and whether they are open
       samspel login put FILE                               make rows from a TOML file, or bring them up to date
       samspel login close SLUG                             let nobody more in with a service
       samspel login key NAME                               make a key of our own, and print its public half
       samspel login give PERSON ROLE OFFICE [ORGNR]        give a role to a person's id, or to SLUG:SUBJECT

What is refused goes to standard error with code 2."""
REFUSED = 2


def run(arguments: list[str]) -> int:
    """Do one of them; 2 when something is refused, and for wrong use."""
    match arguments:
        case ["key", name]:
            return make_key(name)
        case ["list"] | ["put" | "close", _] | ["give", _, _, _] | ["give", _, _, _, _]:
            with database.visit():
                return into_database(arguments)
    print(USAGE, file=sys.stderr)
    return REFUSED


def into_database(arguments: list[str]) -> int:
    """Do what needs the database, when it is open already."""
    match arguments:
        case ["put", file]:
            return put(Path(file))
        case ["close", slug]:
            return close(slug)
        case ["give", subject, role, office, *orgnr]:
            return give(subject, role, office, *orgnr)
    return show()


def show() -> int:
    """Print the services."""
    from samspel.people import providers

    for one in providers.everyone():
        print(f"{one.slug:<20}{one.kind:<14}{'open' if one.is_active else 'closed':<8}{one.issuer}")
    return 0


def put(file: Path) -> int:
    """Make or change every row of a file, or none."""
    from django.db import transaction

    from samspel.people import providers

    try:
        with transaction.atomic():
            for slug, told in tomllib.loads(file.read_text(encoding="utf-8")).items():
                providers.put(slug, told)
    except (OSError, tomllib.TOMLDecodeError, providers.WrongProvider) as fault:
        return refuse(str(fault))
    return show()


def close(slug: str) -> int:
    """Close a service."""
    from samspel.people import providers

    return show() if providers.close(slug) else refuse(f"{slug}: there is no such service")


def give(subject: str, role: str, slug: str, orgnr: str = "") -> int:
    """Give somebody a role from today on, known by their id or by what a service calls them."""
    from django.utils import timezone

    from samspel.actors import queries, transitions
    from samspel.actors.transitions import Given
    from samspel.kit.deadlines import oslo_day
    from samspel.people import queries as people
    from samspel.tenancy.by import FORUM, OFFICE, OWNER, PARTNER, By, Role
    from samspel.tenancy.context import offices

    known = {one.value: one for one in OFFICE | FORUM | OWNER | PARTNER}
    office, organisation = queries.office_called(slug), queries.organisation_known_as(orgnr) if orgnr else None
    if role not in known or office is None or (orgnr and organisation is None):
        return refuse(f"no such role, office or organisation: {role} {slug} {orgnr}".rstrip())
    if (known[role] in OFFICE) != (organisation is None) and known[role] != Role.FORUM_SECRETARY:
        return refuse(f"{role}: is at an office alone, or for an organisation")
    by, at = By(None, None, office.pk, Role.SYSTEM), timezone.now()
    with offices([office.pk]):
        person = people.called(subject) or people.active(subject)
        if person is None:
            person = transitions.know_person(subject, subject, "", office_id=office.pk, by=by, at=at)
        at_office = known[role] in OFFICE | FORUM
        given = Given(person.pk, known[role], organisation.pk if organisation else None, at_office, oslo_day(at))
        transitions.give_role(given, office_id=office.pk, by=by, at=at)
    print(f"{person.name}: {role}")
    return 0


def make_key(name: str) -> int:
    """Make a key of our own, readable by nobody else, and print the half that a service is to know."""
    from joserfc.jwk import RSAKey

    file = Path(environment.value("SAMSPEL_LOGIN_KEYS")) / name
    if Path(name).name != name or file.exists():
        return refuse(f"{file}: is there already, or is no name of a file")
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = RSAKey.generate_key(3072, {"use": "sig", "alg": "RS256"}, auto_kid=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        json.dump(key.as_dict(private=True), out)
    print(json.dumps({"keys": [key.as_dict(private=False)]}, indent=2))
    return 0


def refuse(why: str) -> int:
    """Say why nothing was done."""
    print(f"samspel: {why}", file=sys.stderr)
    return REFUSED
