"""The stages of a need's journey, one word each, in the order in which it passes them."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Stage(TextChoices):
    """Where a need is now; the last ones are ends."""

    DRAFT = "draft", _("Utkast")
    CARRIED = "carried", _("Hos nettverket")
    NOT_SENT = "not-sent", _("Ikke sendt")
    RETURNED = "returned", _("Venter på svar fra eieren")
    RECEIVED = "received", _("Sendt inn")
    PREPARED = "prepared", _("Under behandling")
    FORUM = "forum", _("Hos samarbeidsforumet")
    DECISION = "decision", _("Vedtaket forberedes")
    ANSWER = "answer", _("Venter på svar på vilkårene")
    PAYMENT = "payment", _("Utbetaling")
    REPORT = "report", _("Tiltaket gjennomføres")
    READING = "reading", _("Rapporten leses")
    NEXT_YEAR = "next-year", _("Venter på neste års budsjett")
    DONE = "done", _("Avsluttet")
    REJECTED = "rejected", _("Avslått")
    DISMISSED = "dismissed", _("Avvist")
    DECLINED = "declined", _("Takket nei")
    WITHDRAWN = "withdrawn", _("Trukket")


ENDS = frozenset({Stage.NOT_SENT, Stage.DONE, Stage.REJECTED, Stage.DISMISSED, Stage.DECLINED, Stage.WITHDRAWN})


class Part(TextChoices):
    """The parts of the way that a reader sees; each holds one or more stages."""

    WRITE = "write", _("Behovet meldes")
    PREPARE = "prepare", _("Statsforvalteren ser over")
    FORUM = "forum", _("Forumet prioriterer")
    DECIDE = "decide", _("Vedtaket kommer")
    PAY = "pay", _("Pengene betales ut")
    REPORT = "report", _("Læringen deles")


PARTS: dict[Stage, Part] = {
    Stage.DRAFT: Part.WRITE,
    Stage.CARRIED: Part.WRITE,
    Stage.NOT_SENT: Part.WRITE,
    Stage.RETURNED: Part.WRITE,
    Stage.WITHDRAWN: Part.WRITE,
    Stage.RECEIVED: Part.PREPARE,
    Stage.PREPARED: Part.PREPARE,
    Stage.FORUM: Part.FORUM,
    Stage.DECISION: Part.DECIDE,
    Stage.REJECTED: Part.DECIDE,
    Stage.DISMISSED: Part.DECIDE,
    Stage.ANSWER: Part.PAY,
    Stage.DECLINED: Part.PAY,
    Stage.PAYMENT: Part.PAY,
    Stage.REPORT: Part.REPORT,
    Stage.READING: Part.REPORT,
    Stage.NEXT_YEAR: Part.REPORT,
    Stage.DONE: Part.REPORT,
}
