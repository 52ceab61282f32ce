"""The offices that run the scheme, each a tenant of its own."""

from __future__ import annotations

from django.db import models

from samspel.kit.ids import new_id


class Office(models.Model):
    """One Statsforvaltar (embete); everything else belongs to exactly one office."""

    class WrittenForm(models.TextChoices):
        BOKMAAL = "nb", "Bokmål"
        NYNORSK = "nn", "Nynorsk"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    orgnr = models.CharField("organisasjonsnummer", max_length=9, unique=True)
    name = models.CharField("navn", max_length=200)
    slug = models.SlugField("adresse", max_length=60, unique=True)
    written_form = models.CharField("målform", max_length=2, choices=WrittenForm)
    email = models.EmailField("e-post", blank=True)
    phone = models.CharField("telefon", max_length=20, blank=True)
    address = models.TextField("postadresse", blank=True, help_text="one line of the address per line")

    def __str__(self) -> str:
        return self.name
