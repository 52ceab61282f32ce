"""A call says for how long after its deadline what was begun before it is taken in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("calls", "0004_notice_isolation"),
    ]

    operations = [
        migrations.AddField(
            model_name="announcement",
            name="grace_minutes",
            field=models.PositiveSmallIntegerField(
                db_default=60,
                default=60,
                help_text="for how long after the deadline what was begun before it is taken in, marked as late",
                verbose_name="minutter det tas imot etter fristen",
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="grace_minutes",
            field=models.PositiveSmallIntegerField(
                db_default=60,
                default=60,
                help_text="for how long after the deadline what was begun before it is taken in, marked as late",
                verbose_name="minutter det tas imot etter fristen",
            ),
        ),
    ]
