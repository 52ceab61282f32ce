"""What is known of organisations over time: each value with its source; nothing of it is ever changed."""

import django.db.models.deletion
from django.db import migrations, models

import samspel.kit.ids
from samspel.tenancy.isolation import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("actors", "0010_invited_actors"),
    ]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="address",
            field=models.TextField(
                blank=True,
                db_default="",
                default="",
                help_text="one line of the address per line",
                verbose_name="postadresse",
            ),
        ),
        migrations.AddField(
            model_name="organisation",
            name="email",
            field=models.EmailField(
                blank=True, db_default="", default="", max_length=254, verbose_name="e-post for brev"
            ),
        ),
        migrations.CreateModel(
            name="OrganisationDetail",
            fields=[
                (
                    "id",
                    models.UUIDField(default=samspel.kit.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("name", "Navn"),
                            ("written-form", "Målform"),
                            ("kommune", "Kommune"),
                            ("address", "Postadresse"),
                            ("email", "E-post for brev"),
                        ],
                        max_length=12,
                        verbose_name="hva",
                    ),
                ),
                ("value", models.TextField(verbose_name="verdi")),
                (
                    "since",
                    models.DateField(
                        help_text="unknown for what nobody has told the beginning of",
                        null=True,
                        verbose_name="fra og med",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("nbr", "Nasjonalt barnehageregister"),
                            ("nsr", "Nasjonalt skoleregister"),
                            ("brreg", "Enhetsregisteret"),
                            ("package", "Samspels egne tabeller"),
                            ("file", "Fil fra statsforvalteren"),
                            ("own", "Virksomheten selv"),
                            ("office", "Statsforvalteren"),
                            ("before", "Kjent fra før"),
                        ],
                        max_length=10,
                        verbose_name="kilde",
                    ),
                ),
                ("told_at", models.DateTimeField(verbose_name="fortalt")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="actors.organisation"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "what"], name="actors_organisationdetail_of")],
            },
        ),
        append_only("actors_organisationdetail"),
    ]
