"""A call may have themes of its forum's own, beside or instead of those that its scheme has."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("calls", "0009_confirm_closes_at"),
    ]

    operations = [
        migrations.AddField(
            model_name="announcement",
            name="own_themes",
            field=models.JSONField(
                db_default=models.Value([], models.JSONField()),
                default=list,
                help_text="the themes of this forum, each of a scheme, with a code and a name; without any the scheme's hold",
                verbose_name="egne temaer",
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="own_themes",
            field=models.JSONField(
                db_default=models.Value([], models.JSONField()),
                default=list,
                help_text="the themes of this forum, each of a scheme, with a code and a name; without any the scheme's hold",
                verbose_name="egne temaer",
            ),
        ),
    ]
