"""The public account: what it says is what the decisions give, what has been paid, and what was reported."""

from __future__ import annotations

from samspel.cli.verifying.asking import Check, question

# A line may wait for the worker: what is still in the outbox is no fault.
AWARDS = """
with given as (
    select s.id, d.number, s.amount_nok, s.frame_id is null as reserved,
        coalesce((select sum(i.amount_nok) from payments_instalment i where i.share_id = s.id and i.state = 'paid'), 0)
            as paid_nok,
        (select r.spent_nok from followup_report r where r.decision_id = s.decision_id
            and r.recipient_id = s.recipient_id and r.year = s.year and r.state = 'approved') as reported_nok,
        exists (select 1 from flow_outbox x where x.kind = 'publish' and x.subject_id = d.id and x.done_at is null)
            as waits
    from decisions_share s join decisions_decision d on d.id = s.decision_id
    where d.kind = 'award' and d.state = 'sent' and not exists (
        select 1 from decisions_acceptance a where a.decision_id = s.decision_id
            and a.recipient_id = s.recipient_id and a.state = 'declined')
)
select format('published award of decision %s: says %s/%s/%s kroner, the case says %s/%s/%s',
    coalesce(g.number, p.decision_number), p.awarded_nok, p.paid_nok, p.reported_nok,
    g.amount_nok, g.paid_nok, g.reported_nok)
from given g full join opendata_publishedaward p on p.share_id = g.id
where not coalesce(g.waits, exists (
        select 1 from flow_outbox x join decisions_share s on s.decision_id = x.subject_id
        where s.id = p.share_id and x.kind = 'publish' and x.done_at is null))
    and (p.awarded_nok, p.paid_nok::numeric, p.reported_nok, p.reserved)
        is distinct from (g.amount_nok, g.paid_nok, g.reported_nok, g.reserved)
order by 1
"""
CALLS = """
select format('announcement of call %s: it does not say what the call says', coalesce(a.ref, c.ref))
from calls_announcement a full join (select * from calls_call where state <> 'draft') c on c.id = a.call_id
where (a.ref, a.title, a.rule_set, a.schemes, a.budget_year, a.closes_at, a.report_on, a.announced_at, a.office_id,
        a.own_themes)
    is distinct from
    (c.ref, c.title, c.rule_set, c.schemes, c.budget_year, c.closes_at, c.report_on, c.announced_at, c.office_id,
        c.own_themes)
    or (c.state = 'withdrawn') is distinct from (a.withdrawn_at is not null)
order by 1
"""
CHECKS: tuple[Check, ...] = (question(AWARDS), question(CALLS))
