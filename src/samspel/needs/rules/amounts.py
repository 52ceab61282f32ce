"""When, for how much, and by whose money (VR05, VR09, VR09b, VR10, VR11, VR12, VR13)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from samspel.kit.deadlines import oslo_day
from samspel.kit.money import format_nok, percent_nok
from samspel.kit.periods import fits_in_years
from samspel.needs.rules.findings import Finding, Who, error, hint, of_fact, of_rule, warning
from samspel.needs.sheet import Sheet
from samspel.rules import rule

BUDGET_FITS = rule("needs.budget_fits_the_measure", of=bool)
COORDINATOR, OWNERS_PART = "coordinator", "owners-part"


def timetable(sheet: Sheet, at: datetime) -> Iterator[Finding]:
    """VR05: the measure has a start and an end, and lasts no longer than the call allows."""
    need = sheet.need
    if need.starts_on is None or need.ends_on is None:
        text = _("Skriv når tiltaket starter og slutter.")
        yield error("VR05", "starts_on", text, of_fact(sheet.scheme.longest_period_years))
        return
    longest = need.call.longest_years
    if not fits_in_years(need.starts_on, need.ends_on, longest):
        text = _("Tiltaket kan vare i høyst %(years)d år.") % {"years": longest}
        yield error("VR05", "ends_on", text, of_fact(sheet.scheme.longest_period_years))
    if need.ends_on.year < need.call.budget_year:
        text = _("Tiltaket slutter før budsjettåret %(year)d.") % {"year": need.call.budget_year}
        yield error("VR05", "ends_on", text, of_fact(sheet.scheme.longest_period_years))


def budget(sheet: Sheet, at: datetime) -> Iterator[Finding]:
    """VR05, VR12 and VR13: money is asked for, in years the measure lasts, for what it may be used for, to a party."""
    basis = of_rule(BUDGET_FITS, oslo_day(at))
    if not sheet.lines:
        yield error("VR05", "budget", _("Skriv hvor mye dere trenger i minst ett år."), basis)
    years, recipients = set(sheet.years), set(sheet.recipients)
    for year in sorted({line.year for line in sheet.lines} - years):
        text = _("Budsjettet har penger i %(year)d, men da varer ikke tiltaket.") % {"year": year}
        yield error("VR13", "budget", text, basis)
    for category in sorted({line.category for line in sheet.lines} - set(sheet.scheme.budget_categories.codes)):
        text = _("Tilskuddet kan ikke brukes til «%(category)s».") % {"category": category}
        yield error("VR12", "budget", text, of_fact(sheet.scheme.budget_categories))
    for recipient in sorted({line.recipient for line in sheet.lines} - recipients, key=str):
        text = _("Budsjettet gir penger til %(recipient)s, som ikke lenger er med.") % {"recipient": recipient.name}
        yield error("VR13", "budget", text, basis)


def own_contribution(sheet: Sheet, at: datetime) -> Iterator[Finding]:
    """VR09 and VR10: what the owner pays itself, where the scheme asks for it; settled when the grant is accepted."""
    percent = sheet.scheme.own_contribution_percent
    if not percent.value:
        if sheet.need.own_contribution_nok:
            text = _("Ordningen krever ikke egenandel. Beløpet blir vist til forumet.")
            yield hint("VR10", "own_contribution_nok", text, of_fact(percent))
        return
    asked_nok = own_contribution_of(sheet)
    least_nok = percent_nok(asked_nok, percent.value)
    if (sheet.need.own_contribution_nok or 0) < least_nok:
        told = {"percent": percent.value, "least": format_nok(least_nok), "asked": format_nok(asked_nok)}
        text = _("Egenandelen skal være minst %(percent)d prosent av tilskuddet. Får dere %(asked)s, er det %(least)s.")
        yield warning("VR09", "own_contribution_nok", text % told, of_fact(percent))
    if asked_nok and partners_nok(sheet):
        whole = _("Egenandelen er regnet av hele tilskuddet, også av det partneren får.")
        own = _("Egenandelen er regnet av det eieren får, ikke av det partneren får.")
        text = own if sheet.scheme.own_contribution_when_split.value == OWNERS_PART else whole
        yield hint("VR09b", "own_contribution_nok", text, of_fact(sheet.scheme.own_contribution_when_split), Who.OFFICE)


def own_contribution_of(sheet: Sheet) -> int:
    """VR09b: give what the owner's own contribution is a share of, also where a part of the grant goes to partners."""
    own_part = sheet.scheme.own_contribution_when_split.value == OWNERS_PART
    return sheet.total_nok - (partners_nok(sheet) if own_part else 0)


def partners_nok(sheet: Sheet) -> int:
    """Give what is asked for the partners."""
    return sum(sheet.asked_nok(recipient_id=row.partner_id) for row in sheet.active)


def coordinator(sheet: Sheet, at: datetime) -> Iterator[Finding]:
    """VR11: what goes to coordinating keeps to the share that the forum of the call has set, where it has set one."""
    most = sheet.need.call.coordinator_percent
    asked_nok = sum(line.amount_nok for line in sheet.lines if line.category == COORDINATOR)
    if most is not None and asked_nok > percent_nok(sheet.total_nok, most):
        told = {"asked": format_nok(asked_nok), "percent": most}
        text = _("Koordinatoren får %(asked)s. Forumet har satt grensen til %(percent)d prosent av det dere søker om.")
        yield warning("VR11", "budget", text % told, of_fact(sheet.scheme.budget_categories))


def coordinator_position(sheet: Sheet, at: datetime) -> Iterator[Finding]:
    """Where a coordinator is paid, it is told how large a position that is, so that one sees whether it is limited."""
    coordinates = any(line.category == COORDINATOR for line in sheet.lines)
    if coordinates and sheet.need.coordinator_position_percent is None and sheet.asks("coordinator-position"):
        text = _("Skriv hvor stor stilling koordinatoren har.")
        yield warning("position", "coordinator_position_percent", text, of_fact(sheet.scheme.budget_categories))


def minimum(sheet: Sheet, at: datetime) -> Iterator[Finding]:
    """The least that a measure can live with is no more than what is asked for."""
    least_nok = sheet.need.minimum_nok
    if least_nok is not None and sheet.lines and least_nok > sheet.total_nok:
        told = {"least": format_nok(least_nok), "asked": format_nok(sheet.total_nok)}
        text = _("Det minste beløpet er %(least)s, men dere søker bare om %(asked)s. Rett et av beløpene.")
        yield error("minimum", "minimum_nok", text % told, of_rule(BUDGET_FITS, oslo_day(at)))
