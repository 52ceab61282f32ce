"""What waits at a desk, over all the steps: how many of each thing, and the first day that something is due."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Min, Model, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from samspel.actors.queries import networks_led_by
from samspel.casework.models import Case
from samspel.decisions.models import Acceptance, Decision
from samspel.followup.models import Report
from samspel.kit.deadlines import last_day
from samspel.needs.models import Need, Partnership
from samspel.payments.models import Instalment
from samspel.tenancy.by import OFFICE, OWNER, PARTNER, By


class Kind(TextChoices):
    """A kind of thing that waits for somebody."""

    DRAFTS = "drafts", _("Utkast som ikke er sendt inn")
    SUPPLEMENTS = "supplements", _("Behovsmeldinger som må rettes")
    ANSWERS = "answers", _("Vilkår som må besvares")
    REPORTS = "reports", _("Rapporter som skal leveres")
    CONFIRMATIONS = "confirmations", _("Samarbeid som venter på svar")
    NEW = "new", _("Nye behovsmeldinger uten sak")
    PREPARING = "preparing", _("Saker under behandling")
    UNDECIDED = "undecided", _("Vedtak som er forberedt")
    UNSENT = "unsent", _("Vedtak som ikke er sendt")
    ATTEST = "attest", _("Utbetalinger som skal attesteres")
    APPROVE = "approve", _("Utbetalinger som skal godkjennes")
    EXPORT = "export", _("Utbetalinger som skal sendes til regnskap")
    CONFIRM_PAID = "confirm-paid", _("Utbetalinger som skal bekreftes betalt")
    READ_REPORTS = "read-reports", _("Rapporter som skal leses")


@dataclass(frozen=True)
class Waiting:
    """How many of one kind wait, and the first day that one of them is due, where they have such a day."""

    kind: Kind
    count: int
    first_on: date | None


def waiting(by: By, at: datetime) -> list[Waiting]:
    """Give what waits for somebody's desk, in the order of the journey; kinds with nothing waiting are left out."""
    lists: Callable[[By, datetime], Iterator[Counted]] = nothing
    if by.role in OFFICE:
        lists = at_the_office
    elif by.role in OWNER:
        lists = at_the_owner
    elif by.role in PARTNER:
        lists = at_the_partner
    found = [counted(*one) for one in lists(by, at)]
    return [one for one in found if one.count]


Counted = tuple[Kind, "QuerySet[Model]", str]


def nothing(by: By, at: datetime) -> Iterator[Counted]:
    """Give no list: the desk has none."""
    yield from ()


def at_the_owner(by: By, at: datetime) -> Iterator[Counted]:
    """Give the lists of an owner, with those of the networks it leads."""
    assert by.organisation_id is not None
    mine = Q(owner_id=by.organisation_id) | Q(owner__in=networks_led_by(by.organisation_id))
    needs = Need.objects.filter(mine)
    yield Kind.DRAFTS, needs.filter(state=Need.State.DRAFT, call__closes_at__gt=at), "call__closes_at"
    yield Kind.SUPPLEMENTS, needs.filter(state=Need.State.RETURNED), "answer_by"
    yield from as_a_receiver(by)


def at_the_partner(by: By, at: datetime) -> Iterator[Counted]:
    """Give the lists of a partner."""
    asked = Partnership.objects.filter(partner_id=by.organisation_id, need__call__closes_at__gt=at)
    waits = asked.filter(state__in=[Partnership.State.INVITED, Partnership.State.CHANGED])
    yield Kind.CONFIRMATIONS, waits.exclude(need__state=Need.State.WITHDRAWN), "need__call__closes_at"
    yield from as_a_receiver(by)


def as_a_receiver(by: By) -> Iterator[Counted]:
    """Give the lists of whoever is given money."""
    answers = Acceptance.objects.filter(recipient_id=by.organisation_id, state=Acceptance.State.AWAITED)
    yield Kind.ANSWERS, answers, "answer_on"
    reports = Report.objects.filter(recipient_id=by.organisation_id)
    yield Kind.REPORTS, reports.filter(state__in=[Report.State.DUE, Report.State.RETURNED]), "due_at"


def at_the_office(by: By, at: datetime) -> Iterator[Counted]:
    """Give the lists of an office."""
    here = {"office_id": by.office_id}
    fresh = Need.objects.filter(**here, state=Need.State.SUBMITTED)
    yield Kind.NEW, fresh.exclude(pk__in=Case.objects.filter(**here).values("need_id")), "submitted_at"
    yield Kind.PREPARING, Case.objects.filter(**here, state=Case.State.OPENED), ""
    yield Kind.UNDECIDED, Decision.objects.filter(**here, state=Decision.State.DRAFTED), ""
    yield Kind.UNSENT, Decision.objects.filter(**here, state=Decision.State.MADE), ""
    payments = Instalment.objects.filter(**here)
    yield Kind.ATTEST, payments.filter(state=Instalment.State.PLANNED), "due_on"
    yield Kind.APPROVE, payments.filter(state=Instalment.State.ATTESTED), "due_on"
    yield Kind.EXPORT, payments.filter(state=Instalment.State.APPROVED), "due_on"
    yield Kind.CONFIRM_PAID, payments.filter(state=Instalment.State.EXPORTED), "due_on"
    yield Kind.READ_REPORTS, Report.objects.filter(**here, state=Report.State.SUBMITTED), "submitted_at"


def counted(kind: Kind, found: QuerySet[Model], due: str) -> Waiting:
    """Count one list, and give the first day in it."""
    sums = found.order_by().aggregate(count=Count("pk"), **({"first": Min(due)} if due else {}))
    first = sums.get("first")
    return Waiting(kind, sums["count"], last_day(first) if isinstance(first, datetime) else first)
