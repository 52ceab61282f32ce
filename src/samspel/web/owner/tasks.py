"""The pages of a need and the sending of it as tasks: how far each has come, and what keeps one from being begun."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspel.actors import queries as actors
from samspel.kit.deadlines import oslo_day
from samspel.kit.money import format_nok
from samspel.needs import content
from samspel.needs.content import Section
from samspel.needs.models import Need, Offer, Partnership
from samspel.needs.rules import Finding, Level, errors
from samspel.needs.rules.guards import signs
from samspel.needs.sheet import Sheet
from samspel.tenancy.by import By, Role
from samspel.web.components.lists import Progress, Task
from samspel.web.owner.subject import subjects_of

GIVEN = {"owner", "members", "scheme"}


def tasks_of(sheet: Sheet, findings: list[Finding]) -> dict[str, Task]:
    """Give the pages of the form by key, with how far each has come."""
    stops = errors(findings)
    sections = {section.key: section for section in content.sections(sheet)}
    there = [sections.get(key) or Section(key, content.title_of(key), ()) for key in subjects_of(sheet)]
    found = {}
    for section in there:
        before = comes_after(section, sheet)
        found[section.key] = Task(
            section.title,
            reverse(f"owner-{section.key}", args=[sheet.need.pk]),
            Progress.WAITING if before else progress(section, stops),
            before or hint(section.key, sheet),
        )
    return found


def comes_after(section: Section, sheet: Sheet) -> str:
    """Say what must be there before a page can be begun; nothing of one that can be begun, or has been."""
    if section.key != "contribution" or sheet.lines or is_answered(section):
        return ""
    told = {"percent": sheet.scheme.own_contribution_percent.value}
    return _("Fyll ut budsjettet først. Egenandelen er minst %(percent)d prosent av tilskuddet.") % told


def is_answered(section: Section) -> bool:
    """Tell whether there is anything on a page that its owner has written."""
    return any(answer.text for answer in section.answers if answer.field not in GIVEN)


def progress(section: Section, stops: Iterable[Finding]) -> Progress:
    """Tell how far one page has come: nothing on it, something, or nothing left that stops the sending."""
    left = any(content.page_of(finding.field) == section.key for finding in stops)
    if section.key in {content.FILES, content.INTAKE} and not section.answers and not left:
        return Progress.OPTIONAL
    if not is_answered(section):
        return Progress.EMPTY
    return Progress.STARTED if left else Progress.DONE


def hint(key: str, sheet: Sheet) -> str:
    """Say what is worth knowing before one opens a page."""
    if key == "partners":
        return partners_hint(sheet)
    if key == "assessment" and sheet.unit_assessments:
        told = {"answered": len(sheet.answered), "asked": len(sheet.unit_assessments)}
        return _("%(answered)d av %(asked)d enheter har svart") % told
    if key == content.INTAKE and sheet.offers:
        open_still = sum(one.state == Offer.State.OFFERED for one in sheet.offers)
        counted = {"taken": len(sheet.taken_in), "offered": len(sheet.offers), "waiting": open_still}
        return _("%(taken)d av %(offered)d tatt med, %(waiting)d venter på svar") % counted
    if key == "budget" and sheet.total_nok:
        return _("Søknadssum: %(sum)s") % {"sum": format_nok(sheet.total_nok)}
    return ""


def partners_hint(sheet: Sheet) -> str:
    """Name the partners that said no and were not asked again, and those that have still to answer."""
    declined = [row.partner.name for row in sheet.partnerships if row.state == Partnership.State.DECLINED]
    waiting = [row.partner.name for row in sheet.active if row.state != Partnership.State.CONFIRMED]
    told = [
        (_("%(partners)s har takket nei."), declined),
        (_("Venter på %(partners)s.") if declined else _("Venter på %(partners)s"), waiting),
    ]
    return " ".join(text % {"partners": ", ".join(names)} for text, names in told if names)


def sending(sheet: Sheet, findings: list[Finding], *, by: By, at: datetime) -> Task:
    """Give the way to the check, which may be gone at any time, with what the sending waits for."""
    state, why = waits_for(sheet, findings, by, at)
    return Task(_("Kontroller og send inn"), reverse("owner-check", args=[sheet.need.pk]), state, why)


def waits_for(sheet: Sheet, findings: list[Finding], by: By, at: datetime) -> tuple[Progress, str]:
    """Tell what the sending of a need waits for, with the reason in plain words: first what nothing typed can mend."""
    stops = errors(findings)
    told = {finding.field: finding.text for finding in reversed(stops)}
    if "own_offer" in told:
        return Progress.NETWORK, told["own_offer"]
    if "deadline" in told:
        return Progress.CLOSED, told["deadline"]
    if stops:
        return Progress.STOPPED, missing(stops)
    if any(signs(sheet.need, by, at)):
        return Progress.SIGNER, signers(sheet.need, by, at)
    look = any(finding.level == Level.WARNING for finding in findings)
    return Progress.READY, _("Kontrollen har funnet noe dere bør se over først.") if look else ""


def missing(stops: list[Finding]) -> str:
    """Say how many pages lack something, and what else stops the sending that is on no page."""
    pages = {content.page_of(finding.field) for finding in stops} - {""}
    parts = [finding.text for finding in stops if not content.page_of(finding.field)]
    if pages:
        text = ngettext("%(count)d del mangler noe.", "%(count)d deler mangler noe.", len(pages))
        parts.insert(0, text % {"count": len(pages)})
    return " ".join(parts)


def signers(need: Need, by: By, at: datetime) -> str:
    """Name those who can sign; where nobody can, say how somebody comes to."""
    assert by.organisation_id is not None
    there = actors.acting_for(by.organisation_id, [Role.OWNER_SIGNER], oslo_day(at))
    names = sorted({row.person.name for row in there})
    if names:
        return _("Kan signere: %(people)s") % {"people": ", ".join(names)}
    return _("Ingen kan signere for %(owner)s ennå. Administratoren gir rollen under «Folk og roller».") % {
        "owner": need.owner.name
    }
