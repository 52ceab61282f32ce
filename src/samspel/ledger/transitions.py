"""Money moves: given, bound, freed, paid and paid back, each as a movement that is never edited; whole kroner.

Who may do it is decided by the act that moves the money; here stands what no act may do: spend more than there is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from samspel.flow import journal
from samspel.flow.models import TenantRow
from samspel.flow.refusal import NotVisible
from samspel.flow.transition import creation, from_constraint, refuse
from samspel.ledger import rules
from samspel.ledger.models import Frame, Movement
from samspel.tenancy.by import By
from samspel.tenancy.models import Office

Kind = Movement.Kind


@dataclass(frozen=True)
class Posting:
    """An amount that moves under one frame, and the record that is the reason: a share, an instalment, a key."""

    frame_id: UUID
    amount_nok: int
    cause: TenantRow | None = None
    key: UUID | None = None

    @property
    def cause_id(self) -> UUID:
        """What makes this movement the same when it is asked for again."""
        found = self.cause.pk if self.cause is not None else self.key
        assert isinstance(found, UUID), "a movement has a cause"
        return found


@creation(Frame, guards=[rules.may_keep_frames])
def open_frame(office: Office, *, scheme: str, year: int, chapter_post: str, by: By, at: datetime) -> Frame:
    """Set up the frame of a scheme and a budget year at an office, with nothing in it yet."""
    refuse(rules.chapter_post_is_one(chapter_post))
    return Frame.objects.create(office=office, scheme=scheme, year=year, chapter_post=chapter_post)


@creation(Movement, guards=[rules.may_fill])
def grant(frame: Frame, *, amount_nok: int, key: UUID, by: By, at: datetime) -> Movement:
    """Put money into a frame; the same key again is refused, so that one press gives once."""
    return _move(Kind.GRANTED, [Posting(frame.pk, amount_nok, key=key)], by=by, at=at)[0]


def commit(postings: Sequence[Posting], *, by: By, at: datetime) -> list[Movement]:
    """Bind money by a decision: all the postings or none of them."""
    return _move_and_tell(Kind.COMMITTED, "commit", postings, by=by, at=at)


def release(postings: Sequence[Posting], *, by: By, at: datetime) -> list[Movement]:
    """Free money that was bound and has not been paid."""
    return _move_and_tell(Kind.RELEASED, "release", postings, by=by, at=at)


def pay(postings: Sequence[Posting], *, by: By, at: datetime) -> list[Movement]:
    """Write down that bound money has been paid out."""
    return _move_and_tell(Kind.PAID, "pay", postings, by=by, at=at)


def recover(postings: Sequence[Posting], *, by: By, at: datetime) -> list[Movement]:
    """Write down that paid money has come back; it stays bound until it is released."""
    return _move_and_tell(Kind.RECOVERED, "recover", postings, by=by, at=at)


def hold(frame_ids: Iterable[UUID]) -> dict[UUID, Frame]:
    """Lock frames in the order of their ids until the transaction ends, so that no two acts wait for each other.

    NotVisible when one of them is not there for us.
    """
    wanted = set(frame_ids)
    rows = Frame.objects.filter(pk__in=wanted).order_by("pk").select_for_update(of=("self",), no_key=True)
    held = {frame.pk: frame for frame in rows}
    if held.keys() != wanted:
        raise NotVisible
    return held


def _move_and_tell(kind: Kind, verb: str, postings: Sequence[Posting], *, by: By, at: datetime) -> list[Movement]:
    try:
        with transaction.atomic():
            moved = _move(kind, postings, by=by, at=at)
            for movement in moved:
                journal.write(f"ledger.{verb}", movement, by=by, at=at, facts=movement.entry_facts)
            return moved
    except IntegrityError as fault:
        raise from_constraint(fault, [Movement, Frame]) or fault from fault


def _move(kind: Kind, postings: Sequence[Posting], *, by: By, at: datetime) -> list[Movement]:
    refuse(rules.amounts_are_positive([posting.amount_nok for posting in postings]))
    frames = hold(posting.frame_id for posting in postings)
    sums: dict[UUID, int] = defaultdict(int)
    for posting in postings:
        sums[posting.frame_id] += posting.amount_nok
    refuse(
        refusal
        for frame_id, amount_nok in sums.items()
        for refusal in rules.frame_allows(kind, frames[frame_id], amount_nok)
    )
    for frame_id, amount_nok in sums.items():
        _count(kind, frames[frame_id], amount_nok)
    return [_write(kind, frames[posting.frame_id], posting, by=by, at=at) for posting in postings]


def _count(kind: Kind, frame: Frame, amount_nok: int) -> None:
    match kind:
        case Kind.GRANTED:
            frame.granted_nok += amount_nok
        case Kind.COMMITTED:
            frame.committed_nok += amount_nok
        case Kind.RELEASED:
            frame.committed_nok -= amount_nok
        case Kind.PAID:
            frame.paid_nok += amount_nok
        case Kind.RECOVERED:
            frame.paid_nok -= amount_nok
    frame.save(update_fields=["granted_nok", "committed_nok", "paid_nok"])


def _write(kind: Kind, frame: Frame, posting: Posting, *, by: By, at: datetime) -> Movement:
    movement = Movement.objects.create(
        office_id=frame.office_id,
        frame=frame,
        kind=kind,
        amount_nok=posting.amount_nok,
        cause_type=posting.cause._meta.label_lower if posting.cause is not None else "key",
        cause_id=posting.cause_id,
        at=at,
        person_id=by.person_id,
    )
    movement.subject_id = getattr(posting.cause, "subject_id", None)
    movement.entry_facts = {
        "frame": str(frame.pk),
        "scheme": frame.scheme,
        "year": frame.year,
        "amount_nok": posting.amount_nok,
        "granted_nok": frame.granted_nok,
        "committed_nok": frame.committed_nok,
        "paid_nok": frame.paid_nok,
    }
    return movement
