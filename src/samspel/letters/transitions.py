"""A letter is made once, sent by the channel, and has come when the channel says so."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from samspel.actors.models import Organisation
from samspel.files import store
from samspel.flow import outbox
from samspel.flow.journal import Facts
from samspel.flow.models import TenantRow
from samspel.flow.numbers import next_number
from samspel.flow.transition import creation, refuse, transition
from samspel.kit.deadlines import oslo_day
from samspel.letters import rules
from samspel.letters.facts import LetterFacts
from samspel.letters.models import Letter
from samspel.tenancy.by import By

State = Letter.State
MEDIA_TYPE = "application/pdf"
KIND = "letter"


@creation(Letter, guards=[rules.written_by_the_office], journalled=True)
def issue(
    cause: TenantRow,
    *,
    recipient: Organisation,
    written_form: str,
    title: str,
    facts: LetterFacts,
    content: bytes,
    need_id: UUID | None,
    by: By,
    at: datetime,
) -> Letter:
    """Keep a letter that has been rendered, with its digest and the office's next number, and put it out to be sent."""
    refuse(rules.is_pdf(content))
    document = store.put(content, office_id=cause.office_id, title=title, media_type=MEDIA_TYPE, at=at)
    year = oslo_day(at).year
    letter = Letter.objects.create(
        office_id=cause.office_id,
        state=State.RENDERED,
        recipient=recipient,
        template=facts.template,
        written_form=written_form,
        number=f"B-{year}-{next_number(cause.office_id, 'letter', year):03}",
        about_need_id=need_id,
        cause_id=cause.pk,
        facts=facts.as_json(),
        document=document,
    )
    outbox.put(KIND, letter, at=at)
    letter.entry_facts = {
        "number": letter.number,
        "to": recipient.name,
        "title": title,
        "written_form": written_form,
        "sha256": document.sha256,
    }
    return letter


@transition(source=[State.RENDERED], target=State.SENT, guards=[rules.carried_by_the_channel])
def send(letter: Letter, *, reference: str, content: bytes, by: By, at: datetime) -> Facts:
    """The channel has taken the letter; nobody knows yet whether it has come."""
    refuse(rules.is_unchanged(letter, content))
    letter.channel_reference = reference
    letter.sent_at = at
    return {"number": letter.number, "reference": reference, "sha256": letter.document.sha256}


@transition(source=[State.SENT], target=State.DELIVERED, guards=[rules.carried_by_the_channel])
def deliver(letter: Letter, *, delivered_at: datetime, by: By, at: datetime) -> Facts:
    """The channel says that the letter has come to its receiver: from now the time to appeal runs."""
    refuse(rules.came_after_it_was_sent(letter, delivered_at, at))
    letter.delivered_at = delivered_at
    return {"number": letter.number, "delivered_at": delivered_at}
