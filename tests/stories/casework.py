"""The office's case about a need, brought to each of its stages by the acts; Amir prepares them all."""

from __future__ import annotations

from datetime import date, datetime

from samspel.casework import queries, transitions
from samspel.casework.models import Case
from samspel.kit.deadlines import closes_at
from samspel.needs.models import Need
from tests.cast import ROGALAND
from tests.stories import needs

AMIR = ROGALAND.caseworker
ASSESSMENT = "Behovet er godt grunngitt og forankra i kvar eining."


def when(need: Need, month: int = 2, day: int = 6, hour: int = 9) -> datetime:
    """A moment after the deadline of the need's call, in its year."""
    return needs.when(need.call.rule_set, month, day, hour)


def opened(need: Need | None = None, *, at: datetime | None = None) -> Case:
    """A need that Amir has opened a case about."""
    need = need or needs.submitted()
    return transitions.open_case(need, by=AMIR, at=at or when(need))


def assessed(need: Need | None = None, *, text: str = ASSESSMENT, at: datetime | None = None) -> Case:
    """A case in which the office has written what it makes of the need."""
    case = opened(need, at=at)
    transitions.assess(case, text=text, by=AMIR, at=at or when(case.need))
    return case


def ready(need: Need | None = None, *, text: str = ASSESSMENT, at: datetime | None = None) -> Case:
    """A case that is ready for the forum, or for decision where the scheme has no forum."""
    case = assessed(need, text=text, at=at)
    transitions.make_ready(case, by=AMIR, at=at or when(case.need, day=13))
    return case


def supplement_asked(need: Need | None = None, *, at: datetime | None = None) -> Case:
    """A case in which the owner has been asked to tell more by 20 February, and the need has been sent back."""
    case = opened(need, at=at)
    at = at or when(case.need, day=7)
    until = closes_at(date(at.year, 2, 20))
    transitions.ask_for_supplement(
        case, text="Skriv kven som har vore med i vurderinga.", answer_by=until, by=AMIR, at=at
    )
    return case


def supplement_answered(need: Need | None = None, *, at: datetime | None = None) -> Case:
    """A case in which the owner has told more and handed the need in again."""
    case = supplement_asked(need)
    at = at or when(case.need, day=14)
    again = Need.objects.get(pk=case.need_id)
    needs.handed_in(again, at=at)
    return case_of(again)


def case_of(need: Need) -> Case:
    """The case about a need, read anew."""
    found = queries.case_file(AMIR, need.pk, when(need, 12)).case
    assert found is not None
    return found
