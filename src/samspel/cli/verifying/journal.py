"""The journal: a chain whose hashes fit, numbers without gaps, and records that are where it says they are."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps

from samspel.cli.verifying.asking import Check, question, rows
from samspel.flow.models import Stateful, TenantRow

HASHES = """
select format('journal of %s, entry %s: the content does not fit its hash', o.slug, e.sequence)
from flow_entry e join tenancy_office o on o.id = e.office_id
where e.hash is distinct from flow_entry_hash(e) order by o.slug, e.sequence
"""
CHAIN = """
select format('journal of %s, entry %s: it does not follow the one before', o.slug, e.sequence)
from (
    select office_id, sequence, previous,
        row_number() over chain as place, coalesce(lag(hash) over chain, '') as before
    from flow_entry window chain as (partition by office_id order by sequence)
) e join tenancy_office o on o.id = e.office_id
where e.sequence <> e.place or e.previous is distinct from e.before order by o.slug, e.sequence
"""
# Every series of numbers that must have no gap: where its numbers stand, and what they are called there.
SERIES = {
    "journal": "select office_id, journal_year, journal_number from flow_entry where journal_number is not null",
    "case": "select office_id, year, number from casework_case",
    "decision": "select office_id, split_part(number, '-', 2)::int, split_part(number, '-', 3)::int"
    " from decisions_decision",
    "letter": "select office_id, split_part(number, '-', 2)::int, split_part(number, '-', 3)::int from letters_letter",
    "basis": "select office_id, split_part(number, '-', 2)::int, split_part(number, '-', 3)::int"
    " from payments_paymentbasis",
}
GAPS = """
with used (office_id, year, number) as ({numbers}),
placed as (select *, row_number() over (partition by office_id, year order by number) as place from used)
select format('{series} numbers of %s in %s: number %s stands where %s should', o.slug, p.year, p.number, p.place)
from placed p join tenancy_office o on o.id = p.office_id
where p.number <> p.place
union all
select format('{series} numbers of %s in %s: %s given, the highest used is %s', o.slug, c.year, c.last, max(u.number))
from flow_counter c join tenancy_office o on o.id = c.office_id
left join used u on u.office_id = c.office_id and u.year = c.year
where c.series = '{series}' group by o.slug, c.year, c.last having c.last is distinct from coalesce(max(u.number), 0)
"""
STATES = """
with said as (
    select record_id, count(*) filter (where source <> '') as changes,
        (array_agg(target order by sequence desc) filter (where act not in ({told})))[1] as state
    from flow_entry where record_type = '{label}' group by record_id
)
select format('{label} %s: is %s in version %s, the journal says %s in version %s',
    r.id, r.state, r.version, coalesce(s.state, 'nothing'), coalesce(s.changes, 0))
from {table} r left join said s on s.record_id = r.id
where (r.state is distinct from s.state or r.version <> s.changes)
    and not (s.record_id is null and r.version = 0 and r.state = '{first}')
order by r.id
"""
# Entries that tell of a record without being an act on it.
TOLD = ("opendata.publish",)
OFFICES = """
select format('{label} %s: belongs to another office than its {field}', c.id)
from {table} c join {parent} p on p.id = c.{column} where p.office_id <> c.office_id order by c.id
"""


def gaps(series: str) -> Check:
    """Make the check of one series of numbers."""
    return question(GAPS.format(series=series, numbers=SERIES[series]))


def states() -> Iterator[str]:
    """Give every record that is not in the state and version that its acts have brought it to.

    A record that another record's act made, and that nothing has been done with, has no entry of its own yet.
    """
    told = ", ".join(f"'{act}'" for act in TOLD)
    for model in apps.get_models():
        if issubclass(model, Stateful):
            first = getattr(model, "State").values[0]  # noqa: B009
            asked = {"label": model._meta.label_lower, "table": model._meta.db_table, "told": told, "first": first}
            yield from (str(fault) for (fault,) in rows(STATES.format(**asked)))


def offices() -> Iterator[str]:
    """Give every row that belongs to another office than the row it hangs on."""
    for model in apps.get_models():
        if not issubclass(model, TenantRow):
            continue
        for field in model._meta.concrete_fields:
            parent = field.related_model
            if isinstance(parent, type) and issubclass(parent, TenantRow):
                asked = {
                    "label": model._meta.label_lower,
                    "table": model._meta.db_table,
                    "parent": parent._meta.db_table,
                    "column": field.column,
                    "field": field.name,
                }
                yield from (str(fault) for (fault,) in rows(OFFICES.format(**asked)))


CHECKS: tuple[Check, ...] = (question(HASHES), question(CHAIN), *map(gaps, SERIES), states, offices)
