"""What a receiver and an office may see of the reports, and what has not been asked for yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from samspel.actors.alphabet import alphabetical, in_order
from samspel.actors.queries import office_of
from samspel.decisions.models import Acceptance, Decision, Share
from samspel.flow.refusal import NotVisible
from samspel.followup.models import Report, Result, Told
from samspel.needs.models import Indicator, TargetGroup
from samspel.tenancy.by import NATION, OFFICE, OWNER, PARTNER, By

OPEN = (Report.State.DUE, Report.State.RETURNED)
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


@dataclass(frozen=True)
class Wanted:
    """Which reports a list is to show, and in what order; what is left out is not asked for."""

    state: str = ""
    year: int | None = None
    text: str = ""
    sort: str = ""


LATE = "late"
SORTS: dict[str, tuple[str, ...]] = {
    "mottaker": ("recipient__name", "year"),
    "tiltak": ("decision__case__need__title", "year"),
    "ar": ("year", "recipient__name"),
    "frist": ("due_at", "recipient__name"),
    "status": ("state", "due_at"),
    "tildelt": ("received_nok", "recipient__name"),
    "brukt": ("spent_nok", "recipient__name"),
}


def reports(by: By, at: datetime, wanted: Wanted | None = None) -> QuerySet[Report]:
    """Give the reports somebody may see, those due first on top unless another order is wanted.

    The state `late` is those that should have been handed in by now.
    """
    wanted = wanted or Wanted()
    found = visible(by)
    if wanted.state == LATE:
        found = found.filter(state__in=OPEN, due_at__lte=at)
    elif wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.year is not None:
        found = found.filter(year=wanted.year)
    if wanted.text:
        name = Q(recipient__name__icontains=wanted.text)
        found = found.filter(name | Q(decision__case__need__title__icontains=wanted.text))
    order = SORTS.get(wanted.sort.removeprefix("-"), SORTS["frist"])
    columns, back = [in_order(name) for name in order], wanted.sort.startswith("-")
    return found.order_by(*(column.desc() if back else column.asc() for column in columns), "pk")


def counted(by: By, at: datetime) -> dict[str, int]:
    """Count the reports somebody may see by state, and those that are late."""
    found = visible(by).order_by()
    counts = dict(found.values_list("state").annotate(Count("pk")))
    late = found.filter(state__in=OPEN, due_at__lte=at).count()
    return counts | ({LATE: late} if late else {})


def years(by: By) -> list[int]:
    """Give the years that somebody has reports for, newest first."""
    return list(visible(by).order_by("-year").values_list("year", flat=True).distinct())


def indicators(report: Report) -> dict[UUID, Indicator]:
    """Give the indicators of the need that the report is about, in their order."""
    found = Indicator.objects.filter(need_id=report.decision.case.need_id).order_by("position")
    return {indicator.pk: indicator for indicator in found}


@dataclass(frozen=True)
class Sheet:
    """One report with what the need said: its indicators, and how many were to take part."""

    report: Report
    told: Told
    indicators: dict[UUID, Indicator]
    planned_participants: int

    @property
    def results(self) -> list[tuple[Indicator, str]]:
        """Give each indicator with what was reached; empty where nothing has been said yet."""
        return [(indicator, self.told.results.get(pk, "")) for pk, indicator in self.indicators.items()]

    @property
    def unspent_nok(self) -> int | None:
        """Give what is left of the grant, negative when own money went in; None before anything is said."""
        return None if self.told.spent_nok is None else self.report.received_nok - self.told.spent_nok


def sheet(report: Report) -> Sheet:
    """Gather a report with what the need said."""
    groups = TargetGroup.objects.filter(need_id=report.decision.case.need_id)
    planned = groups.aggregate(sum=Sum("participants", default=0))["sum"]
    return Sheet(report, told(report), indicators(report), planned)


def told(report: Report, *, using: str | None = None) -> Told:
    """Give what a report tells so far; `using` names another connection to read it through."""
    reached = Result.objects.using(using).filter(report=report).values_list("indicator_id", "reached")
    return Told(report.spent_nok, report.unspent_plan, report.participants, report.outcome, dict(reached))


def reached(need_id: UUID, by: By) -> dict[UUID, tuple[int, str]]:
    """Give what each indicator of a need had come to in the last report that was handed in, with the year of it."""
    handed_in = visible(by).filter(decision__case__need_id=need_id, submitted_at__isnull=False).order_by()
    found = Result.objects.filter(report__in=handed_in.values("pk")).exclude(reached="").select_related("report")
    return {row.indicator_id: (row.report.year, row.reached) for row in found.order_by("report__year")}


def outcomes(need_id: UUID, by: By) -> list[Report]:
    """Give the reports about a need that were handed in and tell of a benefit, the last year first."""
    handed_in = visible(by).filter(decision__case__need_id=need_id, submitted_at__isnull=False)
    return list(handed_in.exclude(outcome="").order_by("-year"))


def to_ask_for(by: By) -> QuerySet[Share]:
    """Give the shares of the office's own awards that no report has been asked for."""
    return not_asked_for().filter(office_id=office_of(by))


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
    return found.select_related("decision__case__need__call", "recipient").order_by(
        "year", alphabetical("recipient__name")
    )
