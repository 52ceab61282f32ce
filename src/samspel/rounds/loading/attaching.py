"""The deeds with the files of a need; their bytes must lie in the store already."""

from __future__ import annotations

from functools import partial

from django.utils.translation import gettext as _

from samspel.files import store
from samspel.files.looking import KINDS, Fit
from samspel.flow.refusal import Refusal, Refused
from samspel.needs import transitions as needs
from samspel.needs.models import Attachment
from samspel.rounds.document import asking
from samspel.rounds.loading.world import Step, Steps, World
from samspel.rounds.reading import place
from samspel.tenancy.by import By


def steps(world: World, index: int, need: asking.Need) -> Steps:
    """Give the deeds with the files of one need."""
    for number, one in enumerate(need.attachments):
        where = place("needs", index, "attachments", number)
        yield Step(one.attached, f"{where}.attached", need.ref, partial(attach, world, need.ref, one))
        for name in ("cleared", "stopped"):
            deed = getattr(one, name)
            if deed is not None:
                yield Step(deed, f"{where}.{name}", need.ref, partial(judge, world, need.ref, one, name))


def there(world: World, ref: str, one: asking.Attachment) -> Attachment | None:
    """Give a file of a need when it is there."""
    found = Attachment.objects.filter(need=world.need(ref), document__sha256=one.sha256, removed_at__isnull=True)
    return found.select_related("document").first()


def attach(world: World, ref: str, one: asking.Attachment, by: By) -> None:
    """Add a file that has not been added; its bytes are those in the store."""
    if there(world, ref, one) is not None:
        return
    content, kind = store.shelf.get(one.sha256), KINDS.get(one.media_type)
    if content is None or kind is None:
        text = _("Filen med sjekksummen %(sha256)s ligger ikke i lageret.") % {"sha256": one.sha256}
        raise Refused([Refusal("no-bytes", text)])
    needs.attach(world.need(ref), file=Fit(kind, content), name=one.name, note=one.note, by=by, at=one.attached.at)


def judge(world: World, ref: str, one: asking.Attachment, what: str, by: By) -> None:
    """Do what the scanner said."""
    row = there(world, ref, one)
    if row is None:
        raise Attachment.DoesNotExist
    if row.state != Attachment.State.WAITING:
        return
    if what == "cleared" and one.cleared:
        needs.clear(row, by=by, at=one.cleared.at)
    elif one.stopped:
        needs.stop(row, found=one.found, by=by, at=one.stopped.at)
