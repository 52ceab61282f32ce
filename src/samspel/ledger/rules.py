"""What no movement may do, whoever asks: go below zero, or over what there is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from samspel.flow.refusal import Refusal
from samspel.flow.transition import NOT_YOURS
from samspel.kit.money import format_nok
from samspel.ledger.models import Frame, Movement
from samspel.tenancy.by import By, Role
from samspel.tenancy.models import Office

FRAME_KEEPERS = frozenset({Role.OFFICE_ADMIN, Role.DECIDER, Role.SYSTEM})
CHAPTER_POST = re.compile(r"\d{1,4}\.\d{2}")


def may_keep_frames(office: Office, by: By, at: datetime) -> Iterator[Refusal]:
    """Frames are kept by the office itself, or read in from the state's own list."""
    if by.role not in FRAME_KEEPERS or (by.role != Role.SYSTEM and by.office_id != office.pk):
        yield Refusal("wrong-role", str(NOT_YOURS))


def may_fill(frame: Frame, by: By, at: datetime) -> Iterator[Refusal]:
    """Whoever keeps an office's frames also puts the money in."""
    yield from may_keep_frames(frame.office, by, at)


def chapter_post_is_one(chapter_post: str) -> Iterator[Refusal]:
    """Money comes from a chapter and a post of the state budget, written «226.21»."""
    if not CHAPTER_POST.fullmatch(chapter_post):
        text = _("Skriv kapittel og post i statsbudsjettet med punktum mellom, for eksempel 226.21.")
        yield Refusal("chapter-post", text, field="chapter_post")


def amounts_are_positive(amounts_nok: Iterable[int]) -> Iterator[Refusal]:
    """A movement has an amount; its kind says which way it goes."""
    if any(amount_nok <= 0 for amount_nok in amounts_nok):
        yield Refusal("no-amount", _("Beløpet må være større enn null."), field="amount_nok")


def frame_allows(kind: str, frame: Frame, amount_nok: int) -> Iterator[Refusal]:
    """Bound is at most the frame, paid at most what is bound, and nothing goes below zero."""
    limit_nok = room_nok(kind, frame)
    if limit_nok is None or amount_nok <= limit_nok:
        return
    told = {
        "scheme": frame.scheme,
        "year": frame.year,
        "limit": format_nok(limit_nok),
        "amount": format_nok(amount_nok),
    }
    yield Refusal("frame", str(WORDS[Movement.Kind(kind)]()) % told, field="amount_nok")


def room_nok(kind: str, frame: Frame) -> int | None:
    """Give how much of one kind a frame has room for now, in whole kroner; None where there is no limit."""
    match Movement.Kind(kind):
        case Movement.Kind.COMMITTED:
            return frame.granted_nok - frame.committed_nok
        case Movement.Kind.RELEASED | Movement.Kind.PAID:
            return frame.committed_nok - frame.paid_nok
        case Movement.Kind.RECOVERED:
            return frame.paid_nok
        case Movement.Kind.GRANTED:
            return None


WORDS = {
    Movement.Kind.COMMITTED: lambda: _("Rammen for %(year)s har %(limit)s igjen. Det kreves %(amount)s."),
    Movement.Kind.RELEASED: lambda: _("%(limit)s er bundet og ikke betalt i %(year)s. %(amount)s kan ikke frigis."),
    Movement.Kind.PAID: lambda: _("%(limit)s er bundet og ikke betalt i %(year)s. %(amount)s kan ikke betales ut."),
    Movement.Kind.RECOVERED: lambda: _("%(limit)s er betalt ut i %(year)s. %(amount)s kan ikke komme tilbake."),
}
