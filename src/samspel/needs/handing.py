"""Handing a need in, once per press: the receipt is made of the very content that is checked and kept."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from samspel.files import store
from samspel.flow.models import Outbox
from samspel.flow.refusal import Refused
from samspel.kit.days import exact_in_words
from samspel.letters import facts, post, rendering
from samspel.letters.facts import ReceiptFacts
from samspel.messages import queries as messages
from samspel.messages.transitions import inform
from samspel.needs import content, queries
from samspel.needs.models import Need, Submission
from samspel.needs.rules import deadline
from samspel.needs.sheet import Sheet
from samspel.needs.transitions import submit
from samspel.people import queries as people
from samspel.tenancy.by import By, Role

UNKNOWN = "–"
SYSTEM = By(None, None, None, Role.SYSTEM)


def hand_in(need: Need, *, key: UUID, turn: int | None = None, seen: str = "", by: By, at: datetime) -> Submission:
    """Hand a need in and give its submission; the same key or the same time again gives the one that is there.

    `turn` is the how manieth time the page was made for. Two pages with two keys are one submission: whoever comes
    second is given the first one's. `seen` is the digest of what was shown.
    """
    before = made_before(need, key, turn)
    if before is not None:
        return before
    try:
        submit(need, key=key, receipt=partial(render, by=by, at=at), turn=turn, seen=seen, by=by, at=at)
    except Refused:
        first = made_before(need, key, turn)
        if first is None:
            raise
        return first
    made = queries.submission_with(need, key)
    assert made is not None
    return made


def made_before(need: Need, key: UUID, turn: int | None) -> Submission | None:
    """Give the submission that has been made already, by this press of the button or by another one this time."""
    return queries.submission_with(need, key) or queries.submission_of(need, turn)


def render(sheet: Sheet, shown: str, *, by: By, at: datetime) -> bytes:
    """Make the receipt in the owner's written form."""
    language = "nn" if sheet.need.owner.written_form == "nn" else "nb"
    with translation.override(language):
        told = receipt_facts(sheet, shown, by=by, at=at)
    return rendering.render("receipt", "nn" if language == "nn" else "nb", told, at=at)


def receipt_facts(sheet: Sheet, shown: str, *, by: By, at: datetime) -> ReceiptFacts:
    """Gather what the receipt tells; what an office has not said of itself is shown as unknown."""
    need = sheet.need
    office, owner, person = need.office, need.owner, people.person(by.somebody)
    sections = content.sections(sheet)
    return ReceiptFacts(
        sender=facts.Office(
            name=office.name,
            address=tuple(office.address.splitlines()) or (office.name,),
            orgnr=office.orgnr,
            email=office.email or UNKNOWN,
            phone=office.phone or UNKNOWN,
        ),
        recipient=facts.Recipient(name=owner.name, orgnr=owner.orgnr, attention=need.contact_name),
        our_reference=need.ref,
        contact=facts.Contact(name=office.name, email=office.email or UNKNOWN, phone=office.phone),
        demo=settings.DEMO,
        need_reference=need.ref,
        measure=need.title,
        call=need.call.title,
        scheme=sheet.scheme.name_in(content.form()),
        owner=owner.name,
        submitted_by=person.name,
        received_at=at,
        sha256=shown,
        late=deadline.comes_late(need, at),
        sections=tuple(
            facts.Section(section.title, answers_of(section)) for section in sections if section.key != "budget"
        ),
        budget_answers=tuple(answer for one in sections if one.key == "budget" for answer in answers_of(one)),
        budget=tuple(
            facts.BudgetLine(line.year, line.recipient.name, content.category(sheet, line.category), line.amount_nok)
            for line in sheet.lines
        ),
        has_forum_step=sheet.scheme.has_forum_step.value,
    )


def answers_of(section: content.Section) -> tuple[facts.Answer, ...]:
    """Give the questions and answers of one subject; the lines of the budget stand in a table of their own."""
    return tuple(facts.Answer(one.question, one.text) for one in section.answers if one.field != "budget")


def send_receipt(message: Outbox, at: datetime) -> None:
    """Give the receipt of a submission to the channel that letters leave by; asked twice, it goes once."""
    made = queries.submission(UUID(message.payload["submission"]))
    owner, document = made.need.owner, made.receipt
    parcel = post.Parcel(
        key=f"receipt-{made.pk}",
        orgnr=owner.orgnr,
        name=owner.name,
        title=document.title,
        content=store.read(document),
        sha256=document.sha256,
    )
    post.channel.hand_over(parcel, at)
    if not messages.is_told(made.pk):
        tell(made, at)


def tell(made: Submission, at: datetime) -> None:
    """Write the receipt as a message in the case too, in the owner's written form."""
    need = made.need
    with translation.override("nn" if need.owner.written_form == "nn" else "nb"):
        told = {"ref": need.ref, "at": exact_in_words(made.received_at), "digest": made.digest}
        lines = [
            _("Vi fikk behovsmelding %(ref)s %(at)s.") % told,
            _("Den kom etter fristen. Vi avgjør om den tas med, og dere får vite grunnen.") if made.late else "",
            _("Sjekksum (SHA-256): %(digest)s") % told,
            _("Kvitteringen og alt dere sendte, ligger på behovsmeldingens side."),
        ]
        topic = _("Kvittering for behovsmelding %(ref)s") % told
    inform(
        need.office,
        topic=topic,
        text="\n\n".join(filter(None, lines)),
        to=queries.spokesman(need),
        about_need_id=need.pk,
        key=made.pk,
        by=SYSTEM,
        at=at,
    )
