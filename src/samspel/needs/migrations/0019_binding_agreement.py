"""A college may tell that the cooperation is a binding one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("needs", "0018_when_and_where_it_was_decided"),
    ]

    operations = [
        migrations.AddField(
            model_name="partnership",
            name="binding_agreement",
            field=models.BooleanField(db_default=False, default=False, verbose_name="forpliktende samarbeid er avtalt"),
        ),
    ]
