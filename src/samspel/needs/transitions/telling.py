"""Telling a partner that its answer is waited for: put down by the act, sent by the worker to those who may answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from samspel.actors import queries as actors
from samspel.actors.roles import mail
from samspel.flow import outbox
from samspel.flow.models import Outbox
from samspel.kit.days import last_day_in_words
from samspel.kit.deadlines import oslo_day
from samspel.needs import sheet as sheets
from samspel.needs.models import BudgetLine, Need, Partnership
from samspel.tenancy.by import Role

KIND, LAPSED = "partner-asked", "partner-lapsed"
PAUSE = timedelta(minutes=10)
"""For how long an owner goes on writing before its partner hears of it: one stretch of writing is one letter."""
WAITS = {Partnership.State.INVITED, Partnership.State.CHANGED}


def tell(partnership: Partnership, *, reminds: bool, at: datetime) -> None:
    """Put down that the partner is to be told."""
    key = f"{partnership.pk}:{partnership.version}" + (":reminder" if reminds else "")
    outbox.put(KIND, partnership, at=at, key=key, reminds=reminds)


def tell_lapsed(partnership: Partnership, *, at: datetime) -> None:
    """Put down that the partner is to confirm anew, unless it has done so when the owner has written on for a while."""
    key = f"{partnership.pk}:{partnership.version}:lapsed"
    outbox.put(LAPSED, partnership, at=at, due_at=at + PAUSE, key=key)


def on_outbox(message: Outbox, at: datetime) -> None:
    """Write to everybody who may answer for the partner; one that has answered meanwhile is left in peace.

    Whoever has no address sees it at the next login.
    """
    found = Partnership.objects.select_related("partner", "need__owner", "need__call").get(pk=message.subject_id)
    if is_waited_for(found):
        write(found, message, *asking(found, reminds=bool(message.payload.get("reminds"))), at=at)


def on_lapsed(message: Outbox, at: datetime) -> None:
    """Write that what was confirmed is no longer so; what lapsed once more since then has a letter of its own."""
    found = Partnership.objects.select_related("partner", "need__owner", "need__call").get(pk=message.subject_id)
    newer = Outbox.objects.filter(kind=LAPSED, subject_id=found.pk, due_at__gt=message.due_at)
    if found.state == Partnership.State.CHANGED and is_waited_for(found) and not newer.exists():
        write(found, message, *lapsing(found), at=at)


def is_waited_for(found: Partnership) -> bool:
    """Tell whether there is still an answer to give."""
    need = found.need
    gone = need.state == Need.State.WITHDRAWN or need.bound_at or need.decided_at
    return found.state in WAITS and not gone


def write(found: Partnership, message: Outbox, title: str, text: str, *, at: datetime) -> None:
    """Send one e-mail to each who may answer for the partner and has an address."""
    form = found.partner.written_form
    for one in actors.acting_for(found.partner_id, {Role.PARTNER_CONFIRMER}, oslo_day(at)).order_by("person_id"):
        person = one.person
        if person.email:
            sent = mail.Mail(f"{message.key}:{person.pk}", person.name, person.email, form, title, text)
            mail.carrier.send(sent, at)


def asking(asked: Partnership, *, reminds: bool) -> tuple[str, str]:
    """Give the letter to one that is invited or reminded, in its written form: who asks, for what, and where."""
    with translation.override(asked.partner.written_form):
        title = _("%(owner)s spør om samarbeid")
        text = _("%(owner)s har invitert %(partner)s til å være med på et tiltak: %(title)s.")
        if reminds:
            title = _("%(owner)s venter på svar om samarbeid")
            text = _("%(owner)s minner om at %(partner)s er spurt om å være med på et tiltak: %(title)s.")
        told = facts(asked)
        return title % told, f"{text % told}\n\n{where(asked)}"


def lapsing(asked: Partnership) -> tuple[str, str]:
    """Give the letter to one whose confirmation lapsed, in its written form: what is different, and where to look."""
    with translation.override(asked.partner.written_form):
        told = facts(asked)
        title = _("Samarbeidet med %(owner)s må bekreftes på nytt") % told
        text = _("%(owner)s har endret noe som %(partner)s hadde bekreftet i tiltaket «%(title)s».") % told
        text += " " + _("Svaret deres må bekreftes på nytt før det gjelder.")
        if parts := list(changed(asked)):
            text += "\n\n" + "\n".join([_("Dette er endret:"), *(f"- {part}" for part in parts)])
        return title, f"{text}\n\n{where(asked)}"


def changed(asked: Partnership) -> Iterator[str]:
    """Name what is no longer as the partner confirmed it."""
    before = asked.confirmed or {}
    lines = BudgetLine.objects.filter(need=asked.need, recipient_id=asked.partner_id)
    now = sheets.to_confirm(asked.need, asked.partner_id, lines)
    differs = {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}
    if "measure" in differs:
        yield _("tiltaket")
    if differs - {"measure", "money"}:
        yield _("tidsplanen")
    if "money" in differs:
        yield _("pengene til dere")


def facts(asked: Partnership) -> dict[str, str]:
    """Give what every letter names."""
    need = asked.need
    return {"owner": need.owner.name, "partner": asked.partner.name, "title": need.title or need.ref}


def where(asked: Partnership) -> str:
    """Say where to answer, and until when the owner may send."""
    need = asked.need
    text = _("Svar i Samspel:") + f"\n{settings.BASE_URL}/partner/samarbeid/{asked.pk}/"
    if need.call.confirm_closes_at and need.answers_until:
        text += "\n\n" + _("Siste dag for å svare er %(day)s.") % {"day": last_day_in_words(need.answers_until)}
    if closes_at := need.call.closes_at:
        text += "\n\n" + _("Eieren skal sende inn senest %(day)s.") % {"day": last_day_in_words(closes_at)}
    return text
