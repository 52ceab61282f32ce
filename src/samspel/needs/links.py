"""The links to the page of one unit: made from the key of the installation, kept as digests, sent by e-mail."""

from __future__ import annotations

import base64
import hashlib
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from samspel.actors.roles import mail
from samspel.flow.models import Outbox
from samspel.flow.refusal import NotVisible
from samspel.kit.days import last_day_in_words
from samspel.needs.models import Need, UnitAssessment
from samspel.tenancy.context import bearer

KIND = "unit-link"
UNIT, STAFF = "unit", "staff"


def token(asked: UnitAssessment, whom: str = UNIT) -> str:
    """Give the secret part of a link: the same each time for the same number, and nobody else can make it."""
    made = salted_hmac("samspel.needs.links", f"{asked.pk} {asked.link_number} {whom}", algorithm="sha256")
    return base64.urlsafe_b64encode(made.digest()).decode().rstrip("=")


def digest(secret: str) -> str:
    """Give what is kept of a link."""
    return hashlib.sha256(secret.encode()).hexdigest()


def address(asked: UnitAssessment, whom: str = UNIT) -> str:
    """Give the whole link; blank when it was made with a key that is no longer in use, and a new one must be made."""
    secret = token(asked, whom)
    kept = asked.link_digest if whom == UNIT else asked.staff_link_digest
    return f"{settings.BASE_URL}/vurdering/{secret}/" if digest(secret) == kept else ""


def behind(secret: str) -> tuple[UnitAssessment, str] | None:
    """Give what is behind a link, and for whom the link is: the unit or its staff's representative.

    The database shows the row to whoever comes with the link; nothing else of the office's is shown yet.
    """
    known = digest(secret)
    with bearer(known):
        is_behind = Q(link_digest=known) | Q(staff_link_digest=known)
        found = UnitAssessment.objects.filter(is_behind).select_related("unit").first()
    if found is None or found.state == UnitAssessment.State.WITHDRAWN:
        return None
    return found, UNIT if found.link_digest == known else STAFF


def with_need(asked: UnitAssessment) -> UnitAssessment:
    """Give what is behind a link with its need, now that the office has been entered."""
    asked.need = Need.objects.select_related("owner", "call", "office").get(pk=asked.need_id)
    return asked


def unit_assessment_of(need: Need, asked_id: UUID) -> UnitAssessment:
    """Give what one unit was asked under a need; NotVisible when the need has none such."""
    found = UnitAssessment.objects.filter(need=need, pk=asked_id).select_related("unit", "need__owner").first()
    if found is None:
        raise NotVisible
    return found


def on_outbox(message: Outbox, at: datetime) -> None:
    """Send the link, or a reminder with it; a unit that is not asked any more, or has answered, is left alone."""
    asked = UnitAssessment.objects.select_related("need__owner", "need__call", "unit").get(pk=message.subject_id)
    link = address(asked)
    if asked.state == UnitAssessment.State.ASKED and asked.email and link and asked.need.is_written:
        mail.carrier.send(letter(asked, asked.need, link, message.key), at)


def letter(asked: UnitAssessment, need: Need, link: str, key: str) -> mail.Mail:
    """Give the e-mail in the owner's written form: who asks, for what, how long it takes, until when."""
    with translation.override(need.owner.written_form):
        told = {"owner": need.owner.name, "unit": asked.unit.name, "link": link, "title": need.title or need.ref}
        title = _("Hva trenger %(unit)s? Ti minutter for %(owner)s") % told
        text = _(
            "%(owner)s skriver en behovsmelding om kompetanseutvikling: %(title)s.\n\n"
            "%(unit)s er med. Skriv hva dere ser, hvem som var med og vurderte, og hva dere trenger. Det tar rundt ti "
            "minutter, og dere trenger ikke logge inn:\n%(link)s\n\n"
            "Alle som har lenken, kan skrive for enheten. Del den bare med dem som skal være med."
        )
        if need.call.closes_at:
            last = _("Eieren skal sende inn senest %(day)s.") % {"day": last_day_in_words(need.call.closes_at)}
            text = f"{text}\n\n{last}"
        return mail.Mail(key, asked.unit.name, asked.email, need.owner.written_form, title, text % told)
