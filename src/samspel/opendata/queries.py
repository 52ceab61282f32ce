"""Reading the public account: filtered, summed and grouped; nothing here touches the rows of an office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Count, Max, Q, QuerySet, Sum

from samspel.actors.alphabet import sort_key
from samspel.calls.models import Announcement
from samspel.opendata.models import PublishedAward


class Group(StrEnum):
    """What the account may be summed by."""

    RECIPIENT = "recipient"
    OWNER = "owner"
    KOMMUNE = "kommune"
    SCHEME = "scheme"
    YEAR = "year"


KEYS: dict[Group, tuple[str, ...]] = {
    Group.RECIPIENT: ("recipient_ref", "recipient_name"),
    Group.OWNER: ("owner_ref", "owner_name"),
    Group.KOMMUNE: ("kommune_number", "kommune_name"),
    Group.SCHEME: ("scheme", "rule_set"),
    Group.YEAR: ("year",),
}


@dataclass(frozen=True)
class Filter:
    """What of the account is asked for; empty means all."""

    year: int | None = None
    scheme: str = ""
    kommune: str = ""
    owner: str = ""
    recipient: str = ""
    kind: str = ""
    text: str = ""


@dataclass(frozen=True)
class Sums:
    """How many lines, and what was given, paid and reported spent in them; whole kroner."""

    count: int
    awarded_nok: int
    paid_nok: int
    reported_nok: int


@dataclass(frozen=True)
class GroupSums:
    """One group of the account: its key, its name as registered, and its sums."""

    key: str
    name: str
    sums: Sums


SUMS = {
    "count": Count("pk"),
    "awarded": Sum("awarded_nok", default=0),
    "paid": Sum("paid_nok", default=0),
    "reported": Sum("reported_nok", default=0),
}


def awards(wanted: Filter | None = None) -> QuerySet[PublishedAward]:
    """Give the lines of the account that are asked for, the newest decisions first, in an order that never varies."""
    wanted = wanted or Filter()
    exact = {
        "year": wanted.year,
        "scheme": wanted.scheme,
        "kommune_number": wanted.kommune,
        "owner_ref": wanted.owner,
        "recipient_ref": wanted.recipient,
        "recipient_kind": wanted.kind,
    }
    found = PublishedAward.objects.filter(**{name: value for name, value in exact.items() if value not in (None, "")})
    if wanted.text:
        text = wanted.text
        found = found.filter(
            Q(owner_name__icontains=text) | Q(recipient_name__icontains=text) | Q(measure__icontains=text)
        )
    return found.order_by("-decided_on", "decision_number", "year", "recipient_ref", "office_id")


def sums(found: QuerySet[PublishedAward]) -> Sums:
    """Add up the lines given."""
    return as_sums(found.order_by().aggregate(**SUMS))


def grouped(found: QuerySet[PublishedAward], group: Group) -> list[GroupSums]:
    """Add up the lines given by one property: the largest sum first, years in order."""
    key, *name = KEYS[group]
    named = {"name": Max(name[0])} if name else {}
    rows = found.order_by().values(key).annotate(**named, **SUMS)
    rows = rows.order_by(key) if group is Group.YEAR else rows.order_by("-awarded", key)
    return [GroupSums(str(row[key]), str(row.get("name", row[key])), as_sums(row)) for row in rows]


def as_sums(row: dict[str, int]) -> Sums:
    """Read the sums of one row."""
    return Sums(row["count"], row["awarded"], row["paid"], row["reported"])


def years() -> list[int]:
    """Give the years with anything in the account, newest first."""
    return list(PublishedAward.objects.order_by("-year").values_list("year", flat=True).distinct())


def kommuner() -> list[tuple[str, str]]:
    """Give the kommuner with anything in the account, as number and name, by name."""
    found = PublishedAward.objects.exclude(kommune_number="").order_by().values_list("kommune_number", "kommune_name")
    return sorted(found.distinct(), key=lambda kommune: sort_key(kommune[1]))


def schemes() -> list[tuple[str, str]]:
    """Give the schemes with anything in the account, as code and rule set."""
    return list(PublishedAward.objects.order_by("scheme", "rule_set").values_list("scheme", "rule_set").distinct())


def name_of(group: Group, key: str) -> str:
    """Give the name that an organisation or a kommune has in the account; empty when it is not there."""
    ref, *name = KEYS[group]
    found = PublishedAward.objects.filter(**{ref: key}).values_list((name or [ref])[0], flat=True).first()
    return "" if found is None else str(found)


def announcements(at: datetime) -> QuerySet[Announcement]:
    """Give every call that has been announced by now, the newest first, in an order that never varies."""
    found = Announcement.objects.filter(announced_at__lte=at).select_related("office")
    return found.order_by("-announced_at", "ref", "office_id")
