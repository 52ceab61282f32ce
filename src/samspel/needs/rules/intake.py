"""Who may offer a need to a network, who takes it in, and what holds while it is there (VR16)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspel.actors import queries as actors
from samspel.actors.models import Organisation
from samspel.flow.refusal import Refusal
from samspel.kit.deadlines import oslo_day
from samspel.kit.money import LARGEST_NOK
from samspel.needs import intake
from samspel.needs.models import Need, Offer
from samspel.needs.rules import answers, guards
from samspel.needs.rules.carried import holds, in_words
from samspel.needs.rules.findings import of_rule
from samspel.needs.rules.parties import NETWORK_MAY_APPLY, UNIT_ONCE
from samspel.tenancy.by import By

State = Offer.State
CLOSED = gettext_lazy("Inntaket er lukket, fordi behovsmeldingen til nettverket ikke lenger er et utkast.")


def is_draft(need: Need, by: By, at: datetime) -> Iterator[Refusal]:
    """Only a need that has never been handed in is offered."""
    if need.state != Need.State.DRAFT or need.decided_at:
        yield Refusal("wrong-state", _("Bare et utkast kan meldes inn til nettverket."))


def is_an_owners(need: Need, by: By, at: datetime) -> Iterator[Refusal]:
    """What is offered is a member's own need; a network offers nothing."""
    if need.owner.kind == Organisation.Kind.NETWORK:
        yield Refusal("network", _("Et nettverk melder ikke inn til et annet nettverk."))


def is_not_offered(need: Need, by: By, at: datetime) -> Iterator[Refusal]:
    """VR16: a need that is offered to one network is offered to no other."""
    offer = intake.standing_offers([need.pk]).filter(state__in=intake.LIVE).first()
    if offer is not None:
        yield Refusal("VR16", in_words(offer), of_rule(UNIT_ONCE, oslo_day(at)))


def is_not_held(need: Need, by: By, at: datetime) -> Iterator[Refusal]:
    """VR16: a need that a network has is not taken back by its owner until the network lets it go."""
    offer = intake.standing_offers([need.pk]).filter(state__in=intake.LIVE).first()
    if offer is not None and holds(offer, at):
        yield Refusal("VR16", in_words(offer), of_rule(UNIT_ONCE, oslo_day(at)))


def fits(need: Need, to: Need, at: datetime) -> Iterator[Refusal]:
    """VR16: a need goes to the draft of a network that its owner is in, in the same call and scheme."""
    yield from is_with(need, to, at)
    if (need.call_id, need.scheme) != (to.call_id, to.scheme):
        yield Refusal("another-call", _("Nettverkets behovsmelding gjelder en annen utlysning eller ordning."))
    if to.state != Need.State.DRAFT or to.decided_at:
        yield Refusal("closed", str(CLOSED))


def is_with(need: Need, to: Need, at: datetime) -> Iterator[Refusal]:
    """VR16: what a network reports is its members'."""
    members = actors.members(to.owner, oslo_day(at)) if to.owner.kind == Organisation.Kind.NETWORK else None
    if members is None or not members.filter(member_id=need.owner_id).exists():
        text = _("%(owner)s er ikke med i nettverket.") % {"owner": need.owner.name}
        yield Refusal("no-member", text, of_rule(NETWORK_MAY_APPLY, oslo_day(at)))


def is_still_with(offer: Offer, by: By, at: datetime) -> Iterator[Refusal]:
    """VR16: what is taken in is of an owner that has not gone out of the network."""
    yield from is_with(offer.need, offer.network_need, at)


def is_open(need: Need, by: By, at: datetime) -> Iterator[Refusal]:
    """A network takes in for as long as its own need is a draft."""
    if need.owner.kind != Organisation.Kind.NETWORK:
        yield Refusal("network", _("Bare et nettverk tar inn behov fra andre."))
    elif need.state != Need.State.DRAFT or need.decided_at:
        yield Refusal("closed", str(CLOSED))


def takes_in(offer: Offer, by: By, at: datetime) -> Iterator[Refusal]:
    """What is offered is judged by those who write for the network: the owner that coordinates it."""
    yield from guards.edits(offer.network_need, by, at)


def intake_is_open(offer: Offer, by: By, at: datetime) -> Iterator[Refusal]:
    """What is offered is judged until the network has handed in its need."""
    yield from is_open(offer.network_need, by, at)


def is_the_members(offer: Offer, by: By, at: datetime) -> Iterator[Refusal]:
    """A need is taken back from a network by those who may sign for its owner."""
    yield from guards.signs(offer.need, by, at)


def is_not_taken_in(offer: Offer, by: By, at: datetime) -> Iterator[Refusal]:
    """VR16: what a network has taken in its owner takes back only when it went out before that was sent."""
    gone = offer.network_need.state == Need.State.DRAFT and any(is_still_with(offer, by, at))
    if offer.state == State.TAKEN_IN and holds(offer, at) and not gone:
        yield Refusal("VR16", in_words(offer), of_rule(UNIT_ONCE, oslo_day(at)))


def is_free(offer: Offer, by: By, at: datetime) -> Iterator[Refusal]:
    """What was left out may be taken in after all, unless its owner has handed it in or offered it to another."""
    elsewhere = Offer.objects.filter(need_id=offer.need_id, state__in=intake.LIVE).exclude(pk=offer.pk)
    if offer.need.state != Need.State.DRAFT or elsewhere.exists():
        text = _("%(owner)s har sendt inn, trukket eller meldt behovet inn et annet sted.")
        yield Refusal("gone", text % {"owner": offer.need.owner.name}, of_rule(UNIT_ONCE, oslo_day(at)))


def network_lets_go(offer: Offer, by: By, at: datetime) -> Iterator[Refusal]:
    """What a network has is let go of, all of it at once, by whoever takes back the network's need."""
    yield from guards.signs(offer.network_need, by, at)


def is_whole_order(offers: Sequence[Offer], order: Sequence[UUID]) -> Iterator[Refusal]:
    """A new order names each offer once, and those left out last."""
    there = {one.pk: one for one in offers}
    out = [there[pk].state == State.LEFT_OUT for pk in order if pk in there]
    if Counter(order) != Counter(there.keys()) or out != sorted(out):
        yield Refusal("order", _("Rekkefølgen må ha med hvert behov én gang. Last siden på nytt, og prøv igjen."))


def order_has_reasons(offers: Sequence[Offer], order: Sequence[UUID], reasons: Mapping[UUID, str]) -> Iterator[Refusal]:
    """Whoever moves a need says why; the reason follows it to the office."""
    moved = [one.pk for one in offers] != list(order)
    if moved and not any(reason.strip() for reason in reasons.values()):
        yield Refusal("missing", _("Skriv hvorfor behovet flyttes."), field="reason")
    for reason in reasons.values():
        yield from answers.reason_fits(reason)


def is_told_why(reason: str) -> Iterator[Refusal]:
    """Whoever leaves a need out says why; its owner reads it."""
    yield from answers.given(reason, "reason", _("Skriv hvorfor behovet ikke tas med. Eieren får lese det."))
    yield from answers.reason_fits(reason)


def frame_fits(amount_nok: int | None) -> Iterator[Refusal]:
    """A frame is an amount, or none."""
    if amount_nok is not None and not 0 < amount_nok <= LARGEST_NOK:
        yield Refusal("amount", _("Beløpet må være større enn null."), field="frame")


def is_among(taken: Collection[str], known: Collection[str]) -> Iterator[Refusal]:
    """What is chosen instead of what was typed is among what was shown."""
    if set(taken) - set(known):
        yield Refusal("stale", _("Noe er endret siden siden ble vist. Se over på nytt."))
