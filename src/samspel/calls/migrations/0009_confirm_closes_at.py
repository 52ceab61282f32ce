"""A call may say until when partners answer."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("calls", "0008_extra_questions"),
    ]

    operations = [
        migrations.AddField(
            model_name="announcement",
            name="confirm_closes_at",
            field=models.DateTimeField(
                help_text="the first instant that is too late for a partner's answer; without it the forum or the decision is",
                null=True,
                verbose_name="siste frist for svar fra partnere",
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="confirm_closes_at",
            field=models.DateTimeField(
                help_text="the first instant that is too late for a partner's answer; without it the forum or the decision is",
                null=True,
                verbose_name="siste frist for svar fra partnere",
            ),
        ),
    ]
