"""An office may say when owners can expect an answer."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("calls", "0005_grace"),
    ]

    operations = [
        migrations.AddField(
            model_name="announcement",
            name="answer_on",
            field=models.DateField(
                help_text="the day owners may expect a decision by; nothing is said without it",
                null=True,
                verbose_name="ventet svar",
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="answer_on",
            field=models.DateField(
                help_text="the day owners may expect a decision by; nothing is said without it",
                null=True,
                verbose_name="ventet svar",
            ),
        ),
    ]
