"""What is under way for an owner: needs that are not answered, awards that are not closed; and what came to nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from samspel.decisions.models import Acceptance, Decision
from samspel.flow.refusal import Refusal
from samspel.followup.models import Report
from samspel.needs.models import Need
from samspel.payments.models import Instalment

SHOWN = 5


def under_way(owner_id: UUID, at: datetime) -> Iterator[Refusal]:
    """Give, as reasons not to end an owner, its needs that still wait for somebody; those first that came first."""
    mine = Need.objects.filter(owner_id=owner_id).exclude(state=Need.State.WITHDRAWN)
    written = Q(state=Need.State.DRAFT) & (Q(call__closes_at__gt=at) | Q(own_closes_at__gt=at))
    open_needs = mine.filter(written | Q(state__in=[Need.State.SUBMITTED, Need.State.RETURNED], decided_at=None))
    for need in open_needs.order_by("ref")[:SHOWN]:
        yield Refusal("under-way", _("Behovsmeldingen «%(need)s» er ikke avgjort.") % {"need": need})
    for need in mine.filter(pk__in=not_closed(owner_id)).order_by("ref")[:SHOWN]:
        yield Refusal("under-way", _("Tiltaket «%(need)s» er ikke avsluttet.") % {"need": need})


def not_closed(owner_id: UUID) -> set[UUID]:
    """Give the needs of an owner whose decision is unsent, unanswered, unpaid or not reported on."""
    unsent = Decision.objects.filter(case__need__owner_id=owner_id).exclude(state=Decision.State.SENT)
    awaited = Acceptance.objects.filter(decision__case__need__owner_id=owner_id, state=Acceptance.State.AWAITED)
    reports = Report.objects.filter(decision__case__need__owner_id=owner_id).exclude(state=Report.State.APPROVED)
    settled = (Instalment.State.PAID, Instalment.State.STOPPED)
    unpaid = Instalment.objects.filter(share__decision__case__need__owner_id=owner_id).exclude(state__in=settled)
    found = set(unsent.values_list("case__need_id", flat=True))
    found |= set(awaited.values_list("decision__case__need_id", flat=True))
    found |= set(reports.values_list("decision__case__need_id", flat=True))
    return found | set(unpaid.values_list("share__decision__case__need_id", flat=True))


def came_to_nothing(need_ids: Collection[UUID]) -> set[UUID]:
    """Give those of some needs that were told no, or whose money everybody has said no to."""
    told = Decision.objects.filter(case__need_id__in=need_ids, state=Decision.State.SENT)
    no = told.exclude(kind=Decision.Kind.AWARD).values_list("case__need_id", flat=True)
    answers = Acceptance.objects.filter(decision__in=told).values_list("decision__case__need_id", "state")
    declined = {need_id for need_id, state in answers if state == Acceptance.State.DECLINED}
    return set(no) | (declined - {need_id for need_id, state in answers if state != Acceptance.State.DECLINED})
