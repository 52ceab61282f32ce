"""Writing the public account: what was given, what has been paid, what was spent of it; whole kroner.

Only decisions that have been sent are published, and a share that its receiver has declined is taken out again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Sum

from samspel.actors.models import Organisation
from samspel.decisions.models import Acceptance, Decision, Share
from samspel.flow import journal
from samspel.flow.models import Outbox
from samspel.followup import transitions as followup
from samspel.followup.models import Report
from samspel.kit.deadlines import oslo_day
from samspel.needs.models import Need
from samspel.opendata.models import PublishedAward
from samspel.payments.models import Instalment
from samspel.tenancy.by import By, Role


def on_outbox(message: Outbox, at: datetime) -> None:
    """Do what the outbox asks with «publish»: bring the account of a decision up to date, and ask for its reports."""
    by = By(None, None, message.office_id, Role.SYSTEM)
    decision = Decision.objects.select_related("case__need__call", "case__need__owner").get(pk=message.subject_id)
    publish(decision, by=by, at=at)
    if decision.kind == Decision.Kind.AWARD and decision.state == Decision.State.SENT:
        followup.request_all(decision, by=by, at=at)


def publish(decision: Decision, *, by: By, at: datetime) -> int:
    """Bring the public account of a decision up to date; give how many of its lines changed.

    Nothing is published of a decision that is no award, or that has not been sent.
    """
    shares = published_shares(decision)
    known = {award.share_id: award for award in PublishedAward.objects.filter(share_id__in=shares_of(decision))}
    gone = [award.pk for share_id, award in known.items() if share_id not in shares]
    wanted = lines(decision, shares) if shares else {}
    changed = sum(write(known.get(share_id), share_id, line, at) for share_id, line in wanted.items())
    changed += PublishedAward.objects.filter(pk__in=gone).delete()[0]
    if changed:
        facts = {"lines": changed, "awarded_nok": sum(share.amount_nok for share in shares.values())}
        journal.write("opendata.publish", decision, by=by, at=at, target=decision.state, facts=facts)
    return changed


def shares_of(decision: Decision) -> list[UUID]:
    """Give the ids of everything a decision gave."""
    return list(Share.objects.filter(decision=decision).values_list("pk", flat=True))


def published_shares(decision: Decision) -> dict[UUID, Share]:
    """Give what a decision gives that the public may read of: sent, and not declined by its receiver."""
    if decision.kind != Decision.Kind.AWARD or decision.state != Decision.State.SENT:
        return {}
    declined = Acceptance.objects.filter(decision=decision, state=Acceptance.State.DECLINED).values("recipient_id")
    shares = Share.objects.filter(decision=decision).exclude(recipient_id__in=declined)
    return {share.pk: share for share in shares.select_related("recipient", "frame")}


def lines(decision: Decision, shares: Mapping[UUID, Share]) -> dict[UUID, dict[str, object]]:
    """Give what the account says of each share, as field values."""
    paid, spent, about = paid_nok(shares), spent_nok(decision), measure(decision)
    return {
        share.pk: {
            **about,
            "year": share.year,
            "chapter_post": share.frame.chapter_post if share.frame else "",
            "reserved": share.frame is None,
            "recipient_ref": share.recipient.ref,
            "recipient_name": share.recipient.name,
            "recipient_kind": share.recipient.kind,
            "awarded_nok": share.amount_nok,
            "paid_nok": paid.get(share.pk, 0),
            "reported_nok": spent.get((share.recipient_id, share.year)),
        }
        for share in shares.values()
    }


def measure(decision: Decision) -> dict[str, object]:
    """Give what the account says of the measure that all shares of a decision are for."""
    need = decision.case.need
    if decision.decided_at is None:
        raise ValueError("a sent decision has been made")
    return {
        "office_id": decision.office_id,
        "call_ref": need.call.ref,
        "decision_number": decision.number,
        "scheme": need.scheme,
        "rule_set": need.call.rule_set,
        "measure": need.title,
        "themes": list(need.themes),
        "owner_ref": need.owner.ref,
        "owner_name": need.owner.name,
        "kommune_number": need.owner.kommune_number,
        "kommune_name": kommune_name(need),
        "decided_on": oslo_day(decision.decided_at),
    }


def kommune_name(need: Need) -> str:
    """Give the name of the kommune that the owner of a need belongs to; empty where none is known."""
    kommune = Organisation.Kind.KOMMUNE
    if need.owner.kind == kommune:
        return need.owner.name
    if not need.owner.kommune_number:
        return ""
    found = Organisation.objects.filter(kind=kommune, kommune_number=need.owner.kommune_number).first()
    return found.name if found else ""


def paid_nok(shares: Mapping[UUID, Share]) -> dict[UUID, int]:
    """Give what has been paid of each share."""
    paid = Instalment.objects.filter(share_id__in=list(shares), state=Instalment.State.PAID)
    return dict(paid.values_list("share_id").annotate(Sum("amount_nok")).order_by())


def spent_nok(decision: Decision) -> dict[tuple[UUID, int], int | None]:
    """Give what each receiver has spent in each year, by reports that the office has approved."""
    approved = Report.objects.filter(decision=decision, state=Report.State.APPROVED)
    return {(recipient, year): spent for recipient, year, spent in approved.values_list(
        "recipient_id", "year", "spent_nok"
    )}  # fmt: skip


def write(known: PublishedAward | None, share_id: UUID, line: Mapping[str, object], at: datetime) -> bool:
    """Write one line of the account; tell whether anything in it was new."""
    if known is None:
        PublishedAward.objects.create(share_id=share_id, published_at=at, updated_at=at, **line)
        return True
    if all(getattr(known, name) == value for name, value in line.items()):
        return False
    for name, value in line.items():
        setattr(known, name, value)
    known.updated_at = at
    known.save()
    return True
