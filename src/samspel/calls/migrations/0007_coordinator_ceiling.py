"""A call tells how large a part of a grant may go to coordinating."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("calls", "0006_answer_on"),
    ]

    operations = [
        migrations.AddField(
            model_name="announcement",
            name="coordinator_percent",
            field=models.PositiveSmallIntegerField(
                help_text="the ceiling that the forum has set, if any",
                null=True,
                verbose_name="største del til koordinator i prosent",
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="coordinator_percent",
            field=models.PositiveSmallIntegerField(
                help_text="the ceiling that the forum has set, if any",
                null=True,
                verbose_name="største del til koordinator i prosent",
            ),
        ),
    ]
