"""Documents that were sent or received, each kept once under the digest of its content, and who has read them."""

from __future__ import annotations

from django.db import models

from samspel.flow.models import TenantRow


class Document(TenantRow):
    """A file as it was on the day it was made: its bytes lie in the store under `sha256`."""

    title = models.CharField("tittel", max_length=200)
    media_type = models.CharField("type", max_length=80)
    size = models.PositiveIntegerField("størrelse")
    sha256 = models.CharField("sjekksum", max_length=64)
    made_at = models.DateTimeField("laget")

    class Meta:
        indexes = [models.Index(fields=["sha256"], name="files_document_sha256")]


class Reading(TenantRow):
    """One time that somebody was handed a document: who, for whom, in which role, when. Never changed or removed."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    subject_id = models.UUIDField("sak", null=True, help_text="the need that the document is about, where it is one")
    person_id = models.UUIDField("person")
    organisation_id = models.UUIDField("på vegne av", null=True)
    role = models.CharField("rolle", max_length=30)
    at = models.DateTimeField("tidspunkt")

    class Meta:
        indexes = [models.Index(fields=["subject_id", "at"], name="files_reading_subject")]
