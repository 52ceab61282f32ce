"""What is known of an organisation over time: each value with since when it holds, who told so, and when.

The organisation itself says how things are now; every act that changes it writes the version down here. What nobody has
told the beginning of has held as long as anything is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from samspel.actors.models import Organisation, OrganisationDetail
from samspel.actors.queries import reached_offices
from samspel.flow import journal
from samspel.flow.refusal import Refusal
from samspel.flow.transition import refuse
from samspel.kit.deadlines import oslo_day
from samspel.kit.sizes import ROWS
from samspel.kit.text import normalised, readable
from samspel.tenancy.by import By, Role

What, Source = OrganisationDetail.What, OrganisationDetail.Source
FIELDS: Mapping[str, str] = {
    "name": What.NAME,
    "written_form": What.WRITTEN_FORM,
    "kommune_number": What.KOMMUNE,
    "address": What.ADDRESS,
    "email": What.EMAIL,
}
"""Which field of an organisation holds the value of today."""


@dataclass(frozen=True)
class Change:
    """That something known of an organisation has another value."""

    organisation_id: UUID
    what: str
    before: str
    after: str


def differences(organisation: Organisation, wanted: Mapping[str, Any]) -> list[Change]:
    """Give what would change of an organisation with these values of its fields."""
    return [
        Change(organisation.pk, what, str(getattr(organisation, field)), str(wanted[field]))
        for field, what in FIELDS.items()
        if field in wanted and str(getattr(organisation, field)) != str(wanted[field])
    ]


def write(changes: Iterable[Change], *, source: str, since: date, at: datetime) -> None:
    """Write new values down, each after the one before it, also where nobody had written that one down."""
    changed = list(changes)
    if not changed:
        return
    ids = {change.organisation_id for change in changed}
    known = set(
        OrganisationDetail.objects.filter(organisation_id__in=ids).values_list("organisation_id", "what").distinct()
    )
    before = [
        version(change, change.before, Source.BEFORE, None, at)
        for change in changed
        if change.before and (change.organisation_id, change.what) not in known
    ]
    after = [version(change, change.after, source, since, at) for change in changed]
    OrganisationDetail.objects.bulk_create([*before, *after], batch_size=ROWS)


def write_first(organisations: Iterable[Organisation], *, source: str, at: datetime) -> None:
    """Write down what is known of organisations that nobody knew before; since when it holds, nobody has told."""
    known = (
        OrganisationDetail(organisation=one, what=what, value=value, source=source, told_at=at)
        for one in organisations
        for field, what in FIELDS.items()
        if (value := str(getattr(one, field)))
    )
    OrganisationDetail.objects.bulk_create(known, batch_size=ROWS)


def version(change: Change, value: str, source: str, since: date | None, at: datetime) -> OrganisationDetail:
    """Make one version, not yet written."""
    return OrganisationDetail(
        organisation_id=change.organisation_id, what=change.what, value=value, source=source, since=since, told_at=at
    )


def versions(organisation: Organisation) -> QuerySet[OrganisationDetail]:
    """Give every version of all that is known of an organisation, for each thing the newest first."""
    return OrganisationDetail.objects.filter(organisation=organisation).order_by(
        "what", F("since").desc(nulls_last=True), "-told_at"
    )


def names_on(organisations: Iterable[Organisation], day: date) -> dict[UUID, str]:
    """Give what organisations were called on a day: as they are called now where nobody has told of a change."""
    asked = {one.pk: one.name for one in organisations}
    found: dict[UUID, list[OrganisationDetail]] = {}
    names = OrganisationDetail.objects.filter(organisation_id__in=asked, what=What.NAME)
    for one in names.order_by(F("since").asc(nulls_first=True), "told_at"):
        found.setdefault(one.organisation_id, []).append(one)
    return {pk: _on(found[pk], day) if pk in found else name for pk, name in asked.items()}


def _on(versions: list[OrganisationDetail], day: date) -> str:
    """Give the last value that had begun by a day; the first one there is on a day before all of them."""
    begun = [one for one in versions if one.since is None or one.since <= day]
    return (begun or versions[:1])[-1].value


OWN = ("written_form", "email")
"""What an organisation tells of itself, whatever the registers say."""
REGISTERS = frozenset({Source.NBR, Source.NSR, Source.BRREG})
TELLERS = frozenset({Role.OWNER_SIGNER, Role.OWNER_ADMIN})
LONGEST = 400


def own_fields(organisation: Organisation) -> tuple[str, ...]:
    """Give the fields that an organisation tells itself: its address too, where no register does."""
    told = OrganisationDetail.objects.filter(organisation=organisation, what=What.ADDRESS, source__in=REGISTERS)
    return OWN if told.exists() else (*OWN, "address")


def refusals(organisation: Organisation, *, by: By) -> Iterator[Refusal]:
    """Give every reason why somebody cannot tell of an organisation; empty means that it can be done."""
    if by.role not in TELLERS or by.organisation_id != organisation.pk:
        yield Refusal("wrong-role", _("Bare den som kan signere, eller administratoren hos dere, kan endre dette."))
    elif not reached_offices(organisation.pk):
        yield Refusal("no-office", _("Vi vet ikke hvilket embete dere hører til. Skriv til Statsforvalteren."))


def faults(told: Mapping[str, str]) -> Iterator[Refusal]:
    """Give what is wrong with what an organisation tells of itself, whichever way it came."""
    for name, value in told.items():
        if not readable(value):
            yield Refusal("control-character", _("Teksten har et tegn som ikke kan lagres."), field=name)
    if len(told.get("address", "")) > LONGEST:
        text = _("Adressen kan ha høyst %(most)d tegn. Kort den ned.") % {"most": LONGEST}
        yield Refusal("too-long", text, field="address")


def tell_own(organisation: Organisation, values: Mapping[str, str], *, by: By, at: datetime) -> None:
    """Take in what an organisation tells of itself, from today on; what the registers tell is not its to change."""
    with transaction.atomic():
        held = Organisation.objects.select_for_update().get(pk=organisation.pk)
        refuse(refusals(held, by=by))
        told = {name: value.strip() for name, value in values.items() if name in own_fields(held)}
        refuse(faults(told))
        told = {name: normalised(value) for name, value in told.items()}
        changes = differences(held, told)
        if not changes:
            return
        write(changes, source=Source.OWN, since=oslo_day(at), at=at)
        for name, value in told.items():
            setattr(held, name, value)
        held.save(update_fields=[*told])
        office_id = min(reached_offices(held.pk))
        facts = {"changed": sorted(change.what for change in changes)}
        journal.write("actors.tell_own", held, by=by, at=at, office_id=office_id, facts=facts)


def take_in(changes: Iterable[Change], *, source: str, at: datetime) -> int:
    """Take in what a register tells of organisations that are known, from today on, and give how many it was about."""
    changed = list(changes)
    if not changed:
        return 0
    fields = {what: field for field, what in FIELDS.items()}
    write(changed, source=source, since=oslo_day(at), at=at)
    found = Organisation.objects.in_bulk({change.organisation_id for change in changed})
    for change in changed:
        setattr(found[change.organisation_id], fields[change.what], change.after)
    told = sorted({fields[change.what] for change in changed})
    Organisation.objects.bulk_update(found.values(), told, batch_size=ROWS)
    return len(found)
