"""Each time a need is handed in there is one submission of it, whatever the network does."""

from django.db import migrations, models

NAME = "needs_submission_once_each_time"


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("needs", "0005_earlier_turns")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    f"create unique index concurrently if not exists {NAME} on needs_submission (need_id, turn)",
                    f"alter table needs_submission drop constraint if exists {NAME}; drop index if exists {NAME}",
                ),
                migrations.RunSQL(
                    f"alter table needs_submission add constraint {NAME} unique using index {NAME}",
                    migrations.RunSQL.noop,
                ),
            ],
            state_operations=[
                migrations.AddConstraint(
                    model_name="submission",
                    constraint=models.UniqueConstraint(fields=["need", "turn"], name=NAME),
                )
            ],
        )
    ]
