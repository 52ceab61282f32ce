"""The owner that is asked into a network reads the question and answers it; asking and removing are not its own."""

from django.db import migrations

from samspel.tenancy.isolation import PARTY

ASKED = f"asked_id = {PARTY}"


class Migration(migrations.Migration):
    dependencies = [
        ("actors", "0012_questions_about_owners"),
    ]

    operations = [
        migrations.RunSQL(
            f"""
            drop policy actors_networkquestion_asked on actors_networkquestion;
            create policy actors_networkquestion_read on actors_networkquestion for select using ({ASKED});
            create policy actors_networkquestion_answered on actors_networkquestion
                for update using ({ASKED}) with check ({ASKED});
            """,
            f"""
            drop policy actors_networkquestion_answered on actors_networkquestion;
            drop policy actors_networkquestion_read on actors_networkquestion;
            create policy actors_networkquestion_asked on actors_networkquestion
                for all using ({ASKED}) with check ({ASKED});
            """,
        ),
    ]
