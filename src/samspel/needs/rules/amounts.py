"""When, for how much, and by whose money (VR05, VR09, VR10, VR12, VR13)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from samspel.kit.money import format_nok, percent_nok
from samspel.kit.periods import fits_in_years
from samspel.needs.rules.findings import Finding, error, hint, of_fact, warning
from samspel.needs.sheet import Sheet


def timetable(sheet: Sheet, at: datetime) -> Iterator[Finding]:
    """VR05: the measure has a start and an end, and lasts no longer than the call allows."""
    need = sheet.need
    if need.starts_on is None or need.ends_on is None:
        yield error("VR05", "starts_on", _("Skriv når tiltaket starter og slutter."))
        return
    longest = need.call.longest_years
    if not fits_in_years(need.starts_on, need.ends_on, longest):
        text = _("Tiltaket kan vare i høyst %(years)d år.") % {"years": longest}
        yield error("VR05", "ends_on", text, of_fact(sheet.scheme.longest_period_years))
    if need.ends_on.year < need.call.budget_year:
        text = _("Tiltaket slutter før budsjettåret %(year)d.") % {"year": need.call.budget_year}
        yield error("VR05", "ends_on", text)


def budget(sheet: Sheet, at: datetime) -> Iterator[Finding]:
    """VR05, VR12 and VR13: money is asked for, in years the measure lasts, for what it may be used for, to a party."""
    if not sheet.lines:
        yield error("VR05", "budget", _("Skriv hvor mye dere trenger i minst ett år."))
    years, recipients = set(sheet.years), set(sheet.recipients)
    for year in sorted({line.year for line in sheet.lines} - years):
        text = _("Budsjettet har penger i %(year)d, men da varer ikke tiltaket.") % {"year": year}
        yield error("VR13", "budget", text)
    for category in sorted({line.category for line in sheet.lines} - set(sheet.scheme.budget_categories.codes)):
        text = _("Tilskuddet kan ikke brukes til «%(category)s».") % {"category": category}
        yield error("VR12", "budget", text, of_fact(sheet.scheme.budget_categories))
    for recipient in sorted({line.recipient for line in sheet.lines} - recipients, key=str):
        text = _("Budsjettet gir penger til %(recipient)s, som ikke lenger er med.") % {"recipient": recipient.name}
        yield error("VR13", "budget", text)


def own_contribution(sheet: Sheet, at: datetime) -> Iterator[Finding]:
    """VR09 and VR10: what the owner pays itself, where the scheme asks for it; settled when the grant is accepted."""
    percent = sheet.scheme.own_contribution_percent
    if not percent.value:
        if sheet.need.own_contribution_nok:
            text = _("Ordningen krever ikke egenandel. Beløpet blir vist til forumet.")
            yield hint("VR10", "own_contribution_nok", text, of_fact(percent))
        return
    least_nok = percent_nok(sheet.total_nok, percent.value)
    if (sheet.need.own_contribution_nok or 0) < least_nok:
        told = {"percent": percent.value, "least": format_nok(least_nok), "asked": format_nok(sheet.total_nok)}
        text = _("Egenandelen skal være minst %(percent)d prosent av tilskuddet. Får dere %(asked)s, er det %(least)s.")
        yield warning("VR09", "own_contribution_nok", text % told, of_fact(percent))
