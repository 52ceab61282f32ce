"""Telling an owner that it is asked about a network: put down by the act, sent by the worker to those who may sign."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from samspel.actors import queries as actors
from samspel.actors.models import NetworkQuestion
from samspel.actors.roles import mail
from samspel.flow import outbox
from samspel.flow.models import Outbox
from samspel.kit.deadlines import oslo_day
from samspel.people.models import Person
from samspel.tenancy.by import Role

KIND = "network-asked"


def tell(question: NetworkQuestion, *, reminds: bool, at: datetime) -> None:
    """Put down that the owner is to be told."""
    key = f"{question.pk}:{question.version}" + (":reminder" if reminds else "")
    outbox.put(KIND, question, at=at, key=key, reminds=reminds)


def on_outbox(message: Outbox, at: datetime) -> None:
    """Write to everybody who may sign for the owner; one that has answered meanwhile is left in peace."""
    found = NetworkQuestion.objects.select_related("asked", "network__organisation").get(pk=message.subject_id)
    if found.state != NetworkQuestion.State.ASKED:
        return
    for one in actors.acting_for(found.asked_id, {Role.OWNER_SIGNER}, oslo_day(at)).order_by("person_id"):
        if one.person.email:
            mail.carrier.send(letter(found, one.person, message), at)


def letter(question: NetworkQuestion, person: Person, message: Outbox) -> mail.Mail:
    """Give the e-mail in the owner's written form: which network asks, and where to answer."""
    owner = question.asked
    with translation.override(owner.written_form):
        told = {
            "network": question.network.organisation.name,
            "owner": owner.name,
            "link": f"{settings.BASE_URL}/eier/nettverk/sporsmaal/{question.pk}/",
        }
        title = _("Spørsmål om nettverket %(network)s") % told
        text = _("%(owner)s er spurt om å være med i nettverket %(network)s.")
        if question.what == NetworkQuestion.What.COORDINATE:
            text = _("%(owner)s er spurt om å koordinere nettverket %(network)s.")
        if message.payload.get("reminds"):
            title = _("Nettverket %(network)s venter på svar") % told
        if question.what == NetworkQuestion.What.JOIN:
            text += "\n\n" + _("Dere kan lese behovsmeldingen som nettverket skriver, før dere svarer.")
        text += "\n\n" + _("Svar i Samspel:") + "\n%(link)s"
        key = f"{message.key}:{person.pk}"
        return mail.Mail(key, person.name, person.email, owner.written_form, title, text % told)
