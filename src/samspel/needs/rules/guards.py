"""Who may do what with a need, and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from samspel.actors import queries as actors
from samspel.actors.models import Organisation
from samspel.calls.models import Call
from samspel.flow.refusal import Refusal
from samspel.flow.transition import NOT_YOURS, Guard
from samspel.kit.days import last_day_in_words
from samspel.kit.deadlines import oslo_day, received_in_time
from samspel.needs.models import Need, Partnership
from samspel.needs.rules import deadline
from samspel.needs.rules.check import check, errors
from samspel.needs.rules.findings import of_rule
from samspel.tenancy.by import By, Role

EDITORS = frozenset({Role.OWNER_EDITOR, Role.OWNER_SIGNER})


def acts_for(owner: Organisation, by: By, at: datetime) -> bool:
    """Tell whether somebody acts for an owner, or for a network that their own owner coordinates that day."""
    if by.organisation_id is None:
        return False
    if by.organisation_id == owner.pk:
        return True
    if owner.kind != Organisation.Kind.NETWORK:
        return False
    return actors.networks_led_by(by.organisation_id, oslo_day(at)).filter(pk=owner.pk).exists()


def edits(need: Need, by: By, at: datetime) -> Iterator[Refusal]:
    """A need is written by those who may write for its owner."""
    if by.role not in EDITORS or not acts_for(need.owner, by, at):
        yield Refusal("wrong-role", str(NOT_YOURS))


def signs(need: Need, by: By, at: datetime) -> Iterator[Refusal]:
    """A need is handed in and withdrawn by those who may sign for its owner."""
    if by.role != Role.OWNER_SIGNER or not acts_for(need.owner, by, at):
        yield Refusal("wrong-role", _("Bare den som kan signere for eieren, kan gjøre dette."))


def at_its_office(*roles: Role) -> Guard[Need]:
    """Make the guard that lets in those who act in these roles at the office that has the need."""

    def allowed(need: Need, by: By, at: datetime) -> Iterator[Refusal]:
        if by.role not in roles or by.office_id != need.office_id:
            yield Refusal("wrong-role", str(NOT_YOURS))

    allowed.__doc__ = f"Only {', '.join(roles)} at the office that has the need."
    return allowed


def is_not_bound(need: Need, by: By, at: datetime) -> Iterator[Refusal]:
    """Nothing has been built on the need: no adopted innstilling, no decision."""
    if need.bound_at or need.decided_at:
        text = _(
            "Behovet er med i en vedtatt innstilling eller et vedtak, og kan ikke sendes tilbake. "
            "Mangler noe, skriv til eieren."
        )
        yield Refusal("bound", text)


def is_not_decided(need: Need, by: By, at: datetime) -> Iterator[Refusal]:
    """A need that has been decided is neither changed nor taken back."""
    if need.decided_at:
        text = _(
            "Behovet er avgjort, og kan ikke endres eller trekkes lenger. Har dere fått tilskudd, kan dere takke nei "
            "når dere svarer på vilkårene. Har dere alt svart, skriv til Statsforvalteren."
        )
        yield Refusal("decided", text)


def answer_is_open(partnership: Partnership, by: By, at: datetime) -> Iterator[Refusal]:
    """A partner answers until an innstilling or a decision builds on the need, or it can no longer be sent (VR01)."""
    if partnership.need.was_not_sent(at):
        text = _("Fristen er ute, og eieren sendte ikke inn behovsmeldingen. Da er det ikke noe å svare på.")
        yield Refusal("not-sent", text, of_rule(deadline.LAST_DAY_COUNTS, oslo_day(at)))
    if partnership.need.bound_at or partnership.need.decided_at:
        text = _(
            "Behovet er med i en vedtatt innstilling eller et vedtak, og svaret kan ikke endres lenger. "
            "Får dere tilskudd, kan dere takke nei når dere svarer på vilkårene. "
            "Er noe annet endret, skriv til Statsforvalteren."
        )
        yield Refusal("bound", text)


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


def waits_for_partner(partnership: Partnership, by: By, at: datetime) -> Iterator[Refusal]:
    """Partners are reminded by those who write for the owner, for as long as an answer is waited for."""
    yield from edits(partnership.need, by, at)


def is_written(need: Need, by: By, at: datetime) -> Iterator[Refusal]:
    """A need is written until it has been handed in, and again when it has been sent back."""
    if need.state not in {Need.State.DRAFT, Need.State.RETURNED}:
        yield Refusal("wrong-state", _("Behovsmeldingen kan ikke endres nå."))
    yield from is_not_decided(need, by, at)


def call_is_open(call: Call, by: By, at: datetime) -> Iterator[Refusal]:
    """VR01: a need is begun under a call that is open."""
    basis = of_rule(deadline.LAST_DAY_COUNTS, oslo_day(at))
    if call.closes_at is None or not call.is_announced(at):
        yield Refusal("VR01", _("Utlysningen er ikke åpen."), basis)
    elif not received_in_time(at, call.closes_at):
        text = _("Fristen for å melde behov gikk ut %(day)s.") % {"day": last_day_in_words(call.closes_at)}
        yield Refusal("VR01", text, basis)


def nothing_stops_it(need: Need, by: By, at: datetime) -> Iterator[Refusal]:
    """A need is handed in when the check finds no error in it."""
    for finding in errors(check(need, at)):
        yield finding.refusal()
