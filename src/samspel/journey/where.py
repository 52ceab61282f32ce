"""Where a need is now: at which stage, who has it, what happens next, and by when.

Nothing is told that its owner may not know: what the office has prepared and not sent is «under preparation».
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from samspel.casework.models import Case
from samspel.decisions.models import Acceptance, Decision
from samspel.followup.models import Report
from samspel.forum.models import Line
from samspel.journey.gathering import Known, gather
from samspel.journey.stages import ENDS, PARTS, Part, Stage
from samspel.kit.days import moment_in_words
from samspel.kit.deadlines import last_day
from samspel.needs.models import Need, Offer
from samspel.needs.rules import carried as rules
from samspel.needs.rules import deadline
from samspel.payments.models import Instalment

UNPAID = {
    Instalment.State.PLANNED,
    Instalment.State.ATTESTED,
    Instalment.State.APPROVED,
    Instalment.State.EXPORTED,
}


@dataclass(frozen=True)
class Where:
    """Where one need is: who has it, what happens next in a sentence, and the last day for that where there is one."""

    stage: Stage
    who: str = ""
    next: str = ""
    by_on: date | None = None
    has_forum: bool = True

    @property
    def label(self) -> str:
        """Give the stage in plain words."""
        return str(self.stage.label)

    @property
    def over(self) -> bool:
        """Tell whether nothing more happens."""
        return self.stage in ENDS

    @property
    def part(self) -> Part:
        """Give the part of the way that the stage belongs to."""
        return PARTS[self.stage]

    @property
    def way(self) -> list[Part]:
        """Give the parts of the way that this need goes."""
        return [part for part in Part if part is not Part.FORUM or self.has_forum]


Found = tuple[Stage, str, str, date | None]


def where(need_ids: Iterable[UUID], at: datetime) -> dict[UUID, Where]:
    """Tell where some needs are, by id; the number of questions does not grow with them."""
    return {need_id: placed(known, at) for need_id, known in gather(need_ids).items()}


def placed(known: Known, at: datetime) -> Where:
    """Tell where one need is: the latest step that knows of it decides."""
    steps: tuple[Callable[[Known, datetime], Found | None], ...] = (
        written, sent, answered, paid, reported, prepared,
    )  # fmt: skip
    found = next(found for step in steps if (found := step(known, at)) is not None)
    return Where(*found, has_forum=known.rules.has_forum_step.value)


def written(known: Known, at: datetime) -> Found | None:
    """Tell where a need is that its owner has, or has taken back."""
    need, owner = known.need, known.need.owner.name
    match need.state:
        case Need.State.WITHDRAWN:
            return Stage.WITHDRAWN, "", _("Eieren har trukket behovsmeldingen."), None
        case Need.State.DRAFT if known.offer is not None and rules.holds(known.offer, at):
            return carried(known.offer, need)
        case Need.State.DRAFT:
            return being_written(need, known.offer, at)
        case Need.State.RETURNED if need.decided_at is None:
            by_on = last_day(need.answer_by) if need.answer_by else None
            return Stage.RETURNED, owner, _("Eieren retter det som mangler, og sender inn på nytt."), by_on
    return None


def carried(offer: Offer, need: Need) -> Found:
    """Tell where a need is that a network has: what it does with it, and as what number it was sent."""
    network, until = offer.network_need, deadline.deadline_of(need)
    told = {"network": network.owner.name, "number": offer.position}
    if offer.state == Offer.State.OFFERED:
        text = _("%(network)s avgjør om behovet tas med i behovsmeldingen til nettverket.") % told
    elif network.state == Need.State.DRAFT:
        text = _("%(network)s har tatt det med, og sender én behovsmelding for alle.") % told
    else:
        text = _("Sendt som nummer %(number)d i behovsmeldingen fra %(network)s. Svaret kommer til nettverket.") % told
        return Stage.CARRIED, network.owner.name, text, None
    return Stage.CARRIED, network.owner.name, text, last_day(until) if until else None


def being_written(need: Need, left_out: Offer | None, at: datetime) -> Found:
    """Tell whether a draft can be sent, and until when; in the time of grace after the deadline it comes late."""
    owner, until, ends = need.owner.name, deadline.deadline_of(need), need.grace_ends
    if ends is None or ends <= at:
        return Stage.NOT_SENT, owner, _("Fristen er ute. Utkastet ble ikke sendt."), None
    if deadline.comes_late(need, at):
        text = _("Fristen er ute. Eieren kan sende inn før %(until)s, og da «etter frist».")
        return Stage.DRAFT, owner, text % {"until": moment_in_words(ends)}, None
    text = _("Eieren sender inn behovsmeldingen.")
    if left_out is not None:
        told = {"network": left_out.network_need.owner.name}
        text = _("%(network)s tok den ikke med. Dere kan sende den inn selv.") % told
    return Stage.DRAFT, owner, text, last_day(until) if until else None


def sent(known: Known, at: datetime) -> Found | None:
    """Tell where a need is whose answer has been sent and gives no money."""
    decision = known.decision
    if decision is None or decision.state != Decision.State.SENT:
        return None
    if decision.kind == Decision.Kind.REJECTION:
        return Stage.REJECTED, "", _("Vedtaket er sendt. Brevet sier hvorfor, og hvordan dere kan klage."), None
    if decision.kind == Decision.Kind.DISMISSAL:
        return Stage.DISMISSED, "", _("Vedtaket er sendt. Brevet sier hvorfor, og hvordan dere kan klage."), None
    if known.answers and not known.taken:
        return Stage.DECLINED, "", _("Alle som fikk tilskudd, har takket nei."), None
    return None


def answered(known: Known, at: datetime) -> Found | None:
    """Tell where an award is that somebody has not answered yet."""
    awaited = [answer for answer in known.answers if answer.state == Acceptance.State.AWAITED]
    if not awaited:
        return None
    who = ", ".join(answer.recipient.name for answer in awaited)
    return Stage.ANSWER, who, _("Mottakeren godtar vilkårene."), min(answer.answer_on for answer in awaited)


def paid(known: Known, at: datetime) -> Found | None:
    """Tell where an award is that is accepted and not wholly paid for the years that are bound."""
    if not known.answers:
        return None
    bound_nok = sum(share.amount_nok for share in known.taken if share.frame_id)
    done_nok = sum(one.amount_nok for one in known.instalments if one.state == Instalment.State.PAID)
    if done_nok >= bound_nok:
        return None
    due = [one.due_on for one in known.instalments if one.state in UNPAID]
    office = known.need.office.name
    if not due:
        return Stage.PAYMENT, office, _("Statsforvalteren setter opp utbetalingen."), None
    return Stage.PAYMENT, office, _("Pengene betales ut."), min(due)


def reported(known: Known, at: datetime) -> Found | None:
    """Tell where an award is that has been paid: being carried out, reported, or over."""
    if not known.answers:
        return None
    open_reports = [one for one in known.reports if one.state in {Report.State.DUE, Report.State.RETURNED}]
    if any(one.state == Report.State.SUBMITTED for one in known.reports) and not open_reports:
        return Stage.READING, known.need.office.name, _("Statsforvalteren leser rapporten og svarer på den."), None
    if open_reports:
        first = open_reports[0]
        told = {"year": first.year}
        return Stage.REPORT, first.recipient.name, _("Rapporten for %(year)d leveres.") % told, last_day(first.due_at)
    if any(share.frame_id is None for share in known.taken):
        text = _("Neste års tilskudd står med forbehold om Stortingets budsjett.")
        return Stage.NEXT_YEAR, known.need.office.name, text, None
    if known.reports:
        return Stage.DONE, "", _("Rapporten er godkjent, og saken er avsluttet."), None
    return Stage.REPORT, known.need.office.name, _("Statsforvalteren ber om rapport."), None


def prepared(known: Known, at: datetime) -> Found:
    """Tell where a need is that the office or the forum has, before the answer is sent."""
    office, case, line, by = known.need.office.name, known.case, known.line, known.need.call.answer_on
    if case is None:
        return Stage.RECEIVED, office, _("Statsforvalteren åpner sak og ser over behovsmeldingen."), by
    if case.state == Case.State.OPENED:
        return Stage.PREPARED, office, _("Statsforvalteren ser over behovsmeldingen."), by
    deciding = case.state == Case.State.DISMISSED or not known.rules.has_forum_step.value or known.decision is not None
    if deciding or (line is not None and line.state == Line.State.RECOMMENDED):
        return Stage.DECISION, office, _("Statsforvalteren gjør vedtak og sender brev med begrunnelse."), by
    if line is None:
        return Stage.FORUM, office, _("Saken legges fram for samarbeidsforumet."), by
    return Stage.FORUM, line.meeting.forum.name, _("Forumet gir sin innstilling."), line.meeting.held_on
