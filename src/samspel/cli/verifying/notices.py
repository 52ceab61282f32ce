"""Whom calls were announced to: list, log, journal and public page tell the same numbers, and nobody is missing."""

from __future__ import annotations

from collections.abc import Iterator

from samspel.actors.queries import last_load
from samspel.calls import queries
from samspel.calls.models import Call, Notice
from samspel.cli.verifying.asking import READER, Check, question
from samspel.flow.models import Entry
from samspel.kit.deadlines import oslo_day

COUNTS = """
with listed as (
    select call_id, count(owner_id) as owners, count(unit_id) as units from calls_notice group by call_id
), said as (
    select record_id, (facts ->> 'owners_noticed')::int as owners, (facts ->> 'units_noticed')::int as units
    from flow_entry where act in ('calls.announce', 'calls.notify') and facts ? 'owners_noticed'
)
select format('notices of call %s of %s: %s owners and %s units on the list, %s and %s in the journal,'
    ' %s and %s on the public page, %s together in the log', a.ref, o.slug, coalesce(l.owners, 0),
    coalesce(l.units, 0), s.owners, s.units, a.owners_noticed, a.units_noticed, p.receivers)
from calls_announcement a join tenancy_office o on o.id = a.office_id
left join listed l on l.call_id = a.call_id
left join said s on s.record_id = a.call_id
left join calls_posting p on p.call_id = a.call_id and p."where" = 'notices'
where (s.record_id is not null or l.call_id is not null or a.owners_noticed is not null or p.id is not null)
    and ((s.owners, s.units) is distinct from (coalesce(l.owners, 0)::int, coalesce(l.units, 0)::int)
        or (s.owners, s.units) is distinct from (a.owners_noticed, a.units_noticed)
        or p.receivers is distinct from s.owners + s.units)
order by 1
"""


def missing() -> Iterator[str]:
    """Give every unit of the registers whose owner a call should have reached and did not.

    It is asked while the registers stand as they did when the notices were written; later ones know other units.
    """
    now = last_load()
    told = Entry.objects.using(READER).filter(act__in=("calls.announce", "calls.notify"), facts__register=str(now))
    calls = Call.objects.using(READER).filter(pk__in=told.values("record_id"), announced_at__isnull=False)
    for call in calls.select_related("office").order_by("office__slug", "ref") if now else ():
        assert call.announced_at is not None
        rows = Notice.objects.using(READER).filter(call=call).values_list("owner_id", "unit_id")
        reached = {pk for row in rows for pk in row}
        for unit in queries.untold(call, reached, oslo_day(call.announced_at)):
            yield f"notices of call {call.ref} of {call.office.slug}: nobody was told about {unit.orgnr} {unit.name}"


CHECKS: tuple[Check, ...] = (question(COUNTS), missing)
