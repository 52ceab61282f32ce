"""What one reader said about one page; nothing in it says who."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspel.kit.ids import new_id
from samspel.tenancy.models import Office


class Feedback(models.Model):
    """An answer to «did you find what you looked for?», or a report of something that shuts people out.

    It belongs to the office whose page it is about. What is about a page that all offices share belongs to none, and
    is read by the administrator of each.
    """

    class Kind(models.TextChoices):
        PAGE = "page", _("Om siden")
        BARRIER = "barrier", _("Noe som stenger ute")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", null=True)
    kind = models.CharField("slag", max_length=10, choices=Kind)
    path = models.CharField("side", max_length=300, blank=True)
    found = models.BooleanField("fant det", null=True)
    text = models.TextField("tekst", blank=True)
    written_form = models.CharField("målform", max_length=2, choices=Office.WrittenForm)
    given_at = models.DateTimeField("gitt")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="feedback_feedback_says_something",
                condition=Q(kind="page", found__isnull=False) | (Q(kind="barrier") & ~Q(text="")),
            ),
        ]
        indexes = [
            models.Index(fields=["given_at"], name="feedback_given"),
            models.Index(fields=["office", "path"], name="feedback_page"),
        ]
