"""The tables under every act: a record with a state, the journal of what was done, and what must be sent."""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from samspel.kit.ids import new_id
from samspel.tenancy.models import Office


class TenantRow(models.Model):
    """A row that belongs to one office and is shown only where that office has been entered."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Stateful(TenantRow):
    """A record with a small life of its own; its state is changed by acts alone, and each act makes a new version."""

    state = models.CharField("status", max_length=16)
    version = models.PositiveIntegerField("versjon", default=0, editable=False)

    class Meta:
        abstract = True

    @property
    def state_label(self) -> str:
        """Give the state in words."""
        labels = dict(getattr(type(self), "State").choices)  # noqa: B009
        return str(labels.get(self.state, self.state))


class Entry(TenantRow):
    """One thing that was done: by whom, for whom, when, to what. Journal, audit and change log are this one table.

    `sequence`, `previous` and `hash` are given by the database and chain the entries of an office together.
    """

    sequence = models.PositiveBigIntegerField("nummer i kjeden", editable=False)
    act = models.CharField("handling", max_length=80)
    record_type = models.CharField("type", max_length=60)
    record_id = models.UUIDField("gjelder")
    subject_id = models.UUIDField("sak", null=True, help_text="the need that the act belongs to, where there is one")
    person_id = models.UUIDField("person", null=True)
    organisation_id = models.UUIDField("på vegne av", null=True)
    role = models.CharField("rolle", max_length=30)
    at = models.DateTimeField("tidspunkt")
    source = models.CharField("fra", max_length=16, blank=True)
    target = models.CharField("til", max_length=16)
    journal_number = models.PositiveIntegerField("journalnummer", null=True)
    journal_year = models.PositiveSmallIntegerField("journalår", null=True)
    facts = models.JSONField("opplysninger", default=dict, encoder=DjangoJSONEncoder)
    previous = models.CharField(max_length=64, editable=False)
    hash = models.CharField(max_length=64, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "sequence"], name="flow_entry_chain_has_no_fork"),
            models.UniqueConstraint(
                fields=["office", "journal_year", "journal_number"], name="flow_entry_journal_number_is_used_once"
            ),
        ]
        indexes = [
            models.Index(fields=["record_id"], name="flow_entry_record"),
            models.Index(fields=["subject_id"], name="flow_entry_subject"),
        ]


class Outbox(TenantRow):
    """Something that must be done outside because an act happened; the row is the truth, the job carries its id."""

    kind = models.CharField("slag", max_length=40)
    subject_id = models.UUIDField("gjelder")
    key = models.CharField(
        "nøkkel", max_length=120, help_text="says the same thing twice when the same act is repeated"
    )
    payload = models.JSONField("innhold", default=dict, encoder=DjangoJSONEncoder)
    put_at = models.DateTimeField("lagt inn")
    due_at = models.DateTimeField("ikke før", null=True, help_text="the moment it waits for; empty when it is now")
    done_at = models.DateTimeField("utført", null=True)
    attempts = models.PositiveSmallIntegerField("forsøk", default=0)
    fault = models.TextField("siste feil", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "kind", "key"], name="flow_outbox_sends_once")]


class Counter(TenantRow):
    """The last number given in a series of an office and a year; the numbers have no gaps."""

    series = models.CharField("serie", max_length=30)
    year = models.PositiveSmallIntegerField("år")
    last = models.PositiveIntegerField("siste nummer", default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "series", "year"], name="flow_counter_one_per_series")]
