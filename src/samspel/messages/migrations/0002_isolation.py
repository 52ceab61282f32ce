"""A conversation is read by its office and its party alone; what was written is never changed, only noted as read."""

from django.db import migrations

from samspel.tenancy.isolation import MINE, PARTY, never_removed

# An office acts for no party, so that whoever acts for one never sees what the office writes to others. The nation
# reads none of it.
VISIBLE = "conversation_id in (select c.id from messages_conversation c)"
MY_SIDE = f"(case when {PARTY} is null then 'office' else 'party' end)"
READERS = f"""
alter table messages_conversation enable row level security;
alter table messages_conversation force row level security;
create policy messages_conversation_office on messages_conversation for all
    using ({PARTY} is null and {MINE}) with check ({PARTY} is null and {MINE});
create policy messages_conversation_party on messages_conversation for all
    using (party_id = {PARTY}) with check (party_id = {PARTY});
alter table messages_message enable row level security;
alter table messages_message force row level security;
create policy messages_message_read on messages_message for select using ({VISIBLE});
create policy messages_message_written on messages_message for insert with check (
    side = {MY_SIDE} and exists (
        select from messages_conversation c where c.id = conversation_id and c.office_id = messages_message.office_id
    )
);
create policy messages_message_marked on messages_message for update using (side <> {MY_SIDE} and {VISIBLE});
revoke update, delete, truncate on messages_message from samspel_app;
grant update (read_at) on messages_message to samspel_app;
"""  # noqa: S608  our own words alone
BACK = """
grant update, delete on messages_message to samspel_app;
alter table messages_message no force row level security;
alter table messages_conversation no force row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("messages", "0001_start")]
    operations = [
        migrations.RunSQL(READERS, BACK),
        never_removed("messages_conversation"),
    ]
