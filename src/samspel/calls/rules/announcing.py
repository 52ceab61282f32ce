"""What a call must hold before anybody may read it, and who may work on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspel.calls.models import Call, Posting
from samspel.flow.refusal import Refusal
from samspel.flow.transition import NOT_YOURS
from samspel.kit.deadlines import oslo_day
from samspel.ledger import queries as ledger
from samspel.rules import NoRule, codes, rule, rule_sets, scheme
from samspel.tenancy.by import By, Role
from samspel.tenancy.models import Office

REQUIRED_PARTS = codes("calls.required_parts")
SAYS_WHEN_ANSWERED = rule("calls.says_when_answered", of=bool)
REACHES_ALL = rule("calls.reaches_whole_target_group", of=bool)
LONGEST_GRACE = rule("calls.longest_grace_minutes", of=int)
CALL_STAFF = frozenset({Role.CASEWORKER, Role.DECIDER, Role.OFFICE_ADMIN, Role.SYSTEM})
ANNOUNCERS = frozenset({Role.DECIDER, Role.OFFICE_ADMIN, Role.SYSTEM})
REF = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def may_write_calls(office: Office, by: By, at: datetime) -> Iterator[Refusal]:
    """Calls are written by the office itself, or read in from a file."""
    yield from _staff(CALL_STAFF, office, by)


def may_work_on(call: Call, by: By, at: datetime) -> Iterator[Refusal]:
    """A call is worked on by the office that it belongs to."""
    yield from _staff(CALL_STAFF, call.office, by)


def may_announce(call: Call, by: By, at: datetime) -> Iterator[Refusal]:
    """A call is announced and withdrawn by those who answer for the office's money."""
    yield from _staff(ANNOUNCERS, call.office, by)


def _staff(roles: frozenset[Role], office: Office, by: By) -> Iterator[Refusal]:
    if by.role not in roles or (by.role != Role.SYSTEM and by.office_id != office.pk):
        yield Refusal("wrong-role", str(NOT_YOURS))


def ref_is_an_address(ref: str) -> Iterator[Refusal]:
    """A call's ref is part of its public address."""
    if not REF.fullmatch(ref) or len(ref) > 60:
        text = _("Kjenningen kan bare ha små bokstaver fra a til z, tall og bindestrek, for eksempel «behov-2027».")
        yield Refusal("ref", text, field="ref")


def is_complete(call: Call, by: By, at: datetime) -> Iterator[Refusal]:
    """A call is announced whole: every part that the rules name is there, or named here."""
    today = oslo_day(at)
    basis = REQUIRED_PARTS.basis_on(today).text(get_language() or "nb")
    for part in REQUIRED_PARTS.on(today):
        for refusal in CHECKS[part](call, at):
            yield Refusal(refusal.code, refusal.text, basis, refusal.field)


def rules_fit(call: Call, by: By, at: datetime) -> Iterator[Refusal]:
    """A call stands under one rule set, in force when it is announced or when its budget year begins."""
    chosen = rule_sets().get(call.rule_set)
    if chosen is None:
        yield Refusal("rule-set", _("Regelsettet finnes ikke."), field="rule_set")
        return
    if chosen.since > max(oslo_day(at), date(call.budget_year, 1, 1)):
        text = _("Regelsettet %(rules)s gjelder ikke for budsjettåret %(year)d.")
        basis = chosen.basis.text(get_language() or "nb")
        yield Refusal("rule-set", text % {"rules": chosen.code, "year": call.budget_year}, basis, "rule_set")
    known = {candidate.code for candidate in chosen.schemes}
    if not call.schemes:
        yield Refusal("schemes", _("Velg minst én ordning."), field="schemes")
    for code in call.schemes:
        if code not in known:
            text = _("Ordningen «%(scheme)s» finnes ikke i regelsettet %(rules)s.")
            yield Refusal("schemes", text % {"scheme": code, "rules": chosen.code}, field="schemes")


def answer_day_fits(call: Call, by: By, at: datetime) -> Iterator[Refusal]:
    """A call says by when its owners can expect an answer: the preliminary reply that goes out by itself tells them."""
    try:
        asked = SAYS_WHEN_ANSWERED.on(oslo_day(at))
    except NoRule:  # a call of a former year, read in from a file
        asked = False
    if call.answer_on is None and asked:
        text = _(
            "Sett den dagen eierne kan vente svar. Tar saken mer enn en måned, går det ut et foreløpig svar av seg"
            " selv, og det skal si når de kan vente svaret."
        )
        basis = SAYS_WHEN_ANSWERED.basis_on(oslo_day(at)).text(get_language() or "nb")
        yield Refusal("answer-day", text, basis, "answer_on")
    elif call.closes_at is not None:
        yield from _answer_after(call.answer_on, call.closes_at, "answer_on")


def _answer_after(answer_on: date | None, closes_at: datetime, field: str) -> Iterator[Refusal]:
    if answer_on is not None and answer_on < oslo_day(closes_at):
        yield Refusal("answer-before", _("Svaret kan ikke ventes før fristen for å melde behov."), field=field)


def longest_years_fit(call: Call, by: By, at: datetime) -> Iterator[Refusal]:
    """A measure lasts at most as many years as the rules of its scheme allow."""
    for code in call.schemes:
        try:
            longest = scheme(code, call.rule_set).longest_period_years
        except NoRule:
            continue  # rules_fit has named it
        if not 1 <= call.longest_years <= longest.value:
            text = _("Lengste varighet må være fra 1 til %(years)d år.") % {"years": longest.value}
            yield Refusal("longest-years", text, longest.basis.text(get_language() or "nb"), "longest_years")
            return


def moment_fits(call: Call, from_at: datetime | None, by: By, at: datetime) -> Iterator[Refusal]:
    """A call that is to be announced later is whole at that moment too: its rules hold, and there is time to answer."""
    if from_at is None:
        return
    if from_at <= at:
        yield Refusal("moment-passed", _("Tidspunktet må være fram i tid."), field="from_at")
    elif call.closes_at is not None and from_at >= call.closes_at:
        text = _("Utlysningen må bli kunngjort før fristen for å melde behov.")
        yield Refusal("deadline-passed", text, field="from_at")
    else:
        yield from rules_fit(call, by, from_at)


def has_come(call: Call, by: By, at: datetime) -> Iterator[Refusal]:
    """Nobody outside the office knows of a call before the moment it is announced from."""
    if not call.is_announced(at):
        yield Refusal("not-yet", _("Utlysningen er ikke kunngjort ennå."))


def has_not_come(call: Call, by: By, at: datetime) -> Iterator[Refusal]:
    """What everybody has been able to read, is not taken back."""
    if call.is_announced(at):
        yield Refusal("announced", _("Utlysningen er alt kunngjort. Den kan bare trekkes."))


def nobody_is_told(call: Call, by: By, at: datetime) -> Iterator[Refusal]:
    """Whom a call must reach is written down once."""
    if Posting.objects.filter(call=call).exists():
        yield Refusal("told", _("Eierne har alt fått varsel."))


def still_asks(call: Call, by: By, at: datetime) -> Iterator[Refusal]:
    """What a call asks for is added to as long as owners may report under it."""
    if call.closes_at is not None and call.closes_at <= at:
        yield Refusal("deadline-passed", _("Fristen for å melde behov er ute."))


def something_added(themes: Sequence[Mapping[str, object]]) -> Iterator[Refusal]:
    """Whoever adds themes names at least one."""
    if not themes:
        yield Refusal("no-theme", _("Skriv minst ett tema."))


def reason_given(reason: str) -> Iterator[Refusal]:
    """Whoever withdraws a call says why."""
    if not reason.strip():
        yield Refusal("reason", _("Skriv hvorfor utlysningen blir trukket."), field="reason")


def why_extended(reason: str) -> Iterator[Refusal]:
    """Whoever gives everybody more time says why."""
    if not reason.strip():
        yield Refusal("reason", _("Skriv hvorfor fristen blir forlenget."), field="reason")


def deadline_is_later(call: Call, closes_at: datetime, answer_on: date | None, at: datetime) -> Iterator[Refusal]:
    """A deadline that everybody could read is only moved to a later day, before the answers and the reports are due."""
    if call.closes_at is not None and closes_at <= max(call.closes_at, at):
        text = _("Den nye fristen må være senere enn den som gjelder, og fram i tid.")
        yield Refusal("not-later", text, field="last_day")
    if call.report_on is not None and call.report_on < oslo_day(closes_at):
        yield Refusal("report-before", _("Rapportfristen må være etter fristen for å melde behov."), field="last_day")
    yield from _answer_after(answer_on, closes_at, "answer_on")


Found = Iterable[Refusal]


def _written(field: str, text: Callable[[], str]) -> Callable[[Call, datetime], Found]:
    def check(call: Call, at: datetime) -> Found:
        if not getattr(call, field).strip():
            yield Refusal("missing", text(), field=field)

    return check


def _deadline(call: Call, at: datetime) -> Found:
    if call.closes_at is None:
        yield Refusal("missing", _("Sett en frist for å melde behov."), field="closes_at")
    elif call.closes_at <= at:
        yield Refusal("deadline-passed", _("Fristen for å melde behov må være fram i tid."), field="closes_at")
    if call.confirm_closes_at is not None and call.closes_at is not None and call.confirm_closes_at < call.closes_at:
        text = _("Partnerne må få svare minst til og med fristen for å melde behov.")
        yield Refusal("confirm-before", text, field="confirm_closes_at")
    if not 0 <= call.grace_minutes <= LONGEST_GRACE.on(oslo_day(at)):
        told = {"most": LONGEST_GRACE.on(oslo_day(at))}
        text = _("Det kan tas imot fra 0 til %(most)d minutter etter fristen.") % told
        yield Refusal("grace", text, field="grace_minutes")


def _report_deadline(call: Call, at: datetime) -> Found:
    if call.report_on is None:
        yield Refusal("missing", _("Sett en frist for å rapportere."), field="report_on")
    elif call.closes_at is not None and call.report_on < oslo_day(call.closes_at):
        yield Refusal("report-before", _("Rapportfristen må være etter fristen for å melde behov."), field="report_on")


def _frames(call: Call, at: datetime) -> Found:
    found = {frame.scheme for frame in ledger.frames(call.office_id, call.schemes, [call.budget_year])}
    for code in call.schemes:
        if code not in found:
            told = {"scheme": scheme_name(call.rule_set, code), "year": call.budget_year}
            text = _("Sett opp rammen med kapittel og post for %(scheme)s i %(year)d.") % told
            yield Refusal("no-frame", text, field=f"frame-{code}")


def _nothing(call: Call, at: datetime) -> Found:
    return ()


def scheme_name(rule_set: str, code: str) -> str:
    """Give the short name of a scheme in the reader's written form; the code itself where the rules have none."""
    try:
        return scheme(code, rule_set).short_in(get_language() or "nb")
    except NoRule:
        return code


CHECKS: dict[str, Callable[[Call, datetime], Found]] = {
    "goal": _written("goal", lambda: _("Skriv målet med tilskuddet.")),
    "target-group": _written("target_group", lambda: _("Skriv hvem tilskuddet er for.")),
    "criteria": _written("criteria", lambda: _("Skriv kriteriene for å få tilskudd.")),
    "deadline": _deadline,
    "chapter-post": _nothing,  # a frame cannot be opened without its chapter and post
    "legal-basis": _written("legal_basis", lambda: _("Skriv hjemmelen for ordningen.")),
    "frame": _frames,
    "channels": _nothing,  # the act itself announces it on the public pages
    "report-deadline": _report_deadline,
    "contact": _written("contact", lambda: _("Skriv hvem som svarer på spørsmål.")),
}
