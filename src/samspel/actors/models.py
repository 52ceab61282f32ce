"""Owners, networks, partners and the organisations in the forum; their units; who may act for whom."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspel.kit.ids import new_id
from samspel.people.models import Person
from samspel.tenancy.by import Role
from samspel.tenancy.models import Office


class Organisation(models.Model):
    """A kommune, an owner, a network, a university or another body that acts in the scheme."""

    class Kind(models.TextChoices):
        KOMMUNE = "kommune", _("Kommune")
        FYLKESKOMMUNE = "fylkeskommune", _("Fylkeskommune")
        PRIVATE_OWNER = "private-owner", _("Privat eier")
        NETWORK = "network", _("Nettverk av eiere")
        UNIVERSITY = "university", _("Universitet eller høgskole")
        VOCATIONAL_COLLEGE = "vocational-college", _("Fagskole")
        UNION = "union", _("Organisasjon for ansatte")
        KS = "ks", _("KS")
        PBL = "pbl", _("PBL")
        OTHER = "other", _("Annen aktør")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    ref = models.CharField(
        "kjenning", max_length=60, unique=True, help_text="orgnr, or a name of our own where there is none"
    )
    orgnr = models.CharField("organisasjonsnummer", max_length=9, blank=True)
    name = models.CharField("navn", max_length=200)
    kind = models.CharField("slag", max_length=20, choices=Kind)
    written_form = models.CharField(
        "målform", max_length=2, choices=Office.WrittenForm, default=Office.WrittenForm.BOKMAAL
    )
    kommune_number = models.CharField("kommunenummer", max_length=4, blank=True)
    synthetic = models.BooleanField("oppdiktet", default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["orgnr"], condition=~Q(orgnr=""), name="actors_organisation_orgnr_is_used_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A kindergarten, a school or a PPT that takes part in a measure; it belongs to an owner."""

    class Kind(models.TextChoices):
        KINDERGARTEN = "kindergarten", "Barnehage"
        SCHOOL = "school", "Grunnskole"
        UPPER_SECONDARY = "upper-secondary", "Videregående skole"
        PPT = "ppt", "PP-tjeneste"
        OTHER = "other", "Annen enhet"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    orgnr = models.CharField("organisasjonsnummer", max_length=9, unique=True)
    name = models.CharField("navn", max_length=200)
    kind = models.CharField("slag", max_length=20, choices=Kind)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kommune_number = models.CharField("kommunenummer", max_length=4, blank=True)

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """An owner in a network; it counts once the owner has consented."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    network = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    member = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    coordinates = models.BooleanField("koordinerer", default=False)
    consented_at = models.DateTimeField("samtykket", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "member"], name="actors_membership_once_per_network"),
            models.UniqueConstraint(
                fields=["network"], condition=Q(coordinates=True), name="actors_membership_one_coordinator"
            ),
        ]


class Assignment(models.Model):
    """A role that a person has for an organisation, at an office, or (in a forum) for the one at the other."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", null=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", null=True)
    role = models.CharField("rolle", max_length=20, choices=[(role.value, role.value) for role in Role])
    since = models.DateField("fra og med")
    until = models.DateField("til og med", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="actors_assignment_is_for_somebody",
                condition=Q(organisation__isnull=False) | Q(office__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["person", "organisation", "office", "role", "since"],
                nulls_distinct=False,
                name="actors_assignment_given_once",
            ),
        ]


class Reach(models.Model):
    """An office whose cases an organisation takes part in; kept by the acts, read on every request."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    office = models.ForeignKey(Office, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "office"], name="actors_reach_once")]
