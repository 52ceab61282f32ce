"""Taking in what a reader says; nobody is logged in, so no person, no address and no act stands behind it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection
from django.utils.translation import gettext as _

from samspel.feedback.models import Feedback
from samspel.flow.refusal import Refusal
from samspel.flow.transition import refuse
from samspel.tenancy.models import Office

HOURLY = 500
HOUR = timedelta(hours=1)


def tell(
    *, kind: Feedback.Kind, path: str, found: bool | None, text: str, written_form: str, office_slug: str, at: datetime
) -> None:
    """Keep what a reader said, at the office whose page it is about; refused when very many have come this hour."""
    if given_since(at - HOUR) >= HOURLY:
        refuse([Refusal("too-many", _("Vi har fått svært mange tilbakemeldinger den siste timen. Prøv igjen senere."))])
    Feedback.objects.bulk_create(
        [
            Feedback(
                office=Office.objects.filter(slug=office_slug).first() if office_slug else None,
                kind=kind,
                path=path,
                found=found,
                text=text,
                written_form=written_form,
                given_at=at,
            )
        ]
    )


def given_since(since: datetime) -> int:
    """Give how much has been said since a moment, to all offices together; the database tells no more than that."""
    with connection.cursor() as cursor:
        cursor.execute("select feedback_given_since(%s)", [since])
        return int(cursor.fetchone()[0])
