"""What the check says of a need that a network has, and of the network's own while it takes in (VR16)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from samspel.actors import queries as actors
from samspel.kit.deadlines import oslo_day
from samspel.needs.models import Need, Offer
from samspel.needs.rules.findings import Finding, error, of_rule, warning
from samspel.needs.rules.parties import NETWORK_MAY_APPLY, UNIT_ONCE
from samspel.needs.sheet import Sheet

State = Offer.State


def holds(offer: Offer, at: datetime) -> bool:
    """Tell whether a network has a need at a moment; what it never sent is free again when its time is out."""
    if offer.state not in {State.OFFERED, State.TAKEN_IN}:
        return False
    ends = offer.network_need.grace_ends
    return offer.network_need.state != Need.State.DRAFT or (ends is not None and at < ends)


def in_words(offer: Offer) -> str:
    """Say why a need that a network has is not handed in alone, and who can let it go."""
    network = offer.network_need.owner
    told = {"network": network.name, "lead": lead(offer)}
    if offer.state == State.OFFERED:
        return _("Behovet er meldt inn til %(network)s. Trekk innmeldingen hvis dere vil sende det selv.") % told
    text = _(
        "Behovet er tatt med i behovsmeldingen fra %(network)s, og kan ikke sendes alene. "
        "%(lead)s koordinerer nettverket, og kan slippe det."
    )
    return text % told


def lead(offer: Offer) -> str:
    """Name the owner that coordinates the network; the network itself where nobody does."""
    network = offer.network_need.owner
    return next((row.member.name for row in actors.members(network) if row.coordinates), network.name)


def not_alone(sheet: Sheet, at: datetime) -> Iterator[Finding]:
    """VR16: what a network has is not handed in by its owner too, so that no unit is counted twice."""
    offer = sheet.own_offer
    if offer is not None and holds(offer, at):
        yield error("VR16", "own_offer", in_words(offer), of_rule(UNIT_ONCE, oslo_day(at)))


def everybody_answered(sheet: Sheet, at: datetime) -> Iterator[Finding]:
    """VR16: each member that has offered a need gets an answer, and what was taken in is as the network saw it."""
    basis = of_rule(NETWORK_MAY_APPLY, sheet.need.call.rules_day or oslo_day(at))
    inside = {row.member_id for row in sheet.members}
    for one in sheet.offers:
        told = {"owner": one.need.owner.name, "title": one.need.title or one.need.ref}
        if one.state == State.OFFERED:
            text = _("%(owner)s har meldt inn «%(title)s». Ta det med, eller si hvorfor det ikke er med.") % told
            yield error("VR16", "intake", text, basis)
        elif one.state == State.TAKEN_IN and one.need.owner_id not in inside:
            text = _("%(owner)s er ikke lenger med i nettverket. Velg «Ikke ta med» for «%(title)s».")
            yield error("VR16", "intake", text % (told | {"title": one.title}), basis)
        elif one.state == State.TAKEN_IN and (one.title, one.asked_nok) != (one.need.title, one.now_nok):
            text = _("%(owner)s har endret «%(title)s» etter at dere så på det. Fyll inn på nytt.") % told
            yield warning("VR16", "intake", text, basis)
