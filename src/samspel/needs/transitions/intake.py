"""What members offer to a network's need: offered, taken in or left out, put in order, taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from samspel.flow.journal import Facts
from samspel.flow.transition import Transition, creation, lock, refuse, transition
from samspel.kit.text import normalised
from samspel.needs import intake
from samspel.needs.models import Need, Offer
from samspel.needs.parts import asked
from samspel.needs.rules import guards
from samspel.needs.rules import intake as rules
from samspel.needs.transitions import intake_telling
from samspel.needs.transitions.binding import hold
from samspel.tenancy.by import By

State = Offer.State
JUDGING = [rules.takes_in, rules.intake_is_open]
OFFERING = [guards.signs, rules.is_draft, rules.is_an_owners, rules.is_not_offered]


@creation(Offer, guards=OFFERING)
def offer(need: Need, *, to: Need, by: By, at: datetime) -> Offer:
    """Let a network report the need; it stands last among those that have been offered, and stays its owner's own."""
    hold([need.pk, to.pk])
    lock(need)
    lock(to)
    refuse([refusal for guard in OFFERING for refusal in guard(need, by, at)])
    refuse(rules.fits(need, to, at))
    made = Offer(
        office_id=need.office_id, state=State.OFFERED, network_need=to, need=need, offered_at=at, position=None
    )
    _look(made)
    _put(made, len(_live(to.pk)) + 1)
    made.save(force_insert=True)
    intake_telling.tell_offered(made, at)
    return made


def judge(act: Transition[Offer, ...], offered: Offer, *, by: By, at: datetime, **said: object) -> None:
    """Do one of the acts on an offer with both needs held first, in the one order that all use."""
    with transaction.atomic():
        hold([offered.network_need_id, offered.need_id])
        act(offered, by=by, at=at, **said)


@transition(
    source=[State.OFFERED, State.LEFT_OUT], target=State.TAKEN_IN, guards=[*JUDGING, rules.is_free, rules.is_still_with]
)
def take_in(offered: Offer, *, by: By, at: datetime) -> Facts:
    """Take a member's need into the network's; from now on its owner cannot hand it in alone."""
    if offered.state == State.LEFT_OUT:
        _put(offered, len(_live(offered.network_need_id)) + 1)
        offered.reason = ""
    offered.left_out_reason = ""
    _look(offered)
    return {"position": offered.position}


@transition(source=[State.OFFERED, State.TAKEN_IN], target=State.LEFT_OUT, guards=JUDGING)
def leave_out(offered: Offer, *, reason: str, by: By, at: datetime) -> Facts:
    """Leave a member's need out, with a reason that its owner is told of; the owner may hand it in alone."""
    refuse(rules.is_told_why(reason))
    _put(offered, Offer.objects.filter(network_need_id=offered.network_need_id, position__isnull=False).count())
    offered.left_out_reason = normalised(reason)
    _look(offered)
    intake_telling.tell_left_out(offered, at)
    return {"reason": offered.left_out_reason}


@transition(
    source=[State.OFFERED, State.TAKEN_IN],
    target=State.WITHDRAWN,
    guards=[rules.is_the_members, rules.is_not_taken_in],
)
def withdraw_offer(offered: Offer, *, by: By, at: datetime) -> None:
    """Take a need back from a network that has not taken it in, or that its owner has gone out of."""
    _put(offered, None)


@transition(source=[State.OFFERED, State.TAKEN_IN], target=State.WITHDRAWN, guards=[rules.network_lets_go])
def let_go(offered: Offer, *, by: By, at: datetime) -> None:
    """Let a member's need go because the network's own has been taken back; taking that back does this for each."""
    _put(offered, None)


@transition(source=[Need.State.DRAFT], guards=[guards.edits, rules.is_open])
def prioritise(
    need: Need, *, order: Sequence[UUID], reasons: Mapping[UUID, str] | None = None, by: By, at: datetime
) -> Facts:
    """Put what members have offered in a new order, best first, with the reason for each that was moved."""
    said = reasons or {}
    offers = list(_standing(need.pk))
    refuse([*rules.is_whole_order(offers, order), *rules.order_has_reasons(offers, order, said)])
    places = {pk: place for place, pk in enumerate(order, start=1)}
    for one in offers:
        one.position = places[one.pk]
        one.reason = normalised(said.get(one.pk, "")).strip() or one.reason
    Offer.objects.bulk_update(offers, ["position", "reason"])
    return {"order": [str(one.need_id) for one in sorted(offers, key=lambda one: one.position or 0)]}


@transition(source=[Need.State.DRAFT], guards=[guards.edits, rules.is_open])
def frame_intake(need: Need, *, amount_nok: int | None, by: By, at: datetime) -> Facts:
    """Say how much the network's members may ask for together, or that there is no such frame."""
    refuse(rules.frame_fits(amount_nok))
    need.intake_frame_nok = amount_nok
    return {"frame_nok": amount_nok}


def let_all_go(need: Need, *, by: By, at: datetime) -> None:
    """Give each member its need back when the network's is taken back, and tell them."""
    live = list(intake.offers_to(need).filter(state__in=intake.LIVE))
    for one in live:
        let_go(one, by=by, at=at)
    if live:
        intake_telling.tell_result(need, [one.pk for one in live], at)


def looked_at(offers: Sequence[Offer], asked_nok: Mapping[UUID, int]) -> None:
    """Keep of each need that was filled in from what it was called and asked for when it was read."""
    for one in offers:
        one.title, one.asked_nok = one.need.title, asked_nok[one.need_id]
    Offer.objects.bulk_update(offers, ["title", "asked_nok"])


def _look(offered: Offer) -> None:
    now = Need.objects.filter(pk=offered.need_id).annotate(now_nok=asked())
    offered.title, offered.asked_nok = now.values_list("title", "now_nok").get()


def _standing(network_need_id: UUID) -> list[Offer]:
    found = Offer.objects.filter(network_need_id=network_need_id).exclude(state=State.WITHDRAWN)
    return list(found.order_by("position").select_for_update(of=("self",), no_key=True))


def _live(network_need_id: UUID) -> list[Offer]:
    return [one for one in _standing(network_need_id) if one.state in intake.LIVE]


def _put(offered: Offer, place: int | None) -> None:
    """Give an offer its place, or none; the others of its network close up or make room."""
    order = [one for one in _standing(offered.network_need_id) if one.pk != offered.pk]
    if place is None:
        offered.position = None
    else:
        order.insert(place - 1, offered)
    for number, one in enumerate(order, start=1):
        one.position = number
    Offer.objects.bulk_update([one for one in order if one is not offered], ["position"])
