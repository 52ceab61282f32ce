"""What a person may be, which offices an organisation reaches, and look-ups by organisation number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import (
    BooleanField,
    Case,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    UUIDField,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Collate

from samspel.actors.alphabet import alphabetical
from samspel.actors.models import (
    Assignment,
    Membership,
    NetworkQuestion,
    Organisation,
    Ownership,
    Reach,
    RegisterRun,
    Unit,
)
from samspel.flow.refusal import NotVisible
from samspel.kit.seeking import words
from samspel.statements import made_once
from samspel.tenancy.by import FORUM, OFFICE, OWNER, PARTNER, By
from samspel.tenancy.models import Office

BY_WHOM = ("office__name", alphabetical("organisation__name"), "role")


class HasWords(Func):
    """Tell whether a text has words that begin as asked; the index on units is over this very expression."""

    template = "to_tsvector('simple', %(expressions)s)"
    arg_joiner = ") @@ to_tsquery('simple', "


def assignments(people: Iterable[UUID], day: date) -> QuerySet[Assignment]:
    """Give what people may be on a day, with the organisations and offices at hand."""
    found = Assignment.objects.in_force(day).filter(person_id__in=list(people))
    return found.select_related("organisation", "office").order_by(*BY_WHOM)


@made_once
def assignments_of(person_id: UUID, day: date) -> QuerySet[Assignment]:
    """Give what one person may be on a day, as `assignments` does."""
    found = Assignment.objects.in_force(day).filter(person_id=person_id)
    return found.select_related("organisation", "office").order_by(*BY_WHOM)


def acting_for(organisation_id: UUID, roles: Iterable[str], day: date) -> QuerySet[Assignment]:
    """Give who may act for an organisation in some roles on a day, with the person at hand."""
    mine = Assignment.objects.in_force(day).filter(organisation_id=organisation_id, office=None, role__in=list(roles))
    return mine.filter(person__is_active=True).select_related("person")


def offices_with(roles: Iterable[str], day: date) -> QuerySet[Office]:
    """Give the offices where somebody has one of some roles on a day."""
    staffed = Assignment.objects.in_force(day).filter(organisation=None, role__in=list(roles), person__is_active=True)
    return Office.objects.filter(pk__in=staffed.values("office_id"))


def reached_offices(organisation_id: UUID) -> list[UUID]:
    """Give the offices whose cases an organisation takes part in."""
    return [reach.office_id for reach in reaches(organisation_id)]


@made_once
def reaches(organisation_id: UUID) -> QuerySet[Reach]:
    """Give where an organisation takes part in cases."""
    return Reach.objects.filter(organisation_id=organisation_id)


def offices_of(by: By) -> list[UUID]:
    """Give the offices whose rows the database may show to somebody acting as `by`."""
    if by.role in OFFICE | FORUM:
        return [by.office_id] if by.office_id else []
    return reached_offices(by.organisation_id) if by.organisation_id else []


def office_of(by: By) -> UUID:
    """Give the office whose staff acts; for anybody else there is nothing to see."""
    if by.role not in OFFICE or by.office_id is None:
        raise NotVisible
    return by.office_id


def party_of(by: By) -> UUID:
    """Give the organisation for which somebody acts as owner or partner; for anybody else there is nothing to see."""
    if by.role not in OWNER | PARTNER or by.organisation_id is None:
        raise NotVisible
    return by.organisation_id


def office(by: By) -> Office:
    """Give the office that somebody works at."""
    return Office.objects.get(pk=office_of(by))


def office_with(office_id: UUID) -> Office:
    """Give the office with an id; Office.DoesNotExist when there is none."""
    return Office.objects.get(pk=office_id)


def office_called(slug: str) -> Office | None:
    """Give the office with an address name, as it has written itself down; nothing before it has."""
    return Office.objects.filter(slug=slug).first()


def organisation(ref: str) -> Organisation:
    """Give the organisation with this organisation number or own ref; Organisation.DoesNotExist when there is none."""
    return Organisation.objects.get(ref=ref)


def organisation_known_as(typed: str) -> Organisation | None:
    """Give the organisation with this organisation number or own ref; else the one there is with this very name."""
    if not typed.isprintable():
        return None
    numbered = Organisation.objects.filter(ref="".join(typed.split())).first()
    named = Organisation.objects.filter(name__iexact=" ".join(typed.split()), closed_on=None)[:2]
    return numbered or (named[0] if len(named) == 1 else None)


def organisations(ids: Iterable[UUID]) -> dict[UUID, Organisation]:
    """Give organisations by id in one query."""
    return Organisation.objects.in_bulk(list(ids))


def organisations_numbered(numbers: Iterable[str], day: date) -> QuerySet[Organisation]:
    """Give the organisations with some organisation numbers that are there on a day, by name."""
    there = Q(closed_on__isnull=True) | Q(closed_on__gte=day)
    return Organisation.objects.filter(there, orgnr__in=list(numbers)).order_by(alphabetical("name"))


def of_kind(*kinds: str) -> QuerySet[Organisation]:
    """Give the organisations of some kinds, by name."""
    return Organisation.objects.filter(kind__in=kinds).order_by(alphabetical("name"))


def in_force(day: date) -> Q:
    """Make the condition that a period has begun by a day, and has not ended before it."""
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))


def units_of(owner: Organisation, day: date | None = None) -> QuerySet[Unit]:
    """Give the units an owner may include: its own, or for a network those of its members on a day, or now."""
    owners = [owner.pk]
    if owner.kind == Organisation.Kind.NETWORK:
        owners = [membership.member_id for membership in members(owner, day)]
    return units_owned_by(owners)


def units_owned_by(owner_ids: Iterable[UUID]) -> QuerySet[Unit]:
    """Give the units of some owners, by name."""
    return Unit.objects.filter(owner_id__in=list(owner_ids)).order_by(alphabetical("name"))


def kinds_of_units(owners: Iterable[Organisation], day: date) -> dict[UUID, set[str]]:
    """Give of which kinds the units are that each of some owners may include and that are open on a day."""
    among = list(owners)
    networks = [one.pk for one in among if one.kind == Organisation.Kind.NETWORK]
    takes = [(one.pk, one.pk) for one in among if one.pk not in networks]
    if networks:
        there = Membership.objects.filter(in_force(day), network__in=networks, consented_at__isnull=False)
        takes += there.values_list("network_id", "member_id")
    units = units_owned_by(holder for _owner, holder in takes).order_by()
    open_then = units.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day))
    kinds = set(open_then.values_list("owner_id", "kind").distinct())
    held = set(takes)
    return {one.pk: {kind for holder, kind in kinds if (one.pk, holder) in held} for one in among}


def owned_units(owner: Organisation, day: date) -> QuerySet[Unit]:
    """Give the units open on a day that an owner may include, by name, each with its owner and `owned_since`."""
    now = Ownership.objects.filter(unit=OuterRef("pk"), owner=OuterRef("owner_id"), until=None)
    found = units_of(owner, day).filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day))
    return found.select_related("owner").annotate(owned_since=Subquery(now.values("since")[:1]))


def narrowed_units(found: QuerySet[Unit], *, text: str, kind: str, kommune_number: str) -> QuerySet[Unit]:
    """Give those of some units that have every word of a text in their name, and are of a kind and in a kommune."""
    for word in words(text):
        found = found.filter(sought__contains=word)
    found = found.filter(kind=kind) if kind else found
    return found.filter(kommune_number=kommune_number) if kommune_number else found


def kinds_and_kommunar(found: QuerySet[Unit]) -> tuple[list[str], list[str]]:
    """Give the kinds that some units are of, and the numbers of the kommunar that they lie in."""
    pairs = set(found.order_by().values_list("kind", "kommune_number").distinct())
    return sorted({kind for kind, _ in pairs}), sorted({number for _, number in pairs})


def members(network: Organisation, day: date | None = None) -> QuerySet[Membership]:
    """Give the owners that have consented to be in a network, the coordinating one first.

    On a day, or else now: whoever has said that it leaves takes part in nothing new.
    """
    there = in_force(day) if day else Q(until__isnull=True)
    return _by_name(Membership.objects.filter(there, network=network, consented_at__isnull=False))


def memberships_since(network: Organisation, day: date) -> list[Membership]:
    """Give every period that an owner was in a network from a day on, the coordinating ones first."""
    found = Membership.objects.filter(in_force(day) | Q(since__gt=day), network=network, consented_at__isnull=False)
    return list(_by_name(found))


def each_once(periods: Sequence[Membership]) -> list[Membership]:
    """Give each owner once, with its first of some periods."""
    return list({one.member_id: one for one in reversed(periods)}.values())[::-1]


def _by_name(found: QuerySet[Membership]) -> QuerySet[Membership]:
    last = F("until").desc(nulls_first=True)
    return found.select_related("member").order_by("-coordinates", last, alphabetical("member__name"))


def unanswered(network: Organisation, at: datetime) -> list[Organisation]:
    """Give the owners that by a moment have been asked into a network, and have not answered to this day, by name."""
    asked = NetworkQuestion.objects.filter(
        network__organisation=network,
        what=NetworkQuestion.What.JOIN,
        state=NetworkQuestion.State.ASKED,
        asked_at__lte=at,
    )
    found = Organisation.objects.filter(pk__in=asked.values("asked_id")).exclude(
        pk__in=members(network).order_by().values("member_id")
    )
    return list(found.order_by(alphabetical("name")))


def networks_led_by(organisation_id: UUID, day: date | None = None) -> QuerySet[Organisation]:
    """Give the networks that an owner coordinates on a day, or now."""
    then = in_force(day) if day else Q(until__isnull=True)
    led = Membership.objects.filter(then, member_id=organisation_id, coordinates=True).values("network_id")
    return Organisation.objects.filter(pk__in=led)


def unit(orgnr: str) -> Unit:
    """Give the unit with an organisation number; Unit.DoesNotExist when there is none."""
    return Unit.objects.select_related("owner").get(orgnr=orgnr)


def unit_numbered(orgnr: str) -> Unit | None:
    """Give the unit with an organisation number, where a register has one; nothing for what is no number."""
    return Unit.objects.filter(orgnr=orgnr).first() if orgnr.isascii() and orgnr.isdigit() else None


def readable_unit(orgnr: str) -> Unit:
    """Give the unit with an organisation number to anybody; NotVisible when no register has it."""
    found = Unit.objects.select_related("owner").filter(orgnr=orgnr).first()
    if found is None:
        raise NotVisible
    return found


def has_unit(orgnr: str) -> bool:
    """Tell whether a register has a unit with this organisation number."""
    return Unit.objects.filter(orgnr=orgnr).exists()


def units_in(kommune_number: str) -> QuerySet[Unit]:
    """Give the units that are open in a kommune with their owners, by name."""
    found = Unit.objects.filter(kommune_number=kommune_number, closed_on__isnull=True)
    return found.select_related("owner").order_by(alphabetical("name"))


def units_named(typed: str, limit: int = 10) -> list[Unit]:
    """Give the open units with a word that begins with each word typed; first those whose name begins so.

    Case does not matter, and å is aa, æ is ae and ø is oe.
    """
    asked = words(typed)
    if not asked:
        return []
    there, start = Unit.objects.filter(closed_on__isnull=True).select_related("owner"), " ".join(asked)
    plain = there.alias(plain=Collate("sought", "C")).filter(plain__startswith=start)
    first: list[Unit] = [*plain.order_by("plain", "orgnr")[:limit]]
    query = Value(" & ".join(f"{word}:*" for word in asked))
    begins = HasWords(F("sought"), query, output_field=BooleanField())
    rest = there.filter(begins).exclude(sought__startswith=start).order_by("sought", "orgnr")
    return first if len(first) == limit else [*first, *rest[: limit - len(first)]]


def ownerships(unit: Unit) -> QuerySet[Ownership]:
    """Give who has owned a unit, the first owner first."""
    return Ownership.objects.filter(unit=unit).select_related("owner").order_by("since")


@dataclass(frozen=True)
class Holding:
    """An open unit on a day, with who owned it then; nobody where no register and no act tells."""

    unit: Unit
    owner: Organisation | None


def holdings(numbers: Iterable[str], kinds: Iterable[str], day: date) -> list[Holding]:
    """Give the units of some kinds that were open in some kommunar on a day, each with its owner of that day.

    One that stands in both registers is a kindergarten as much as the school it is called.
    """
    wanted = set(kinds)
    of_kind = Q(kind__in=wanted)
    if Unit.Kind.KINDERGARTEN in wanted:
        of_kind |= Q(register=Unit.Register.BOTH)
    is_open = Q(closed_on__isnull=True) | Q(closed_on__gt=day)
    past = Ownership.objects.filter(unit=OuterRef("pk"))
    then = past.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day).values("owner_id")[:1]
    holder = Case(When(Exists(past), then=Subquery(then)), default=F("owner_id"), output_field=UUIDField())
    found = Unit.objects.filter(of_kind, is_open, kommune_number__in=list(numbers)).annotate(holder=holder)
    units = list(found.order_by("orgnr"))
    owners = organisations({unit.holder for unit in units if unit.holder})
    return [Holding(unit, owners.get(unit.holder)) for unit in units]


def private_units(
    numbers: Iterable[str], day: date | None = None, known: Iterable[str] | None = None
) -> list[tuple[Unit, UUID | None, str]]:
    """Give the kindergartens and schools of private owners that were open in some kommunar on a day, or are now.

    Each with its owner of that day and that one's name; of whom nobody has told, the register says what it is. Those
    that are known to be the ones, by number, are given whatever the registers tell now.
    """
    is_open = Q(closed_on__isnull=True) if day is None else Q(closed_on__isnull=True) | Q(closed_on__gt=day)
    then = in_force(day) if day else Q(until__isnull=True)
    past = Ownership.objects.filter(then, unit=OuterRef("pk")).values("owner_id")[:1]
    holder = Coalesce(Subquery(past), F("owner_id"), output_field=UUIDField())
    owner = Organisation.objects.filter(pk=OuterRef("holder"))
    sorts = [Unit.Kind.KINDERGARTEN, Unit.Kind.SCHOOL]
    there = Q(orgnr__in=list(known or ())) if known is not None else is_open & Q(kommune_number__in=list(numbers))
    units = Unit.objects.filter(there, kind__in=sorts).annotate(holder=holder)
    named = units.annotate(holder_kind=Subquery(owner.values("kind")[:1]), called=Subquery(owner.values("name")[:1]))
    private = Q(holder_kind=Organisation.Kind.PRIVATE_OWNER) | Q(holder=None, public=False)
    found = (named.filter(private) if known is None else named).order_by("kind", alphabetical("name"), "orgnr")
    return [(unit, unit.holder, unit.called or "") for unit in found]


def last_load() -> UUID | None:
    """Give which load the registers stand as they do from; nothing before the first."""
    return RegisterRun.objects.filter(refused="").order_by("-loaded_at").values_list("pk", flat=True).first()
