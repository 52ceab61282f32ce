"""What readers say about pages, in October 2022."""

from __future__ import annotations

from datetime import UTC, datetime

from samspel.feedback import transitions
from samspel.feedback.models import Feedback

SAID = datetime(2022, 10, 5, 8, tzinfo=UTC)


def told(
    path: str = "/embeter/rogaland/sider/plan/",
    *,
    office: str = "rogaland",
    found: bool | None = False,
    text: str = "Fann ikkje fristen.",
    kind: Feedback.Kind = Feedback.Kind.PAGE,
    at: datetime = SAID,
) -> None:
    """What a reader said about a page."""
    transitions.tell(kind=kind, path=path, found=found, text=text, written_form="nn", office_slug=office, at=at)
