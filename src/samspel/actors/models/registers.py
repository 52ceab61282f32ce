"""What the registers were asked and told, and what a person must judge of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspel.actors.models.organisations import Organisation, Unit
from samspel.flow.models import Stateful
from samspel.kit.ids import new_id
from samspel.tenancy.models import Office


class RegisterRun(models.Model):
    """One loading of the registers: what it found and did, or why it stored nothing else.

    A run is held when the answer of a register can be read and is still hard to believe: what it would have changed is
    kept, until an administrator lets it in or turns it down.
    """

    class Outcome(models.TextChoices):
        DONE = "done", _("Lest inn")
        REFUSED = "refused", _("Avvist")
        SILENT = "silent", _("Svarte ikke")
        HELD = "held", _("Holdt tilbake")
        RELEASED = "released", _("Sluppet inn")
        DROPPED = "dropped", _("Forkastet")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    loaded_at = models.DateTimeField("lastet")
    source = models.CharField("kilde", max_length=200)
    sha256 = models.CharField("fingeravtrykk", max_length=64, blank=True)
    counts = models.JSONField("antall per slag", default=dict)
    created = models.PositiveIntegerField("nye", default=0)
    changed = models.PositiveIntegerField("endret", default=0)
    closed = models.PositiveIntegerField("nedlagt", default=0)
    asked = models.PositiveIntegerField("spørsmål", default=0, db_default=0)
    refused = models.TextField("avvist", blank=True, help_text="one fault a line; empty when it was loaded")
    outcome = models.CharField("utfall", max_length=10, choices=Outcome, default=Outcome.DONE, db_default=Outcome.DONE)
    findings = models.JSONField(
        "funn", default=list, db_default=models.Value([], models.JSONField()), help_text="why, as codes with numbers"
    )
    proposed = models.JSONField(
        "forslag",
        default=dict,
        db_default=models.Value({}, models.JSONField()),
        help_text="what a held run would have done",
    )
    decided_at = models.DateTimeField("avgjort", null=True)
    decided_by = models.ForeignKey(
        Office, models.PROTECT, related_name="+", null=True, help_text="whose administrator decided about a held run"
    )
    reason = models.TextField("begrunnelse", default="", db_default="", blank=True)


class RegisterRecord(models.Model):
    """What a register told of a unit when it was last believed, and the stamp that says whether it tells more now."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    register = models.CharField("register", max_length=8)
    orgnr = models.CharField("organisasjonsnummer", max_length=9)
    stamp = models.CharField("endret i registeret", max_length=40, blank=True)
    told = models.JSONField("fortalt")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register", "orgnr"], name="actors_registerrecord_one_per_register")
        ]


class RegisterQuestion(Stateful):
    """A change in a register that a person must judge: what was known, and what the register says now."""

    class State(models.TextChoices):
        OPEN = "open", _("Åpent")
        ACCEPTED = "accepted", _("Godtatt")
        REJECTED = "rejected", _("Avvist")
        OVERTAKEN = "overtaken", _("Falt bort")

    class What(models.TextChoices):
        OWNER = "owner", _("Ny eier")
        KOMMUNE = "kommune", _("Ny kommune")
        NAME = "name", _("Nytt navn")
        REAPPEARED = "reappeared", _("Er tilbake")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    register = models.CharField("register", max_length=8)
    what = models.CharField("hva", max_length=12, choices=What)
    before = models.CharField("før", max_length=200, blank=True)
    after = models.CharField("nå", max_length=200, blank=True)
    before_name = models.CharField("navn før", max_length=200, blank=True, help_text="of an owner")
    after_name = models.CharField("navn nå", max_length=200, blank=True, help_text="of an owner")
    asked_at = models.DateTimeField("spurt")
    decided_at = models.DateTimeField("avgjort", null=True)
    reason = models.TextField("begrunnelse", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "what"], condition=Q(state="open"), name="actors_registerquestion_asked_once"
            )
        ]
        indexes = [models.Index(fields=["office", "state"], name="actors_registerquestion_open")]


class OwnerQuestion(Stateful):
    """What Enhetsregisteret tells of an owner and a person must judge: it is deleted, or has quite another name."""

    State = RegisterQuestion.State

    class What(models.TextChoices):
        NAME = "name", _("Helt annet navn")
        DELETED = "deleted", _("Slettet i Enhetsregisteret")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    what = models.CharField("hva", max_length=12, choices=What)
    before = models.CharField("før", max_length=200, blank=True)
    after = models.CharField("nå", max_length=200)
    asked_at = models.DateTimeField("spurt")
    decided_at = models.DateTimeField("avgjort", null=True)
    reason = models.TextField("begrunnelse", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "what"], condition=Q(state="open"), name="actors_ownerquestion_asked_once"
            )
        ]
