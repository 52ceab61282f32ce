"""A call at each of its stages, in Rogaland: needs for 2023 under rule set 2021, for 2027 under rule set 2026."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import cast
from uuid import uuid4

from samspel.calls import transitions
from samspel.calls.models import Call
from samspel.calls.transitions import Content
from samspel.kit.deadlines import closes_at
from samspel.kit.ids import new_id
from samspel.ledger import transitions as ledger
from samspel.rules import schemes_of
from samspel.tenancy.by import By
from samspel.tenancy.models import Office
from tests.cast import ROGALAND

BUDGET_YEAR = {"2021": 2023, "2026": 2027}
DRAFTED = {"2021": datetime(2022, 9, 20, 8, tzinfo=UTC), "2026": datetime(2026, 9, 20, 8, tzinfo=UTC)}
ANNOUNCED = {"2021": datetime(2022, 10, 3, 8, tzinfo=UTC), "2026": datetime(2026, 10, 1, 8, tzinfo=UTC)}
WORDS: Content = {
    "goal": "Tilsette i barnehage og skule skal utvikle praksisen sin saman, til beste for barn og elevar.",
    "target_group": "Eigarar av barnehagar og skular, åleine eller i nettverk.",
    "criteria": "Behovet er vurdert lokalt, tilsette har vore med, og tiltaket blir gjennomført i partnarskap.",
    "how": "Logg inn, fyll ut behovsmeldinga, la partnaren stadfeste sin del, og send inn før fristen.",
    "contact": "Statsforvaltaren i Rogaland, post@rogaland.example",
    "legal_basis": "Retningsliner 26. januar 2021 nr. 230",
}


def content(rule_set: str = "2021") -> Content:
    """Everything that a complete call says."""
    year = BUDGET_YEAR[rule_set]
    return {
        "title": f"Tilskot til kompetanseutvikling {year}",
        "rule_set": rule_set,
        "schemes": [scheme.code for scheme in schemes_of(rule_set)],
        "budget_year": year,
        "closes_at": closes_at(date(year, 2, 1)),
        "report_on": date(year + 1, 1, 15),
        "answer_on": date(year, 5, 15),
        **WORDS,
    }


EXTRA = [
    {"key": "1", "kind": "text", "question": "Kva har de prøvd før?", "help": "Kort.", "choices": [], "required": True},
    {"key": "2", "kind": "yes-no", "question": "Er de med i regionen?", "help": "", "choices": [], "required": False},
    {"key": "3", "kind": "choice", "question": "Når?", "help": "", "choices": ["Haust", "Vår"], "required": False},
]


def drafted(rule_set: str = "2021", ref: str = "", **changes: object) -> Call:
    """A call that only the office sees."""
    said = cast(Content, {**content(rule_set), **changes})
    return transitions.draft(
        Office.objects.get(pk=ROGALAND.office),
        ref=ref or f"behov-{BUDGET_YEAR[rule_set]}",
        content=said,
        by=ROGALAND.caseworker,
        at=DRAFTED[rule_set],
    )


def framed(call: Call, amount_nok: int = 1_000_000, by: By = ROGALAND.admin) -> None:
    """Frames for the call's schemes, in its budget year and the two after it."""
    office = Office.objects.get(pk=call.office_id)
    at = DRAFTED[call.rule_set]
    for scheme in schemes_of(call.rule_set):
        for year in range(call.budget_year, call.budget_year + 3):
            post = scheme.chapter_post.value
            frame = ledger.open_frame(office, scheme=scheme.code, year=year, chapter_post=post, by=by, at=at)
            ledger.grant(frame, amount_nok=amount_nok, key=uuid4(), by=by, at=at)


def announced(rule_set: str = "2021", frame_nok: int = 1_000_000, **changes: object) -> Call:
    """A call that owners can answer: until 1 February 2023, or 1 February 2027 under rule set 2026."""
    call = drafted(rule_set, "", **changes)
    framed(call, frame_nok)
    transitions.announce(call, by=ROGALAND.decider, at=ANNOUNCED[rule_set])
    return call


def of_another_year(call: Call, year: int) -> Call:
    """The same call in another budget year; its deadline and the rest stand as they were."""
    other = Call.objects.get(pk=call.pk)
    other.pk, other.ref, other.budget_year, other._state.adding = new_id(), f"behov-{year}", year, True
    other.save()
    return other
