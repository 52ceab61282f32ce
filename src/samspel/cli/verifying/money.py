"""The money: movements that make up the frames, shares bound once, payments within shares and in one basis."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from samspel.cli.verifying.asking import READER, Check, question
from samspel.files import store
from samspel.payments.models import Instalment, PaymentBasis

SUMS = """
with moved as (
    select frame_id,
        sum(amount_nok) filter (where kind = 'granted') as granted,
        coalesce(sum(amount_nok) filter (where kind = 'committed'), 0)
            - coalesce(sum(amount_nok) filter (where kind = 'released'), 0) as committed,
        coalesce(sum(amount_nok) filter (where kind = 'paid'), 0)
            - coalesce(sum(amount_nok) filter (where kind = 'recovered'), 0) as paid
    from ledger_movement group by frame_id
)
select format('frame %s %s of %s: says %s/%s/%s kroner, its movements come to %s/%s/%s', f.scheme, f.year, o.slug,
    f.granted_nok, f.committed_nok, f.paid_nok, coalesce(m.granted, 0), coalesce(m.committed, 0), coalesce(m.paid, 0))
from ledger_frame f join tenancy_office o on o.id = f.office_id left join moved m on m.frame_id = f.id
where (f.granted_nok, f.committed_nok, f.paid_nok)
    is distinct from (coalesce(m.granted, 0), coalesce(m.committed, 0), coalesce(m.paid, 0))
"""
# In the order of the journal, which is the order in which the movements were made.
RUNNING = """
with running as (
    select m.id, m.frame_id, e.sequence,
        sum(case m.kind when 'granted' then m.amount_nok else 0 end) over way as granted,
        sum(case m.kind when 'committed' then m.amount_nok when 'released' then -m.amount_nok else 0 end) over way
            as committed,
        sum(case m.kind when 'paid' then m.amount_nok when 'recovered' then -m.amount_nok else 0 end) over way as paid
    from ledger_movement m
    left join flow_entry e on e.record_id = m.id and e.act like 'ledger.%'
    window way as (partition by m.frame_id order by e.sequence)
)
select format('frame %s %s: after entry %s it is %s/%s/%s kroner granted/bound/paid',
    f.scheme, f.year, r.sequence, r.granted, r.committed, r.paid)
from running r join ledger_frame f on f.id = r.frame_id
where r.paid < 0 or r.paid > r.committed or r.committed > r.granted
union all
select format('movement %s under frame %s %s: the journal does not tell of it', r.id, f.scheme, f.year)
from running r join ledger_frame f on f.id = r.frame_id where r.sequence is null
"""
BOUND = """
with bound as (
    select cause_id, count(*) as times, min(frame_id::text)::uuid as frame_id, sum(amount_nok) as amount_nok
    from ledger_movement where kind = 'committed' group by cause_id
)
select format('share %s of decision %s: gives %s kroner, bound %s times with %s kroner in all',
    s.id, d.number, s.amount_nok, coalesce(b.times, 0), coalesce(b.amount_nok, 0))
from decisions_share s join decisions_decision d on d.id = s.decision_id left join bound b on b.cause_id = s.id
where case when s.frame_id is null or d.state = 'drafted' then b.times is not null
    else (b.times, b.frame_id, b.amount_nok) is distinct from (1::bigint, s.frame_id, s.amount_nok::numeric) end
union all
select format('movement %s: binds money for something that no decision gives', m.id)
from ledger_movement m where m.kind = 'committed' and not exists (
    select 1 from decisions_share s where s.id = m.cause_id)
"""
DECLINED = """
select format('share %s of decision %s: declined, and not released once with all of it', s.id, d.number)
from decisions_share s join decisions_decision d on d.id = s.decision_id
join decisions_acceptance a on a.decision_id = s.decision_id and a.recipient_id = s.recipient_id
where a.state = 'declined' and s.frame_id is not null and s.amount_nok is distinct from (
    select sum(m.amount_nok) from ledger_movement m where m.kind = 'released' and m.cause_id = s.id)
"""
PAID = """
select format('payment %s: paid %s kroner, the ledger says %s', i.id, i.amount_nok, coalesce(m.amount_nok, 0))
from payments_instalment i join decisions_share s on s.id = i.share_id
left join ledger_movement m on m.kind = 'paid' and m.cause_id = i.id and m.frame_id = s.frame_id
where i.state = 'paid' and m.amount_nok is distinct from i.amount_nok
union all
select format('movement %s: pays out for something that is no paid payment', m.id)
from ledger_movement m where m.kind = 'paid' and not exists (
    select 1 from payments_instalment i where i.id = m.cause_id and i.state = 'paid')
"""
WITHIN = """
select format('share %s of decision %s: gives %s kroner, its payments come to %s',
    s.id, d.number, s.amount_nok, sum(i.amount_nok))
from decisions_share s join decisions_decision d on d.id = s.decision_id
join payments_instalment i on i.share_id = s.id and i.state <> 'stopped'
group by s.id, d.number, s.amount_nok having sum(i.amount_nok) > s.amount_nok
"""
BASES = """
select format('payment basis %s: says %s payments and %s kroner, holds %s and %s',
    b.number, b.lines, b.sum_nok, count(i.id), coalesce(sum(i.amount_nok), 0))
from payments_paymentbasis b left join payments_instalment i on i.basis_id = b.id
group by b.number, b.lines, b.sum_nok
having (b.lines::bigint, b.sum_nok::numeric) is distinct from (count(i.id), coalesce(sum(i.amount_nok), 0))
union all
select format('payment %s: stands in a basis and is %s', i.id, i.state)
from payments_instalment i where (i.basis_id is not null) <> (i.state in ('exported', 'paid'))
union all
select format('payment %s: attested and approved by the same person, or by nobody', i.id)
from payments_instalment i
where i.state in ('approved', 'exported', 'paid')
    and (i.attested_by_id is null or i.approved_by_id is null or i.attested_by_id = i.approved_by_id)
"""


def basis_files() -> Iterator[str]:
    """Give every basis whose file does not hold just its payments and their sum."""
    for basis in PaymentBasis.objects.using(READER).select_related("document").order_by("number"):
        try:
            listed = list(csv.DictReader(io.StringIO(store.read(basis.document).decode())))
        except store.Damaged:
            continue  # told with the other documents
        held = Instalment.objects.using(READER).filter(basis=basis).values_list("pk", "amount_nok", "account_number")
        wanted = {(str(pk), str(amount_nok), account) for pk, amount_nok, account in held}
        found = {(line["utbetaling"], line["belop_nok"], line["kontonummer"]) for line in listed}
        if wanted != found or len(listed) != len(wanted):
            yield f"payment basis {basis.number}: the file does not hold its payments"


CHECKS: tuple[Check, ...] = (
    *map(question, (SUMS, RUNNING, BOUND, DECLINED, PAID, WITHIN, BASES)),
    basis_files,
)
