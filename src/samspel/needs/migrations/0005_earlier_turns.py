"""What was handed in before turns were counted, is counted in the order in which it was received."""

from django.db import migrations

COUNTED = """
update needs_submission set turn = counted.turn
    from (select id, row_number() over (partition by need_id order by received_at, id) turn from needs_submission) counted
    where needs_submission.id = counted.id and needs_submission.turn is null;
"""


class Migration(migrations.Migration):
    dependencies = [("needs", "0004_deadlines_and_turns")]
    operations = [migrations.RunSQL(COUNTED, migrations.RunSQL.noop)]
