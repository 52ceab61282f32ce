"""Telling a network what it is offered, and a member what became of that: put down by the act, sent by the worker."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from samspel.actors import queries as actors
from samspel.actors.models import Organisation
from samspel.actors.roles import mail
from samspel.flow import outbox
from samspel.flow.models import Outbox
from samspel.kit.days import last_day_in_words
from samspel.kit.deadlines import oslo_day, received_in_time
from samspel.needs import intake
from samspel.needs.models import Need, Offer
from samspel.needs.rules import deadline
from samspel.tenancy.by import Role

OFFERED, LEFT_OUT, RESULT = "offer-made", "offer-left-out", "intake-result"
WRITERS = (Role.OWNER_EDITOR, Role.OWNER_SIGNER)
State = Offer.State
Words = Callable[[Offer, datetime], tuple[str, str]]


def tell_offered(offered: Offer, at: datetime) -> None:
    """Put down that the owner that coordinates a network is to be told what was offered to it."""
    outbox.put(OFFERED, offered, at=at, key=f"{offered.pk}:{offered.version}")


def tell_left_out(offered: Offer, at: datetime) -> None:
    """Put down that a member is to be told that its need was left out."""
    outbox.put(LEFT_OUT, offered, at=at, key=f"{offered.pk}:{offered.version}")


def tell_result(need: Need, offers: Iterable[UUID], at: datetime) -> None:
    """Put down that members are to be told what became of their needs, now that the network's is sent or taken back."""
    key = f"{need.pk}:{need.version}"
    outbox.put(RESULT, need, at=at, key=key, offers=[str(pk) for pk in offers])


def on_offered(message: Outbox, at: datetime) -> None:
    """Write to those who write for the owner that coordinates; an offer that has been taken back is left in peace."""
    for one in intake.with_sum(Offer.objects.filter(pk=message.subject_id, state=State.OFFERED)):
        page = f"/eier/behov/{one.network_need_id}/inntak/"
        for row in actors.members(one.network_need.owner, oslo_day(at)).filter(coordinates=True):
            _write(row.member, one, _asking, page=page, key=message.key, at=at)


def on_left_out(message: Outbox, at: datetime) -> None:
    """Write to those who write for the member; a need that has been taken in after all is left in peace."""
    for one in intake.with_sum(Offer.objects.filter(pk=message.subject_id, state=State.LEFT_OUT)):
        _answer(one, message.key, at)


def on_result(message: Outbox, at: datetime) -> None:
    """Write to those who write for each member that had offered a need."""
    for one in intake.with_sum(Offer.objects.filter(pk__in=message.payload["offers"])).order_by("pk"):
        _answer(one, f"{message.key}:{one.pk}", at)


def _answer(offered: Offer, key: str, at: datetime) -> None:
    page = f"/eier/behov/{offered.need_id}/status/"
    _write(offered.need.owner, offered, _answering, page=page, key=key, at=at)


def _write(to: Organisation, offered: Offer, words: Words, *, page: str, key: str, at: datetime) -> None:
    """Send an e-mail in an owner's written form to each who writes for it: what it is about, and where to read more."""
    with translation.override(to.written_form):
        title, text = words(offered, at)
        text += "\n\n" + _("Se mer i Samspel:") + f"\n{settings.BASE_URL}{page}"
    for one in actors.acting_for(to.pk, set(WRITERS), oslo_day(at)).order_by("person_id"):
        person = one.person
        if person.email:
            sent = mail.Mail(f"{key}:{person.pk}", person.name, person.email, to.written_form, title, text)
            mail.carrier.send(sent, at)


def _told(offered: Offer) -> dict[str, object]:
    need = offered.need
    return {
        "network": offered.network_need.owner.name, "owner": need.owner.name, "need": need.title or need.ref,
        "number": offered.position,
    }  # fmt: skip


def _asking(offered: Offer, at: datetime) -> tuple[str, str]:
    title = _("%(owner)s har meldt inn et behov til %(network)s")
    text = _("«%(need)s» venter på at dere tar det med i behovsmeldingen, eller sier hvorfor det ikke er med.")
    return title % _told(offered), text % _told(offered)


def _answering(offered: Offer, at: datetime) -> tuple[str, str]:
    title, text = _words(offered)
    until, told = deadline.deadline_of(offered.need), _told(offered)
    if offered.state != State.TAKEN_IN and until is not None and received_in_time(at, until):
        told["day"] = last_day_in_words(until)
        text += " " + _("Dere kan sende det inn selv til og med %(day)s.")
    return title % told, text % told


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
