"""Telling every owner in the target group of a call: written down when it is announced, sent by the worker."""

from __future__ import annotations

from datetime import datetime

from samspel.actors import queries as actors
from samspel.calls import queries, rules
from samspel.calls.models import Announcement, Call, Notice, Posting
from samspel.calls.queries import Receiver
from samspel.flow.journal import Facts
from samspel.flow.models import Outbox
from samspel.flow.transition import transition
from samspel.kit.deadlines import oslo_day
from samspel.kit.sizes import ROWS
from samspel.letters import mailings
from samspel.tenancy.by import By, Role

NOTICES = "call-notices"
WORKER = By(None, None, None, Role.SYSTEM)


def tell(call: Call, *, role: str, at: datetime) -> dict[str, object]:
    """Write down whom the call must reach and where it is announced; give the numbers, and the register they are of."""
    assert call.announced_at is not None
    found = queries.receivers(call, oslo_day(call.announced_at))
    Notice.objects.bulk_create((notice(call, one, at) for one in found), batch_size=ROWS)
    owners = sum(one.owner is not None for one in found)
    counts = {"owners_noticed": owners, "units_noticed": len(found) - owners}
    Announcement.objects.filter(call_id=call.pk).update(**counts)
    places = {where: len(found) if where == Posting.Where.NOTICES else None for where in Posting.Where}
    Posting.objects.bulk_create(
        Posting(office_id=call.office_id, call=call, where=where, role=role, receivers=told, at=at)
        for where, told in places.items()
    )
    return {**counts, "register": str(actors.last_load() or "")}


def notice(call: Call, one: Receiver, at: datetime) -> Notice:
    """Make the notice to one receiver, not yet kept."""
    return Notice(
        office_id=call.office_id,
        call=call,
        owner=one.owner,
        unit=None if one.owner else one.unit,
        name=one.name,
        orgnr=one.orgnr,
        kind=one.kind,
        kindergartens=one.kindergartens,
        schools=one.schools,
        written_at=at,
    )


@transition(source={Call.State.ANNOUNCED}, guards=[rules.may_announce, rules.has_come, rules.nobody_is_told])
def notify(call: Call, *, by: By, at: datetime) -> Facts:
    """The moment of a planned announcement has come: whom it must reach is written down, as the registers are then."""
    return tell(call, role=Announcement.objects.get(call_id=call.pk).announced_by, at=at)


@transition(source={Call.State.ANNOUNCED}, guards=[rules.may_announce, rules.has_come])
def send_notices(call: Call, *, by: By, at: datetime) -> Facts:
    """The notices of a call have been handed to the channel that carries them."""
    return {"sent": Notice.objects.filter(call=call, sent_at=None).update(sent_at=at)}


def on_outbox(message: Outbox, at: datetime) -> None:
    """Tell everybody whom the call must reach; done again, it tells nobody twice.

    Nobody is told of a call that has been withdrawn meanwhile, or whose planned moment was taken back or moved.
    """
    call = Call.objects.select_related("office").get(pk=message.subject_id)
    if call.state != Call.State.ANNOUNCED or call.announced_at is None or at < call.announced_at:
        return
    if not Posting.objects.filter(call=call).exists():
        notify(call, by=WORKER, at=at)
    waiting = list(Notice.objects.filter(call=call, sent_at=None).order_by("orgnr", "pk"))
    if waiting:
        mailings.carrier.send(mailing(call, waiting), at)
        send_notices(call, by=WORKER, at=at)


def mailing(call: Call, waiting: list[Notice]) -> mailings.Mailing:
    """Give what the carrier is to tell, and whom."""
    assert call.closes_at is not None
    return mailings.Mailing(
        key=str(call.pk),
        office=call.office.name,
        title=call.title,
        written_form=call.written_form,
        closes_at=call.closes_at,
        receivers=[mailings.Receiver(str(one.pk), one.orgnr, one.name) for one in waiting],
    )
