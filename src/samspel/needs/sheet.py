"""A need with all its rows, read in a fixed number of queries: what every check, page and receipt is made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, partial
from typing import Any, TypeVar, cast
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import SimpleLazyObject

from samspel.actors.models import Membership, Organisation, Unit
from samspel.calls.rules.themes import scheme_of
from samspel.kit.deadlines import oslo_day
from samspel.kit.periods import budget_years
from samspel.kit.text import digest
from samspel.needs import intake, membership, rows
from samspel.needs.membership import PrivateUnit
from samspel.needs.models import (
    Attachment,
    BudgetLine,
    Cost,
    Indicator,
    Need,
    Offer,
    Participation,
    Partnership,
    TargetGroup,
    UnitAssessment,
)
from samspel.rules import SchemeRules

ROWS = ("units", "target_groups", "indicators", "lines", "partnerships", "members")
LATER_ROWS = ("behind", "unit_assessments", "attachments", "costs", "offers", "own_offers", "private_units")
T = TypeVar("T")


@dataclass(frozen=True)
class ExtraQuestion:
    """A question that one office asks in its call: in a text, with yes or no, or with one of its choices."""

    key: str
    kind: str
    question: str
    help: str = ""
    choices: Sequence[str] = ()
    required: bool = False


def nothing() -> None:
    """Ask about no private units."""


@dataclass(frozen=True)
class Sheet:
    """Everything a need says at one moment, with the scheme rules of its call; amounts in whole kroner."""

    need: Need
    scheme: SchemeRules
    units: tuple[Unit, ...]
    target_groups: tuple[TargetGroup, ...]
    indicators: tuple[Indicator, ...]
    lines: tuple[BudgetLine, ...]
    partnerships: tuple[Partnership, ...]
    members: tuple[Membership, ...]
    unit_assessments: tuple[UnitAssessment, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    costs: tuple[Cost, ...] = ()
    offers: tuple[Offer, ...] = ()
    own_offers: tuple[Offer, ...] = ()
    behind: tuple[Membership, ...] = ()
    """The owners in the network that stand behind what is written, or was handed in; `members` are all since then."""
    day: date | None = None
    private: Callable[[], tuple[PrivateUnit, ...] | None] = nothing
    """Reads the private owners' units where the applicant is."""

    @cached_property
    def taken_in(self) -> tuple[Offer, ...]:
        """Give the members' needs that the network takes with it, best first."""
        return tuple(one for one in self.offers if one.state == Offer.State.TAKEN_IN)

    @cached_property
    def private_units(self) -> tuple[PrivateUnit, ...] | None:
        """Give the private owners' units where the applicant is; None where they are not asked about, or not known."""
        return self.private()

    @property
    def own_offer(self) -> Offer | None:
        """Give where the need itself is offered to a network, or was left out last."""
        return intake.foremost(self.own_offers)

    @property
    def total_nok(self) -> int:
        """Give what is asked for in all years, to all receivers."""
        return sum(line.amount_nok for line in self.lines)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Give the budget years the need may ask money for: those its timetable touches, from the call's own on."""
        need = self.need
        first, longest = need.call.budget_year, need.call.longest_years
        if need.starts_on is None or need.ends_on is None:
            return tuple(range(first, first + longest))
        touched = [year for year in budget_years(need.starts_on, need.ends_on) if year >= first]
        return tuple(touched[: longest + 1]) or (first,)

    @property
    def stray(self) -> tuple[BudgetLine, ...]:
        """Give the amounts that belong nowhere any more: of a year outside the timetable, to one who is not with."""
        there = {recipient.pk for recipient in self.recipients}
        return tuple(line for line in self.lines if line.year not in self.years or line.recipient_id not in there)

    @property
    def stray_costs(self) -> tuple[Cost, ...]:
        """Give what things cost in years outside the timetable."""
        return tuple(row for row in self.costs if row.year not in self.years)

    @cached_property
    def recipients(self) -> tuple[Organisation, ...]:
        """Give who may be asked money for: the owner, the owners in its network, and the partners."""
        owners = [self.need.owner, *(membership.member for membership in self.members)]
        return tuple(dict.fromkeys([*owners, *(partnership.partner for partnership in self.active)]))

    @cached_property
    def answered(self) -> tuple[UnitAssessment, ...]:
        """Give the units' own answers."""
        return tuple(one for one in self.unit_assessments if one.state == UnitAssessment.State.ANSWERED)

    @cached_property
    def active(self) -> tuple[Partnership, ...]:
        """Give the partners that have been invited and have not left."""
        gone = {Partnership.State.CANCELLED, Partnership.State.DECLINED}
        return tuple(partnership for partnership in self.partnerships if partnership.state not in gone)

    @cached_property
    def extra_questions(self) -> tuple[ExtraQuestion, ...]:
        """Give what the office of the call asks beside what all ask."""
        return tuple(ExtraQuestion(**one) for one in self.need.call.extra_questions)

    def asks(self, question: str) -> bool:
        """Tell whether the form has a question that not every scheme asks; the short form has none of those."""
        return question in self.scheme.questions and not self.need.light

    def asked_nok(self, *, recipient_id: UUID | None = None, year: int | None = None) -> int:
        """Give what is asked for one receiver, for one year, or both."""
        return sum(
            line.amount_nok
            for line in self.lines
            if recipient_id in {None, line.recipient_id} and year in {None, line.year}
        )


def of(need: Need, at: datetime | None = None) -> Sheet:
    """Read a need whole, as it is at this moment; its network as it is at a moment, or else now."""
    sheet = when_asked(need, at)
    for name in (*ROWS, *LATER_ROWS):
        len(getattr(sheet, name) or ())
    return sheet


def when_asked(need: Need, at: datetime | None = None) -> Sheet:
    """Give a need whose rows of each kind are read when somebody first asks for them: for pages that ask for a few."""
    day = oslo_day(at) if at else None
    network = SimpleLazyObject(lambda: membership.network_of(need, day))
    behind, offers = later(lambda: network[1]), later(lambda: intake.offers_about(need))
    rules, units = scheme_of(need.call, need.scheme), later(lambda: (row.unit for row in rows.participations(need.pk)))
    return Sheet(
        need=need,
        scheme=rules,
        units=units,
        target_groups=later(lambda: rows.target_groups(need.pk)),
        indicators=later(lambda: rows.indicators(need.pk)),
        lines=later(lambda: rows.lines(need.pk)),
        partnerships=later(lambda: rows.partnerships(need.pk)),
        members=later(lambda: network[0]),
        behind=behind,
        unit_assessments=later(lambda: rows.unit_assessments(need.pk)),
        attachments=later(lambda: rows.attachments(need.pk)),
        costs=later(lambda: rows.costs(need.pk)),
        offers=later(lambda: (one for one in offers if one.network_need_id == need.pk)),
        own_offers=later(lambda: (one for one in offers if one.need_id == need.pk)),
        day=day,
        private=partial(membership.private_units, need, rules, members=behind, units=units, day=day),
    )


def later(read: Callable[[], Iterable[T]]) -> tuple[T, ...]:
    """Give rows that are read when somebody first asks for them."""
    return cast("tuple[T, ...]", SimpleLazyObject(lambda: tuple(read())))


def for_check(need: Need, at: datetime) -> Sheet:
    """Read a need whole for the check, and keep what was read at hand for what follows on it."""
    sheet = of(need, at)
    need.sheet_checked = sheet
    return sheet


def checked(need: Need, at: datetime) -> Sheet:
    """Give the need as the check has just read it; it is read where nothing has checked it."""
    return need.sheet_checked if isinstance(need.sheet_checked, Sheet) else of(need, at)


def plain(need: Need) -> Sheet:
    """Give a need without its rows, for a page that asks about none of them."""
    nothing: dict[str, Any] = dict.fromkeys(ROWS, ())
    return Sheet(need=need, scheme=scheme_of(need.call, need.scheme), **nothing)


def units_in(need: Need) -> QuerySet[Participation, UUID]:
    """Give the ids of the units that take part."""
    return Participation.objects.filter(need=need).values_list("unit_id", flat=True)


def is_closed(unit: Unit, day: date | None) -> bool:
    """Tell whether a unit is gone from the registers on a day, or at all."""
    return unit.closed_on is not None and (day is None or unit.closed_on <= day)


def units_to_choose(sheet: Sheet) -> list[Unit]:
    """Give the units that may be chosen: of a kind that the scheme is for and open, or chosen already."""
    chosen, kinds = {unit.pk for unit in sheet.units}, sheet.scheme.unit_kinds
    there = [unit for unit in membership.own_units(sheet.need) if unit.kind in kinds]
    return [unit for unit in there if unit.pk in chosen or not is_closed(unit, sheet.day)]


def to_confirm(need: Need, partner_id: UUID, lines: Iterable[BudgetLine]) -> dict[str, object]:
    """Give the named fields that a partner confirms: the measure, the timetable and the partner's own money.

    The steps of the timetable came later; where none are written, nothing is said of them, as before.
    """
    return ({"milestones": need.milestones} if need.milestones else {}) | {
        "measure": need.measure,
        "starts_on": need.starts_on.isoformat() if need.starts_on else "",
        "ends_on": need.ends_on.isoformat() if need.ends_on else "",
        "money": [
            {"year": line.year, "category": line.category, "amount_nok": line.amount_nok}
            for line in sorted(lines, key=lambda line: (line.year, line.category))
            if line.recipient_id == partner_id
        ],
    }


def confirm_digest(need: Need, partner_id: UUID, lines: Iterable[BudgetLine]) -> str:
    """Give the digest of what a partner confirms, which changes when any of it does."""
    return digest(to_confirm(need, partner_id, lines))


def canonical(sheet: Sheet) -> dict[str, object]:
    """Give the need as plain data in a fixed form: what is kept at each submission and what its digest is of."""
    need = sheet.need
    written = {name: getattr(need, name) for name in WRITTEN} | asked_later(sheet) | with_files(sheet)
    written |= with_intake(sheet) | with_members(sheet) | membership.invited_as_kept(sheet.private_units)
    return written | {
        "form": 1,
        "office": need.office.orgnr,
        "call": need.call.ref,
        "rule_set": need.call.rule_set,
        "owner": {"ref": need.owner.ref, "name": need.owner.name, "orgnr": need.owner.orgnr},
        "assessment_sources": sorted(need.assessment_sources),
        "themes": sorted(need.themes),
        "starts_on": need.starts_on.isoformat() if need.starts_on else None,
        "ends_on": need.ends_on.isoformat() if need.ends_on else None,
        "units": sorted(unit.orgnr for unit in sheet.units),
        "target_groups": {row.group: row.participants for row in sheet.target_groups},
        "indicators": [
            {
                "what": row.what,
                "baseline": row.baseline,
                "target": row.target,
                "measured_how": row.measured_how,
                **said_of(row, "measured_in", "measured_by"),
            }
            for row in sheet.indicators
        ],
        "budget": [
            {
                "year": line.year,
                "category": line.category,
                "recipient": line.recipient.ref,
                "amount_nok": line.amount_nok,
            }
            for line in sheet.lines
        ],
        "partners": [_answer(row) for row in sheet.partnerships],
        **({"unit_assessments": [_said(one) for one in sheet.answered]} if sheet.answered else {}),
    }


def _answer(row: Partnership) -> dict[str, object]:
    told = {
        "ref": row.partner.ref,
        "state": row.state,
        "contact": row.contact,
        "back_to_education": row.back_to_education,
        "confirmed_digest": row.confirmed_digest,
    }
    return {**told, **said_of(row, "own_benefit", "capacity", "binding_agreement")}


def _said(one: UnitAssessment) -> dict[str, object]:
    return {
        "unit": one.unit.orgnr,
        "sees": one.sees,
        "took_part": one.took_part,
        "took_part_on": one.took_part_on.isoformat() if one.took_part_on else None,
        "wants": one.wants,
        "answered_by": one.answered_by,
        "confirmed_by": one.confirmed_by,
        "remark": one.remark,
    }


def looked_over(sheet: Sheet) -> str:
    """Give the digest of all that a need says but what partners answer: what somebody has seen and says is right."""
    partners = sorted(row.partner.ref for row in sheet.active)
    return digest(canonical(sheet) | {"partners": partners})


def said_of(row: Indicator | Partnership, *names: str) -> dict[str, str | bool]:
    """Give those parts of a row that came later and have been told; the rest is left out, as files are."""
    return {name: text for name in names if (text := getattr(row, name))}


def asked_later(sheet: Sheet) -> dict[str, object]:
    """Give the answers to questions that came later; those without an answer are left out, as files are."""
    said = {name: value for name in LATER if (value := getattr(sheet.need, name)) not in {"", None}}
    said |= {name: value.isoformat() for name, value in said.items() if isinstance(value, date)}
    costs = [{"year": row.year, "kind": row.kind, "amount_nok": row.amount_nok} for row in sheet.costs]
    answers = sheet.need.extra_answers
    extra = {one.question: answers[one.key] for one in sheet.extra_questions if answers.get(one.key)}
    return said | ({"costs": costs} if costs else {}) | ({"extra_answers": extra} if extra else {})


def with_files(sheet: Sheet) -> dict[str, object]:
    """Give the files that belong to a need as part of its content, each bound to its very bytes by their digest.

    A need without any says nothing of them, so that those handed in before there were any keep their digests.
    """
    told = [
        {
            "name": row.name,
            "note": row.note,
            "media_type": row.document.media_type,
            "size": row.document.size,
            "sha256": row.document.sha256,
        }
        for row in sheet.attachments
    ]
    return {"attachments": told} if told else {}


def with_intake(sheet: Sheet) -> dict[str, object]:
    """Give what a network has taken in from its members, best first, each with the reason for its place."""
    order = [
        {
            "owner": one.need.owner.ref,
            "need": one.need.ref,
            "title": one.title,
            "asked_nok": one.asked_nok,
            "reason": one.reason,
        }
        for one in sheet.taken_in
    ]
    return {"intake": {"frame_nok": sheet.need.intake_frame_nok, "order": order}} if order else {}


def with_members(sheet: Sheet) -> dict[str, object]:
    """Give who stands behind a network's need: each owner, and which of them leads; nothing for an owner alone."""
    told = [
        {"ref": one.member.ref, "name": one.member.name, "orgnr": one.member.orgnr, "coordinates": one.coordinates}
        for one in sheet.behind
    ]
    return {"members": told} if told else {}


LATER = (
    "own_source", "involved_on", "anchoring_ref", "plan_fit", "milestones", "partner_reason", "minimum_nok",
    "coordinator_position_percent", "other_money_nok", "other_counties", "other_counties_what",
)  # fmt: skip
WRITTEN = (
    "ref", "scheme", "title", "contact_name", "contact_email", "assessment", "involvement", "anchoring",
    "plan_link", "measure", "sami", "collective", "goal", "evaluation", "own_contribution_nok",
    "own_contribution_how", "other_money", "other_money_what", "light", "private_invited", "special_reason",
)  # fmt: skip
