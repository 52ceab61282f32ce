"""Needs that owners have handed in, with everything under them and what the journal says, as rows in bulk."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from django.db.models import Model

from bench.words import text
from samspel.actors.models import Organisation, Unit
from samspel.calls.models import Call
from samspel.casework.models import Case
from samspel.files import store
from samspel.files.models import Document
from samspel.flow.models import Entry
from samspel.kit.sizes import ROWS
from samspel.needs.models import BudgetLine, Indicator, Need, Participation, Partnership, Submission, TargetGroup
from samspel.people.models import Person

DRAFTS = 90_000  # drafts are numbered from here
RECEIVED = datetime(2022, 11, 1, 8, tzinfo=UTC)
ACTS = ("needs.draft", "needs.fill", "needs.invite_partner", "needs.confirm", "needs.submit", "casework.open_case")


@dataclass(frozen=True)
class Parties:
    """Those who may hand in a need, with their units, and those who may be partners."""

    owners: list[Organisation]
    partners: list[Organisation]
    units: dict[UUID, list[Unit]]


def hand_in(dice: random.Random, parties: Parties, call: Call, size: int) -> list[Need]:
    """Save as many needs as asked under a call, each with its rows and its receipt."""
    needs = [need(dice, parties, call, number) for number in range(1, size + 1)]
    Need.objects.bulk_create(needs, batch_size=ROWS)
    receipt = store.put(
        b"%PDF-", office_id=call.office_id, title="Kvittering", media_type="application/pdf", at=RECEIVED
    )
    rows: dict[type[Model], list[Model]] = {}
    for number, one in enumerate(needs, start=1):
        for row in (*under(dice, parties, one), submission(one, number, receipt)):
            rows.setdefault(type(row), []).append(row)
    for model, found in rows.items():
        model._default_manager.bulk_create(found, batch_size=ROWS)
    return needs


def drafts(dice: random.Random, parties: Parties, call: Call, owner: Organisation, count: int) -> list[Need]:
    """Save as many needs of one owner as asked, each ready to be handed in."""
    begun = [need(dice, parties, call, DRAFTS + number) for number in range(1, count + 1)]
    for one in begun:
        one.owner, one.scheme, one.state, one.submitted_at = owner, "regional", Need.State.DRAFT, None
    Need.objects.bulk_create(begun, batch_size=ROWS)
    rows: dict[type[Model], list[Model]] = {}
    for one in begun:
        for row in under(dice, parties, one):
            rows.setdefault(type(row), []).append(row)
    for model, found in rows.items():
        model._default_manager.bulk_create(found, batch_size=ROWS)
    return begun


def received(number: int) -> datetime:
    """Give when a need came in."""
    return RECEIVED + timedelta(minutes=7 * number)


def need(dice: random.Random, parties: Parties, call: Call, number: int) -> Need:
    """Give one need as it was handed in, not saved."""
    return Need(
        office=call.office, call=call, scheme=dice.choice(call.schemes), owner=dice.choice(parties.owners),
        state=Need.State.SUBMITTED, ref=f"{call.office.slug}-{number:05}", title=text(dice, 5)[:120],
        contact_name="Kari Øving", contact_email="kari@eigar.example", assessment=text(dice, 120),
        assessment_sources=["survey"], involvement=text(dice, 60), measure=text(dice, 120), collective=True,
        themes=["language"], goal=text(dice, 60), starts_on=date(call.budget_year, 8, 1),
        ends_on=date(call.budget_year + 1, 7, 31), own_contribution_nok=50_000,
        own_contribution_how=text(dice, 20), submitted_at=received(number),
    )  # fmt: skip


def under(dice: random.Random, parties: Parties, of: Need) -> Iterator[Model]:
    """Give the rows under one need, not saved."""
    partner = dice.choice(parties.partners)
    common = {"office_id": of.office_id, "need": of}
    for unit in parties.units[of.owner_id]:
        yield Participation(unit=unit, **common)
    for group in ("teachers", "leaders"):
        yield TargetGroup(group=group, participants=dice.randint(5, 80), **common)
    for position in (1, 2, 3):
        yield Indicator(position=position, what=text(dice, 8), baseline="2 av 8", target="6 av 8", **common)
    for year in (of.call.budget_year, of.call.budget_year + 1):
        for recipient in (of.owner, partner):
            amount_nok = 1_000 * dice.randint(20, 200)
            yield BudgetLine(year=year, category="carry-out", recipient=recipient, amount_nok=amount_nok, **common)
    yield Partnership(partner=partner, state=Partnership.State.CONFIRMED, **common)


def submission(of: Need, number: int, receipt: Document) -> Submission:
    """Give what was handed in, not saved."""
    digest = hashlib.sha256(of.ref.encode()).hexdigest()
    content = {"title": of.title, "assessment": of.assessment, "measure": of.measure}
    return Submission(
        office_id=of.office_id, need=of, key=uuid4(), content=content, digest=digest, received_at=received(number),
        receipt=receipt,
    )  # fmt: skip


def open_cases(needs: list[Need], caseworker: Person) -> list[Case]:
    """Save a case for each need, and a journal of six entries for it."""
    cases = [
        Case(
            office_id=one.office_id, need=one, number=number, year=one.call.budget_year, state=Case.State.OPENED,
            caseworker=caseworker,
        )
        for number, one in enumerate(needs, start=1)
    ]  # fmt: skip
    Case.objects.bulk_create(cases, batch_size=ROWS)
    entries = (entry for one in needs for entry in history(one, caseworker))
    Entry.objects.bulk_create(entries, batch_size=ROWS)
    return cases


def history(of: Need, person: Person) -> Iterator[Entry]:
    """Give what the journal says of one need, not saved; the database chains it."""
    for number, act in enumerate(ACTS):
        yield Entry(
            office_id=of.office_id, act=act, record_type="needs.need", record_id=of.pk, subject_id=of.pk,
            person_id=person.pk, role="caseworker", at=RECEIVED + timedelta(hours=number), target=of.state,
        )  # fmt: skip
