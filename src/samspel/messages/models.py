"""What an office and a party write to each other, which nobody else ever reads."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samspel.actors.models import Organisation
from samspel.flow.models import Stateful, TenantRow
from samspel.people.models import Person


class Conversation(Stateful):
    """What one party and one office write to each other about one thing.

    The party is an organisation or a private person; `party_id` is the id of whichever it is.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Åpen")
        CLOSED = "closed", _("Avsluttet")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", null=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    party_id = models.UUIDField("part")
    topic = models.CharField("emne", max_length=150)
    about_need_id = models.UUIDField("gjelder behovsmelding", null=True)
    begun_at = models.DateTimeField("begynt")
    written_at = models.DateTimeField("sist skrevet")
    entry_facts: Mapping[str, object] | None = None

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="messages_conversation_has_one_party",
                condition=Q(person__isnull=True, party_id=F("organisation_id"))
                | Q(organisation__isnull=True, party_id=F("person_id")),
            ),
        ]
        indexes = [
            models.Index(fields=["office", "written_at"], name="messages_conversation_office"),
            models.Index(fields=["party_id", "written_at"], name="messages_conversation_party"),
        ]

    def __str__(self) -> str:
        return self.topic

    @property
    def party(self) -> Organisation | Person:
        """Give who writes with the office."""
        found = self.organisation or self.person
        assert found is not None
        return found

    @property
    def subject_id(self) -> UUID | None:
        """The need that the conversation is about, where it is about one."""
        return self.about_need_id


class Message(TenantRow):
    """One message; never changed, only marked once the other side has read it."""

    class Side(models.TextChoices):
        OFFICE = "office", _("Statsforvalteren")
        PARTY = "party", _("Parten")

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="+")
    side = models.CharField("skrevet av", max_length=6, choices=Side)
    written_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, help_text="nobody where Samspel itself tells of something"
    )
    text = models.TextField("tekst")
    sent_at = models.DateTimeField("sendt")
    read_at = models.DateTimeField("lest", null=True, help_text="when the other side first read it")

    class Meta:
        constraints = [
            models.CheckConstraint(name="messages_message_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="messages_message_is_read_after_it_is_sent",
                condition=Q(read_at__isnull=True) | Q(read_at__gte=F("sent_at")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["conversation", "side"], condition=Q(read_at__isnull=True), name="messages_message_unread"
            ),
        ]
