"""Calls as the office, an owner and the public may see them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from samspel.actors import queries as actors
from samspel.actors.alphabet import alphabetical
from samspel.actors.models import Organisation, Unit
from samspel.calls.models import Announcement, Call, Notice, Posting
from samspel.flow.refusal import NotVisible
from samspel.places import lookups
from samspel.rules import codes, scheme
from samspel.tenancy.by import OFFICE, By

NOTICED = codes("calls.noticed_unit_kinds")
KINDERGARTEN = Unit.Kind.KINDERGARTEN
PUBLIC = {Organisation.Kind.KOMMUNE.value, Organisation.Kind.FYLKESKOMMUNE.value}
PRIVATE = {Organisation.Kind.PRIVATE_OWNER.value}


def calls_of(by: By) -> QuerySet[Call]:
    """Give all calls of the office that somebody works at, the newest first; to its forum those it has announced."""
    mine = Call.objects.filter(office_id=by.office_id) if by.office_id else Call.objects.none()
    found = mine.select_related("office").order_by("-budget_year", "ref")
    return found if by.role in OFFICE else found.filter(announced_at__isnull=False)


def call_of(by: By, ref: str) -> Call:
    """Give one call of the office that somebody works at; NotVisible when there is none."""
    found = calls_of(by).filter(ref=ref).first()
    if found is None:
        raise NotVisible
    return found


def open_calls(at: datetime) -> QuerySet[Call]:
    """Give the calls that can be answered now at the offices entered, the one that closes first before the others."""
    found = Call.objects.filter(state=Call.State.ANNOUNCED, announced_at__lte=at, closes_at__gt=at)
    return found.select_related("office").order_by("closes_at", "office__name")


def open_call(call_id: UUID, at: datetime) -> Call:
    """Give one call that can be answered now; NotVisible when it is closed or not there for us."""
    found = open_calls(at).filter(pk=call_id).first()
    if found is None:
        raise NotVisible
    return found


def announcements(at: datetime) -> QuerySet[Announcement]:
    """Give every call that has been announced by now, as the public reads it: the last to close first."""
    found = Announcement.objects.filter(announced_at__lte=at)
    return found.select_related("office").order_by("-closes_at", "office__name")


def open_announcements(at: datetime) -> QuerySet[Announcement]:
    """Give the calls that the public may answer now, the one that closes first before the others."""
    there = announcements(at).filter(Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=at), closes_at__gt=at)
    return there.order_by("closes_at", "office__name")


def announcements_of(office_slug: str, at: datetime) -> QuerySet[Announcement]:
    """Give the calls that one office has announced by now, the last to close first."""
    return announcements(at).filter(office__slug=office_slug)


def announcement(office_slug: str, ref: str, at: datetime) -> Announcement:
    """Give one announced call as the public reads it; NotVisible when there is none."""
    found = announcements(at).filter(office__slug=office_slug, ref=ref).first()
    if found is None:
        raise NotVisible
    return found


@dataclass(frozen=True)
class Receiver:
    """An owner in the target group of a call with the units it owns; the unit itself where nobody knows its owner."""

    owner: Organisation | None
    unit: Unit
    kindergartens: int
    schools: int

    @property
    def name(self) -> str:
        """Give what the receiver is called."""
        return self.owner.name if self.owner else self.unit.name

    @property
    def orgnr(self) -> str:
        """Give the receiver's organisation number."""
        return self.owner.orgnr if self.owner else self.unit.orgnr

    @property
    def kind(self) -> Notice.Kind:
        """Give what sort of receiver it is."""
        if self.owner:
            return Notice.Kind(self.owner.kind)
        return Notice.Kind.PUBLIC_UNIT if self.unit.public else Notice.Kind.PRIVATE_UNIT


class Reach:
    """Which units and owners a call is meant for, by the rules of its schemes."""

    def __init__(self, call: Call, day: date) -> None:
        self.day, self.call = day, call
        rules = [scheme(code, call.rule_set) for code in call.schemes]
        self.pairs = [(set(one.unit_kinds.codes) & set(NOTICED.on(day)), set(one.owner_kinds.codes)) for one in rules]

    @cached_property
    def kinds(self) -> set[str]:
        """Give the kinds of unit whose owners are told."""
        return set().union(*(kinds for kinds, _owners in self.pairs))

    def holdings(self) -> list[actors.Holding]:
        """Give the units of those kinds that were open where the office covers on the day, with their owners."""
        return actors.holdings(lookups.covered_by(self.call.office.orgnr, self.day), self.kinds, self.day)

    def counts_as(self, held: actors.Holding) -> set[str]:
        """Give the kinds as which a unit is in the target group; none when its owner is not."""
        unit, owner = held.unit, held.owner
        if owner and owner.closed_on and owner.closed_on < self.day:
            return set()
        unknown = PUBLIC if unit.public else PRIVATE
        possible = {owner.kind} if owner else unknown
        every = {unit.kind} | ({KINDERGARTEN.value} if unit.register == Unit.Register.BOTH else set())
        return set().union(*(every & kinds for kinds, owners in self.pairs if owners & possible))


def receivers(call: Call, day: date) -> list[Receiver]:
    """Give everybody in the registers whom a call announced on a day must reach, in the order of organisation numbers.

    An owner is there once, however many units it owns; units of unknown owners are there one by one.
    """
    reach = Reach(call, day)
    found: dict[UUID, list[tuple[actors.Holding, set[str]]]] = {}
    for held in reach.holdings():
        if counted := reach.counts_as(held):
            found.setdefault(held.owner.pk if held.owner else held.unit.pk, []).append((held, counted))
    made = (_receiver(counted) for counted in found.values())
    return sorted(made, key=lambda one: (one.orgnr, one.name))


def _receiver(counted: list[tuple[actors.Holding, set[str]]]) -> Receiver:
    kindergartens = sum(KINDERGARTEN in kinds for _held, kinds in counted)
    schools = sum(bool(kinds - {KINDERGARTEN.value}) for _held, kinds in counted)
    return Receiver(counted[0][0].owner, counted[0][0].unit, kindergartens, schools)


def untold(call: Call, told: set[UUID], day: date) -> Iterator[Unit]:
    """Give the units of the registers that a call was meant for, and of which neither owner nor unit has been told."""
    reach = Reach(call, day)
    for held in reach.holdings():
        owner = held.owner.pk if held.owner else held.unit.pk
        if held.unit.register and reach.counts_as(held) and not {owner, held.unit.pk} & told:
            yield held.unit


def notices(call: Call, at: datetime) -> QuerySet[Notice]:
    """Give whom a call has told by now, in the order of the alphabet."""
    return Notice.objects.filter(call=call, written_at__lte=at).order_by(alphabetical("name"), "orgnr", "pk")


def narrowed(found: QuerySet[Notice], *, text: str, kind: str) -> QuerySet[Notice]:
    """Give the notices to those with a text in their name or number, of one kind; what is empty asks for nothing."""
    wanted = Q(name__icontains=text) | Q(orgnr__startswith=text.replace(" ", "") or text)
    return found.filter(wanted, **({"kind": kind} if kind else {}))


def by_kind(call: Call, at: datetime) -> dict[str, tuple[int, int]]:
    """Give how many of each kind a call has told by now, and to how many of them the notice has been sent."""
    sent = Count("pk", filter=Q(sent_at__lte=at))
    rows = notices(call, at).order_by().values_list("kind").annotate(written=Count("pk"), sent=sent)
    return {kind: (written, sent) for kind, written, sent in rows}


def noticed(call: Call) -> int | None:
    """Give how many the registers held on the day, as the public reads it; None until that is written down."""
    for owners, units in Announcement.objects.filter(call_id=call.pk).values_list("owners_noticed", "units_noticed"):
        return None if owners is None or units is None else owners + units
    return None


def postings(call: Call, at: datetime) -> list[Posting]:
    """Give where a call has been announced by now, the first place first."""
    found = {one.where: one for one in Posting.objects.filter(call=call, at__lte=at)}
    return [found[where] for where in Posting.Where.values if where in found]
