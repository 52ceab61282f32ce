"""What a report must tell, who may tell it, and what the office may answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspel.decisions.models import Acceptance, Decision, Share
from samspel.flow.refusal import Refusal
from samspel.followup.models import Report, Told
from samspel.kit.deadlines import closes_at, oslo_day
from samspel.kit.money import LARGEST_NOK, format_nok
from samspel.kit.periods import MONTHS_A_YEAR, add_months
from samspel.needs.models import Indicator
from samspel.needs.rules import measuring
from samspel.rules import rule
from samspel.tenancy.by import By

MOST_PARTICIPANTS = 1_000_000
LONGEST_RESULT = 120
LONGEST_TEXT = 20_000


def due_on(report_on: date, budget_year: int, year: int) -> date:
    """Give the last day to report on a year: the call's day for its own budget year, moved on by whole years."""
    return add_months(report_on, MONTHS_A_YEAR * (year - budget_year))


def due_at(report_on: date, budget_year: int, year: int) -> datetime:
    """Give the first instant that is too late for the report on a year, in Norway's time."""
    return closes_at(due_on(report_on, budget_year, year))


def award_is_sent(decision: Decision, by: By, at: datetime) -> Iterator[Refusal]:
    """A report is asked for when money has been given and the receiver has been told."""
    if decision.kind != Decision.Kind.AWARD:
        yield Refusal("no-award", _("Bare den som har fått tilskudd, skal rapportere."))
    elif decision.state != Decision.State.SENT:
        yield Refusal("not-sent", _("Vedtaket er ikke sendt ennå."))


def decided_here(decision: Decision, by: By, at: datetime) -> Iterator[Refusal]:
    """Staff asks for reports on what its own office has decided."""
    yield from same_office(decision.office_id, by)


def handed_in_here(report: Report, by: By, at: datetime) -> Iterator[Refusal]:
    """Staff answers the reports of its own office."""
    yield from same_office(report.office_id, by)


def same_office(office_id: UUID, by: By) -> Iterator[Refusal]:
    """Nobody acts in the cases of another office."""
    if by.office_id is not None and by.office_id != office_id:
        yield Refusal("other-office", _("Saken hører til et annet embete."))


def is_the_receiver(report: Report, by: By, at: datetime) -> Iterator[Refusal]:
    """Only the one who was given the money tells what became of it."""
    if by.organisation_id != report.recipient_id:
        yield Refusal("not-the-receiver", _("Det er den som har fått tilskuddet, som rapporterer."))


def receiver_shares(decision: Decision, recipient_id: UUID, year: int) -> Iterator[Refusal]:
    """A report needs a share under a frame to report on, and a receiver that has not declined it."""
    shares = Share.objects.filter(decision=decision, recipient_id=recipient_id, year=year)
    if not shares.filter(frame__isnull=False).exists():
        yield Refusal("no-share", _("Mottakeren har ikke fått tilskudd for dette året."))
    declined = Acceptance.State.DECLINED
    if Acceptance.objects.filter(decision=decision, recipient_id=recipient_id, state=declined).exists():
        yield Refusal("declined", _("Mottakeren har takket nei til tilskuddet."))


def reason_given(reason: str) -> Iterator[Refusal]:
    """Whoever is asked to report again is told why."""
    if not reason.strip():
        yield Refusal("no-reason", _("Skriv hva mottakeren må rette."), field="reason")


def can_be_stored(told: Told) -> Iterator[Refusal]:
    """Numbers are within what can be counted; texts are of a length that can be read."""
    if told.spent_nok is not None and not 0 <= told.spent_nok <= LARGEST_NOK:
        yield Refusal("spent-range", _("Det som er brukt, må være et beløp på 0 kroner eller mer."), field="spent_nok")
    if told.participants is not None and not 0 <= told.participants <= MOST_PARTICIPANTS:
        yield Refusal(
            "participants-range",
            _("Antall deltakere må være et tall fra 0 til 1 000 000."),
            field="participants",
        )
    for name in ("unspent_plan", "outcome"):
        if len(getattr(told, name)) > LONGEST_TEXT:
            yield Refusal("too-long", _("Teksten er for lang. Kort den ned."), field=name)
    for indicator_id, reached in told.results.items():
        if len(reached) > LONGEST_RESULT:
            yield Refusal("too-long", _("Teksten er for lang. Kort den ned."), field=f"result-{indicator_id}")


def tells_of(told: Told, indicators: Mapping[UUID, Indicator]) -> Iterator[Refusal]:
    """Results belong to the indicators of the need and to no others, and are measured in what those are."""
    if set(told.results) - set(indicators):
        yield Refusal("foreign-indicator", _("Et resultat hører ikke til denne behovsmeldingen."))
    for pk, indicator in indicators.items():
        measured_in, reached = indicator.measured_in, told.results.get(pk, "").strip()
        if measured_in and reached and measuring.number(measured_in, reached) is None:
            yield Refusal("number", measuring.wanted(measured_in), field=f"result-{pk}")


def tells_all(told: Told, report: Report, indicators: Mapping[UUID, Indicator], at: datetime) -> Iterator[Refusal]:
    """A report that is handed in answers everything: the money, the people, what came of it (VR29, VR30)."""
    yield from accounts_for(told, report)
    if told.participants is None:
        basis = basis_of("no_names_of_participants", oslo_day(at))
        text = _("Skriv hvor mange som har deltatt. Vi spør bare om antall, aldri om navn.")
        yield Refusal("no-participants", text, basis, field="participants")
    if not told.outcome.strip():
        yield Refusal("no-outcome", _("Skriv hva tiltaket har ført til."), field="outcome")
    for indicator in indicators.values():
        if not told.results.get(indicator.pk, "").strip():
            text = _("Skriv hva dere oppnådde for «%(what)s».") % {"what": indicator.what}
            yield Refusal("no-result", text, field=f"result-{indicator.pk}")


def accounts_for(told: Told, report: Report) -> Iterator[Refusal]:
    """The money is accounted for: what was spent, and what happens to what was not, by the rules of the call (VR29)."""
    if told.spent_nok is None:
        yield Refusal("no-spent", _("Skriv hvor mye av tilskuddet som er brukt."), field="spent_nok")
    elif told.spent_nok < report.received_nok and not told.unspent_plan.strip():
        unspent = format_nok(report.received_nok - told.spent_nok)
        text = _("%(unspent)s er ikke brukt. Skriv hva som skal skje med pengene.") % {"unspent": unspent}
        day = report.decision.case.need.call.rules_day or oslo_day(report.due_at)
        basis = basis_of("unspent_is_answered_for", day)
        yield Refusal("unspent-without-plan", text, basis, field="unspent_plan")


def basis_of(key: str, day: date) -> str:
    """Give the basis of a rule on a day, as people read it in their written form."""
    return rule(f"followup.{key}", of=bool).basis_on(day).text(get_language() or "nb")
