"""What a provider says of whom somebody may act for: read with patience for spelling, and with none for the facts.

Keys are spelt in more than one way in what Ansattporten has published, so case, dashes and underscores do not matter.
Who the authority is, which number, which resource and which actions it gives, must all be as they should.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from samspel.kit import orgnr
from samspel.people.models import Provider
from samspel.people.refusing import not_trusted

TYPE = "ansattporten:altinn:resource"
AUTHORITY = "iso6523-actorid-upis"
ENHETSREGISTERET = "0192:"
WRITE = "write"


@dataclass(frozen=True)
class Party:
    """An organisation that somebody may act for, as the provider names it, and what they may do there."""

    orgnr: str
    name: str
    unit_type: str
    actions: tuple[str, ...]

    def kept(self) -> dict[str, object]:
        """Give the party as a session keeps it."""
        return asdict(self)


def remembered(kept: Mapping[str, object]) -> Party:
    """Give a party as a session has kept it."""
    return Party(str(kept["orgnr"]), str(kept["name"]), str(kept["unit_type"]), words(kept["actions"]))


def asked(provider: Provider) -> list[dict[str, object]]:
    """Give what a provider is asked to tell of whom somebody may act for; nothing where it tells of nobody."""
    if provider.kind != Provider.Kind.ANSATTPORTEN:
        return []
    return [{"type": TYPE, "resource": provider.resource, "allow_multiple_organizations": "true"}]


def stated(claims: Mapping[str, object], beside: Mapping[str, object]) -> object:
    """Give what a provider has told, as it stands: beside the token and in it, and in both it must be the same."""
    places = [place["authorization_details"] for place in (beside, claims) if "authorization_details" in place]
    if len(places) == 2 and places[0] != places[1]:
        raise not_trusted("authorization_details: two answers")
    return places[0] if places else None


def parties(details: object, provider: Provider) -> list[Party]:
    """Give those whom somebody may write for; LoginRefused when the answer is none to what was asked."""
    if details is None:
        return []
    if not isinstance(details, list):
        raise not_trusted("authorization_details: form")
    found: dict[str, Party] = {}
    for detail in details:
        told = plain(detail)
        if told.get("type") != TYPE:
            continue
        listed = told.get("authorizedparties", [])
        if not isinstance(listed, list):
            raise not_trusted("authorized_parties: form")
        if listed and told.get("resource") != provider.resource:
            raise not_trusted("resource")
        for party in listed:
            if one := read_party(plain(party), provider):
                found[one.orgnr] = one
    return list(found.values())


def read_party(told: Mapping[str, object], provider: Provider) -> Party | None:
    """Give one whom somebody may write for; none when the authority, the number, the resource or the right is not."""
    number = plain(told.get("orgno"))
    of = number.get("id")
    if number.get("authority") != AUTHORITY or not isinstance(of, str) or not of.startswith(ENHETSREGISTERET):
        return None
    digits = of.removeprefix(ENHETSREGISTERET)
    if not orgnr.is_valid(digits) or ("resource" in told and told["resource"] not in ours(provider)):
        return None
    actions = words(told.get("actions"))
    if WRITE not in actions:
        return None
    return Party(digits, str(told.get("name") or "")[:200], str(told.get("unittype") or "")[:10], actions)


def ours(provider: Provider) -> tuple[str, str]:
    """Give the two ways in which our own resource is written: as a urn, and by its last part."""
    return provider.resource, provider.resource.rpartition(":")[2]


def plain(told: object) -> dict[str, object]:
    """Give an object with its keys in small letters and figures alone; nothing where there is no object."""
    if not isinstance(told, Mapping):
        return {}
    return {re.sub(r"[^a-z0-9]", "", str(key).lower()): value for key, value in told.items()}


def words(told: object) -> tuple[str, ...]:
    """Give the words of a list, or of a text with commas or spaces between them."""
    if isinstance(told, str):
        return tuple(re.split(r"[,\s]+", told.strip()))
    return tuple(one for one in told if isinstance(one, str)) if isinstance(told, Iterable) else ()
