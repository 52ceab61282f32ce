"""Is every question answered that the form asks of everybody (VR06, VR07, VR08 and the plain ones)?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from samspel.kit.deadlines import oslo_day
from samspel.needs.models import Source
from samspel.needs.rules.findings import Finding, Who, error, hint, of_fact, of_rule, warning
from samspel.needs.sheet import Sheet
from samspel.rules import rule

FEWEST_INDICATORS = rule("needs.fewest_indicators", of=int)
ASKED_OF_EVERYBODY = rule("needs.asked_of_everybody", of=bool)
MOST_EXTRA = rule("calls.most_extra_questions", of=int)
MISSING = "missing"


def plain_answers(sheet: Sheet, at: datetime) -> Iterator[Finding]:
    """Name each plain question that has no answer."""
    basis = of_rule(ASKED_OF_EVERYBODY, oslo_day(at))
    for field, text in ASKED_OF_ALL.items():
        if not getattr(sheet.need, field).strip():
            yield error(MISSING, field, text(), basis)


def participants(sheet: Sheet, at: datetime) -> Iterator[Finding]:
    """A need says which units take part, and how many of each group are to learn."""
    basis = of_rule(ASKED_OF_EVERYBODY, oslo_day(at))
    if not sheet.units:
        yield error(MISSING, "units", _("Velg minst én enhet som skal delta."), basis)
    if not any(row.participants for row in sheet.target_groups):
        text = _("Skriv hvor mange som skal delta, i minst én målgruppe.")
        yield error(MISSING, "target_groups", text, basis)


def indicators(sheet: Sheet, at: datetime) -> Iterator[Finding]:
    """A need says how it will be seen that the measure has helped."""
    today = oslo_day(at)
    fewest = FEWEST_INDICATORS.on(today)
    if len(sheet.indicators) < fewest:
        text = _("Skriv minst %(fewest)d kjennetegn på at tiltaket har hjulpet.") % {"fewest": fewest}
        yield error(MISSING, "indicators", text, of_rule(FEWEST_INDICATORS, today))
    for row in sheet.indicators:
        if not row.target:
            text = _("Skriv hvor dere vil, for kjennetegnet «%(what)s».") % {"what": row.what}
            yield error(MISSING, f"target-{row.position}", text, of_rule(FEWEST_INDICATORS, today))


def assessment(sheet: Sheet, at: datetime) -> Iterator[Finding]:
    """VR06: the need has been assessed locally, and the assessment builds on something."""
    basis = of_fact(sheet.scheme.criteria)
    if not sheet.need.assessment.strip():
        yield error("VR06", "assessment", _("Skriv hva dere har funnet ut om behovet."), basis)
    if Source.OTHER in sheet.need.assessment_sources and not sheet.need.own_source.strip():
        yield warning("VR06", "own_source", _("Skriv hvilken annen kilde vurderingen bygger på."), basis)
    if not sheet.need.assessment_sources:
        yield error("VR06", "assessment_sources", _("Velg minst én kilde som vurderingen bygger på."), basis)


def involvement(sheet: Sheet, at: datetime) -> Iterator[Finding]:
    """VR07: staff and leaders have taken part in the assessment."""
    if not sheet.need.involvement.strip():
        text = _("Skriv hvordan ansatte og ledere har vært med i vurderingen.")
        yield error("VR07", "involvement", text, of_fact(sheet.scheme.criteria))


def collective(sheet: Sheet, at: datetime) -> Iterator[Finding]:
    """VR08: the staff learn together; studies for one person belong to another scheme."""
    basis = of_fact(sheet.scheme.criteria)
    if sheet.need.collective is None:
        yield error("VR08", "collective", _("Svar på om de ansatte lærer sammen i tiltaket."), basis)
    elif not sheet.need.collective:
        text = _(
            "Ordningen gir ikke tilskudd til studier for enkeltpersoner. "
            "Se ordningene for videreutdanning hos Utdanningsdirektoratet."
        )
        yield error("VR08", "collective", text, basis)


def scheme_questions(sheet: Sheet, at: datetime) -> Iterator[Finding]:
    """VR20, and the other questions that some offices ask: an empty one wants a look, and stops nothing."""
    basis = of_fact(sheet.scheme.questions)
    for question, (code, field, text) in ASKED_OF_SOME.items():
        if sheet.asks(question) and not getattr(sheet.need, field).strip():
            yield warning(code, field, text(), basis)


def other_money(sheet: Sheet, at: datetime) -> Iterator[Finding]:
    """VR19: whoever gets other state money for the same says which, and the office looks at it."""
    need, basis = sheet.need, of_fact(sheet.scheme.questions)
    if need.other_money and not need.other_money_what.strip():
        yield error("VR19", "other_money_what", _("Skriv hvilke andre statlige midler dere får eller søker."), basis)
    elif need.other_money and need.other_money_nok is None:
        text = _("Skriv hvor mye dere får eller søker av andre statlige midler.")
        yield warning("VR19", "other_money_nok", text, basis)
    elif need.other_money:
        text = _("Eieren får eller søker andre statlige midler til det samme. Se at ingen får betalt to ganger.")
        yield hint("VR19", "other_money", text, basis, Who.OFFICE)
    elif need.other_money is None and sheet.asks("other-money"):
        text = _("Svar på om dere får eller søker andre statlige midler til det samme.")
        yield warning("VR19", "other_money", text, basis)


def other_counties(sheet: Sheet, at: datetime) -> Iterator[Finding]:
    """VR19: whoever has applied for the same measure in another county says where, and the office looks at it."""
    need, basis = sheet.need, of_fact(sheet.scheme.questions)
    if need.other_counties and not need.other_counties_what.strip():
        text = _("Skriv i hvilke fylker dere har søkt om det samme tiltaket.")
        yield error("VR19", "other_counties_what", text, basis)
    elif need.other_counties:
        text = _("Eieren har søkt om det samme tiltaket i et annet fylke. Se at ingen får betalt to ganger.")
        yield hint("VR19", "other_counties", text, basis, Who.OFFICE)


def extra_questions(sheet: Sheet, at: datetime) -> Iterator[Finding]:
    """The office's own questions are answered where it must have an answer."""
    for one in sheet.extra_questions:
        if one.required and not sheet.need.extra_answers.get(one.key):
            text = _("Svar på «%(question)s».") % {"question": one.question}
            yield error(MISSING, f"extra-{one.key}", text, of_rule(MOST_EXTRA, oslo_day(at)))


ASKED_OF_SOME: dict[str, tuple[str, str, Callable[[], str]]] = {
    "anchoring": (MISSING, "anchoring", lambda: _("Skriv hvordan behovet er forankret hos eieren.")),
    "plan-link": (
        "VR20",
        "plan_link",
        lambda: _("Skriv hvordan tiltaket henger sammen med forumets langsiktige plan."),
    ),
    "evaluation": (MISSING, "evaluation", lambda: _("Skriv hvordan dere skal følge opp og evaluere tiltaket.")),
}
ASKED_OF_ALL: dict[str, Callable[[], str]] = {
    "title": lambda: _("Skriv en tittel på tiltaket."),
    "contact_name": lambda: _("Skriv navnet på en kontaktperson."),
    "contact_email": lambda: _("Skriv e-posten til kontaktpersonen."),
    "measure": lambda: _("Skriv hva dere skal gjøre."),
    "goal": lambda: _("Skriv hva tiltaket skal føre til."),
}
