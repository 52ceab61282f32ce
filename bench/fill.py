"""Data to measure on: offices of given sizes, as the role `app`; the same seed gives the same texts and amounts.

The call is announced by its acts. Needs and cases are rows in bulk: thousands of acts would take longer than the run.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from stdnum.no import orgnr

from bench import needs
from bench.words import text
from samspel.actors.models import Assignment, Organisation, Reach, Unit
from samspel.calls import transitions as calls
from samspel.calls.models import Call
from samspel.kit.deadlines import closes_at
from samspel.kit.sizes import ROWS
from samspel.ledger import transitions as ledger
from samspel.people.models import Person
from samspel.rules import schemes_of
from samspel.tenancy.by import By, Role
from samspel.tenancy.context import offices
from samspel.tenancy.models import Office

SINCE = date(2021, 1, 1)
DRAFTED = datetime(2022, 9, 20, 8, tzinfo=UTC)
ANNOUNCED = datetime(2022, 10, 3, 8, tzinfo=UTC)
YEAR = 2023
OWNERS, PARTNERS = 40, 3
CALL = "behov-2023"


@dataclass(frozen=True)
class Desk:
    """One office with its needs: who works there, the call, and the ids of needs and cases in the order they came."""

    office: Office
    caseworker: Person
    call: Call
    needs: list[UUID]
    cases: list[UUID]


@dataclass(frozen=True)
class Filled:
    """Everything to measure on: offices, and an owner with somebody who signs for it, and drafts that are ready."""

    desks: list[Desk]
    owner: Organisation
    signer: Person
    drafts: list[UUID]


class Filler:
    """Makes owners and offices; one random generator, so that every run is the same."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.orgnrs = (str(number) for number in range(310_000_000, 320_000_000) if orgnr.is_valid(str(number)))
        self.parties = self.make_parties()

    def make_parties(self) -> needs.Parties:
        """Make the owners with two units each, and the partners."""
        owners = [self.organisation(number, Organisation.Kind.KOMMUNE) for number in range(1, OWNERS + 1)]
        partners = [self.organisation(number, Organisation.Kind.UNIVERSITY) for number in range(1, PARTNERS + 1)]
        Organisation.objects.bulk_create(owners + partners, batch_size=ROWS)
        units = {owner.pk: [self.unit(owner, number) for number in (1, 2)] for owner in owners}
        Unit.objects.bulk_create((unit for both in units.values() for unit in both), batch_size=ROWS)
        return needs.Parties(owners, partners, units)

    def organisation(self, number: int, kind: Organisation.Kind) -> Organisation:
        """Give one organisation, not saved."""
        code = next(self.orgnrs)
        return Organisation(ref=code, orgnr=code, name=f"Øvingsby {number} ({kind.label})", kind=kind, synthetic=True)

    def unit(self, owner: Organisation, number: int) -> Unit:
        """Give one kindergarten, not saved."""
        name = f"Barnehage {number} i {owner.name}"
        return Unit(orgnr=next(self.orgnrs), name=name, kind=Unit.Kind.KINDERGARTEN, owner=owner)

    def desk(self, slug: str, size: int) -> Desk:
        """Make one office with an open call and as many needs as asked, each with a case."""
        office = Office.objects.create(
            orgnr=next(self.orgnrs), name=f"Øvingsembetet {slug}", slug=slug, written_form="nn"
        )
        worker = self.person(f"Saksbehandlar {slug}", Role.CASEWORKER, office=office)
        decider = self.person(f"Leiar {slug}", Role.DECIDER, office=office)
        everybody = self.parties.owners + self.parties.partners
        Reach.objects.bulk_create(Reach(organisation=one, office=office) for one in everybody)
        with offices([office.pk]):
            call = self.call(office, By(decider.pk, None, office.pk, Role.DECIDER))
            handed_in = needs.hand_in(self.dice, self.parties, call, size)
            cases = needs.open_cases(handed_in, worker)
        return Desk(office, worker, call, [need.pk for need in handed_in], [case.pk for case in cases])

    def person(
        self, name: str, role: Role, *, office: Office | None = None, owner: Organisation | None = None
    ) -> Person:
        """Make somebody with one role."""
        made = Person.objects.create(subject=f"bench:{name}", name=name)
        Assignment.objects.create(person=made, organisation=owner, office=office, role=role, since=SINCE)
        return made

    def call(self, office: Office, by: By) -> Call:
        """Announce a call with its frames, by the acts."""
        schemes = schemes_of("2021")
        for scheme in schemes:
            post = scheme.chapter_post.value
            frame = ledger.open_frame(office, scheme=scheme.code, year=YEAR, chapter_post=post, by=by, at=DRAFTED)
            ledger.grant(frame, amount_nok=30_000_000, key=uuid4(), by=by, at=DRAFTED)
        content: calls.Content = {
            "title": f"Tilskot til kompetanseutvikling {YEAR}", "rule_set": "2021", "budget_year": YEAR,
            "schemes": [scheme.code for scheme in schemes], "closes_at": closes_at(date(YEAR, 2, 1)),
            "report_on": date(YEAR + 1, 1, 15), "answer_on": date(YEAR, 5, 15),
            "goal": text(self.dice, 60), "target_group": text(self.dice, 20),
            "criteria": text(self.dice, 80), "how": text(self.dice, 40), "contact": "post@embetet.example",
            "legal_basis": "Retningsliner 26. januar 2021 nr. 230",
        }  # fmt: skip
        made = calls.draft(office, ref=CALL, content=content, by=by, at=DRAFTED)
        calls.announce(made, by=by, at=ANNOUNCED)
        return made


def fill(sizes: dict[str, int], seed: int = 2023, drafts: int = 0) -> Filled:
    """Fill an empty database with one office of each size, and drafts at the first of them, all or nothing."""
    with transaction.atomic():
        filler = Filler(seed)
        desks = [filler.desk(slug, size) for slug, size in sizes.items()]
        owner = filler.parties.owners[0]
        signer = filler.person("Kari Øving", Role.OWNER_SIGNER, owner=owner)
        with offices([desks[0].office.pk]):
            begun = needs.drafts(filler.dice, filler.parties, desks[0].call, owner, drafts)
        return Filled(desks, owner, signer, [need.pk for need in begun])
