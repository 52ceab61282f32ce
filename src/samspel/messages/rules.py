"""Who may write to whom, and what a message must hold and must not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from samspel.actors import queries as actors
from samspel.flow.refusal import Refusal
from samspel.flow.transition import NOT_YOURS
from samspel.kit.deadlines import oslo_day
from samspel.kit.personal import identity_number_in
from samspel.messages.models import Conversation
from samspel.tenancy.by import By, Role
from samspel.tenancy.models import Office

TOPIC, TEXT = 150, 5_000
OFFICE_WRITERS = frozenset({Role.CASEWORKER, Role.DECIDER, Role.OFFICE_ADMIN})
PARTY_WRITERS = frozenset({Role.OWNER_EDITOR, Role.OWNER_SIGNER, Role.PARTNER_CONFIRMER, Role.PRIVATE_PERSON})
WRITERS = OFFICE_WRITERS | PARTY_WRITERS


def may_begin(office: Office, by: By, at: datetime) -> Iterator[Refusal]:
    """An office's own people write for it; a party writes to any office."""
    of_the_office = by.role in OFFICE_WRITERS and by.office_id == office.pk
    if not of_the_office and (by.role not in PARTY_WRITERS or by.party is None):
        yield Refusal("wrong-role", str(NOT_YOURS))


def is_answered(office: Office, by: By, at: datetime) -> Iterator[Refusal]:
    """A party writes to an office where there is somebody to answer."""
    if not by.for_office and not actors.offices_with(OFFICE_WRITERS, oslo_day(at)).filter(pk=office.pk).exists():
        told = _("%(office)s svarer ikke på meldinger her ennå.") % {"office": office.name}
        yield Refusal("nobody-answers", told, field="embete")


def takes_part(conversation: Conversation, by: By, at: datetime) -> Iterator[Refusal]:
    """Only the office and the party of a conversation write in it and read it."""
    of_the_office = by.role in OFFICE_WRITERS and by.office_id == conversation.office_id
    of_the_party = by.role in PARTY_WRITERS and by.party == conversation.party_id
    if not of_the_office and not of_the_party:
        yield Refusal("wrong-role", str(NOT_YOURS))


def office_closes(conversation: Conversation, by: By, at: datetime) -> Iterator[Refusal]:
    """A conversation is closed by the office that has it."""
    if by.role not in OFFICE_WRITERS or by.office_id != conversation.office_id:
        yield Refusal("wrong-role", str(NOT_YOURS))


def has_a_party(by: By, organisation_id: object) -> Iterator[Refusal]:
    """An office says whom it writes to; a party only ever writes for itself."""
    if by.for_office and organisation_id is None:
        yield Refusal("no-party", _("Velg hvem meldingen går til."), field="til")


def topic_is_told(topic: str) -> Iterator[Refusal]:
    """A conversation has a topic, on one short line without a national identity number."""
    if not topic.strip():
        yield Refusal("missing", _("Skriv et emne."), field="topic")
    if len(topic) > TOPIC:
        yield Refusal("too-long", _("Emnet kan ha høyst %(most)d tegn.") % {"most": TOPIC}, field="topic")
    yield from no_identity_number(topic, "topic")


def text_is_told(text: str) -> Iterator[Refusal]:
    """A message says something, not too long, and holds no national identity number."""
    if not text.strip():
        yield Refusal("missing", _("Skriv en melding."), field="text")
    if len(text) > TEXT:
        yield Refusal("too-long", _("Meldingen kan ha høyst %(most)d tegn.") % {"most": TEXT}, field="text")
    yield from no_identity_number(text, "text")


def no_identity_number(text: str, field: str) -> Iterator[Refusal]:
    """Nobody needs a national identity number here."""
    if number := identity_number_in(text):
        told = _("«%(number)s» ser ut som et fødselsnummer. Ta det bort; vi trenger det ikke.") % {"number": number}
        yield Refusal("identity-number", told, field=field)
