"""What can be done now follows from the guards of the acts, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime

from samspel.journey.reasons import Possible, possible, records
from samspel.needs.models import Need
from samspel.tenancy.by import Role
from tests.cast import OfficeCast
from tests.stories import casework, journey, needs

AT = datetime(2023, 3, 1, 9, tzinfo=UTC)


def able(need: Need) -> dict[str, Possible]:
    return {one.act: one for one in possible(need, AT)}


def test_a_draft_can_be_written_by_its_owner(rogaland: OfficeCast) -> None:
    found = able(needs.drafted())
    assert found["needs.withdraw"].roles == (Role.OWNER_SIGNER,)
    assert found["needs.submit"].roles == ()
    assert found["needs.submit"].reasons


def test_acts_on_other_records_and_in_other_states_are_not_told(rogaland: OfficeCast) -> None:
    found = able(casework.opened().need)
    assert "casework.make_ready" in found
    assert "casework.take_back" not in found
    assert "decisions.make" not in found


def test_every_record_of_the_need_is_asked(rogaland: OfficeCast) -> None:
    decision = journey.paid()
    labels = [type(record).__name__ for record in records(decision.case.need)]
    assert labels == [
        "Need", "Partnership", "Case", "Line", "Decision", "Acceptance", "Acceptance", "Instalment", "Instalment",
        "Report", "Report",
    ]  # fmt: skip
    found = able(decision.case.need)
    assert found["followup.submit"].roles == (Role.OWNER_SIGNER, Role.PARTNER_CONFIRMER)
