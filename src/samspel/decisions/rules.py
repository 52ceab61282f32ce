"""What must hold before a decision is drafted, made, sent and answered; every reason why not, with its basis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from stdnum.no import kontonr

from samspel.actors.models import Organisation
from samspel.casework import rules as casework
from samspel.casework.models import Case
from samspel.casework.rules import basis_of, words
from samspel.decisions import notice
from samspel.decisions.booking import Place, places
from samspel.decisions.models import Acceptance, Decision, Share
from samspel.decisions.parts import Part, recommended
from samspel.decisions.terms import OwnContribution, own_contribution_of
from samspel.flow import journal
from samspel.flow.refusal import Refusal
from samspel.flow.transition import NOT_YOURS
from samspel.forum.models import Line
from samspel.kit.money import format_nok
from samspel.ledger import rules as ledger
from samspel.ledger.models import Movement
from samspel.letters.facts.decision import DecisionFacts
from samspel.needs.models import BudgetLine, Need, Partnership
from samspel.rules import codes, rule, scheme
from samspel.tenancy.by import By, Role

REASONS = rule("decisions.reasons_required", of=bool)
REASON_PARTS = codes("decisions.reason_parts")
DEPARTURE = rule("decisions.departure_needs_a_reason", of=bool)
TWO_PEOPLE = rule("decisions.prepared_and_decided_by_two", of=bool)
LETTER_PARTS = codes("decisions.letter_parts")
PREPARED = ("decisions.draft", "decisions.change_draft")
ANSWERERS = frozenset({Role.OWNER_SIGNER, Role.PARTNER_CONFIRMER})


@dataclass(frozen=True)
class Content:
    """What a decision says: its kind, what it gives, and why; `ground` only when the need is dismissed."""

    kind: str
    parts: tuple[Part, ...]
    reason_rule: str
    reason_facts: str
    reason_considerations: str
    departure_reason: str = ""
    conditions: str = ""
    advice: str = ""
    ground: str = ""


def is_undecided(case: Case, by: By, at: datetime) -> Iterator[Refusal]:
    """A case has one decision."""
    if Decision.objects.filter(case=case).exists():
        yield Refusal("has-a-decision", _("Saken har alt et vedtak."))


def content_holds(case: Case, content: Content, line: Line | None, at: datetime) -> Iterator[Refusal]:
    """A decision stands on a case that is ready, gives what can be given, and says why in all three parts."""
    yield from casework.need_is_not_withdrawn(case)
    if content.kind == Decision.Kind.DISMISSAL:
        yield from casework.ground_holds(case, content.ground, at)
    else:
        yield from case_is_ready(case, line)
    yield from parts_hold(case.need, content)
    yield from reasons_are_given(content, at)
    yield from departure_is_explained(content, line, at)
    if content.kind == Decision.Kind.AWARD and not content.conditions.strip():
        text = _("Skriv vilkårene for tilskuddet. Tilskuddsbrevet kan ikke sendes uten.")
        yield Refusal("no-conditions", text, basis=basis_of(LETTER_PARTS, at), field="conditions")


def case_is_ready(case: Case, line: Line | None) -> Iterator[Refusal]:
    """The case has been prepared, and the forum has had its say where the scheme has a forum."""
    if case.state != Case.State.READY:
        told = {"state": Case.State(case.state).label}
        yield Refusal("case-not-ready", _("Saken er ikke klar for vedtak. Status er «%(state)s».") % told)
    forum_step = scheme(case.need.scheme, case.need.call.rule_set).has_forum_step
    if forum_step.value and line is None:
        text = _("Samarbeidsforumet har ikke gitt innstilling om behovet.")
        yield Refusal("no-recommendation", text, basis=words(forum_step.basis))


def parts_hold(need: Need, content: Content) -> Iterator[Refusal]:
    """Only an award gives money: once per receiver and year, to those who asked, in years the call covers."""
    parts = content.parts
    if content.kind != Decision.Kind.AWARD:
        if parts:
            yield Refusal("gives-nothing", _("Et avslag eller en avvisning gir ingen penger."), field="parts")
        return
    if not parts:
        yield Refusal("gives-nothing", _("Et tilsagn må gi minst ett beløp."), field="parts")
    if any(part.amount_nok <= 0 for part in parts):
        yield Refusal("no-amount", _("Hvert beløp må være større enn null."), field="parts")
    if len({(part.year, part.recipient_id) for part in parts}) < len(parts):
        yield Refusal("twice", _("Samme mottaker står to ganger i samme år."), field="parts")
    if {part.recipient_id for part in parts} - receivers(need):
        yield Refusal("receiver", _("Pengene kan bare gå til eieren og partnerne i behovet."), field="parts")
    yield from years_hold(need, parts)


def years_hold(need: Need, parts: Iterable[Part]) -> Iterator[Refusal]:
    """Money is given for the call's budget year and the years that a measure may last."""
    rules = scheme(need.scheme, need.call.rule_set)
    first, longest = need.call.budget_year, min(need.call.longest_years, rules.longest_period_years.value)
    # A measure of three years that starts in the autumn touches four budget years.
    last = first + longest
    if any(not first <= part.year <= last for part in parts):
        told = {"first": first, "last": last}
        text = _("Utlysningen gjelder årene %(first)s–%(last)s.") % told
        yield Refusal("year", text, basis=words(rules.longest_period_years.basis), field="parts")


def receivers(need: Need) -> set[UUID]:
    """Give those who may get money for a need: its owner, its partners, and whoever money was asked for."""
    partners = Partnership.objects.filter(need=need).exclude(state=Partnership.State.DECLINED)
    asked = BudgetLine.objects.filter(need=need).values_list("recipient_id", flat=True)
    return {need.owner_id, *partners.values_list("partner_id", flat=True), *asked}


def reasons_are_given(content: Content, at: datetime) -> Iterator[Refusal]:
    """A decision says which rule, which facts and which considerations it rests on."""
    missing = {
        "reason_rule": (content.reason_rule, _("Skriv hvilken regel vedtaket bygger på.")),
        "reason_facts": (content.reason_facts, _("Skriv hvilke faktiske forhold vedtaket bygger på.")),
        "reason_considerations": (content.reason_considerations, _("Skriv hvilke hensyn som har veid mest.")),
    }
    for field, (text, message) in missing.items():
        if not text.strip():
            yield Refusal(f"no-{field}", message, basis=basis_of(REASON_PARTS, at), field=field)


def departure_is_explained(content: Content, line: Line | None, at: datetime) -> Iterator[Refusal]:
    """A decision that is not what the forum recommended says why."""
    if line is not None and departs(content, line) and not content.departure_reason.strip():
        text = _("Vedtaket er et annet enn innstillingen. Skriv hvorfor.")
        yield Refusal("no-departure-reason", text, basis=basis_of(DEPARTURE, at), field="departure_reason")


def departs(content: Content, line: Line) -> bool:
    """Tell whether a decision is another than the innstilling: in kind, or in any amount."""
    recommends = recommended(line)
    kind = Decision.Kind.AWARD if recommends else Decision.Kind.REJECTION
    return content.kind != kind or tuple(sorted(content.parts)) != recommends


def not_prepared_by_oneself(decision: Decision, by: By, at: datetime) -> Iterator[Refusal]:
    """Whoever has drafted or changed a decision does not make it."""
    prepared = journal.history([decision.pk]).filter(act__in=PREPARED, person_id=by.person_id)
    if by.person_id == decision.prepared_by_id or prepared.exists():
        text = _("Du har vært med på å forberede vedtaket. En annen må fatte det.")
        yield Refusal("four-eyes", text, basis=basis_of(TWO_PEOPLE, at))


def still_holds(decision: Decision, by: By, at: datetime) -> Iterator[Refusal]:
    """What the draft says still fits the case: nothing has happened to the case since."""
    yield from casework.need_is_not_withdrawn(decision.case)
    if decision.kind == Decision.Kind.DISMISSAL:
        yield from casework.ground_holds(decision.case, decision.ground, at)
    else:
        yield from case_is_ready(decision.case, decision.line)


def frames_have_room(decision: Decision, by: By, at: datetime) -> Iterator[Refusal]:
    """What binds the state now fits under the frames of the budget year."""
    yield from places_have_room(decision, places(decision))


def places_have_room(decision: Decision, booked: Mapping[int, Place]) -> Iterator[Refusal]:
    """Each year has a frame, and the frame has room."""
    need = decision.case.need
    for year, place in booked.items():
        if place.frame is None:
            told = {"scheme": scheme(need.scheme, need.call.rule_set).short_in(get_language() or "nb"), "year": year}
            text = _("Det finnes ingen ramme for %(scheme)s i %(year)s.") % told
            yield Refusal("no-frame", text)
        else:
            yield from ledger.frame_allows(Movement.Kind.COMMITTED, place.frame, place.sum_nok)


def has_something_reserved(decision: Decision, by: By, at: datetime) -> Iterator[Refusal]:
    """There is money for a later year that waits for Stortinget."""
    if not Share.objects.filter(decision=decision, frame=None).exists():
        yield Refusal("nothing-reserved", _("Vedtaket har ingen beløp som står under forbehold."))


def year_is_reserved(decision: Decision, year: int) -> Iterator[Refusal]:
    """The year named is one that waits, and nobody's answer to it is no."""
    if not Share.objects.filter(decision=decision, frame=None, year=year).exists():
        yield Refusal("year", _("Ingen beløp for %(year)s står under forbehold.") % {"year": year}, field="year")


def letters_still_fit(
    said: Mapping[Organisation, DecisionFacts], decision: Decision, at: datetime
) -> Iterator[Refusal]:
    """The letters rendered beforehand say what the decision says now, to exactly those who are to have one."""
    if said != notice.facts_for(decision, at=at):
        yield Refusal("letters-changed", _("Noe er endret siden brevene ble laget. Lag dem på nytt."))


def addressed_to(acceptance: Acceptance, by: By, at: datetime) -> Iterator[Refusal]:
    """The terms are answered by somebody who may sign for the receiver."""
    if by.role not in ANSWERERS or by.organisation_id != acceptance.recipient_id:
        yield Refusal("wrong-role", str(NOT_YOURS))


def account_is_one(account_number: str) -> Iterator[Refusal]:
    """An account number has eleven digits, the last of which follows from the others (mod 11)."""
    if not (account_number.isascii() and account_number.isdigit() and len(account_number) == 11):
        yield Refusal("account", _("Et kontonummer har elleve sifre."), field="account_number")
    elif not kontonr.is_valid(account_number):
        text = _("Kontonummeret er ikke gyldig. Se etter om to sifre har byttet plass.")
        yield Refusal("account", text, field="account_number")


def terms_are_agreed_to(agreed: bool) -> Iterator[Refusal]:
    """Whoever accepts says so in so many words."""
    if not agreed:
        yield Refusal("terms", _("Kryss av for at dere godtar vilkårene."), field="agreed")


def own_contribution_is_enough(acceptance: Acceptance, own_nok: int | None) -> Iterator[Refusal]:
    """The owner adds what the scheme asks for, reckoned from the grant (VR09)."""
    asks = asked_of(acceptance)
    if asks is None or (own_nok is not None and own_nok >= asks.least_nok):
        return
    told = {"percent": asks.percent, "base": format_nok(asks.base_nok), "least": format_nok(asks.least_nok)}
    text = _("Egenandelen må være minst %(percent)s prosent av tilskuddet: av %(base)s er det %(least)s.") % told
    yield Refusal("VR09", text, basis=words(asks.basis), field="own_contribution_nok")


def asked_of(acceptance: Acceptance) -> OwnContribution | None:
    """Give what a receiver must add itself, where the scheme asks for it."""
    return own_contribution_of(acceptance.decision, acceptance.recipient_id)
