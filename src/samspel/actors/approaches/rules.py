"""Who may turn to whom, who may answer, and what an approach must say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from samspel.actors.approaches import queries
from samspel.actors.approaches.queries import Choice
from samspel.actors.models import Approach, Network, Organisation
from samspel.actors.networks import queries as networks
from samspel.flow.refusal import Refusal
from samspel.flow.transition import NOT_YOURS
from samspel.kit.deadlines import oslo_day
from samspel.kit.personal import identity_number_in
from samspel.kit.text import readable
from samspel.tenancy.by import By, Role

ASKERS = frozenset({Role.OWNER_EDITOR, Role.OWNER_SIGNER})
ANSWERERS = ASKERS | {Role.PARTNER_CONFIRMER}
TOPIC, TEXT = 150, 2_000


def asks_for_itself(owner: Organisation, by: By, at: datetime) -> Iterator[Refusal]:
    """Owners turn to others, through those who write for them."""
    if by.role not in ASKERS or by.organisation_id != owner.pk:
        yield Refusal("wrong-role", str(NOT_YOURS))
    elif owner.kind not in queries.OWNERS:
        yield Refusal("not-an-owner", _("Bare en eier kan spørre om dette."))


def asked_it(approach: Approach, by: By, at: datetime) -> Iterator[Refusal]:
    """Whoever has asked takes it back."""
    if by.role not in ASKERS or by.organisation_id != approach.asking_id:
        yield Refusal("wrong-role", str(NOT_YOURS))


def is_asked(approach: Approach, by: By, at: datetime) -> Iterator[Refusal]:
    """Only those who answer for the one that is asked."""
    if by.role not in ANSWERERS or by.organisation_id != approach.asked_id:
        yield Refusal("wrong-role", str(NOT_YOURS))


def network_is_led(approach: Approach, by: By, at: datetime) -> Iterator[Refusal]:
    """Whoever lets an owner into a network coordinates it, and it is in gear."""
    if approach.network is None:
        return
    if approach.network.state != Network.State.ACTIVE:
        yield Refusal("dissolved", _("Nettverket er oppløst."))
    elif not networks.coordinates(approach.network, approach.asked_id):
        yield Refusal("not-lead", _("Dere koordinerer ikke nettverket lenger. Takk nei, og si hvem de kan spørre."))


def may_be_asked(owner: Organisation, to: Choice, by: By, at: datetime) -> Iterator[Refusal]:
    """An owner turns to those it may choose among."""
    if to not in queries.choices(by, oslo_day(at)):
        yield Refusal("not-among", _("Velg en av dem dere kan spørre."), field="to")


def is_told(topic: str, text: str) -> Iterator[Refusal]:
    """An approach says what it is about, briefly."""
    if not topic.strip():
        yield Refusal("missing", _("Skriv hva det gjelder."), field="topic")
    if not text.strip():
        yield Refusal("missing", _("Skriv hva dere ønsker."), field="text")
    yield from fits(topic, "topic", TOPIC)
    yield from fits(text, "text", TEXT)


def is_answered(answer: str, missing: str) -> Iterator[Refusal]:
    """An answer says something: whom to talk to and when, or why not."""
    if not answer.strip():
        yield Refusal("missing", missing, field="answer")
    yield from fits(answer, "answer", TEXT)


def fits(text: str, field: str, most: int) -> Iterator[Refusal]:
    """A text is not too long, can be read, and holds no national identity number."""
    if len(text) > most:
        yield Refusal("too-long", _("Teksten kan ha høyst %(most)d tegn.") % {"most": most}, field=field)
    if not readable(text):
        yield Refusal("control-character", _("Teksten har et tegn som ikke kan lagres."), field=field)
    elif number := identity_number_in(text):
        told = _("«%(number)s» ser ut som et fødselsnummer. Ta det bort; vi trenger det ikke.") % {"number": number}
        yield Refusal("identity-number", told, field=field)
