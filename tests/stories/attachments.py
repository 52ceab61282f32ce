"""A file belongs to a need: it waits, has been let through, or was stopped."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from samspel.files.looking import look
from samspel.needs import queries, transitions
from samspel.needs.models import Attachment, Need
from samspel.tenancy.by import By
from tests.cast import KARI, SYSTEM
from tests.stories import needs, samples


def waiting(
    need: Need,
    words: str = "Plan",
    *,
    name: str = "plan.pdf",
    note: str = "",
    by: By = KARI,
    at: datetime | None = None,
) -> Attachment:
    """A PDF that the scanner has not seen."""
    when = at or needs.when(need.call.rule_set, day=13)
    return transitions.attach(need, file=look(samples.pdf(words)), name=name, note=note, by=by, at=when)


def clean(
    need: Need,
    words: str = "Plan",
    *,
    name: str = "plan.pdf",
    note: str = "",
    by: By = KARI,
    at: datetime | None = None,
) -> Attachment:
    """A PDF that the scanner has let through."""
    made = waiting(need, words, name=name, note=note, by=by, at=at)
    transitions.clear(made, by=SYSTEM, at=made.added_at)
    return made


def stopped(need: Need, *, name: str = "virus.pdf") -> Attachment:
    """A PDF that the scanner has stopped."""
    made = waiting(need, "Virus", name=name)
    transitions.stop(made, found="Eicar-Test-Signature", by=SYSTEM, at=made.added_at)
    return made


def row(need: Need) -> Attachment:
    """A file written straight into the table, for a need to which none can be added any more."""
    received = queries.submissions(need)[0]
    return Attachment.objects.create(
        office_id=need.office_id,
        state=Attachment.State.CLEAN,
        need=need,
        document=received.receipt,
        name="plan.pdf",
        added_at=received.received_at,
    )


def nothing(before: datetime) -> set[UUID]:
    """No document has been let go."""
    return set()
