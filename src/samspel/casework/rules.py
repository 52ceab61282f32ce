"""What must hold before the office's acts in a case can be done; every reason why not, with its basis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspel.actors import queries as actors
from samspel.casework.models import Case
from samspel.flow.models import TenantRow
from samspel.flow.refusal import Refusal
from samspel.flow.transition import NOT_YOURS, Guard
from samspel.kit.days import last_day_in_words
from samspel.kit.deadlines import oslo_day
from samspel.kit.periods import add_months
from samspel.kit.text import readable
from samspel.letters.facts import PreliminaryFacts
from samspel.letters.models import Letter
from samspel.needs import sheet as sheets
from samspel.needs.models import Need, Partnership
from samspel.needs.queries import came_late as came_late_before
from samspel.needs.rules import Finding, Level, check_sheet
from samspel.needs.sheet import Sheet
from samspel.rules import Basis, Rule, rule, scheme
from samspel.tenancy.by import By, Role

WELL_INFORMED = rule("casework.case_well_informed", of=bool)
SUPPLEMENT_DEADLINE = rule("casework.supplement_has_a_deadline", of=bool)
SUPPLEMENT_DAYS = rule("casework.supplement_answer_days", of=int)
PRELIMINARY_MONTHS = rule("casework.preliminary_reply_months", of=int)


def words(basis: Basis) -> str:
    """Name a basis in the written form of whoever reads it."""
    return basis.text(get_language() or "nb")


def basis_of(law: Rule[Any], at: datetime) -> str:
    """Name the basis of a rule on the day of the act."""
    return words(law.basis_on(oslo_day(at)))


def staff(*roles: Role) -> Guard[Any]:
    """Make the guard that lets in those who work in these roles at the office that the record belongs to."""

    def allowed(record: TenantRow, by: By, at: datetime) -> Iterator[Refusal]:
        if by.role not in roles or by.office_id != record.office_id:
            yield Refusal("wrong-role", str(NOT_YOURS))

    allowed.__doc__ = f"Only {', '.join(roles)} at the office of the record."
    return allowed


def need_has_come_in(need: Need, by: By, at: datetime) -> Iterator[Refusal]:
    """A case is opened about a need that the owner has handed in."""
    if need.state != Need.State.SUBMITTED:
        told = {"state": Need.State(need.state).label}
        yield Refusal("need-not-submitted", _("Behovet er ikke sendt inn. Status er «%(state)s».") % told)


def waits_a_month(need: Need, by: By, at: datetime) -> Iterator[Refusal]:
    """A preliminary reply goes out once, when the time is up and nothing has been decided."""
    if need.state != Need.State.SUBMITTED or need.decided_at is not None or need.submitted_at is None:
        yield Refusal("not-waiting", _("Behovet venter ikke på svar."))
    elif oslo_day(at) < add_months(oslo_day(need.submitted_at), PRELIMINARY_MONTHS.on(oslo_day(at))):
        yield Refusal("too-early", _("Det er ikke gått lang nok tid til et foreløpig svar."))
    if Letter.objects.filter(cause_id=need.pk, template=PreliminaryFacts.template).exists():
        yield Refusal("replied", _("Eieren har alt fått foreløpig svar."))


def has_no_case(need: Need, by: By, at: datetime) -> Iterator[Refusal]:
    """A need has one case."""
    if Case.objects.filter(need=need).exists():
        yield Refusal("has-a-case", _("Behovet har alt en sak."))


def need_stands(case: Case, by: By, at: datetime) -> Iterator[Refusal]:
    """The need is with the office: neither sent back nor withdrawn."""
    if case.need.state == Need.State.RETURNED:
        yield Refusal("need-returned", _("Behovet er sendt tilbake til eieren, og svaret har ikke kommet."))
    yield from need_is_not_withdrawn(case)


def need_is_not_withdrawn(case: Case) -> Iterator[Refusal]:
    """There is a need to decide about: its owner has not withdrawn it."""
    if case.need.state == Need.State.WITHDRAWN:
        yield Refusal("need-withdrawn", _("Eieren har trukket behovet."))


def nothing_is_wrong(findings: Iterable[Finding]) -> Iterator[Refusal]:
    """No check of the need has found an error; each that has is told."""
    for finding in findings:
        if finding.level == Level.ERROR and finding.code not in ANSWERED_ELSEWHERE:
            yield finding.refusal()


# The office has its own question about the deadline (`late_is_accepted`), and its own guard for the partners.
ANSWERED_ELSEWHERE = frozenset({"VR01", "VR04"})


def partners_have_confirmed(case: Case, sheet: Sheet) -> Iterator[Refusal]:
    """Where the call demands it, every partner that takes part has confirmed what stands there now (VR04)."""
    if not case.need.call.partner_must_confirm:
        return
    names = [one.partner.name for one in sheet.active if one.state != Partnership.State.CONFIRMED]
    if names:
        told = {"names": ", ".join(sorted(names))}
        text = _("Utlysningen krever bekreftelse fra partneren. Vi venter på: %(names)s.") % told
        if case.need.call.confirm_closes_at and case.need.answers_until:
            text += " " + _("Siste dag: %(day)s.") % {"day": last_day_in_words(case.need.answers_until)}
        yield Refusal("VR04", text)


def is_prepared(case: Case, by: By, at: datetime) -> Iterator[Refusal]:
    """The need stands, nothing is wrong with it, and its partners have confirmed."""
    sheet = sheets.of(case.need, at)
    yield from need_stands(case, by, at)
    yield from needs_no_more(case, sheet, check_sheet(sheet, at))


def needs_no_more(case: Case, sheet: Sheet, findings: Iterable[Finding]) -> Iterator[Refusal]:
    """What the checks have found and the partners have said, asked of a need that has been read already."""
    yield from nothing_is_wrong(findings)
    yield from partners_have_confirmed(case, sheet)


def assessment_is_written(case: Case, by: By, at: datetime) -> Iterator[Refusal]:
    """The office has written what it makes of the need."""
    if not case.assessment.strip():
        text = _("Skriv embetets vurdering av behovet først.")
        yield Refusal("no-assessment", text, basis=basis_of(WELL_INFORMED, at), field="assessment")


def is_not_bound(case: Case, by: By, at: datetime) -> Iterator[Refusal]:
    """Nothing has been built on the case: no adopted innstilling, no drafted decision."""
    if case.bound_at is not None:
        yield Refusal("bound", _("Saken er med i en vedtatt innstilling eller et vedtak, og kan ikke tas tilbake."))


def text_is_given(text: str, field: str) -> Iterator[Refusal]:
    """What the act writes down is not empty, and can be read."""
    if not readable(text):
        yield Refusal("control-character", _("Teksten har et tegn som ikke kan lagres."), field=field)
    elif not text.strip():
        yield Refusal("no-text", _("Skriv en tekst."), field=field)


def answer_day_is_ahead(answer_by: datetime, at: datetime) -> Iterator[Refusal]:
    """A deadline for an answer lies ahead."""
    if answer_by <= at:
        text = _("Svarfristen må være fram i tid.")
        yield Refusal("answer-by", text, basis=basis_of(SUPPLEMENT_DEADLINE, at), field="answer_by")


def works_here(person_id: UUID, office_id: UUID, at: datetime) -> Iterator[Refusal]:
    """A case is given to somebody who is a caseworker at the office that day."""
    roles = actors.assignments([person_id], oslo_day(at)).filter(office_id=office_id, role=Role.CASEWORKER)
    if not roles.exists():
        yield Refusal("not-a-caseworker", _("Velg en saksbehandler ved embetet."), field="caseworker")


def late_is_accepted(case: Case, late_reason: str) -> Iterator[Refusal]:
    """A need that came after the deadline goes on only when the office says so, with its reason (VR01)."""
    if came_late(case):
        yield from late_is_judged(case.late_accepted, late_reason, case.need.call.legal_basis)


def late_is_judged(accepted: bool | None, late_reason: str, basis: str) -> Iterator[Refusal]:
    """What came after the deadline waits until somebody at the office has decided whether it is taken in."""
    if accepted is False:
        text = _("Embetet har avgjort at behovet ikke tas med, siden det kom etter fristen. Avvis det.")
        yield Refusal("VR01", text, basis=basis, field="late_reason")
    elif accepted is None and not late_reason.strip():
        text = _("Behovet kom etter fristen. Skriv hvorfor det likevel tas med, eller avvis det.")
        yield Refusal("VR01", text, basis=basis, field="late_reason")


def is_late(case: Case, by: By, at: datetime) -> Iterator[Refusal]:
    """Only about what came after the deadline is there anything to decide."""
    if not came_late(case):
        yield Refusal("not-late", _("Behovet kom i tide."))


def came_late(case: Case) -> bool:
    """Tell whether the need came after the deadline of the call the first time it was handed in."""
    return came_late_before(case.need)


def ground_holds(case: Case, ground: str, at: datetime) -> Iterator[Refusal]:
    """A case is dismissed only for a ground that is there."""
    if ground not in grounds(case, at):
        label = dict(Case.Ground.choices).get(ground, ground)
        yield Refusal("ground", _("Saken kan ikke avvises med denne grunnen: %(ground)s.") % {"ground": label})


def grounds(case: Case, at: datetime, late: bool | None = None) -> dict[str, str]:
    """Give the grounds on which a case may be dismissed now, each with its basis; `late` when it is read already."""
    found: dict[str, str] = {}
    need = case.need
    if (came_late(case) if late is None else late) and case.late_accepted is not True:
        found[Case.Ground.LATE] = need.call.legal_basis
    owners = scheme(need.scheme, need.call.rule_set).owner_kinds
    if need.owner.kind not in owners:
        found[Case.Ground.NOT_ELIGIBLE] = words(owners.basis)
    if need.state == Need.State.RETURNED and need.answer_by is not None and need.answer_by <= at:
        found[Case.Ground.NO_ANSWER] = basis_of(SUPPLEMENT_DEADLINE, at)
    return found
