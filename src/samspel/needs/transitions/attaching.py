"""Files are added to a need and taken away while it is written, and the scanner says whether they may be read."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from django.db import transaction

from samspel.files import scanning, store
from samspel.files.looking import Fit
from samspel.files.naming import name_for
from samspel.flow import outbox
from samspel.flow.journal import Facts
from samspel.flow.models import Outbox
from samspel.flow.transition import creation, lock, only, refuse, transition
from samspel.kit.text import normalised
from samspel.needs.models import Attachment, Need
from samspel.needs.rules import answers, attached, guards
from samspel.tenancy.by import By, Role
from samspel.tenancy.context import nation, offices

State = Attachment.State
KIND = "scan"
SCANNER = By(None, None, None, Role.SYSTEM)


@creation(Attachment, guards=[guards.edits, guards.is_written])
def attach(need: Need, *, file: Fit, name: str, note: str = "", by: By, at: datetime) -> Attachment:
    """Add a file that has been looked at; it waits for the scanner, and nobody is handed it meanwhile.

    The need is held, so that two who add files at once do not come over the limit together.
    """
    lock(need)
    refuse(guards.is_written(need, by, at))
    refuse(answers.texts_fit({"note": note}))
    refuse(attached.has_room(need, len(file.content), store.digest_of(file.content), at))
    name = name_for(name, file.kind)
    document = store.put(file.content, office_id=need.office_id, title=name, media_type=file.kind.media_type, at=at)
    made = Attachment.objects.create(
        office_id=need.office_id,
        state=State.WAITING,
        need=need,
        document=document,
        name=name,
        note=normalised(note),
        added_at=at,
        added_by_id=by.person_id,
    )
    outbox.put(KIND, made, at=at)
    return made


@transition(source=State, guards=[attached.writes_it, attached.is_there])
def detach(attachment: Attachment, *, by: By, at: datetime) -> None:
    """Take a file away; its bytes go too, unless it has been handed in with the need."""
    need = Need.objects.select_related("owner").get(pk=attachment.need_id)
    lock(need)
    refuse(guards.is_written(need, by, at))
    attachment.removed_at = at


@transition(source={State.WAITING}, target=State.CLEAN, guards=[only(Role.SYSTEM)])
def clear(attachment: Attachment, *, by: By, at: datetime) -> None:
    """The scanner has found nothing: from now on those who see the need may be handed the file."""


@transition(source={State.WAITING}, target=State.REFUSED, guards=[only(Role.SYSTEM)])
def stop(attachment: Attachment, *, found: str, by: By, at: datetime) -> Facts:
    """The scanner has found something: nobody is handed the file."""
    attachment.found = found[:200]
    return {"found": attachment.found}


def scan(attachment: Attachment, at: datetime) -> bool:
    """Let the scanner say what it finds in a file that waits; False when no scanner has been bound."""
    if attachment.state != State.WAITING:
        return True
    verdict = scanning.scanner.look(store.read(attachment.document))
    if verdict is None:
        return False
    if verdict.found:
        stop(attachment, found=verdict.found, by=SCANNER, at=at)
    else:
        clear(attachment, by=SCANNER, at=at)
    return True


def scan_waiting(at: datetime) -> tuple[int, int]:
    """Scan every file that still waits, at any office, and give how many wait no more, and how many still do."""
    with transaction.atomic(), nation():
        waiting = list(Attachment.objects.filter(state=State.WAITING).values_list("pk", "office_id"))
    done = 0
    for pk, office_id in waiting:
        with suppress(scanning.NotScanned, store.Damaged), transaction.atomic(), offices([office_id]):
            done += scan(Attachment.objects.select_related("document").get(pk=pk), at)
    return done, len(waiting) - done


def on_outbox(message: Outbox, at: datetime) -> None:
    """Scan the file that a message is about; without a scanner it goes on waiting, and says so where it is shown."""
    scan(Attachment.objects.select_related("document").get(pk=message.subject_id), at)
