"""Somebody at the office decides whether what came late is taken in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0002_isolation"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="late_accepted",
            field=models.BooleanField(null=True, verbose_name="tas med etter fristen"),
        ),
        migrations.AlterField(
            model_name="case",
            name="late_reason",
            field=models.TextField(blank=True, verbose_name="hvorfor behovet tas med etter fristen eller ikke"),
        ),
    ]
