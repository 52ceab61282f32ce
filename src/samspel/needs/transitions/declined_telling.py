"""Telling an owner that a partner said no: put down by the act, sent by the worker to those who write for the owner."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from samspel.actors import queries as actors
from samspel.actors.models import Organisation
from samspel.actors.roles import mail
from samspel.flow import outbox
from samspel.flow.models import Outbox
from samspel.kit.deadlines import oslo_day
from samspel.needs import queries
from samspel.needs.models import Need, Partnership
from samspel.needs.transitions import telling

KIND = "partner-declined"


def tell(partnership: Partnership, *, at: datetime) -> None:
    """Put down that the owner is to be told."""
    outbox.put(KIND, partnership, at=at, key=f"{partnership.pk}:{partnership.version}:declined")


def on_outbox(message: Outbox, at: datetime) -> None:
    """Write to those who write for the owner, or for the one that leads the network; nothing that is so no more."""
    found = Partnership.objects.select_related("partner", "need__owner", "need__call").get(pk=message.subject_id)
    newer = Outbox.objects.filter(kind=KIND, subject_id=found.pk, put_at__gt=message.put_at)
    declined = found.state == Partnership.State.DECLINED and found.need.state != Need.State.WITHDRAWN
    if not declined or newer.exists():
        return
    to = queries.spokesman(found.need)
    title, text = saying_no(found, to)
    for one in actors.acting_for(to.pk, set(queries.WRITERS), oslo_day(at)).order_by("person_id"):
        person = one.person
        if person.email:
            sent = mail.Mail(f"{message.key}:{person.pk}", person.name, person.email, to.written_form, title, text)
            mail.carrier.send(sent, at)


def saying_no(declined: Partnership, to: Organisation) -> tuple[str, str]:
    """Give the letter in the owner's written form: who said no, and where the reason stands and the owner goes on."""
    need = declined.need
    page = "partnere" if need.is_written else "parter"
    with translation.override(to.written_form):
        told = telling.facts(declined)
        title = _("%(partner)s har takket nei til samarbeid") % told
        text = _("%(partner)s har takket nei til å være med på tiltaket «%(title)s».") % told
        text += "\n\n" + _("Grunnen står i Samspel.")
        if need.is_written:
            text += "\n\n" + _("Dere kan spørre en annen partner, spørre den samme på nytt, eller gå videre uten.")
        return title, text + "\n\n" + _("Se mer i Samspel:") + f"\n{settings.BASE_URL}/eier/behov/{need.pk}/{page}/"
