"""The office's own texts, and the versions of them that the public reads."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspel.flow.models import Stateful
from samspel.kit.ids import new_id
from samspel.tenancy.models import Office


class Text(models.Model):
    """What an article says; the same for the office's record and for the versions that are published."""

    class Kind(models.TextChoices):
        NEWS = "news", _("Nyhet")
        ABOUT = "about", _("Om oss")
        FORUM = "forum", _("Om samarbeidsforumet")
        PLAN = "plan", _("Langtidsplan")
        GUIDANCE = "guidance", _("Veiledning")

    kind = models.CharField("slag", max_length=10, choices=Kind)
    title = models.CharField("tittel", max_length=200)
    summary = models.CharField("ingress", max_length=400, blank=True)
    text = models.TextField("tekst", blank=True, help_text="Markdown")
    written_form = models.CharField("målform", max_length=2, choices=Office.WrittenForm)

    class Meta:
        abstract = True


class Article(Stateful, Text):
    """A news item or a page of an office, as the office writes it; nobody else sees it before it is published."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Under arbeid")
        PUBLISHED = "published", _("Publisert")
        WITHDRAWN = "withdrawn", _("Trukket")

    slug = models.SlugField("adresse", max_length=80)
    written_at = models.DateTimeField("skrevet")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "slug"],
                name="pages_article_slug_is_used_once",
                violation_error_message=_("En annen side har alt denne adressen. Velg en annen tittel eller adresse."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PublishedVersion(Text):
    """One version of an article, readable by anybody from its moment on; never changed, only followed by the next.

    A withdrawal is the last version, `gone`, without words. The role that published it is told, the person is not.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    article_id = models.UUIDField("artikkel")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    slug = models.SlugField("adresse", max_length=80)
    number = models.PositiveIntegerField("versjon")
    role = models.CharField("rolle", max_length=30)
    decided_at = models.DateTimeField("bestemt")
    from_at = models.DateTimeField("vises fra")
    first_at = models.DateTimeField("først vist")
    gone = models.BooleanField("trukket", default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article_id", "number"], name="pages_publishedversion_numbers_once"),
            models.CheckConstraint(
                name="pages_publishedversion_is_not_backdated",
                condition=Q(from_at__gte=models.F("decided_at"), first_at__lte=models.F("from_at")),
            ),
        ]
        indexes = [models.Index(fields=["office", "slug"], name="pages_version_address")]

    def __str__(self) -> str:
        return self.title

    @property
    def updated(self) -> bool:
        """Tell whether readers have seen an earlier version."""
        return self.first_at < self.from_at
