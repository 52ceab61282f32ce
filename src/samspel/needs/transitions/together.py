"""Several who write on one need: what each wrote meets what stands there, and nobody's text is lost unseen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samspel.flow.journal import GOES_ON, Facts
from samspel.flow.refusal import Refusal
from samspel.flow.transition import lock, refuse
from samspel.needs.models import Need, Revision, Sitting
from samspel.needs.rules import guards
from samspel.statements import made_once
from samspel.tenancy.by import By

Answers = Mapping[str, Any]
ONE_STRETCH = timedelta(minutes=10)  # of writing in one window: one entry in the journal, one row for each answer
KEPT_FOR = timedelta(days=1)  # how long it is known how far a window had come


def sit(need: Need, *, tab: UUID, page: str, seq: int, by: By, at: datetime) -> Sitting | None:
    """Hold the need for what a window sends, and note that somebody is on a page of it.

    Gives nothing when the window has sent something later already: what arrives now is older, and must not win.
    """
    if [(held.version, held.state) for held in _held(need.pk)] != [(need.version, need.state)]:
        lock(need)  # somebody has changed it since it was read
    refuse([*guards.edits(need, by, at), *guards.is_written(need, by, at)])
    found = next(iter(_sitting(need.pk, tab)), None)
    if found is None:
        Sitting.objects.filter(need=need, seen_at__lt=at - KEPT_FOR).delete()
        here = {"office_id": need.office_id, "person_id": by.somebody, "page": page, "seq": seq, "seen_at": at}
        return Sitting.objects.create(need=need, tab=tab, **here)
    if found.person_id != by.somebody or found.seq >= seq:
        return None
    found.page, found.seq, found.seen_at = page, seq, at
    found.save(update_fields=["page", "seq", "seen_at"])
    return found


@made_once
def _held(need_id: UUID) -> QuerySet[Need]:
    return Need.objects.filter(pk=need_id).select_for_update(of=("self",), no_key=True).only("version", "state")


@made_once
def _sitting(need_id: UUID, tab: UUID) -> QuerySet[Sitting]:
    return Sitting.objects.filter(need_id=need_id, tab=tab)


def merged(
    need: Need, written: Answers, standing: Answers, *, version: int | None, sitting: Sitting | None
) -> dict[str, tuple[Any, Any]]:
    """Give each answer that is to change, with what it was and what it becomes.

    An answer that somebody else has changed since the version the writer had is left as it is when the writer did not
    touch it. When both changed it, all of it is refused, and the writer sees the two texts.
    """
    changes = {name: (plain(standing.get(name)), plain(value)) for name, value in written.items()}
    changes = {name: (before, after) for name, (before, after) in changes.items() if before != after}
    if version is None or version == need.version or not changes:
        return changes
    theirs = passed(need, version, sitting)
    if version > need.version:
        _refuse_stale(changes)
    both = {name for name in changes.keys() & theirs.keys() if not _untouched(changes[name][1], theirs[name], version)}
    _refuse_stale(both)
    return {name: change for name, change in changes.items() if name not in theirs}


def passed(need: Need, version: int, sitting: Sitting | None = None) -> dict[str, Revision]:
    """Give the answers that others have changed since a version, each with its first change after that."""
    rows = Revision.objects.filter(need=need, version__gt=version).select_related("person")
    if sitting is not None:
        rows = rows.exclude(tab=sitting.tab) | rows.filter(tab=None)
    found: dict[str, Revision] = {}
    for row in rows.order_by("version"):
        found.setdefault(row.field, row)
    return found


def noted(
    need: Need, changes: Mapping[str, tuple[Any, Any]], *, sitting: Sitting | None, by: By, at: datetime
) -> Facts:
    """Keep what was changed, and give what the journal is told of it; nothing new when its last entry tells already."""
    version = need.version + 1
    going_on = _going_on(need, set(changes), sitting, at)
    fresh = []
    for field, (before, after) in changes.items():
        if row := going_on.get(field):
            row.after, row.version, row.changed_at = after, version, at
            continue
        fresh.append(
            Revision(
                office_id=need.office_id,
                need=need,
                field=field,
                before=before,
                after=after,
                since_version=version,
                version=version,
                person_id=by.person_id,
                tab=sitting.tab if sitting else None,
                begun_at=at,
                changed_at=at,
            )
        )
    Revision.objects.bulk_create(fresh)
    for row in going_on.values():
        row.save(update_fields=["after", "version", "changed_at"])
    if sitting and _is_told(sitting, set(changes), at):
        return GOES_ON
    return {"changed": sorted(changes), "version": version}


def plain(value: Any) -> Any:  # noqa: ANN401 - an answer may be text, number, day, choice or list
    """Give an answer as it is kept among the changes."""
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, list | tuple) else value


def _untouched(written: object, first: Revision, version: int) -> bool:
    """Tell whether somebody sent only what stood there at their version, which a change since then began from."""
    return first.since_version > version and first.before == written


def _refuse_stale(fields: set[str] | Mapping[str, object]) -> None:
    text = _("Dette er endret et annet sted mens du skrev. Begge tekstene vises, slik at du kan velge.")
    refuse(Refusal("stale", text, field=field) for field in sorted(fields))


def _going_on(need: Need, fields: set[str], sitting: Sitting | None, at: datetime) -> dict[str, Revision]:
    """Give the rows that a window goes on with: its own, begun a short while ago, and the last about their answer."""
    if sitting is None or not fields:
        return {}
    last: dict[str, Revision] = {}
    for row in Revision.objects.filter(need=need, field__in=fields).order_by("version"):
        last[row.field] = row
    return {field: row for field, row in last.items() if row.tab == sitting.tab and at - row.begun_at <= ONE_STRETCH}


def _is_told(sitting: Sitting, fields: set[str], at: datetime) -> bool:
    """Tell whether the journal knows that this window changes these answers; note what it is told now."""
    recent = sitting.told_at is not None and at - sitting.told_at <= ONE_STRETCH
    if recent and fields <= set(sitting.told):
        return True
    if not fields:
        return True
    sitting.told = sorted(fields | set(sitting.told)) if recent else sorted(fields)
    sitting.told_at = sitting.told_at if recent else at
    sitting.save(update_fields=["told", "told_at"])
    return False
