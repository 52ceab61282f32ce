"""The deeds up to the need handed in: frames and call, the needs, and their partners."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from uuid import NAMESPACE_OID, UUID, uuid5

from samspel.actors.models import Unit
from samspel.calls import transitions as calls
from samspel.calls.models import Call
from samspel.calls.rules.themes import as_codes
from samspel.ledger import transitions as ledger
from samspel.ledger.models import Frame, Movement
from samspel.needs import handing
from samspel.needs import sheet as sheets
from samspel.needs import transitions as needs
from samspel.needs.models import BudgetLine, Need, Partnership
from samspel.rounds.document import asking
from samspel.rounds.document.asking import Grant, Handover
from samspel.rounds.document.basis import Deed
from samspel.rounds.document.fields import CALL_TEXTS, TEXTS
from samspel.rounds.loading import attaching
from samspel.rounds.loading.units import unit_steps
from samspel.rounds.loading.world import Step, Steps, World
from samspel.rounds.reading import place
from samspel.tenancy.by import By


def call_steps(world: World) -> Steps:
    """Give the deeds on the frames and the call."""
    for index, frame in enumerate(world.document.frames):
        where = place("frames", index)
        yield Step(frame.opened, where, where, partial(open_frame, world, frame))
        for number, grant in enumerate(frame.grants):
            yield Step(
                grant,
                place("frames", index, "grants", number),
                where,
                partial(put_into, world, frame, grant),
            )
    call = world.document.call
    if call is None:
        return
    yield Step(call.drafted, "call.drafted", "call", partial(draft_call, world, call))
    if call.announced:
        yield Step(call.announced, "call.announced", "call", partial(announce, world, call))
    if call.withdrawn:
        yield Step(call.withdrawn, "call.withdrawn", "call", partial(withdraw_call, world, call))


def frame_of(world: World, frame: asking.Frame) -> Frame | None:
    """Give a frame when it is there."""
    key = {"scheme": frame.scheme, "year": frame.year, "chapter_post": frame.chapter_post}
    return Frame.objects.filter(office=world.office, **key).first()


def open_frame(world: World, frame: asking.Frame, by: By) -> None:
    """Set up a frame that is not there."""
    if frame_of(world, frame) is None:
        post, at = frame.chapter_post, frame.opened.at
        ledger.open_frame(world.office, scheme=frame.scheme, year=frame.year, chapter_post=post, by=by, at=at)


def put_into(world: World, frame: asking.Frame, grant: Grant, by: By) -> None:
    """Put money into a frame, once for each grant in the file."""
    there = frame_of(world, frame)
    if there is None:
        raise Frame.DoesNotExist
    key = uuid5(NAMESPACE_OID, f"{there.pk} {grant.at.isoformat()} {grant.amount_nok}")
    if not Movement.objects.filter(frame=there, at=grant.at, amount_nok=grant.amount_nok).exists():
        ledger.grant(there, amount_nok=grant.amount_nok, key=key, by=by, at=grant.at)


def draft_call(world: World, call: asking.Call, by: By) -> None:
    """Write a call that is not there."""
    if not Call.objects.filter(office=world.office, ref=call.ref).exists():
        said = {name: value for name in CALL_TEXTS if (value := getattr(call, name)) is not None}
        said["schemes"] = list(call.schemes)
        if call.extra_questions:
            said["extra_questions"] = [one.model_dump(mode="json") for one in call.extra_questions]
        if call.own_themes:
            said["own_themes"] = [one.model_dump(mode="json") for one in call.own_themes]
        calls.draft(world.office, ref=call.ref, content=said, by=by, at=call.drafted.at)  # type: ignore[arg-type]


def announce(world: World, call: asking.Call, by: By) -> None:
    """Announce the call that was drafted."""
    there = world.call()
    if call.announced and not world.did("calls.announce", there.pk, call.announced):
        calls.announce(there, from_at=call.announced_from, by=by, at=call.announced.at)


def withdraw_call(world: World, call: asking.Call, by: By) -> None:
    """Withdraw the call."""
    there = world.call()
    if call.withdrawn and not world.did("calls.withdraw", there.pk, call.withdrawn):
        calls.withdraw(there, reason=call.withdrawn_reason, by=by, at=call.withdrawn.at)


def need_steps(world: World) -> Steps:
    """Give the deeds on the needs and their partners.

    A need's answers stand in the file as they ended. Where they were changed after it was handed in the first time,
    they are written before that too, since nothing incomplete can be handed in.
    """
    for index, need in enumerate(world.document.needs):
        at = place("needs", index)
        yield Step(need.drafted, f"{at}.drafted", need.ref, partial(draft, world, need))
        for deed in writing_days(need.written, need.drafted, need):
            yield Step(deed, f"{at}.written", need.ref, partial(write, world, need, deed))
        yield from unit_steps(world, need, at)
        yield from invitation_steps(world, need.ref)
        for deed in writing_days(need.budgeted, last_invited(world, need), need):
            yield Step(deed, f"{at}.budgeted", need.ref, partial(budget, world, need, deed))
        yield from attaching.steps(world, index, need)
        yield from answer_steps(world, need.ref)
        for number, given in enumerate(need.reopened):
            yield Step(given, f"{at}.{place('reopened', number)}", need.ref, partial(reopen, world, need, given))
        for number, handover in enumerate(need.submitted):
            yield Step(
                handover,
                f"{at}.{place('submitted', number)}",
                need.ref,
                partial(hand_in, world, need, handover),
            )
        if need.withdrawn:
            yield Step(need.withdrawn, f"{at}.withdrawn", need.ref, partial(withdraw, world, need))


def writing_days(last: Deed | None, first: Deed, need: asking.Need) -> list[Deed]:
    """Give when a need's answers are written: when they last were, and before what builds on them if that is earlier.

    A handover does, and so does asking the units that take part.
    """
    if last is None:
        return []
    builds = [deed.at for deed in (*need.submitted[:1], *(one.asked for one in need.unit_assessments))]
    if builds and last.at > min(builds):
        return [last.model_copy(update={"at": first.at}), last]
    return [last]


def last_invited(world: World, need: asking.Need) -> Deed:
    """Give the last deed before the first handover that the budget waits for: that its receivers have been invited."""
    before = need.submitted[0].at if need.submitted else None
    invited = [one.invited for one in world.document.confirmations if one.need == need.ref]
    return max(
        [need.drafted, *(deed for deed in invited if before is None or deed.at <= before)], key=lambda deed: deed.at
    )


def draft(world: World, need: asking.Need, by: By) -> None:
    """Begin a need that is not there, under the ref it has in the file."""
    if not Need.objects.filter(office=world.office, ref=need.ref).exists():
        owner = world.organisations[need.owner]
        needs.draft(
            world.call(), scheme=need.scheme, owner=owner, title=need.title, ref=need.ref, by=by, at=need.drafted.at
        )


def write(world: World, need: asking.Need, deed: Deed, by: By) -> None:
    """Write a need's answers, units, target groups and indicators."""
    there = world.need(need.ref)
    if any(world.did(act, there.pk, deed) for act in ("needs.fill", "needs.set_units")):
        return
    at = deed.at
    said = {name: value for name in TEXTS if (value := getattr(need, name)) is not None}
    if "themes" in said:
        said["themes"] = as_codes(there.call, there.scheme, said["themes"])
    extra = {one.key: one.text for one in need.extra_answers}
    needs.fill(there, content=said, extra=extra, by=by, at=at)  # type: ignore[arg-type]
    needs.set_units(there, unit_ids=[world.units[orgnr].pk for orgnr in need.units], by=by, at=at)
    groups = {group.group: group.participants for group in need.target_groups}
    needs.set_target_groups(there, groups=groups, by=by, at=at)
    invite_private(there, need, by, at)
    signs = [needs.Sign(**vars(one)) for one in need.indicators]
    needs.set_indicators(there, indicators=signs, by=by, at=at)


def invite_private(there: Need, need: asking.Need, by: By, at: datetime) -> None:
    """Write which private units were invited; a register may know one that the file has no owner of."""
    told: dict[str, bool] = {one.orgnr: one.invited for one in need.private_units}
    if told:
        invited: dict[UUID, bool | None] = {unit.pk: told[unit.orgnr] for unit in Unit.objects.filter(orgnr__in=told)}
        needs.set_invited(there, invited=invited, by=by, at=at)


def budget(world: World, need: asking.Need, deed: Deed, by: By) -> None:
    """Write a need's budget."""
    there = world.need(need.ref)
    if not world.did("needs.set_budget", there.pk, deed):
        lines = [
            needs.BudgetAmount(one.year, one.category, world.organisations[one.recipient].pk, one.amount_nok)
            for one in need.budget
        ]
        costs = [needs.CostAmount(one.year, one.kind, one.amount_nok) for one in need.costs]
        needs.set_budget(there, lines=lines, costs=costs, by=by, at=deed.at)


def hand_in(world: World, need: asking.Need, given: Handover, by: By) -> None:
    """Hand a need in, with the key that the form had."""
    handing.hand_in(world.need(need.ref), key=given.key, by=by, at=given.at)


def reopen(world: World, need: asking.Need, given: asking.Reopening, by: By) -> None:
    """Give a need a deadline of its own."""
    there = world.need(need.ref)
    if not world.did("needs.reopen", there.pk, given):
        needs.reopen(there, until=given.until, reason=given.reason, by=by, at=given.at)


def withdraw(world: World, need: asking.Need, by: By) -> None:
    """Withdraw a need."""
    there = world.need(need.ref)
    if need.withdrawn and not world.did("needs.withdraw", there.pk, need.withdrawn):
        needs.withdraw(there, reason=need.withdrawn_reason, by=by, at=need.withdrawn.at)


def invitation_steps(world: World, ref: str) -> Steps:
    """Give the deeds by which a need's partners were invited."""
    for index, one in enumerate(world.document.confirmations):
        if one.need == ref:
            yield Step(one.invited, f"{place('confirmations', index)}.invited", ref, partial(invite, world, one))


def answer_steps(world: World, ref: str) -> Steps:
    """Give the deeds of and with a need's partners after they were invited."""
    for index, one in enumerate(world.document.confirmations):
        for name in ("confirmed", "lapsed", "declined", "cancelled"):
            deed = getattr(one, name)
            if one.need == ref and deed is not None:
                yield Step(deed, f"{place('confirmations', index)}.{name}", ref, partial(answer, world, one, name))


def partnership(world: World, one: asking.Confirmation) -> Partnership:
    """Give a partnership that is there."""
    return Partnership.objects.get(need=world.need(one.need), partner=world.organisations[one.partner])


def invite(world: World, one: asking.Confirmation, by: By) -> None:
    """Invite a partner that has not been invited."""
    need, partner = world.need(one.need), world.organisations[one.partner]
    if not Partnership.objects.filter(need=need, partner=partner).exists():
        needs.invite_partner(need, partner=partner, contact=one.contact, by=by, at=one.invited.at)


def answer(world: World, one: asking.Confirmation, what: str, by: By) -> None:
    """Do what a partner answered, or what became of its answer."""
    acts = {"confirmed": "confirm", "lapsed": "lapse", "declined": "decline", "cancelled": "cancel_invitation"}
    there, deed = partnership(world, one), getattr(one, what)
    if world.did(f"needs.{acts[what]}", there.pk, deed):
        return
    match what:
        case "confirmed":
            need = Need.objects.get(pk=there.need_id)
            lines = list(BudgetLine.objects.filter(need=need, recipient_id=there.partner_id))
            shown = sheets.confirm_digest(need, there.partner_id, lines)
            told = {"back_to_education": one.back_to_education, "contact": one.contact}
            told |= {"own_benefit": one.own_benefit, "capacity": one.capacity}
            agreed = one.binding_agreement
            needs.confirm(there, shown=shown, **told, binding_agreement=agreed, by=by, at=deed.at)
        case "lapsed":
            needs.lapse(there, by=by, at=deed.at)
        case "declined":
            needs.decline(there, reason=one.declined_reason, by=by, at=deed.at)
        case _:
            needs.cancel_invitation(there, by=by, at=deed.at)
