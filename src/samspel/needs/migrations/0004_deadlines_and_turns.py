"""A need may have a deadline of its own, and a submission says which time it is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("needs", "0003_more_questions")]

    operations = [
        migrations.AddField(
            model_name="need",
            name="own_closes_at",
            field=models.DateTimeField(
                help_text="a deadline of its own, given when the call's had passed",
                null=True,
                verbose_name="egen frist",
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="turn",
            field=models.PositiveSmallIntegerField(
                help_text="the how manieth time: each time there is one submission, whoever presses",
                null=True,
                verbose_name="gang",
            ),
        ),
    ]
