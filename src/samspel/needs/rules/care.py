"""What is written is read by many: nobody is to be told of by number, and no child by name (VR31)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from samspel.kit.deadlines import oslo_day
from samspel.kit.personal import identity_number_in, named_child_in
from samspel.needs.rules.findings import Finding, Who, of_rule, warning
from samspel.needs.sheet import Sheet
from samspel.rules import rule

NO_PERSONAL_DATA = rule("needs.no_personal_data", of=bool)
WRITTEN = (
    "title", "assessment", "own_source", "involvement", "anchoring", "anchoring_ref", "plan_link", "measure", "sami",
    "goal", "evaluation", "milestones", "partner_reason", "other_money_what", "other_counties_what",
    "own_contribution_how", "special_reason",
)  # fmt: skip


def free_text(sheet: Sheet, at: datetime) -> Iterator[Finding]:
    """VR31: a text that seems to tell of somebody by number, or of a child by name, wants a look before it is sent."""
    basis = of_rule(NO_PERSONAL_DATA, oslo_day(at))
    for field, text, who in texts(sheet):
        if number := identity_number_in(text):
            told = _("«%(words)s» ser ut som et fødselsnummer. Ta det bort; mange skal lese det dere skriver.")
            yield warning("VR31", field, told % {"words": number}, basis, who)
        if child := named_child_in(text):
            told = _("«%(words)s» kan være navnet på et barn. Skriv heller om gruppen, uten navn.")
            yield warning("VR31", field, told % {"words": child}, basis, who)


def texts(sheet: Sheet) -> Iterator[tuple[str, str, Who]]:
    """Give everything that somebody wrote freely: the question, the text, and who can put it right."""
    for field in WRITTEN:
        yield field, getattr(sheet.need, field), Who.OWNER
    for asked in sheet.extra_questions:
        yield f"extra-{asked.key}", sheet.need.extra_answers.get(asked.key, ""), Who.OWNER
    for row in sheet.indicators:
        parts = (row.what, row.baseline, row.target, row.measured_how, row.measured_by)
        yield "indicators", " \n".join(parts), Who.OWNER
    for one in sheet.answered:
        yield "unit_assessments", f"{one.sees} \n{one.wants} \n{one.took_part} \n{one.remark}", Who.OWNER
    for offer in sheet.taken_in:
        yield "intake", offer.reason, Who.OWNER
    for partnership in sheet.active:
        told = f"{partnership.back_to_education} \n{partnership.own_benefit} \n{partnership.capacity}"
        yield "partners", told, Who.PARTNER
