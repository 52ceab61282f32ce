"""The owners in the network that a need is for, the units where they are, and which of its needs each reads.

Those are the units that they may take, and the private owners' that a kommune is to invite. Whether it has, is told of
all of them in one answer of the need, and in a row of one unit where something else holds for it: so thirty are
answered for at once, nothing is told twice, and an answer from before there were rows means what it did.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from samspel.actors import queries as actors
from samspel.actors.models import Membership, NetworkQuestion, Organisation, Unit
from samspel.actors.networks.queries import Asked, owner_of
from samspel.actors.queries import in_force
from samspel.flow.refusal import NotVisible
from samspel.kit.deadlines import OSLO, oslo_day
from samspel.needs.models import Need, Participation, PrivateInvitation, Revision, Submission
from samspel.needs.parts import ends
from samspel.rules import SchemeRules
from samspel.tenancy.by import By

HANDED_IN = (Need.State.SUBMITTED, Need.State.RETURNED)
INVITES = "kommune-leads"


@dataclass(frozen=True)
class PrivateUnit:
    """One private unit: what is said of just this one, what is said of all, and whether it takes part already."""

    unit: Unit
    owner: str
    own: bool | None = None
    of_all: bool | None = None
    takes_part: bool = False

    @property
    def name(self) -> str:
        """Give what it is called, with its kind and its owner where a register tells."""
        told = ", ".join(filter(None, (str(Unit.Kind(self.unit.kind).label).lower(), self.owner)))
        return f"{self.unit.name} ({told})"

    @property
    def invited(self) -> bool | None:
        """Tell whether it has been invited; None where nobody has answered."""
        if self.takes_part:
            return True
        return self.of_all if self.own is None else self.own


def members_of(need: Need, day: date | None = None) -> tuple[Membership, ...]:
    """Give the owners in the network that a need is for: on a day, or now; once handed in all since that day."""
    return network_of(need, day)[0]


def network_of(need: Need, day: date | None = None) -> tuple[tuple[Membership, ...], tuple[Membership, ...]]:
    """Give the owners in the network that a need is for, and those that stand behind it.

    Behind what is written stand those that are there on the day; behind what was handed in those that were there then.
    """
    if need.owner.kind != Organisation.Kind.NETWORK:
        return (), ()
    if need.submitted_at is None:
        there = tuple(actors.members(need.owner, day))
        return there, there
    periods = actors.memberships_since(need.owner, oslo_day(need.submitted_at))
    then = day if need.is_written else oslo_day(need.submitted_at)
    return tuple(actors.each_once(periods)), tuple(one for one in periods if is_there(one, then))


def is_there(period: Membership, day: date | None) -> bool:
    """Tell whether an owner is in a network on a day, or else now, by one of its periods there."""
    if day is None:
        return period.until is None
    begun = period.since is None or period.since <= day
    return begun and (period.until is None or period.until >= day)


def own_units(need: Need, day: date | None = None) -> QuerySet[Unit]:
    """Give the units that a need may be about: those of its owner, or of the owners in its network."""
    return actors.units_owned_by([need.owner_id, *(membership.member_id for membership in members_of(need, day))])


def read_by_member(by: By, at: datetime) -> QuerySet[Need]:
    """Give the needs that an owner reads since it is in their network, or is asked and has not answered; newest first.

    What is written it reads for as long as it can be sent; of what was handed in, that which it stands behind, or was
    asked about before (`reads_sent`). Whoever has said no or is not in the network any more reads none of it.
    """
    periods = Membership.objects.filter(network=OuterRef("owner"), member_id=owner_of(by), consented_at__isnull=False)
    asked = NetworkQuestion.objects.filter(
        network__organisation=OuterRef("owner"), asked_id=owner_of(by), what=NetworkQuestion.What.JOIN, state=Asked
    )
    then = Q(until=None) | Q(until__gte=OuterRef("sent_on"))
    stands_behind = Exists(periods.filter(then, since__lte=OuterRef("sent_on")))
    asked_before = Exists(asked.filter(asked_at__lte=OuterRef("submitted_at")))
    can_be_sent = Q(state=Need.State.DRAFT, ends__gt=at) | Q(state=Need.State.RETURNED, decided_at=None)
    inside = Exists(periods.filter(in_force(oslo_day(at))))
    reads_sent = inside & stands_behind | asked_before
    found = Need.objects.alias(ends=ends(), sent_on=TruncDate("submitted_at", tzinfo=OSLO)).filter(
        (inside | Exists(asked)) & can_be_sent | reads_sent
    )
    told = ExpressionWrapper(reads_sent, BooleanField())
    found = found.annotate(reads_sent=told)  # type: ignore[no-redef]  # the model names what a query adds
    return found.select_related("call", "owner", "office").order_by("-call__budget_year", "-ref")


def need_of_member(by: By, need_id: UUID, at: datetime) -> Need:
    """Give one need to an owner in its network, or asked into it; NotVisible to whoever is neither."""
    found = read_by_member(by, at).filter(pk=need_id).first()
    if found is None:
        raise NotVisible
    return found


def last_changed(need: Need) -> datetime | None:
    """Give when something in a need was changed last; None where nothing has been written yet."""
    changed = Revision.objects.filter(need=need).exclude(before=F("after")).order_by("-changed_at")
    return changed.values_list("changed_at", flat=True).first()


def private_units(
    need: Need,
    rules: SchemeRules,
    *,
    members: Iterable[Membership] = (),
    units: Iterable[Unit] = (),
    day: date | None = None,
    own: Mapping[str, bool] | None = None,
    handed_in: Collection[str] | None = None,
) -> tuple[PrivateUnit, ...] | None:
    """Give the private units in the kommunar of a need, kindergartens first; of a network those of its members.

    None where the scheme does not ask about them, or where it is not known which kommune it is. They are those of the
    day given, else those there are now; of what was handed in those that were on the list then, by number, whatever
    the registers tell later. What is told of single ones, by number, is the need's rows where nothing else is given.
    """
    owners = [need.owner, *(one.member for one in members)]
    numbers = {one.kommune_number for one in owners if one.kind == Organisation.Kind.KOMMUNE and one.kommune_number}
    if INVITES not in rules.duties or not numbers:
        return None
    if need.submitted_at and not need.is_written:
        day = oslo_day(need.submitted_at)
        handed_in = listed_last(need) if handed_in is None else handed_in
    told = rows_of(need) if own is None else own
    there, behind = {unit.pk for unit in units}, {one.pk for one in owners}
    return tuple(
        PrivateUnit(
            unit,
            owner=owner,
            own=told.get(unit.orgnr),
            of_all=need.private_invited,
            takes_part=unit.pk in there or owner_id in behind,
        )
        for unit, owner_id, owner in actors.private_units(numbers, day, handed_in)
    )


def rows_of(need: Need) -> dict[str, bool]:
    """Give what is told of single units, by their organisation numbers."""
    return dict(PrivateInvitation.objects.filter(need=need).values_list("unit__orgnr", "invited"))


def listed(private: Collection[PrivateUnit] | None) -> list[str] | None:
    """Give which private units are on the list of a need, by number, to be kept when it is handed in."""
    return None if private is None else [one.unit.orgnr for one in private]


def listed_last(need: Need) -> list[str] | None:
    """Give which were on the list when a need was handed in last; None where that was not kept."""
    made = Submission.objects.filter(need=need).order_by("-received_at")
    return made.values_list("private_listed", flat=True).first()


def invited_as_kept(listed: Collection[PrivateUnit] | None) -> dict[str, object]:
    """Give what is told of single units as part of a need's content; nothing where what is said of all holds."""
    told = {one.unit.orgnr: one.own for one in listed or () if one.own is not None}
    return {"private_units": dict(sorted(told.items()))} if told else {}


def counted_elsewhere(by: By, need: Need, unit_ids: Iterable[UUID], at: datetime) -> QuerySet[Participation]:
    """Give where units of a need are counted under another office, in the same scheme and time, in what came first.

    Of the needs there only those are told that somebody reads anyhow: the owner's own, and those of the networks that
    it is in. The database shows them at the offices where the owner takes part, and at no other.
    """
    mine = Q(need__owner_id=owner_of(by)) | Q(need__in=read_by_member(by, at).order_by().values("pk"))
    found = Participation.objects.filter(
        mine,
        same_time(need),
        unit__in=list(unit_ids),
        need__scheme=need.scheme,
        need__state__in=HANDED_IN,
        need__submitted_at__lt=need.submitted_at or at,
    ).exclude(office_id=need.office_id)
    return found.select_related("unit", "need__owner", "need__call", "need__office").order_by(
        "need__office__name", "need__ref", "need", "unit__name"
    )


def same_time(need: Need) -> Q:
    """Make the condition that the measure of another need runs while that of a need does.

    What is not handed in may not tell yet when it runs: then their budget year is the same.
    """
    if need.starts_on and need.ends_on:
        return Q(need__starts_on__lte=need.ends_on, need__ends_on__gte=need.starts_on)
    return Q(need__call__budget_year=need.call.budget_year)
