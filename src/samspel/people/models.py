"""People; cases, drafts and duties belong to organisations, and people act for them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from samspel.kit.ids import new_id


class Person(models.Model):
    """Somebody who may log in. No password and no national identity number is kept."""

    USERNAME_FIELD = "subject"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    is_anonymous = False
    is_authenticated = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject = models.CharField(
        "kjenning", max_length=120, unique=True, help_text="what the identity provider calls the person"
    )
    name = models.CharField("navn", max_length=120)
    email = models.EmailField("e-post", blank=True)
    is_active = models.BooleanField("aktiv", default=True)

    def __str__(self) -> str:
        return self.name


class Provider(models.Model):
    """A service that says who somebody is when they log in; several may be open at once."""

    class Kind(models.TextChoices):
        ANSATTPORTEN = "ansattporten", "Ansattporten"
        IDPORTEN = "idporten", "ID-porten"
        PLAIN = "plain", "OpenID Connect"

    class Proof(models.TextChoices):
        PRIVATE_KEY = "private_key_jwt", "private_key_jwt"
        SECRET = "client_secret_basic", "client_secret_basic"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField("adressenavn", max_length=40, unique=True)
    name_nb = models.CharField("navn på bokmål", max_length=80)
    name_nn = models.CharField("navn på nynorsk", max_length=80)
    kind = models.CharField("slag", max_length=12, choices=Kind)
    issuer = models.CharField("utsteder", max_length=200, help_text="exactly as in the tokens, slash at the end or not")
    client_id = models.CharField("klient", max_length=120)
    proof = models.CharField("klientbevis", max_length=20, choices=Proof, default=Proof.PRIVATE_KEY)
    key_name = models.CharField(
        "nøkkel", max_length=80, help_text="the file with the key or the secret, in the folder of login keys"
    )
    scopes = models.CharField("omfang", max_length=120, default="openid profile")
    levels = models.JSONField(
        "sikkerhetsnivå", default=dict, blank=True, help_text="the level (3, 4) that each acr of this provider is worth"
    )
    level = models.PositiveSmallIntegerField("laveste nivå", default=0, help_text="0 where the provider tells none")
    max_age = models.PositiveIntegerField(
        "lengste alder", null=True, blank=True, help_text="seconds since the person logged in"
    )
    resource = models.CharField(
        "ressurs", max_length=120, blank=True, help_text="what an organisation gives its people access to, as a urn"
    )
    is_active = models.BooleanField("åpen", default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "client_id"], name="people_provider_client_once"),
            models.CheckConstraint(
                name="people_provider_ansattporten_has_resource",
                condition=~Q(kind="ansattporten") | ~Q(resource=""),
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class IdentityLink(models.Model):
    """What a provider calls a person; a national identity number is kept as a keyed digest alone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="+")
    subject = models.CharField("kjenning", max_length=255)
    number_digest = models.CharField("fingeravtrykk av fødselsnummer", max_length=64, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "subject"], name="people_identitylink_once")]
        indexes = [models.Index(fields=["number_digest"], name="people_identitylink_number")]


class SpentState(models.Model):
    """An attempt to log in that has come back; the same never comes back twice."""

    digest = models.CharField("fingeravtrykk", max_length=64, primary_key=True)
    spent_at = models.DateTimeField("brukt")


class Login(models.Model):
    """One time that somebody logged in: where, how surely, and what the provider said of whom they act for."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="+")
    logged_in_at = models.DateTimeField("logget inn")
    acr = models.CharField("sikkerhetsnivå", max_length=80, blank=True)
    sid = models.CharField("økt hos tjenesten", max_length=255, blank=True)
    session_key = models.CharField("økt", max_length=40, blank=True, help_text="empty once it has ended")
    details = models.JSONField("fullmakter", null=True, help_text="as the provider wrote them")

    class Meta:
        indexes = [models.Index(fields=["provider", "sid"], name="people_login_sid")]
