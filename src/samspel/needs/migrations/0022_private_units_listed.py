"""What was handed in keeps which private units were on its list."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("needs", "0021_private_invitations_isolation")]
    operations = [
        migrations.AddField(
            model_name="submission",
            name="private_listed",
            field=models.JSONField(
                help_text="by number; the registers may tell of others later",
                null=True,
                verbose_name="private enheter på listen",
            ),
        ),
    ]
