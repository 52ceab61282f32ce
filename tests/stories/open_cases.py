"""Cases that are ready for a decision, written straight into the tables until the earlier steps can tell the story."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count

from samspel.calls.models import Call
from samspel.casework.models import Case
from samspel.flow.numbers import next_number
from samspel.forum.models import Forum, Line, LineShare, Meeting
from samspel.ledger.models import Frame
from samspel.needs.models import BudgetLine, Need, Partnership
from tests.cast import ROGALAND, id_of

NUMBERS = count(1)
ASKED = (("fjordvik", 2023, 300_000), ("hiv", 2023, 100_000))
Amounts = tuple[tuple[str, int, int], ...]


def call(rule_set: str = "2021", year: int = 2023) -> Call:
    """An announced call."""
    return Call.objects.get_or_create(
        office_id=ROGALAND.office,
        ref=str(year),
        defaults={
            "state": Call.State.ANNOUNCED, "title": f"Meld behov for {year}", "rule_set": rule_set,
            "schemes": ["regional", "decentralised"] if rule_set == "2021" else ["collective"], "budget_year": year,
            "written_form": "nn", "legal_basis": "FOR-2021-01-26-230", "goal": "Betre praksis.",
            "closes_at": datetime(year, 2, 1, 23, tzinfo=UTC), "report_on": date(year + 1, 1, 15),
            "rules_day": date(year - 1, 11, 1), "announced_at": datetime(year - 1, 11, 1, 8, tzinfo=UTC),
        },
    )[0]  # fmt: skip


def frame(scheme: str = "regional", year: int = 2023, granted_nok: int = 10_000_000) -> Frame:
    """The frame of a scheme and a year."""
    return Frame.objects.get_or_create(
        office_id=ROGALAND.office,
        scheme=scheme,
        year=year,
        chapter_post="231.21",
        defaults={"granted_nok": granted_nok},
    )[0]


def ready(
    asked: Amounts = ASKED,
    scheme: str = "regional",
    owner: str = "fjordvik",
    *,
    under: Call | None = None,
    partners: tuple[str, ...] | None = None,
) -> Case:
    """A case that has been prepared, under a frame with room."""
    number, about = next(NUMBERS), under or call()
    office = ROGALAND.office
    need = Need.objects.create(
        office_id=office, state=Need.State.SUBMITTED, call=about, scheme=scheme, owner_id=id_of(owner),
        ref=f"RO-23-{number:04}", title=f"Språkmiljø {number}", goal="Alle barn blir høyrde.",
        starts_on=date(about.budget_year, 8, 1), ends_on=date(about.budget_year + 1, 7, 31),
        submitted_at=datetime(about.budget_year, 1, 20, 9, tzinfo=UTC),
    )  # fmt: skip
    for partner in {whom for whom, _year, _nok in asked} - {owner} if partners is None else partners:
        Partnership.objects.create(
            office_id=office, need=need, partner_id=id_of(partner), state=Partnership.State.CONFIRMED
        )
    for recipient, year, amount_nok in asked:
        BudgetLine.objects.create(
            office_id=office, need=need, year=year, category="carry-out", recipient_id=id_of(recipient),
            amount_nok=amount_nok,
        )  # fmt: skip
    frame(scheme, about.budget_year)
    return Case.objects.create(
        office_id=office, state=Case.State.READY, need=need, number=next_number(office, "case", about.budget_year),
        year=about.budget_year, caseworker_id=id_of("amir"), assessment="Godt grunngitt.",
    )  # fmt: skip


def recommended(
    recommends: Amounts | None = None,
    asked: Amounts = ASKED,
    scheme: str = "regional",
    owner: str = "fjordvik",
    partners: tuple[str, ...] | None = None,
) -> Case:
    """A ready case that the forum has recommended all of, or what is said."""
    case = ready(asked, scheme, owner, partners=partners)
    office = ROGALAND.office
    forum = Forum.objects.get_or_create(
        office_id=office, ref="rogaland", defaults={"name": "Samarbeidsforum i Rogaland", "schemes": [scheme]}
    )[0]
    meeting = Meeting.objects.create(
        office_id=office, state=Meeting.State.ADOPTED, forum=forum, call=case.need.call, ref=f"mote-{case.number}",
        held_on=date(2023, 3, 8), adopted_at=datetime(2023, 3, 14, 9, tzinfo=UTC), agreement="Forumet er samla.",
    )  # fmt: skip
    line = Line.objects.create(
        office_id=office, state=Line.State.PROPOSED, meeting=meeting, case=case, rank=1,
        reason="Tiltaket svarer på eit stort behov.",
    )  # fmt: skip
    for recipient, year, amount_nok in asked if recommends is None else recommends:
        LineShare.objects.create(
            office_id=office, line=line, recipient_id=id_of(recipient), year=year, amount_nok=amount_nok
        )
    line.state = Line.State.RECOMMENDED
    line.save(update_fields=["state"])
    return case
