"""Needs that have come in, and the office's cases about them, brought to a stage by the acts."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count
from uuid import uuid4

from samspel.calls.models import Call
from samspel.casework import transitions
from samspel.casework.models import Case
from samspel.files.models import Document
from samspel.needs.models import BudgetLine, Need, Participation, Partnership, Submission, TargetGroup
from tests.cast import ROGALAND, id_of

ANNOUNCED = datetime(2022, 11, 15, 8, tzinfo=UTC)
RECEIVED = datetime(2023, 1, 20, 9, tzinfo=UTC)
OPENED = datetime(2023, 2, 6, 9, tzinfo=UTC)
READY = datetime(2023, 2, 13, 9, tzinfo=UTC)
NUMBERS = count(1)
Asked = dict[tuple[str, int], int]
ASKED: Asked = {("owner", 2023): 200_000, ("partner", 2023): 100_000}


def call(schemes: tuple[str, ...] = ("regional",), ref: str = "2023", *, partner_must_confirm: bool = True) -> Call:
    """An announced call of the 2023 round in Rogaland."""
    return Call.objects.get_or_create(
        office_id=ROGALAND.office,
        ref=ref,
        defaults={
            "state": Call.State.ANNOUNCED, "title": "Meld behov for 2023", "rule_set": "2021", "schemes": schemes,
            "budget_year": 2023, "written_form": "nn", "legal_basis": "FOR-2021-01-26-230",
            "closes_at": datetime(2023, 2, 1, 23, tzinfo=UTC), "report_on": date(2024, 1, 15),
            "rules_day": ANNOUNCED.date(), "announced_at": ANNOUNCED, "partner_must_confirm": partner_must_confirm,
        },
    )[0]  # fmt: skip


def submitted(
    owner: str = "fjordvik",
    partner: str = "hiv",
    asked: Asked | None = None,
    title: str = "",
    scheme: str = "regional",
    *,
    under: Call | None = None,
    confirmed: bool = True,
    late: bool = False,
    at: datetime = RECEIVED,
) -> Need:
    """A need that an owner has handed in, with one partner and what each asks for."""
    number = next(NUMBERS)
    office = ROGALAND.office
    need = Need.objects.create(
        office_id=office, state=Need.State.SUBMITTED, call=under or call(), scheme=scheme, owner_id=id_of(owner),
        ref=f"RO-23-{number:04}", title=title or f"Språkmiljø {number}", submitted_at=at, starts_on=date(2023, 8, 1),
        ends_on=date(2024, 7, 31), assessment="Dei tilsette vil lære meir om språkmiljø.", measure="Felles arbeid.",
        collective=True, goal="Alle barn blir høyrde.", involvement="Alle har vore med.",
    )  # fmt: skip
    Participation.objects.create(office_id=office, need=need, unit_id=id_of("solsida"))
    TargetGroup.objects.create(office_id=office, need=need, group="teachers", participants=24)
    state = Partnership.State.CONFIRMED if confirmed else Partnership.State.INVITED
    Partnership.objects.create(office_id=office, need=need, partner_id=id_of(partner), state=state)
    for (whose, year), amount_nok in (ASKED if asked is None else asked).items():
        recipient = id_of({"owner": owner, "partner": partner}[whose])
        BudgetLine.objects.create(
            office_id=office, need=need, year=year, category="carry-out", recipient_id=recipient, amount_nok=amount_nok
        )
    receipt = Document.objects.create(
        office_id=office, title="Kvittering", media_type="application/pdf", size=1, sha256="0" * 64, made_at=at
    )
    Submission.objects.create(
        office_id=office, need=need, key=uuid4(), content={}, digest="0" * 64, received_at=at, late=late,
        sender_id=id_of("kari"), receipt=receipt,
    )  # fmt: skip
    return need


def opened(need: Need | None = None, at: datetime = OPENED) -> Case:
    """A need that Amir has opened a case about."""
    return transitions.open_case(need or submitted(), by=ROGALAND.caseworker, at=at)


def assessed(need: Need | None = None, text: str = "Behovet er godt grunngitt.", at: datetime = OPENED) -> Case:
    """A case in which the office has written what it makes of the need."""
    case = opened(need, at)
    transitions.assess(case, text=text, by=ROGALAND.caseworker, at=at)
    return case


def ready(need: Need | None = None, text: str = "Behovet er godt grunngitt.", at: datetime = READY) -> Case:
    """A case that is ready for the forum, or for decision where the scheme has no forum."""
    case = assessed(need, text, at)
    transitions.make_ready(case, by=ROGALAND.caseworker, at=at)
    return case
