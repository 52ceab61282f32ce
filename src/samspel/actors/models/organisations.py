"""Owners, partners and other bodies, their units, and who owned those when."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspel.kit.ids import new_id
from samspel.people.models import Person
from samspel.tenancy.models import Office


class Organisation(models.Model):
    """A kommune, an owner, a network, a university or another body that acts in the scheme."""

    class Kind(models.TextChoices):
        KOMMUNE = "kommune", _("Kommune")
        FYLKESKOMMUNE = "fylkeskommune", _("Fylkeskommune")
        PRIVATE_OWNER = "private-owner", _("Privat eier")
        NETWORK = "network", _("Nettverk av eiere")
        UNIVERSITY = "university", _("Universitet eller høgskole")
        NATIONAL_CENTRE = "national-centre", _("Nasjonalt senter")
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
    short_name = models.CharField("kortnavn", max_length=60, default="", db_default="", blank=True)
    host = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="+",
        null=True,
        help_text="the university that a national centre is part of",
    )
    closed_on = models.DateField("nedlagt", null=True, help_text="the last day it was there")
    address = models.TextField(
        "postadresse", default="", db_default="", blank=True, help_text="one line of the address per line"
    )
    email = models.EmailField("e-post for brev", default="", db_default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["orgnr"], condition=~Q(orgnr=""), name="actors_organisation_orgnr_is_used_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class OrganisationDetail(models.Model):
    """What an organisation was called, where it lay or how it is reached, from a day on, as somebody told it."""

    class What(models.TextChoices):
        NAME = "name", _("Navn")
        WRITTEN_FORM = "written-form", _("Målform")
        KOMMUNE = "kommune", _("Kommune")
        ADDRESS = "address", _("Postadresse")
        EMAIL = "email", _("E-post for brev")

    class Source(models.TextChoices):
        NBR = "nbr", _("Nasjonalt barnehageregister")
        NSR = "nsr", _("Nasjonalt skoleregister")
        BRREG = "brreg", _("Enhetsregisteret")
        PACKAGE = "package", _("Samspels egne tabeller")
        FILE = "file", _("Fil fra statsforvalteren")
        OWN = "own", _("Virksomheten selv")
        OFFICE = "office", _("Statsforvalteren")
        BEFORE = "before", _("Kjent fra før")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    what = models.CharField("hva", max_length=12, choices=What)
    value = models.TextField("verdi")
    since = models.DateField("fra og med", null=True, help_text="unknown for what nobody has told the beginning of")
    source = models.CharField("kilde", max_length=10, choices=Source)
    told_at = models.DateTimeField("fortalt")

    class Meta:
        indexes = [models.Index(fields=["organisation", "what"], name="actors_organisationdetail_of")]


class Capacity(models.Model):
    """What a partner itself says that it can take on in one year, in whole kroner; a help to it, and never a limit."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("år")
    amount_nok = models.BigIntegerField("kapasitet")
    told_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    told_at = models.DateTimeField("fortalt")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year"], name="actors_capacity_once_a_year"),
            models.CheckConstraint(name="actors_capacity_is_no_debt", condition=Q(amount_nok__gte=0)),
        ]


class Unit(models.Model):
    """A kindergarten, a school or a PPT that takes part in a measure; the register does not know every owner."""

    class Kind(models.TextChoices):
        KINDERGARTEN = "kindergarten", _("Barnehage")
        SCHOOL = "school", _("Grunnskole")
        UPPER_SECONDARY = "upper-secondary", _("Videregående skole")
        PPT = "ppt", _("PP-tjeneste")
        OTHER = "other", _("Annen enhet")

    class Register(models.TextChoices):
        NBR = "nbr", "Nasjonalt barnehageregister"
        NSR = "nsr", "Nasjonalt skoleregister"
        BOTH = "both", "Begge registre"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    orgnr = models.CharField("organisasjonsnummer", max_length=9, unique=True)
    name = models.CharField("navn", max_length=200)
    kind = models.CharField("slag", max_length=20, choices=Kind)
    owner = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="+",
        null=True,
        help_text="the owner now; Ownership has them over time",
    )
    kommune_number = models.CharField("kommunenummer", max_length=4, blank=True)
    register = models.CharField(
        "register", max_length=8, choices=Register, default="", db_default="", blank=True, help_text="where it stands"
    )
    register_type = models.CharField(
        "type i registeret", max_length=20, default="", db_default="", blank=True, help_text="as the register sorts it"
    )
    public = models.BooleanField("offentlig", null=True, help_text="unknown for what no register tells")
    grade_from = models.PositiveSmallIntegerField("fra trinn", null=True)
    grade_to = models.PositiveSmallIntegerField("til trinn", null=True)
    learners = models.PositiveIntegerField("barn eller elever", null=True, help_text="unknown where no register tells")
    staff = models.PositiveIntegerField("ansatte", null=True)
    counted_on = models.DateField("tall hentet", null=True, help_text="the day the register told how many there are")
    closed_on = models.DateField("nedlagt", null=True, help_text="the day it was gone from the register")
    sought = models.TextField(
        "søkeform", default="", db_default="", blank=True, help_text="the name as it is looked for"
    )

    def __str__(self) -> str:
        return self.name


class Ownership(models.Model):
    """Who owned a unit from a day to a day; the periods of one unit never overlap."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    since = models.DateField("fra og med")
    until = models.DateField("til og med", null=True)
    source = models.CharField("kilde", max_length=60, help_text="how it is known")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "since"], name="actors_ownership_begins_once_a_day"),
            models.UniqueConstraint(
                fields=["unit"], condition=Q(until__isnull=True), name="actors_ownership_one_owner_now"
            ),
            models.CheckConstraint(
                name="actors_ownership_ends_after_it_begins",
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
            ),
        ]
