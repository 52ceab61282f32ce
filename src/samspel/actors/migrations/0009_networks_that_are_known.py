"""Networks that files have told of get their row, and those of their owners that never answered become questions."""

from django.db import migrations

TOLD = """
update actors_membership set since = (consented_at at time zone 'Europe/Oslo')::date
    where since is null and consented_at is not null;
insert into actors_network (id, state, version, formed_at, reason, organisation_id, office_id)
    select gen_random_uuid(), 'active', 0, now(), '', o.id, r.office_id from actors_organisation o
    cross join lateral (select office_id from actors_reach where organisation_id = o.id order by id limit 1) r
    where o.kind = 'network';
insert into actors_networkquestion (id, state, version, what, asked_at, reason, asked_id, network_id, office_id)
    select gen_random_uuid(), 'asked', 0, 'join', n.formed_at, '', m.member_id, n.id, n.office_id
    from actors_membership m join actors_network n on n.organisation_id = m.network_id where m.consented_at is null;
delete from actors_membership where consented_at is null and not coordinates;
"""


class Migration(migrations.Migration):
    dependencies = [("actors", "0008_networks")]
    operations = [migrations.RunSQL(TOLD, migrations.RunSQL.noop)]
