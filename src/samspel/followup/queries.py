"""What a receiver and an office may see of the reports, and what has not been asked for yet."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from samspel.decisions.models import Acceptance, Decision, Share
from samspel.flow.refusal import NotVisible
from samspel.followup.models import Report, Result, Told
from samspel.needs.models import Indicator
from samspel.tenancy.by import NATION, OFFICE, OWNER, PARTNER, By

ALONG = ("decision__case__need__call", "decision__case__need__owner", "recipient")


def visible(by: By) -> QuerySet[Report]:
    """Give the reports that somebody may see: an office its own, a receiver those it must answer."""
    found = Report.objects.select_related(*ALONG)
    if by.role in NATION:
        return found
    if by.role in OFFICE and by.office_id:
        return found.filter(office_id=by.office_id)
    if by.role in OWNER | PARTNER and by.organisation_id:
        return found.filter(recipient_id=by.organisation_id)
    return found.none()


def report(report_id: UUID, by: By) -> Report:
    """Give one report with its decision and need at hand; NotVisible when it is not there for the one who asks."""
    found = visible(by).filter(pk=report_id).first()
    if found is None:
        raise NotVisible
    return found


def reports(by: By, *, state: str = "", year: int | None = None) -> QuerySet[Report]:
    """Give the reports somebody may see, those due first on top."""
    found = visible(by)
    if state:
        found = found.filter(state=state)
    if year is not None:
        found = found.filter(year=year)
    return found.order_by("due_at", "recipient__name", "pk")


def years(by: By) -> list[int]:
    """Give the years that somebody has reports for, newest first."""
    return list(visible(by).order_by("-year").values_list("year", flat=True).distinct())


def indicators(report: Report) -> dict[UUID, Indicator]:
    """Give the indicators of the need that the report is about, in their order."""
    found = Indicator.objects.filter(need_id=report.decision.case.need_id).order_by("position")
    return {indicator.pk: indicator for indicator in found}


def told(report: Report) -> Told:
    """Give what a report tells so far."""
    reached = Result.objects.filter(report=report).values_list("indicator_id", "reached")
    return Told(report.spent_nok, report.unspent_plan, report.participants, report.outcome, dict(reached))


def not_asked_for(*, decision: Decision | None = None) -> QuerySet[Share]:
    """Give the shares of sent awards that no report has been asked for and that nobody has declined.

    A later year that is still under reservation of Stortinget's budget has no frame, and waits.
    """
    same = {"decision": OuterRef("decision"), "recipient": OuterRef("recipient")}
    declined = Acceptance.objects.filter(**same, state=Acceptance.State.DECLINED)
    found = Share.objects.filter(
        ~Exists(Report.objects.filter(**same, year=OuterRef("year"))),
        ~Exists(declined),
        frame__isnull=False,
        decision__kind=Decision.Kind.AWARD,
        decision__state=Decision.State.SENT,
    )
    if decision is not None:
        found = found.filter(decision=decision)
    return found.select_related("decision__case__need__call", "recipient").order_by("year", "recipient__name")


def of_needs(need_ids: Iterable[UUID]) -> QuerySet[Report]:
    """Give the reports about some needs, the oldest year first."""
    return Report.objects.filter(decision__case__need_id__in=list(need_ids)).order_by("year", "recipient_id")
