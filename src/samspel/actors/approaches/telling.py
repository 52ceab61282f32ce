"""Telling somebody that another has turned to them, or has answered; what was written is read in Samspel alone."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from samspel.actors import queries as actors
from samspel.actors.approaches.rules import ANSWERERS
from samspel.actors.models import Approach, Organisation
from samspel.actors.roles import mail
from samspel.flow import outbox
from samspel.flow.models import Outbox
from samspel.kit.deadlines import oslo_day

KIND = "approach"


def tell(approach: Approach, *, to: UUID, about: str, at: datetime) -> None:
    """Put down whom the worker is to tell, and of whom; it does not read the approach, which is the two's alone."""
    outbox.put(KIND, approach, at=at, key=f"{approach.pk}:{to}", to=to, about=about)


def on_outbox(message: Outbox, at: datetime) -> None:
    """Write to everybody who may answer for the one that is told; whoever has no address sees it at the next login."""
    to = Organisation.objects.get(pk=message.payload["to"])
    for one in actors.acting_for(to.pk, ANSWERERS, oslo_day(at)).order_by("person_id").distinct():
        if one.person.email:
            mail.carrier.send(letter(message, to, one.person.name, one.person.email), at)


def letter(message: Outbox, to: Organisation, name: str, email: str) -> mail.Mail:
    """Give the e-mail: who has written, and where to read it."""
    with translation.override(to.written_form):
        told = {"about": message.payload["about"], "link": f"{settings.BASE_URL}/henvendelser/{message.subject_id}/"}
        title = _("%(about)s har skrevet til dere i Samspel") % told
        text = _("%(about)s har skrevet til dere i Samspel. Logg inn for å lese og svare:\n%(link)s") % told
        return mail.Mail(f"{message.key}:{email}", name, email, to.written_form, title, text)
