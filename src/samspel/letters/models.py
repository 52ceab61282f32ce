"""Letters: what was sent to whom, in which written form, with the very bytes kept."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspel.actors.models import Organisation
from samspel.files.models import Document
from samspel.flow.models import Stateful
from samspel.tenancy.models import Office


class Letter(Stateful):
    """One letter to one receiver; rendered once, it is never rendered again."""

    class State(models.TextChoices):
        RENDERED = "rendered", _("Laget")
        SENT = "sent", _("Sendt")
        DELIVERED = "delivered", _("Levert")

    recipient = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    template = models.CharField("mal", max_length=40)
    written_form = models.CharField("målform", max_length=2, choices=Office.WrittenForm)
    number = models.CharField("brevnummer", max_length=20)
    about_need_id = models.UUIDField("gjelder behovsmelding", null=True)
    cause_id = models.UUIDField("årsak", help_text="the decision or act that the letter tells of")
    facts = models.JSONField("opplysninger")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    channel_reference = models.CharField("kjenning hos postgangen", max_length=80, blank=True)
    sent_at = models.DateTimeField("sendt", null=True)
    delivered_at = models.DateTimeField("levert", null=True)
    entry_facts: Mapping[str, object] | None = None

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "number"], name="letters_letter_number_is_used_once"),
            models.UniqueConstraint(
                fields=["cause_id", "recipient"],
                name="letters_letter_once_per_cause_and_receiver",
                violation_error_message=_("Brevet til mottakeren er alt laget."),
            ),
            models.CheckConstraint(
                name="letters_letter_sent_has_a_time", condition=Q(state="rendered") | Q(sent_at__isnull=False)
            ),
            models.CheckConstraint(
                name="letters_letter_delivered_has_a_time",
                condition=~Q(state="delivered") | Q(delivered_at__isnull=False),
            ),
        ]

    @property
    def subject_id(self) -> UUID | None:
        """The need that the letter is about, where it is about one."""
        return self.about_need_id
