"""The files of a need: who may add and take away, how many and how large they may be, and why not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from samspel.files.looking import KINDS, Unfit, Why
from samspel.flow.refusal import Refusal
from samspel.kit.deadlines import oslo_day
from samspel.needs import rows
from samspel.needs.models import Attachment, Need
from samspel.needs.rules import guards
from samspel.needs.rules.findings import of_rule
from samspel.rules import rule
from samspel.tenancy.by import By

LARGEST_MB = rule("needs.largest_attachment_mb", of=int)
ALL_MB = rule("needs.all_attachments_mb", of=int)
MOST = rule("needs.most_attachments", of=int)
MB = 1_000_000


def writes_it(attachment: Attachment, by: By, at: datetime) -> Iterator[Refusal]:
    """A file is taken away by those who write the need, while it can be written."""
    yield from guards.edits(attachment.need, by, at)
    yield from guards.is_written(attachment.need, by, at)


def is_there(attachment: Attachment, by: By, at: datetime) -> Iterator[Refusal]:
    """What has been taken away is not there any more."""
    if attachment.removed_at is not None:
        yield Refusal("removed", _("Vedlegget er tatt bort alt."))


def may_be_handed_out(attachment: Attachment) -> Iterator[Refusal]:
    """Nobody is handed a file before the scanner has found nothing in it."""
    if attachment.state == Attachment.State.WAITING:
        text = _("Viruskontrollen er ikke ferdig med «%(name)s». Prøv igjen om litt.")
        yield Refusal("not-scanned", text % {"name": attachment.name})
    elif attachment.state == Attachment.State.REFUSED:
        text = _("«%(name)s» ble stanset i viruskontrollen, og kan ikke lastes ned.")
        yield Refusal("stopped", text % {"name": attachment.name})


def has_room(need: Need, size: int, sha256: str, at: datetime) -> Iterator[Refusal]:
    """A file is no larger than one may be, there is room for it beside the others, and it is not there already."""
    today = oslo_day(at)
    most = MOST.on(today)
    there = [row.document for row in rows.attachments(need.pk)]
    if size > largest(at):
        yield Refusal("too-large", too_large(at), of_rule(LARGEST_MB, today), "file")
    if sum(document.size for document in there) + size > everything(at):
        text = _("Vedleggene kan være høyst %(most)d MB til sammen. Ta bort et vedlegg, eller gjør filen mindre.")
        yield Refusal("no-room", text % {"most": ALL_MB.on(today)}, of_rule(ALL_MB, today), "file")
    if len(there) >= most:
        text = _("Dere kan legge ved høyst %(most)d filer. Ta bort en, eller sett flere sammen til én PDF.")
        yield Refusal("too-many", text % {"most": most}, of_rule(MOST, today), "file")
    if any(document.sha256 == sha256 for document in there):
        yield Refusal("twice", _("Denne filen er lagt ved alt."), field="file")


def largest(at: datetime) -> int:
    """Give how many bytes one file may have."""
    return LARGEST_MB.on(oslo_day(at)) * MB


def everything(at: datetime) -> int:
    """Give how many bytes the files of a need may have together."""
    return ALL_MB.on(oslo_day(at)) * MB


def too_large(at: datetime) -> str:
    """Say how large a file may be."""
    told = {"most": LARGEST_MB.on(oslo_day(at))}
    return _("Filen er for stor. Den kan være høyst %(most)d MB. Gjør den mindre, eller del den i flere.") % told


def not_taken(unfit: Unfit) -> Refusal:
    """Say why a file was not taken in, and what to do instead."""
    return Refusal(f"file-{unfit.why}", WORDS[unfit.why]() + " " + _("Ingenting er lagret."), field="file")


def kinds() -> str:
    """Name the kinds of file that are taken in."""
    *words, last = [kind.word for kind in KINDS.values()]
    return _("%(kinds)s og %(last)s") % {"kinds": ", ".join(words), "last": last}


WORDS: dict[Why, Callable[[], str]] = {
    Why.EMPTY: lambda: _("Filen er tom. Velg en annen."),
    Why.UNKNOWN: lambda: _("Denne typen fil kan ikke legges ved. Bruk %(kinds)s.") % {"kinds": kinds()},
    Why.OLD: lambda: _(
        "Filen er i et gammelt Office-format eller låst med passord. Lagre den som DOCX, XLSX eller PDF uten passord."
    ),
    Why.BROKEN: lambda: _("Filen kan ikke leses. Åpne den, lagre den på nytt, og last den opp igjen."),
    Why.LOCKED: lambda: _("Filen er låst med passord. Lagre den uten passord, og last den opp igjen."),
    Why.RUNS: lambda: _("Filen har makroer eller andre programmer i seg. Lagre den som PDF, og last opp den."),
    Why.HOLDS: lambda: _("Filen har andre filer i seg. Lagre den som PDF, eller last opp filene hver for seg."),
    Why.FETCHES: lambda: _("Filen henter innhold fra andre steder når den åpnes. Lagre den som PDF, og last opp den."),
    Why.HIDES: lambda: _("Filen har noe i seg som ikke hører til. Lagre den på nytt, og last den opp igjen."),
    Why.GROWS: lambda: _("Filen blir altfor stor når den åpnes. Lagre den som PDF, og last opp den."),
    Why.PIXELS: lambda: _("Bildet er for stort. Gjør det mindre enn 30 millioner piksler, og last det opp igjen."),
    Why.SLOW: lambda: _("Filen var for tung å kontrollere. Lagre den som PDF, eller del den i flere."),
}
