"""The people and organisations that all tests share: one person per role, and Charlie, who must never see anything.

All of them are invented, except the office. Ids are the same in every run: they follow from the names.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from samspel.tenancy.by import By, Role

SINCE = date(2021, 1, 1)


def id_of(name: str) -> UUID:
    """The id of somebody in the cast."""
    return uuid5(NAMESPACE_URL, f"https://samspel.example/{name}")


@dataclass(frozen=True)
class OfficeCast:
    """One office with its staff."""

    office: UUID
    caseworker: By
    decider: By
    attestant: By
    payer: By
    admin: By


def staff(office: str, name: str, role: Role) -> By:
    """Somebody who works at an office."""
    return By(id_of(name), None, id_of(office), role)


ROGALAND = OfficeCast(
    office=id_of("rogaland"),
    caseworker=staff("rogaland", "amir", Role.CASEWORKER),
    decider=staff("rogaland", "dagny", Role.DECIDER),
    attestant=staff("rogaland", "astrid", Role.ATTESTANT),
    payer=staff("rogaland", "per", Role.PAYER),
    admin=staff("rogaland", "anna", Role.OFFICE_ADMIN),
)
AGDER = OfficeCast(
    office=id_of("agder"),
    caseworker=staff("agder", "charlie", Role.CASEWORKER),
    decider=staff("agder", "charlie", Role.DECIDER),
    attestant=staff("agder", "charlie", Role.ATTESTANT),
    payer=staff("agder", "charlotte", Role.PAYER),
    admin=staff("agder", "charlie", Role.OFFICE_ADMIN),
)
KARI = By(id_of("kari"), id_of("fjordvik"), None, Role.OWNER_SIGNER)
KNUT = By(id_of("knut"), id_of("fjordvik"), None, Role.OWNER_EDITOR)
PIA = By(id_of("pia"), id_of("trollskogen"), None, Role.OWNER_SIGNER)
VIDAR = By(id_of("vidar"), id_of("vidda"), None, Role.OWNER_SIGNER)
UNNI = By(id_of("unni"), id_of("hiv"), None, Role.PARTNER_CONFIRMER)
FILIP = By(id_of("filip"), id_of("fagskulen"), None, Role.PARTNER_CONFIRMER)
SYSTEM = By(None, None, None, Role.SYSTEM)
# The forum: Mona's own kommune is Fjordvik, which ties her to its needs.
MONA = By(id_of("mona"), id_of("fjordvik"), id_of("rogaland"), Role.FORUM_MEMBER)
PETTER = By(id_of("petter"), id_of("trollskogen"), id_of("rogaland"), Role.FORUM_MEMBER)
ULRIK = By(id_of("ulrik"), id_of("hiv"), id_of("rogaland"), Role.FORUM_MEMBER)
KIRSTI = By(id_of("kirsti"), id_of("ks"), id_of("rogaland"), Role.FORUM_MEMBER)
LARS = By(id_of("lars"), id_of("laerarlaget"), id_of("rogaland"), Role.FORUM_LEADER)
PERNILLE = By(id_of("pernille"), id_of("pbl"), id_of("rogaland"), Role.FORUM_MEMBER)
SIGRUN = By(id_of("sigrun"), None, id_of("rogaland"), Role.FORUM_SECRETARY)
CHARLIE = By(id_of("charlie"), id_of("utvik"), None, Role.OWNER_SIGNER)
EVERYBODY = (KARI, KNUT, PIA, VIDAR, UNNI, FILIP, MONA, PETTER, ULRIK, KIRSTI, LARS, PERNILLE, SIGRUN, CHARLIE)

NAMES = {
    "amir": "Amir Hussain", "dagny": "Dagny Moe", "astrid": "Astrid Lie", "per": "Per Vik", "anna": "Anna Rød",
    "charlie": "Charlie Utvik", "charlotte": "Charlotte Utvik", "kari": "Kari Fjord", "knut": "Knut Strand",
    "pia": "Pia Troll", "vidar": "Vidar Heim", "unni": "Unni Haug", "filip": "Filip Foss", "mona": "Mona Sund",
    "petter": "Petter Eng", "ulrik": "Ulrik Berg", "kirsti": "Kirsti Dal", "lars": "Lars Lund",
    "pernille": "Pernille Bakke", "sigrun": "Sigrun Nes",
}  # fmt: skip
OFFICES = {
    "rogaland": ("Statsforvaltaren i Rogaland", "nn", "974763230"),
    "agder": ("Statsforvalteren i Agder", "nb", "974762994"),
}
# name: (what it is called, kind, written form, synthetic organisation number or none)
ORGANISATIONS = {
    "fjordvik": ("Fjordvik kommune", "kommune", "nn", "210000011"),
    "trollskogen": ("Trollskogen barnehage SA", "private-owner", "nb", "210000038"),
    "vidda": ("Vidda barnehagenettverk", "network", "nn", ""),
    "hiv": ("Høgskulen i vest", "university", "nn", "210000046"),
    "fagskulen": ("Fagskolen på kysten", "vocational-college", "nb", "210000054"),
    "utvik": ("Utvik kommune", "kommune", "nb", "210000062"),
    "ks": ("KS Øving", "ks", "nb", ""),
    "laerarlaget": ("Lærarlaget Øving", "union", "nn", ""),
    "pbl": ("PBL Øving", "pbl", "nb", ""),
}
UNITS = {
    "solsida": ("Solsida barnehage", "kindergarten", "fjordvik", "310000019"),
    "nordsida": ("Nordsida barnehage", "kindergarten", "fjordvik", "310000027"),
    "fjordskulen": ("Fjordskulen", "school", "fjordvik", "310000035"),
    "ppt": ("PPT i Fjordvik", "ppt", "fjordvik", "310000043"),
    "troll": ("Trollskogen barnehage", "kindergarten", "trollskogen", "310000051"),
    "utsyn": ("Utsyn skole", "school", "utvik", "310000078"),
}
REACH = {"rogaland": ("fjordvik", "trollskogen", "vidda", "hiv", "fagskulen"), "agder": ("utvik", "hiv")}


def build() -> None:
    """Put the cast into an empty, migrated database."""
    from django.db import transaction

    with transaction.atomic():
        _places()
        _people()


def _places() -> None:
    from samspel.actors.models import Membership, Network, Organisation, Reach, Unit
    from samspel.kit.seeking import sought
    from samspel.tenancy.context import offices
    from samspel.tenancy.models import Office

    for slug, (name, form, orgnr) in OFFICES.items():
        Office.objects.create(
            id=id_of(slug),
            orgnr=orgnr,
            name=name,
            slug=slug,
            written_form=form,
            email=f"post@{slug}.example",
            phone="00 00 00 00",
            address="Postboks 1\n0001 Øvingsby",
        )
    for key, (name, kind, form, orgnr) in ORGANISATIONS.items():
        Organisation.objects.create(
            id=id_of(key), ref=orgnr or key, orgnr=orgnr, name=name, kind=kind, written_form=form, synthetic=True
        )
    for key, (name, kind, owner, orgnr) in UNITS.items():
        told = {"orgnr": orgnr, "name": name, "kind": kind, "sought": sought(name)}
        Unit.objects.create(id=id_of(key), owner_id=id_of(owner), **told)
    for office, organisations in REACH.items():
        for organisation in organisations:
            Reach.objects.create(organisation_id=id_of(organisation), office_id=id_of(office))
    with offices([id_of("rogaland")]):
        Network.objects.create(
            id=id_of("vidda-network"),
            organisation_id=id_of("vidda"),
            office_id=id_of("rogaland"),
            state="active",
            formed_at="2022-10-01T12:00Z",
        )
    for member, coordinates in (("fjordvik", True), ("trollskogen", False)):
        Membership.objects.create(
            network_id=id_of("vidda"),
            member_id=id_of(member),
            coordinates=coordinates,
            since=date(2022, 10, 1),
            consented_at="2022-10-01T12:00Z",
        )


def _people() -> None:
    from samspel.actors.models import Assignment
    from samspel.people.models import Person

    for key, name in NAMES.items():
        Person.objects.create(id=id_of(key), subject=f"cast:{key}", name=name)
    seats = {by for office in (ROGALAND, AGDER) for by in (office.caseworker, office.decider, office.attestant)}
    seats |= {by for office in (ROGALAND, AGDER) for by in (office.payer, office.admin)} | set(EVERYBODY)
    for by in sorted(seats, key=lambda by: (str(by.person_id), by.role)):
        assert by.person_id
        Assignment.objects.create(
            person_id=by.somebody,
            organisation_id=by.organisation_id,
            office_id=by.office_id,
            role=by.role,
            since=SINCE,
        )
