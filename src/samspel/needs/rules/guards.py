"""Who may do what with a need, and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from samspel.actors import queries as actors
from samspel.actors.models import Organisation
from samspel.calls.models import Call
from samspel.flow.refusal import Refusal
from samspel.flow.transition import NOT_YOURS
from samspel.kit.days import last_day_in_words
from samspel.kit.deadlines import oslo_day, received_in_time
from samspel.needs.models import Need, Partnership
from samspel.needs.rules import amounts
from samspel.needs.rules.check import check, errors
from samspel.needs.rules.findings import of_rule
from samspel.tenancy.by import By, Role

EDITORS = frozenset({Role.OWNER_EDITOR, Role.OWNER_SIGNER})


def acts_for(owner: Organisation, by: By) -> bool:
    """Tell whether somebody acts for an owner, or for a network that their own owner coordinates."""
    if by.organisation_id is None:
        return False
    if by.organisation_id == owner.pk:
        return True
    if owner.kind != Organisation.Kind.NETWORK:
        return False
    return actors.networks_led_by(by.organisation_id).filter(pk=owner.pk).exists()


def edits(need: Need, by: By, at: datetime) -> Iterator[Refusal]:
    """A need is written by those who may write for its owner."""
    if by.role not in EDITORS or not acts_for(need.owner, by):
        yield Refusal("wrong-role", str(NOT_YOURS))


def signs(need: Need, by: By, at: datetime) -> Iterator[Refusal]:
    """A need is handed in and withdrawn by those who may sign for its owner."""
    if by.role != Role.OWNER_SIGNER or not acts_for(need.owner, by):
        yield Refusal("wrong-role", _("Bare den som kan signere for eieren, kan gjøre dette."))


def at_its_office(need: Need, by: By, at: datetime) -> Iterator[Refusal]:
    """A need is sent back by the office that has it."""
    if not by.for_office or by.office_id != need.office_id:
        yield Refusal("wrong-role", str(NOT_YOURS))


def answers_for_partner(partnership: Partnership, by: By, at: datetime) -> Iterator[Refusal]:
    """A partnership is answered by those who may confirm for the partner."""
    if by.role != Role.PARTNER_CONFIRMER or by.organisation_id != partnership.partner_id:
        yield Refusal("wrong-role", str(NOT_YOURS))


def need_is_alive(partnership: Partnership, by: By, at: datetime) -> Iterator[Refusal]:
    """Nobody answers for a need that has been withdrawn."""
    if partnership.need.state == Need.State.WITHDRAWN:
        yield Refusal("withdrawn", _("Behovsmeldingen er trukket."))


def asks_partner(partnership: Partnership, by: By, at: datetime) -> Iterator[Refusal]:
    """Partners are asked, and asked again, by those who write the need, while it can be written."""
    yield from edits(partnership.need, by, at)
    yield from is_written(partnership.need, by, at)


def is_written(need: Need, by: By, at: datetime) -> Iterator[Refusal]:
    """A need is written until it has been handed in, and again when it has been sent back."""
    if need.state not in {Need.State.DRAFT, Need.State.RETURNED}:
        yield Refusal("wrong-state", _("Behovsmeldingen kan ikke endres nå."))


def call_is_open(call: Call, by: By, at: datetime) -> Iterator[Refusal]:
    """VR01: a need is begun under a call that is open."""
    basis = of_rule(amounts.LAST_DAY_COUNTS, oslo_day(at))
    if call.state != Call.State.ANNOUNCED or call.closes_at is None:
        yield Refusal("VR01", _("Utlysningen er ikke åpen."), basis)
    elif not received_in_time(at, call.closes_at):
        text = _("Fristen for å melde behov gikk ut %(day)s.") % {"day": last_day_in_words(call.closes_at)}
        yield Refusal("VR01", text, basis)


def nothing_stops_it(need: Need, by: By, at: datetime) -> Iterator[Refusal]:
    """A need is handed in when the check finds no error in it."""
    for finding in errors(check(need, at)):
        yield finding.refusal()
