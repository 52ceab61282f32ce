"""People; cases, drafts and duties belong to organisations, and people act for them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

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
