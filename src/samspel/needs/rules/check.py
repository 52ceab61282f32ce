"""The one check of a need: the same on screen, by API, at the deadline and at the office; its owner is told more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from samspel.needs import sheet as sheets
from samspel.needs.models import Need
from samspel.needs.rules import amounts, care, carried, counted, deadline, filled, parties, scanned
from samspel.needs.rules.findings import Finding, Level
from samspel.needs.sheet import Sheet
from samspel.tenancy.by import By

CHECKS: tuple[Callable[[Sheet, datetime], Iterator[Finding]], ...] = (
    deadline.in_time,
    parties.owner_kind,
    parties.network,
    counted.twice,
    carried.not_alone,
    carried.everybody_answered,
    parties.units_belong,
    parties.in_the_area,
    parties.written_form,
    filled.plain_answers,
    filled.assessment,
    filled.involvement,
    filled.collective,
    filled.participants,
    parties.three_kinds,
    parties.kommune_leads,
    filled.indicators,
    filled.scheme_questions,
    filled.other_money,
    filled.other_counties,
    filled.extra_questions,
    amounts.timetable,
    parties.partner_kind,
    parties.binding_agreement,
    parties.partner_confirms,
    parties.local_partner,
    parties.back_to_education,
    amounts.budget,
    amounts.coordinator,
    amounts.coordinator_position,
    amounts.minimum,
    amounts.own_contribution,
    care.free_text,
    scanned.may_be_read,
)

# What can be told from a need that has been read, without looking anywhere else.
OF_THE_SHEET: tuple[Callable[[Sheet, datetime], Iterator[Finding]], ...] = (
    filled.plain_answers,
    filled.assessment,
    filled.involvement,
    filled.collective,
    filled.participants,
    filled.indicators,
    filled.other_money,
    filled.other_counties,
    filled.extra_questions,
    amounts.timetable,
    parties.partner_kind,
    amounts.budget,
    amounts.own_contribution,
)


def check(need: Need, at: datetime) -> list[Finding]:
    """Give everything that is missing or odd in a need as it stands."""
    return check_sheet(sheets.for_check(need, at), at)


def check_sheet(sheet: Sheet, at: datetime) -> list[Finding]:
    """Give everything that is missing or odd in a need that has been read already."""
    return [finding for look in CHECKS for finding in look(sheet, at)]


def check_for(sheet: Sheet, by: By, at: datetime) -> list[Finding]:
    """Give everything found in a need that has been read, and what only those who read for its owner may know."""
    return [*check_sheet(sheet, at), *counted.under_another_office(sheet, by, at)]


def missing(sheet: Sheet, at: datetime) -> list[Finding]:
    """Give what is missing in a need that has been read, as far as that alone tells."""
    return errors([finding for look in OF_THE_SHEET for finding in look(sheet, at)])


def errors(findings: list[Finding]) -> list[Finding]:
    """Give the findings that stop the sending."""
    return [finding for finding in findings if finding.level == Level.ERROR]
