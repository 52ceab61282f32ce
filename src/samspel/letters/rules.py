"""What must hold before a letter is made, sent and said to have come."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from samspel.flow.models import TenantRow
from samspel.flow.refusal import Refusal
from samspel.flow.transition import NOT_YOURS
from samspel.letters.models import Letter
from samspel.tenancy.by import By, Role

WRITERS = frozenset({Role.CASEWORKER, Role.DECIDER})


def written_by_the_office(cause: TenantRow, by: By, at: datetime) -> Iterator[Refusal]:
    """A letter is written by the office whose case it tells of, or goes out by itself."""
    if by.role != Role.SYSTEM and (by.role not in WRITERS or by.office_id != cause.office_id):
        yield Refusal("wrong-role", str(NOT_YOURS))


def is_pdf(content: bytes) -> Iterator[Refusal]:
    """A letter is a whole PDF."""
    if not content.startswith(b"%PDF-"):
        yield Refusal("not-a-letter", _("Brevet er ikke laget ferdig."))


def is_unchanged(letter: Letter, content: bytes) -> Iterator[Refusal]:
    """What is sent is what was made: the digest was kept before it was sent."""
    if hashlib.sha256(content).hexdigest() != letter.document.sha256:
        yield Refusal("letter-changed", _("Brevet er ikke det som ble laget. Det blir ikke sendt."))


def carried_by_the_channel(letter: Letter, by: By, at: datetime) -> Iterator[Refusal]:
    """Only the channel sends a letter and says that it has come; nobody at a desk does."""
    if by.role != Role.SYSTEM:
        yield Refusal("wrong-role", _("Det er postgangen som sender brev og melder at de er kommet fram."))


def came_after_it_was_sent(letter: Letter, delivered_at: datetime, at: datetime) -> Iterator[Refusal]:
    """A letter comes after it was sent, and not in the future."""
    if letter.sent_at is None or not letter.sent_at <= delivered_at <= at:
        yield Refusal("delivered-at", _("Tidspunktet for levering stemmer ikke med da brevet ble sendt."))
