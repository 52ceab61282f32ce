"""What the scanner has said of the files of a need."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from samspel.needs.models import Attachment
from samspel.needs.rules.findings import Finding, Who, error, hint, warning
from samspel.needs.sheet import Sheet


def may_be_read(sheet: Sheet, at: datetime) -> Iterator[Finding]:
    """A file that the scanner has stopped must go before the need is sent; one that still waits keeps nobody.

    Once the need has been handed in, both are told to the office, and stop nothing.
    """
    for row in sheet.attachments:
        if row.state != Attachment.State.REFUSED:
            continue
        if sheet.need.is_written:
            text = _("«%(name)s» ble stanset i viruskontrollen. Ta vedlegget bort.")
            yield error("attachment", "attachments", text % {"name": row.name})
        else:
            text = _("«%(name)s» ble stanset i viruskontrollen. Be eieren om en ny fil.")
            yield warning("attachment", "attachments", text % {"name": row.name}, who=Who.OFFICE)
    waiting = ", ".join(row.name for row in sheet.attachments if row.state == Attachment.State.WAITING)
    if waiting and sheet.need.is_written:
        text = _("Viruskontrollen er ikke ferdig med %(names)s. Dere kan sende inn uten å vente.")
        yield hint("attachment", "attachments", text % {"names": waiting})
    elif waiting:
        text = _("Viruskontrollen er ikke ferdig med %(names)s.") % {"names": waiting}
        yield hint("attachment", "attachments", text, who=Who.OFFICE)
