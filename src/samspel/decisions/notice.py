"""The letters that tell of a decision: what each says, in its receiver's written form, and its bytes.

Every receiver sees the whole distribution, as the innstilling and the public account show it too. Account numbers and
other receivers' contact persons are never in a letter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from samspel.actors.alphabet import alphabetical, sort_key
from samspel.actors.details import names_on
from samspel.actors.models import Organisation
from samspel.decisions import terms
from samspel.decisions.models import Decision, Share
from samspel.decisions.parts import asked, recommended, sum_nok
from samspel.flow.refusal import Refusal, Refused
from samspel.kit.deadlines import oslo_day
from samspel.ledger.models import Frame
from samspel.letters import facts
from samspel.letters.facts.decision import DecisionFacts
from samspel.letters.parties import form_of, receiver_of, sender_of
from samspel.letters.rendering import UnprintableText, render
from samspel.people.models import Person
from samspel.rules import rule, scheme, word

APPEAL_BODY = rule("decisions.appeal_body", of=str)


@dataclass(frozen=True)
class Prepared:
    """One letter ready to be sent: to whom, what it says, and its bytes."""

    recipient: Organisation
    written_form: str
    title: str
    facts: DecisionFacts
    content: bytes


class Head(TypedDict):
    """What award, rejection and dismissal share."""

    sender: facts.Office
    recipient: facts.Recipient
    our_reference: str
    your_reference: str
    contact: facts.Contact
    demo: bool
    measure: facts.Measure
    decided_on: date
    reasons: facts.Reasons
    recommendation: facts.Recommendation | None
    appeal: facts.Appeal
    prepared_by: facts.Signatory
    decided_by: facts.Signatory


@dataclass(frozen=True)
class Told:
    """What all the letters of a decision have in common, read once."""

    decision: Decision
    shares: tuple[Share, ...]
    owner: Organisation
    at: datetime


def letters_for(decision: Decision, *, at: datetime) -> list[Prepared]:
    """Make the letters of a decision, to its owner and to each other receiver; Refused when a part is missing."""
    told = tell(decision, at)
    return [rendered(told, recipient) for recipient in recipients(told)]


def facts_for(decision: Decision, *, at: datetime) -> dict[Organisation, DecisionFacts]:
    """Give what the letters of a decision say to each receiver, without making them."""
    told = tell(decision, at)
    return {recipient: in_form(told, recipient) for recipient in recipients(told)}


def tell(decision: Decision, at: datetime) -> Told:
    """Read what the letters of a decision are made of."""
    shares = Share.objects.filter(decision=decision).select_related("recipient")
    ordered = tuple(shares.order_by("year", alphabetical("recipient__name")))
    owner, day = decision.case.need.owner, oslo_day(decision.decided_at or at)
    names = names_on([owner, *(share.recipient for share in ordered)], day)
    for share in ordered:
        share.recipient = called(share.recipient, names)
    return Told(decision, ordered, called(owner, names), at)


def called(organisation: Organisation, names: Mapping[UUID, str]) -> Organisation:
    """Give an organisation as it was called on the day of the decision; it is not one to save."""
    then = copy(organisation)
    then.name = names[organisation.pk]
    return then


def recipients(told: Told) -> list[Organisation]:
    """Give those who get a letter: the owner first, then the others who get money."""
    others = {share.recipient_id: share.recipient for share in told.shares if share.recipient_id != told.owner.pk}
    return [told.owner, *sorted(others.values(), key=lambda recipient: sort_key(recipient.name))]


def rendered(told: Told, recipient: Organisation) -> Prepared:
    """Make one letter; Refused with every missing part, or when a text holds what cannot be printed."""
    form = form_of(recipient)
    said = in_form(told, recipient)
    try:
        content = render(said.template, form, said, at=told.at)
    except facts.IncompleteLetter as fault:
        raise Refused(missing(fault)) from fault
    except UnprintableText as fault:
        raise Refused([Refusal("unprintable", _("Brevet har tegn som ikke kan skrives ut."))]) from fault
    with translation.override(form):
        return Prepared(recipient, form, title_of(told.decision), said, content)


def missing(fault: facts.IncompleteLetter) -> Iterator[Refusal]:
    """Name every part that a letter lacks, in the words of whoever reads it."""
    for part in fault.parts("nn" if translation.get_language() == "nn" else "nb"):
        yield Refusal("letter-part", _("Brevet mangler noe: %(part)s.") % {"part": part})


def title_of(decision: Decision) -> str:
    """Give the title of a decision's letters, as it stands in the archive."""
    told = {"measure": decision.case.need.title}
    match decision.kind:
        case Decision.Kind.AWARD:
            return _("Tilskuddsbrev: %(measure)s") % told
        case Decision.Kind.REJECTION:
            return _("Avslag på behovsmelding: %(measure)s") % told
        case _other:
            return _("Avvist behovsmelding: %(measure)s") % told


def in_form(told: Told, recipient: Organisation) -> DecisionFacts:
    """Give what the letter to one receiver says, in that receiver's written form."""
    with translation.override(form_of(recipient)):
        match told.decision.kind:
            case Decision.Kind.AWARD:
                return award(told, recipient)
            case Decision.Kind.REJECTION:
                advice = lines(told.decision.advice)
                return facts.RejectionFacts(**head(told, recipient), would_help=advice)
            case _other:
                return facts.DismissalFacts(**head(told, recipient), can_do=lines(told.decision.advice))


def award(told: Told, recipient: Organisation) -> facts.AwardFacts:
    """Give what a grant letter says."""
    need = told.decision.case.need
    assert need.call.report_on is not None, "a call that has been announced has a day to report"
    return facts.AwardFacts(
        **head(told, recipient),
        budget_year=need.call.budget_year,
        grants=tuple(facts.GrantLine(share.year, share.recipient.name, share.amount_nok) for share in told.shares),
        chapter_post=chapter_posts(told),
        purpose=need.goal or need.call.goal,
        conditions=lines(told.decision.conditions),
        own_contribution=own_contribution(told.decision),
        acceptance_due_on=terms.answer_on(told.at),
        payment_terms=(
            _("Pengene går til kontoen mottakeren oppgir når vilkårene blir godtatt."),
            _("Vi betaler ut når vilkårene er godtatt og utbetalingen er godkjent hos oss av to personer."),
        ),
        reporting_due_on=need.call.report_on,
        covers=covers(told),
    )


def head(told: Told, recipient: Organisation) -> Head:
    """Give what award, rejection and dismissal share."""
    decision, at = told.decision, told.at
    need, form = decision.case.need, form_of(recipient)
    rules = scheme(need.scheme, need.call.rule_set)
    return {
        "sender": sender_of(decision.office, form),
        "recipient": receiver_of(recipient),
        "our_reference": f"{decision.case}, {decision.number}",
        "your_reference": need.ref if recipient == told.owner else "",
        "contact": facts.Contact(signatory(decision.prepared_by).name, decision.office.email, decision.office.phone),
        "demo": settings.DEMO,
        "measure": facts.Measure(
            need.title,
            need.ref,
            oslo_day(need.submitted_at or at),
            told.owner.name,
            rules.name_in(form),
            sum_nok(asked(decision.case)),
        ),
        "decided_on": oslo_day(decision.decided_at or at),
        "reasons": facts.Reasons(
            decision.reason_rule, decision.reason_facts, decision.reason_considerations, legal_basis(decision)
        ),
        "recommendation": recommendation(decision),
        "appeal": facts.Appeal(
            body=word("appeal_body", APPEAL_BODY.on(oslo_day(at)), form), weeks=terms.APPEAL_WEEKS.on(oslo_day(at))
        ),
        "prepared_by": facts.Signatory(decision.prepared_by.name, _("saksbehandler")),
        "decided_by": signatory(decision.decided_by),
    }


def signatory(person: Person | None) -> facts.Signatory:
    """Give who decided; a draft that is read through says that nobody has yet."""
    if person is None:
        return facts.Signatory(_("ikke vedtatt ennå"), _("utkast"))
    return facts.Signatory(person.name, _("med budsjettfullmakt"))


def legal_basis(decision: Decision) -> tuple[str, ...]:
    """Give the provision that the call names as its basis."""
    return tuple(filter(None, [decision.case.need.call.legal_basis]))


def recommendation(decision: Decision) -> facts.Recommendation | None:
    """Give what the forum recommended, in its own words."""
    line = decision.line
    if line is None:
        return None
    words = line.reason or line.meeting.agreement or _("Forumet la ikke ved noen egen begrunnelse.")
    amount_nok = sum_nok(recommended(line))
    meeting = line.meeting
    return facts.Recommendation(meeting.forum.name, meeting.held_on, amount_nok, words, decision.departure_reason)


def own_contribution(decision: Decision) -> facts.OwnContribution | None:
    """Give what the owner adds itself, where the scheme asks for it."""
    asks = terms.own_contribution(decision)
    return facts.OwnContribution(asks.percent, asks.base_nok, asks.least_nok) if asks else None


def chapter_posts(told: Told) -> str:
    """Give the chapters and posts of the state budget that the money comes from."""
    frames = {share.frame_id for share in told.shares if share.frame_id}
    posts = Frame.objects.filter(pk__in=frames).order_by("chapter_post").values_list("chapter_post", flat=True)
    need = told.decision.case.need
    return ", ".join(dict.fromkeys(posts)) or scheme(need.scheme, need.call.rule_set).chapter_post.value


def covers(told: Told) -> tuple[str, ...]:
    """Give what the scheme's money may be used for, in the letter's written form."""
    need = told.decision.case.need
    categories = scheme(need.scheme, need.call.rule_set).budget_categories
    return tuple(category.text(translation.get_language() or "nb") for category in categories)


def lines(text: str) -> tuple[str, ...]:
    """Give the lines of a text that hold something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
