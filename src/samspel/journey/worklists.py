"""What waits at a desk, over all the steps: how many of each thing, and the first day that something is due."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import (
    CharField,
    Count,
    DateField,
    DateTimeField,
    ExpressionWrapper,
    F,
    Min,
    Q,
    QuerySet,
    TextChoices,
    Value,
)
from django.db.models.functions import Cast, Greatest, TruncDate
from django.utils.translation import gettext_lazy as _

from samspel.actors.models import Approach, NetworkQuestion
from samspel.actors.queries import networks_led_by
from samspel.casework.models import Case
from samspel.decisions.models import Acceptance, Decision
from samspel.followup.models import Report
from samspel.kit.deadlines import OSLO
from samspel.needs import intake
from samspel.needs.models import Need, Offer, Partnership
from samspel.needs.parts import ANSWERS_UNTIL, ends
from samspel.payments.models import Instalment
from samspel.tenancy.by import OFFICE, OWNER, PARTNER, By


class Kind(TextChoices):
    """A kind of thing that waits for somebody."""

    DRAFTS = "drafts", _("Utkast som ikke er sendt inn")
    LATE = "late", _("Utkast som ennå kan sendes inn, men «etter frist»")
    SUPPLEMENTS = "supplements", _("Behovsmeldinger som må rettes")
    DECLINED = "declined", _("Partnere som har takket nei")
    ANSWERS = "answers", _("Vilkår som må besvares")
    REPORTS = "reports", _("Rapporter som skal leveres")
    NETWORKS = "networks", _("Nettverk dere er spurt om")
    OFFERS = "offers", _("Behov fra medlemmer som venter på svar")
    APPROACHES = "approaches", _("Henvendelser som venter på svar")
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
    """Give what waits at somebody's desk, in one question; kinds with nothing waiting are left out."""
    lists: Callable[[By, datetime], Iterator[Counted]] = nothing
    if by.role in OFFICE:
        lists = at_the_office
    elif by.role in OWNER:
        lists = at_the_owner
    elif by.role in PARTNER:
        lists = at_the_partner
    asked = [counted(*one) for one in lists(by, at)]
    if not asked:
        return []
    rows = {kind: (count, first_on) for kind, count, first_on in asked[0].union(*asked[1:], all=True)}
    return [Waiting(kind, *rows[kind]) for kind in Kind if kind in rows and rows[kind][0]]


def due(moment: str) -> TruncDate:
    """Make the last day in Norway of a deadline that is stored as the first instant that is too late."""
    return TruncDate(ExpressionWrapper(F(moment) - timedelta(microseconds=1), DateTimeField()), tzinfo=OSLO)


def came(moment: str) -> TruncDate:
    """Make the day in Norway of a moment."""
    return TruncDate(F(moment), tzinfo=OSLO)


def carried(at: datetime) -> QuerySet[Offer]:
    """Give the offers of what a network has, which waits for the network and not for its owner."""
    found = Offer.objects.filter(state__in=intake.LIVE).annotate(ends=ends("network_need__"))
    return found.exclude(network_need__state=Need.State.DRAFT, ends__lte=at)


NEVER = Cast(Value(None), DateField())
Counted = tuple[Kind, "QuerySet[Any]", Any]


def nothing(by: By, at: datetime) -> Iterator[Counted]:
    """Give no list: the desk has none."""
    yield from ()


def at_the_owner(by: By, at: datetime) -> Iterator[Counted]:
    """Give the lists of an owner, with those of the networks it leads."""
    assert by.organisation_id is not None
    mine = Q(owner_id=by.organisation_id) | Q(owner__in=networks_led_by(by.organisation_id))
    needs = Need.objects.filter(mine)
    until = Greatest("call__closes_at", "own_closes_at")
    drafts = needs.filter(state=Need.State.DRAFT).exclude(pk__in=carried(at).values("need_id"))
    drafts = drafts.annotate(until=until, last=ends())
    yield Kind.DRAFTS, drafts.filter(until__gt=at), due("until")
    yield Kind.LATE, drafts.filter(until__lte=at, last__gt=at), due("last")
    yield Kind.SUPPLEMENTS, needs.filter(state=Need.State.RETURNED, decided_at=None), due("answer_by")
    yield Kind.DECLINED, declined(needs, at), NEVER
    asked = NetworkQuestion.objects.filter(asked_id=by.organisation_id, state=NetworkQuestion.State.ASKED)
    yield Kind.NETWORKS, asked, came("asked_at")
    offered = Offer.objects.filter(state=Offer.State.OFFERED, network_need__in=drafts.filter(last__gt=at))
    yield Kind.OFFERS, offered, came("offered_at")
    yield from turned_to(by)
    yield from as_a_receiver(by)


def declined(needs: QuerySet[Need], at: datetime) -> QuerySet[Partnership]:
    """Give the partners that said no to needs that are still written, and can still be sent."""
    drafts = Q(state=Need.State.DRAFT, last__gt=at)
    written = needs.annotate(last=ends()).filter(drafts | Q(state=Need.State.RETURNED), decided_at=None)
    return Partnership.objects.filter(state=Partnership.State.DECLINED, need__in=written)


def at_the_partner(by: By, at: datetime) -> Iterator[Counted]:
    """Give the lists of a partner; an answer is waited for until something builds on the need, or it is never sent."""
    asked = Partnership.objects.filter(partner_id=by.organisation_id, need__bound_at=None, need__decided_at=None)
    waits = asked.filter(state__in=[Partnership.State.INVITED, Partnership.State.CHANGED])
    waits = waits.annotate(ends=ends("need__"), until=ANSWERS_UNTIL)
    waits = waits.exclude(need__state=Need.State.WITHDRAWN).exclude(need__state=Need.State.DRAFT, ends__lte=at)
    yield Kind.CONFIRMATIONS, waits, due("until")
    yield from turned_to(by)
    yield from as_a_receiver(by)


def turned_to(by: By) -> Iterator[Counted]:
    """Give what others have asked of somebody before any form."""
    asked = Approach.objects.filter(asked_id=by.organisation_id, state=Approach.State.ASKED)
    yield Kind.APPROACHES, asked, came("asked_at")


def as_a_receiver(by: By) -> Iterator[Counted]:
    """Give the lists of whoever is given money."""
    answers = Acceptance.objects.filter(recipient_id=by.organisation_id, state=Acceptance.State.AWAITED)
    yield Kind.ANSWERS, answers, F("answer_on")
    reports = Report.objects.filter(recipient_id=by.organisation_id)
    yield Kind.REPORTS, reports.filter(state__in=[Report.State.DUE, Report.State.RETURNED]), due("due_at")


def at_the_office(by: By, at: datetime) -> Iterator[Counted]:
    """Give the lists of an office."""
    here = {"office_id": by.office_id}
    fresh = Need.objects.filter(**here, state=Need.State.SUBMITTED)
    yield Kind.NEW, fresh.exclude(pk__in=Case.objects.values("need_id")), came("submitted_at")
    yield Kind.PREPARING, Case.objects.filter(**here, state=Case.State.OPENED), NEVER
    yield Kind.UNDECIDED, Decision.objects.filter(**here, state=Decision.State.DRAFTED), NEVER
    yield Kind.UNSENT, Decision.objects.filter(**here, state=Decision.State.MADE), NEVER
    payments = Instalment.objects.filter(**here)
    yield Kind.ATTEST, payments.filter(state=Instalment.State.PLANNED), F("due_on")
    yield Kind.APPROVE, payments.filter(state=Instalment.State.ATTESTED), F("due_on")
    yield Kind.EXPORT, payments.filter(state=Instalment.State.APPROVED), F("due_on")
    yield Kind.CONFIRM_PAID, payments.filter(state=Instalment.State.EXPORTED), F("due_on")
    yield Kind.READ_REPORTS, Report.objects.filter(**here, state=Report.State.SUBMITTED), came("submitted_at")


def counted(kind: Kind, found: QuerySet[Any], day: Any) -> QuerySet[Any, Any]:  # noqa: ANN401 - any expression
    """Make the question of how many there are in one list, and of the first day in it."""
    named = found.order_by().values(listed_as=Value(kind.value, CharField()))
    counts: QuerySet[Any, Any] = named.annotate(how_many=Count("pk"), first_on=Min(day))
    return counts.values_list("listed_as", "how_many", "first_on")
