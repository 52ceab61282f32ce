"""Telling a partner that its answer is waited for: put down by the act, sent by the worker to those who may answer."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from samspel.actors import queries as actors
from samspel.actors.roles import mail
from samspel.flow import outbox
from samspel.flow.models import Outbox
from samspel.kit.days import last_day_in_words
from samspel.kit.deadlines import oslo_day
from samspel.needs.models import Need, Partnership
from samspel.people.models import Person
from samspel.tenancy.by import Role

KIND = "partner-asked"
WAITS = {Partnership.State.INVITED, Partnership.State.CHANGED}


def tell(partnership: Partnership, *, reminds: bool, at: datetime) -> None:
    """Put down that the partner is to be told."""
    key = f"{partnership.pk}:{partnership.version}" + (":reminder" if reminds else "")
    outbox.put(KIND, partnership, at=at, key=key, reminds=reminds)


def on_outbox(message: Outbox, at: datetime) -> None:
    """Write to everybody who may answer for the partner; one that has answered meanwhile is left in peace.

    Whoever has no address sees it at the next login.
    """
    found = Partnership.objects.select_related("partner", "need__owner", "need__call").get(pk=message.subject_id)
    gone = found.need.state == Need.State.WITHDRAWN or found.need.bound_at or found.need.decided_at
    if found.state not in WAITS or gone:
        return
    for one in actors.acting_for(found.partner_id, {Role.PARTNER_CONFIRMER}, oslo_day(at)).order_by("person_id"):
        if one.person.email:
            mail.carrier.send(letter(found, one.person, message), at)


def letter(asked: Partnership, person: Person, message: Outbox) -> mail.Mail:
    """Give the e-mail in the partner's written form: who asks, for what, where to answer, until when."""
    need, partner = asked.need, asked.partner
    with translation.override(partner.written_form):
        told = {
            "owner": need.owner.name,
            "partner": partner.name,
            "title": need.title or need.ref,
            "link": f"{settings.BASE_URL}/partner/samarbeid/{asked.pk}/",
        }
        title = _("%(owner)s spør om samarbeid") % told
        text = _("%(owner)s har invitert %(partner)s til å være med på et tiltak: %(title)s.")
        if message.payload.get("reminds"):
            title = _("%(owner)s venter på svar om samarbeid") % told
            text = _("%(owner)s minner om at %(partner)s er spurt om å være med på et tiltak: %(title)s.")
        text += "\n\n" + _("Svar i Samspel:") + "\n%(link)s"
        if need.call.closes_at:
            told["day"] = last_day_in_words(need.call.closes_at)
            text += "\n\n" + _("Eieren skal sende inn senest %(day)s.")
        return mail.Mail(
            f"{message.key}:{person.pk}", person.name, person.email, partner.written_form, title, text % told
        )
