"""The deeds by which members offer their needs to a network, and it takes them in, leaves them out and orders them."""

from __future__ import annotations

from functools import partial

from samspel.flow.transition import Transition
from samspel.needs import intake as offers
from samspel.needs import transitions as needs
from samspel.needs.models import Offer
from samspel.rounds.document import intake
from samspel.rounds.document.basis import Deed
from samspel.rounds.loading.world import Step, Steps, World
from samspel.rounds.reading import place
from samspel.tenancy.by import By

LAST = 100_000  # after every place that there is


def intake_steps(world: World) -> Steps:
    """Give the deeds with what members offered."""
    for index, one in enumerate(world.document.intakes):
        at = place("intakes", index)
        if one.framed:
            yield Step(one.framed, f"{at}.framed", one.need, partial(frame, world, one, one.framed))
        for number, told in enumerate(one.offers):
            where = f"{at}.{place('offers', number)}"
            yield Step(told.offered, f"{where}.offered", told.need, partial(offer, world, one, told))
            for name in ("taken_in", "left_out", "withdrawn"):
                deed = getattr(told, name)
                if deed is not None:
                    yield Step(deed, f"{where}.{name}", told.need, partial(judge, world, one, told, name))
        if one.prioritised:
            yield Step(one.prioritised, f"{at}.prioritised", one.need, partial(order, world, one, one.prioritised))


def frame(world: World, one: intake.Intake, deed: Deed, by: By) -> None:
    """Set the frame of a network."""
    need = world.need(one.need)
    if not world.did("needs.frame_intake", need.pk, deed):
        needs.frame_intake(need, amount_nok=one.frame_nok, by=by, at=deed.at)


def there(world: World, one: intake.Intake, told: intake.Offer) -> Offer:
    """Give what a member offered."""
    found = Offer.objects.filter(network_need=world.need(one.need), need=world.need(told.need))
    return offers.with_sum(found).get(offered_at=told.offered.at)


def offer(world: World, one: intake.Intake, told: intake.Offer, by: By) -> None:
    """Offer a need that has not been offered."""
    mine, network = world.need(told.need), world.need(one.need)
    if not Offer.objects.filter(network_need=network, need=mine, offered_at=told.offered.at).exists():
        needs.offer(mine, to=network, by=by, at=told.offered.at)


def judge(world: World, one: intake.Intake, told: intake.Offer, what: str, by: By) -> None:
    """Do what became of an offer."""
    acts: dict[str, Transition[Offer, ...]] = {
        "taken_in": needs.take_in,
        "left_out": needs.leave_out,
        "withdrawn": needs.withdraw_offer,
    }
    row, deed, act = there(world, one, told), getattr(told, what), acts[what]
    if not world.did(act.name, row.pk, deed):
        said = {"reason": told.left_out_reason or "–"} if what == "left_out" else {}
        needs.judge(act, row, by=by, at=deed.at, **said)


def order(world: World, one: intake.Intake, deed: Deed, by: By) -> None:
    """Put what was offered by then in the order that it came to stand in."""
    need = world.need(one.need)
    if world.did("needs.prioritise", need.pk, deed):
        return
    told = {(world.need(row.need).pk, row.offered.at): row for row in one.offers}
    rows = list(offers.offers_to(need))
    said = {row.pk: told[row.need_id, row.offered_at] for row in rows}
    reasons = {pk: row.reason for pk, row in said.items() if row.reason}
    if reasons:  # where none is left, whoever was moved has been put last since
        rows.sort(key=lambda row: (row.state == Offer.State.LEFT_OUT, said[row.pk].position or LAST))
    needs.prioritise(need, order=[row.pk for row in rows], reasons=reasons, by=by, at=deed.at)
