"""Writing a stored round as a document: what stands in the records, and from the journal who did it and when."""

from __future__ import annotations

from typing import Any

from samspel.calls.models import Call
from samspel.rounds.document import Round
from samspel.rounds.dumping import asking, handling, intake, money, surroundings
from samspel.rounds.dumping.source import Source
from samspel.rounds.pruning import pruned
from samspel.tenancy.models import Office


def dump(office: Office, ref: str) -> Round:
    """Give the round of one call at an office; Call.DoesNotExist when there is none. The office has been entered."""
    source = Source(office, Call.objects.get(office=office, ref=ref))
    meeting = handling.meeting_of(source)
    parts: dict[str, Any] = {
        "call": asking.call(source),
        "frames": asking.frames(source),
        "needs": asking.needs(source),
        "confirmations": asking.confirmations(source),
        "intakes": intake.intakes(source),
        "forum": handling.forum(source, meeting) if meeting else None,
        "assessments": handling.assessments(source),
        "recommendation": handling.recommendation(source, meeting) if meeting else None,
        "decisions": money.decisions(source),
        "instalments": money.instalments(source),
        "payments": money.payments(source),
        "reports": money.reports(source),
    }
    # The surroundings last: by now it has been noted who and what the round names.
    around: dict[str, Any] = {
        "networks": surroundings.networks(source),
        "organisations": surroundings.organisations(source),
        "people": surroundings.people(source),
    }
    return pruned(Round(samspel_round=1, office=surroundings.office(source), **parts, **around))
