"""How the state of a report is told, the same at every desk."""

from __future__ import annotations

from datetime import datetime

from samspel.followup import queries
from samspel.followup.models import Report

COLORS = {
    Report.State.DUE: "info",
    Report.State.SUBMITTED: "accent",
    Report.State.RETURNED: "warning",
    Report.State.APPROVED: "success",
}


def row(report: Report, at: datetime) -> tuple[Report, str, str, bool]:
    """Give a report with the words for its state, their colour, and whether it is late."""
    state = Report.State(report.state)
    return report, str(state.label), COLORS[state], state in queries.OPEN and report.due_at <= at
