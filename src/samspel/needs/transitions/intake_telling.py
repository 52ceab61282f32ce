"""Telling a member what became of the need it offered to a network: put down by the act, sent by the worker."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from samspel.actors import queries as actors
from samspel.actors.roles import mail
from samspel.flow import outbox
from samspel.flow.models import Outbox
from samspel.kit.days import last_day_in_words
from samspel.kit.deadlines import oslo_day, received_in_time
from samspel.needs import intake
from samspel.needs.models import Need, Offer
from samspel.needs.rules import deadline
from samspel.people.models import Person
from samspel.tenancy.by import Role

LEFT_OUT, RESULT = "offer-left-out", "intake-result"
WRITERS = (Role.OWNER_EDITOR, Role.OWNER_SIGNER)
State = Offer.State


def tell_left_out(offered: Offer, at: datetime) -> None:
    """Put down that a member is to be told that its need was left out."""
    outbox.put(LEFT_OUT, offered, at=at, key=f"{offered.pk}:{offered.version}")


def tell_result(need: Need, offers: Iterable[UUID], at: datetime) -> None:
    """Put down that members are to be told what became of their needs, now that the network's is sent or taken back."""
    key = f"{need.pk}:{need.version}"
    outbox.put(RESULT, need, at=at, key=key, offers=[str(pk) for pk in offers])


def on_left_out(message: Outbox, at: datetime) -> None:
    """Write to those who write for the member; a need that has been taken in after all is left in peace."""
    for one in intake.with_sum(Offer.objects.filter(pk=message.subject_id, state=State.LEFT_OUT)):
        _write(one, message.key, at)


def on_result(message: Outbox, at: datetime) -> None:
    """Write to those who write for each member that had offered a need."""
    for one in intake.with_sum(Offer.objects.filter(pk__in=message.payload["offers"])).order_by("pk"):
        _write(one, f"{message.key}:{one.pk}", at)


def _write(offered: Offer, key: str, at: datetime) -> None:
    roles = set(WRITERS)
    for one in actors.acting_for(offered.need.owner_id, roles, oslo_day(at)).order_by("person_id"):
        if one.person.email:
            mail.carrier.send(letter(offered, one.person, key, at), at)


def letter(offered: Offer, person: Person, key: str, at: datetime) -> mail.Mail:
    """Give the e-mail in the owner's written form: what became of the need, and where to read why."""
    owner = offered.need.owner
    with translation.override(owner.written_form):
        told = {
            "network": offered.network_need.owner.name,
            "need": offered.need.title or offered.need.ref,
            "number": offered.position,
            "link": f"{settings.BASE_URL}/eier/behov/{offered.need_id}/status/",
        }
        title, text = _words(offered)
        until = deadline.deadline_of(offered.need)
        if offered.state != State.TAKEN_IN and until is not None and received_in_time(at, until):
            told["day"] = last_day_in_words(until)
            text += " " + _("Dere kan sende det inn selv til og med %(day)s.")
        text += "\n\n" + _("Se mer i Samspel:") + "\n%(link)s"
        return mail.Mail(f"{key}:{person.pk}", person.name, person.email, owner.written_form, title % told, text % told)


def _words(offered: Offer) -> tuple[str, str]:
    if offered.state == State.TAKEN_IN:
        title = _("%(network)s har sendt inn behovet deres")
        return title, _("%(network)s har sendt inn behovsmeldingen. «%(need)s» er med som nummer %(number)d.")
    if offered.state == State.LEFT_OUT:
        title = _("%(network)s har ikke tatt med behovet deres")
        return title, _("%(network)s har ikke tatt med «%(need)s». Grunnen står i Samspel.")
    return (
        _("%(network)s har trukket behovsmeldingen"),
        _("%(network)s har trukket behovsmeldingen som «%(need)s» var meldt inn til."),
    )
