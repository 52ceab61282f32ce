"""Making and changing a need as its owner's system tells it: by the same acts as on screen, all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from pydantic import BaseModel

from samspel.actors import queries as actors
from samspel.actors.models import Organisation, Unit
from samspel.calls import queries as calls
from samspel.calls.models import Call
from samspel.calls.rules.themes import as_codes
from samspel.flow.refusal import NotVisible, Refusal, Refused
from samspel.needs import transitions as needs
from samspel.needs.models import Need, Partnership, PrivateInvitation
from samspel.rounds.asked.document import Told, ToldUnder
from samspel.rounds.document.fields import TEXTS
from samspel.rounds.reading import twice
from samspel.tenancy.by import By

State = Partnership.State


@dataclass(frozen=True)
class Names:
    """The records behind the names of one need."""

    organisations: dict[str, Organisation]
    units: dict[str, Unit]
    unknown: tuple[Refusal, ...]


def make(asked: Told, call: str, *, by: By, at: datetime) -> Need:
    """Begin a need under a call and write what is told of it; Refused with all that is wrong, and nothing made."""
    with transaction.atomic():
        named = names(asked)
        called, owner = call_named(call, at), owner_named(asked, named, by)
        made: list[Need] = []
        begin = partial(needs.draft, called, scheme=asked.scheme, owner=owner, title=asked.title, by=by, at=at)
        refuse_all(tried(lambda: made.append(begin())))
        need = made[0]
        write(need, asked, named, by=by, at=at)
        return need


def change(need: Need, asked: ToldUnder, *, by: By, at: datetime) -> None:
    """Let a need say what is told of it now, and nothing else; Refused with everything that is wrong."""
    with transaction.atomic():
        named = names(asked)
        owner = owner_named(asked, named, by) if asked.owner else need.owner
        stays = {"scheme": asked.scheme == need.scheme, "owner": owner == need.owner}
        stays["call"] = asked.call == f"{need.office.slug}/{need.call.ref}"
        text = _("Dette kan ikke endres når behovsmeldingen er begynt. Begynn en ny.")
        changed = [Refusal("stays", text, field=f"/{name}") for name, same in stays.items() if not same]
        refuse_all(changed)
        write(need, asked, named, by=by, at=at)


def names(asked: Told) -> Names:
    """Look up whom and what a need names; what nobody here knows is a fault at its place."""
    wanted = {
        **{f"/partners/{at}/partner": one.partner for at, one in enumerate(asked.partners)},
        **{f"/budget/{at}/recipient": one.recipient for at, one in enumerate(asked.budget)},
        **({"/owner": asked.owner} if asked.owner else {}),
    }
    found = Organisation.objects.filter(Q(ref__in=wanted.values()) | Q(orgnr__in=wanted.values()))
    known = {key: one for one in found for key in (one.orgnr, one.ref) if key}
    numbers = {f"/units/{at}": orgnr for at, orgnr in enumerate(asked.units)}
    numbers |= {f"/private_units/{at}/orgnr": one.orgnr for at, one in enumerate(asked.private_units)}
    units = {unit.orgnr: unit for unit in Unit.objects.filter(orgnr__in=numbers.values())}
    places = {place: name for place, name in wanted.items() if name not in known}
    places |= {place: orgnr for place, orgnr in numbers.items() if orgnr not in units}
    text = _("«%(name)s» er ikke kjent her.")
    return Names(
        known, units, tuple(Refusal("unknown", text % {"name": name}, field=at) for at, name in places.items())
    )


def call_named(name: str, at: datetime) -> Call:
    """Give an open call by its office and reference."""
    slug, _slash, ref = name.partition("/")
    found = calls.open_calls(at).filter(office__slug=slug, ref=ref).first()
    if found is None:
        raise Refused([Refusal("VR01", _("Utlysningen er ikke åpen."), field="/call")])
    return found


def owner_named(asked: Told, named: Names, by: By) -> Organisation:
    """Give whose need it is; the act itself asks whether one may write for it."""
    if asked.owner is None and by.organisation_id is not None:
        return actors.organisations([by.organisation_id])[by.organisation_id]
    if asked.owner not in named.organisations:
        raise Refused(named.unknown)
    return named.organisations[asked.owner]


def write(need: Need, asked: Told, named: Names, *, by: By, at: datetime) -> None:
    """Write all that is told of a need: each part by its own act, and the refusals of all of them together."""
    said = {name: list(told) if isinstance(told := getattr(asked, name), tuple) else told for name in TEXTS}
    said["themes"] = as_codes(need.call, need.scheme, said["themes"])
    units = [named.units[orgnr].pk for orgnr in asked.units if orgnr in named.units]
    signs = [needs.Sign(**vars(one)) for one in asked.indicators]
    lines = [
        needs.BudgetAmount(one.year, one.category, named.organisations[one.recipient].pk, one.amount_nok)
        for one in asked.budget
        if one.recipient in named.organisations
    ]
    extra = {one.key: one.text for one in asked.extra_answers}
    costs = [needs.CostAmount(one.year, one.kind, one.amount_nok) for one in asked.costs]
    groups = {one.group: one.participants for one in asked.target_groups}
    refuse_all(
        [
            *named.unknown,
            *repeated(asked),
            *tried(lambda: needs.fill(need, content=said, extra=extra, by=by, at=at)),  # type: ignore[arg-type]
            *tried(lambda: needs.set_units(need, unit_ids=units, by=by, at=at), "/units"),
            *tried(partial(invite_private, need, asked, named, by=by, at=at), "/private_units"),
            *tried(lambda: needs.set_target_groups(need, groups=groups, by=by, at=at), "/target_groups"),
            *tried(lambda: needs.set_indicators(need, indicators=signs, by=by, at=at), "/indicators"),
            *tried(lambda: invite(need, asked, named, by=by, at=at)),
            *tried(lambda: needs.set_budget(need, lines=lines, costs=costs, by=by, at=at), "/budget"),
        ]
    )


def invite_private(need: Need, asked: Told, named: Names, *, by: By, at: datetime) -> None:
    """Say which single private units are invited; for those that are told no longer, what is said of all holds."""
    there = PrivateInvitation.objects.filter(need=need).values_list("unit_id", flat=True)
    invited: dict[UUID, bool | None] = dict.fromkeys(there)
    invited |= {named.units[one.orgnr].pk: one.invited for one in asked.private_units if one.orgnr in named.units}
    if invited:
        needs.set_invited(need, invited=invited, by=by, at=at)


def repeated(asked: Told) -> Iterator[Refusal]:
    """Give every entry that stands twice in its list: one of the two would be lost."""
    assert isinstance(asked, BaseModel)
    for steps, _key in twice(asked):
        place = "".join(f"/{step}" for step in steps)
        yield Refusal("twice", _("Det samme står to ganger. Ta bort det ene."), field=place)


def invite(need: Need, asked: Told, named: Names, *, by: By, at: datetime) -> None:
    """Ask the partners that are told and have not been asked, and let go those that are told no longer."""
    there = {row.partner_id: row for row in Partnership.objects.filter(need=need)}
    partners = {number: named.organisations.get(one.partner) for number, one in enumerate(asked.partners)}
    told = {partner.pk for partner in partners.values() if partner}
    refusals: list[Refusal] = []
    for number, one in enumerate(asked.partners):
        partner = partners[number]
        if partner is not None:
            act = partial(ask, need, partner, there.get(partner.pk), one.contact, by=by, at=at)
            refusals += tried(act, f"/partners/{number}/partner")
    for row in there.values():
        if row.partner_id not in told and row.state != State.CANCELLED:
            refusals += tried(partial(needs.cancel_invitation, row, by=by, at=at), "/partners")
    refuse_all(refusals)


def ask(need: Need, partner: Organisation, row: Partnership | None, contact: str, *, by: By, at: datetime) -> None:
    """Ask one partner that has not been asked, or is with no longer."""
    if row is None:
        needs.invite_partner(need, partner=partner, contact=contact, by=by, at=at)
    elif row.state in {State.CANCELLED, State.DECLINED}:
        needs.invite_again(row, by=by, at=at)


def tried(act: Callable[[], object], place: str = "") -> list[Refusal]:
    """Do an act, and give why it could not be done; `place` is where the answers are that it is about."""
    try:
        with transaction.atomic():
            act()
    except Refused as refused:
        return [
            replace(
                one, field=one.field if one.field.startswith("/") else place or (f"/{one.field}" if one.field else "")
            )
            for one in refused.refusals
        ]
    except NotVisible:
        return [Refusal("not-there", _("Dette finnes ikke lenger."), field=place)]
    return []


def refuse_all(refusals: Iterable[Refusal]) -> None:
    """Stop when anything is wrong, with each thing once."""
    if found := list(dict.fromkeys(refusals)):
        raise Refused(found)
