"""The preliminary reply: made outside every lock, and sent by itself when an answer takes more than a month."""

from __future__ import annotations

import logging
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from samspel.casework import queries
from samspel.casework.transitions import reply_preliminarily
from samspel.flow.refusal import Refused
from samspel.kit.deadlines import oslo_day
from samspel.letters import facts, parties
from samspel.letters.facts import IncompleteLetter, PreliminaryFacts
from samspel.letters.rendering import render
from samspel.needs import sheet as sheets
from samspel.needs.models import Need
from samspel.tenancy.by import By, Role
from samspel.tenancy.context import offices
from samspel.tenancy.models import Office

SYSTEM = By(None, None, None, Role.SYSTEM)
log = logging.getLogger("samspel.casework")


def reply_to_all(at: datetime) -> int:
    """Send the owners who have waited a month their preliminary reply, office by office; give how many.

    A letter that lacks a part keeps none of the others waiting: what is missing stands in the log, and the next night
    it is tried again.
    """
    count = 0
    for office in Office.objects.order_by("pk"):
        with transaction.atomic(), offices([office.pk]):
            for need in queries.waiting_a_month(office.pk, at):
                try:
                    with transaction.atomic():
                        reply(need, at)
                except (Refused, IncompleteLetter):
                    log.exception("no preliminary reply about %s", need.pk)
                else:
                    count += 1
    return count


def reply(need: Need, at: datetime) -> None:
    """Make the letter in the owner's written form, and send it."""
    said = facts_of(need, oslo_day(at))
    content = render(said.template, parties.form_of(need.owner), said, at=at)
    reply_preliminarily(need, facts=said, content=content, by=SYSTEM, at=at)


def facts_of(need: Need, today: date) -> PreliminaryFacts:
    """Give what the letter says; a day that has passed is one on which the answer was to have come."""
    form, office, day = parties.form_of(need.owner), need.office, need.call.answer_on
    sheet = sheets.of(need)
    assert need.submitted_at is not None
    return PreliminaryFacts(
        sender=parties.sender_of(office, form),
        recipient=parties.receiver_of(need.owner),
        our_reference=need.ref,
        your_reference=need.ref,
        contact=facts.Contact(parties.name_in(office, form), office.email, office.phone),
        demo=settings.DEMO,
        measure=facts.Measure(
            need.title,
            need.ref,
            oslo_day(need.submitted_at),
            need.owner.name,
            sheet.scheme.name_in(form),
            sheet.total_nok,
        ),
        has_forum_step=sheet.scheme.has_forum_step.value,
        expected_on=day,
        overdue=day is not None and day < today,
    )
