"""Everybody who comes to an address: each role in each relation to the records of the matrix's world.

A person with a name in `NAMED` stands for the role and the relation they have; every other pair of the two is made up.
A new role is seated by itself as soon as it has a desk; a new person is one line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from samspel.tenancy.by import By, Role
from samspel.web.acting import DESKS
from tests.cast import (
    AGDER,
    CHARLIE,
    FILIP,
    KARI,
    KIRSTI,
    KNUT,
    LARS,
    MONA,
    PETTER,
    PIA,
    ROGALAND,
    SIGRUN,
    ULRIK,
    UNNI,
    VIDAR,
    id_of,
    staff,
)

AT = datetime(2024, 2, 1, 9, tzinfo=UTC)
ENDED = date(2024, 1, 31)
READER = By(id_of("leser"), id_of("fjordvik"), None, Role.OWNER_READER)
PARTNER_READER = By(id_of("partnerleser"), id_of("hiv"), None, Role.PARTNER_READER)
OWNER_ADMIN = By(id_of("eieradmin"), id_of("fjordvik"), None, Role.OWNER_ADMIN)
PARTNER_ADMIN = By(id_of("partneradmin"), id_of("hiv"), None, Role.PARTNER_ADMIN)
NATIONAL = By(id_of("nasjonal"), id_of("ks"), None, Role.NATIONAL_READER)
AUDITOR = By(id_of("revisor"), id_of("ks"), None, Role.AUDITOR)
NOBODY = By(id_of("ingen"), None, None, Role.SYSTEM)
PRIVATE = By(id_of("privat"), None, None, Role.PRIVATE_PERSON)
# Everybody who may come to an address; None is whoever is not logged in, NOBODY is logged in and acts for nobody.
PEOPLE: Mapping[str, By | None] = {
    "anonymous": None, "nobody": NOBODY, "kari": KARI, "knut": KNUT, "owner reader": READER, "charlie": CHARLIE,
    "pia": PIA, "vidar": VIDAR, "unni": UNNI, "partner reader": PARTNER_READER, "filip": FILIP,
    "caseworker": ROGALAND.caseworker, "decider": ROGALAND.decider, "attestant": ROGALAND.attestant,
    "payer": ROGALAND.payer, "admin": ROGALAND.admin, "agder": AGDER.caseworker, "agder payer": AGDER.payer,
    "mona": MONA, "petter": PETTER, "ulrik": ULRIK, "kirsti": KIRSTI, "lars": LARS, "sigrun": SIGRUN,
    "agder secretary": staff("agder", "charlotte", Role.FORUM_SECRETARY), "national": NATIONAL, "auditor": AUDITOR,
    "private": PRIVATE, "owner admin": OWNER_ADMIN, "partner admin": PARTNER_ADMIN,
}  # fmt: skip


class Relation(StrEnum):
    """How somebody stands to the records that addresses name."""

    OWN = "own"
    SAME_OFFICE = "same office"
    OTHER_OFFICE = "other office"
    NETWORK = "shared network"
    CLOSED = "own but closed"
    TIED = "tied"


OWN, SAME, OTHER, NETWORK, CLOSED, TIED = Relation
# Whom each desk acts for in each relation, as organisation and office; or why nobody can stand so.
PLACES: Mapping[str, Mapping[Relation, tuple[str, str] | str]] = {
    "owner": {
        OWN: ("fjordvik", ""), SAME: ("nes", ""), OTHER: ("utvik", ""), NETWORK: ("trollskogen", ""),
        CLOSED: ("fjordvik", ""), TIED: "ties are looked for among those who sit in a forum",
    },
    "partner": {
        OWN: ("hiv", ""), SAME: ("fagskulen", ""), OTHER: ("sorhogskulen", ""),
        NETWORK: "only owners go together in networks", CLOSED: ("hiv", ""),
        TIED: "ties are looked for among those who sit in a forum",
    },
    "office": {
        OWN: ("", "rogaland"), SAME: "a case is its office's and no caseworker's: whoever is there has it",
        OTHER: ("", "agder"), NETWORK: "an office is in no network", CLOSED: ("", "rogaland"),
        TIED: "ties are looked for among those who sit in a forum",
    },
    "forum": {
        OWN: ("laerarlaget", "rogaland"), SAME: ("pbl", "rogaland"), OTHER: ("ks", "agder"),
        NETWORK: ("trollskogen", "rogaland"), CLOSED: ("ks", "rogaland"), TIED: ("fjordvik", "rogaland"),
    },
    "national": {
        OWN: ("ks", ""), **dict.fromkeys((SAME, OTHER, NETWORK, TIED), "whoever reads every office has one relation"),
        CLOSED: ("ks", ""),
    },
    "private": {
        OWN: ("", ""), SAME: ("", ""), OTHER: "who writes for oneself belongs to no office",
        NETWORK: "who writes for oneself is in no network", CLOSED: "nobody ends being oneself",
        TIED: "ties are looked for among those who sit in a forum",
    },
}  # fmt: skip
NO_DESK = {
    Role.SYSTEM: "machines have no browser",
    Role.UNIT_CONTRIBUTOR: "comes by a link without login, as anybody may: the rows of `unit-page`",
}
# Named people whose relation follows from more than whom they act for; a seat may have ended though the role has not.
NAMED: Mapping[str, Relation] = {
    "kirsti": OWN, "ulrik": TIED, "vidar": NETWORK, "agder secretary": OTHER,
}  # fmt: skip


@dataclass(frozen=True)
class Somebody:
    """One who comes: by which name, as whom, at which desk, and how they stand to the records."""

    name: str
    by: By
    desk: str
    relation: Relation

    @property
    def ended(self) -> bool:
        """Tell whether the role itself has ended; in a forum it is the seat that has."""
        return self.relation is CLOSED and self.desk != "forum"


def desk_of(role: Role) -> str:
    """Give the desk that a role sits at; empty when it has none."""
    return next((desk for desk, roles in DESKS if role in roles), "")


def relation_of(name: str, by: By) -> Relation:
    """Give how somebody with a name stands to the records, from whom they act for."""
    if name in NAMED:
        return NAMED[name]
    for relation, place in PLACES[desk_of(by.role)].items():
        if not isinstance(place, str) and place_of(place) == (by.organisation_id, by.office_id):
            return relation
    return OWN


def place_of(place: tuple[str, str]) -> tuple[object, object]:
    """Give the ids of an organisation and an office by their names; None for an empty one."""
    organisation, office = (id_of(one) if one else None for one in place)
    return organisation, office


def somebodies() -> Iterator[Somebody]:
    """Give everybody: those with names, and one for each other role in each relation that can be."""
    known = [
        Somebody(name, by, desk_of(by.role), relation_of(name, by))
        for name, by in PEOPLE.items()
        if by is not None and by is not NOBODY
    ]
    yield from known
    there = {(one.by.role, one.relation) for one in known}
    for role in Role:
        for relation, place in PLACES.get(desk_of(role), {}).items():
            if not isinstance(place, str) and (role, relation) not in there:
                name = f"{role} {relation}"
                organisation, office = place_of(place)
                yield Somebody(name, By(id_of(name), organisation, office, role), desk_of(role), relation)  # type: ignore[arg-type]


EVERYBODY: Mapping[str, Somebody] = {one.name: one for one in somebodies()}
MADE_UP = {name: one for name, one in EVERYBODY.items() if name not in PEOPLE}
NAMES = (*PEOPLE, *MADE_UP)


def those(desk: str, *relations: Relation) -> frozenset[str]:
    """Give the names of those at a desk who stand in one of some relations; whoever is only invited does not sit."""
    return frozenset(
        one.name
        for one in EVERYBODY.values()
        if one.desk == desk and one.relation in relations and one.by.role != Role.FORUM_INVITED
    )


# The sets that the tables are written in. Fjordvik leads the network Vidda, where Trollskogen is a member.
OWNERS, PARTNERS, OFFICE = those("owner", OWN), those("partner", OWN), those("office", OWN)
NETWORK_OWNERS = OWNERS | {"vidar"}
MEMBERS = those("owner", NETWORK) - {"vidar"}
# Owners at the same office may ask to join what others have formed there.
NEIGHBOURS = those("owner", SAME)
AGDER_OFFICE, NATION = those("office", OTHER), those("national", OWN)
TIED_MEMBERS, FREE = those("forum", TIED), those("forum", OWN, NETWORK)
FORUM = TIED_MEMBERS | FREE
FREE_OF_NETWORK = those("forum", OWN)
HEARD = frozenset({f"{Role.FORUM_INVITED} {OWN}"})  # in the open case, and in no other
HEARD_TOO = frozenset({f"{Role.FORUM_INVITED} {SAME}"})  # in the network's case alone; sits in the other forum as well
SECRETARIES = frozenset(name for name in FORUM if EVERYBODY[name].by.role == Role.FORUM_SECRETARY)
