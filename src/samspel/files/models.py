"""Documents that were sent or received, each kept once under the digest of its content."""

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
