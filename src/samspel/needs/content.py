"""The need as questions and answers: one source for the check-answers page, the receipt and the office's view."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspel.actors.models import Organisation
from samspel.files.looking import KINDS
from samspel.kit.days import day_in_words
from samspel.kit.money import format_nok
from samspel.kit.orgnr import formatted
from samspel.kit.sizes import format_size
from samspel.needs.models import Attachment, BudgetLine, Measured, Partnership, PlanFit, Source
from samspel.needs.rules import measuring
from samspel.needs.sheet import Sheet


@dataclass(frozen=True)
class Answer:
    """One question and its answer in words, blank where there is none; `field` is the name the checks know it by."""

    field: str
    question: str
    text: str


@dataclass(frozen=True)
class Section:
    """One subject of the form, which has a page of its own called `key`."""

    key: str
    title: str
    answers: tuple[Answer, ...]


def sections(sheet: Sheet) -> list[Section]:
    """Give the whole need in the reader's written form, in the order of the form's pages."""
    found = [Section(key, title(), tuple(answers(sheet))) for key, title, answers in SUBJECTS]
    return [section for section in found if section.answers]


def without_files(sheet: Sheet) -> list[Section]:
    """Give the need as sections, for a page that shows its files in a list with links."""
    return [section for section in sections(sheet) if section.key != FILES]


def title_of(key: str) -> str:
    """Give the title of a subject, also where nothing has been answered."""
    return next(title() for known, title, _answers in SUBJECTS if known == key)


def page_of(field: str) -> str:
    """Give the key of the subject that a field belongs to, for a finding's link; blank when it has no page."""
    return PAGES.get(field.partition("-")[0], "")


def about(sheet: Sheet) -> Iterable[Answer]:
    """Who asks, under which scheme, and who answers questions."""
    need = sheet.need
    yield Answer("owner", _("Eier"), "\n".join(known_as(need.owner)))
    if sheet.behind:
        members = [member(one.member, coordinates=one.coordinates) for one in sheet.behind]
        yield Answer("members", _("Eiere i nettverket"), "\n".join(members))
    yield Answer("scheme", _("Ordning"), sheet.scheme.name_in(form()))
    yield Answer("title", _("Tittel på tiltaket"), need.title)
    yield Answer("contact_name", _("Kontaktperson"), need.contact_name)
    yield Answer("contact_email", _("E-post"), need.contact_email)


def known_as(owner: Organisation) -> list[str]:
    """Give who an owner is: its name, what kind of owner it is, and its organisation number where it has one."""
    number = _("Organisasjonsnummer %(number)s") % {"number": formatted(owner.orgnr)} if owner.orgnr else ""
    return [owner.name, *filter(None, (str(Organisation.Kind(owner.kind).label), number))]


def member(owner: Organisation, *, coordinates: bool) -> str:
    """Give one owner of a network in a line, with its organisation number, and whether it is the one that leads."""
    number = f" ({formatted(owner.orgnr)})" if owner.orgnr else ""
    line = f"{owner.name}{number}"
    return _("%(owner)s, koordinerer nettverket") % {"owner": line} if coordinates else line


def assessment(sheet: Sheet) -> Iterable[Answer]:
    """What the need is, how it was found, and who took part."""
    need = sheet.need
    chosen = [str(label) for code, label in Source.choices if code in need.assessment_sources]
    chosen += [need.own_source] if need.own_source else []
    yield Answer("assessment", _("Hva har dere funnet ut om behovet?"), need.assessment)
    yield Answer("assessment_sources", _("Hva bygger vurderingen på?"), "\n".join(chosen))
    yield from unit_assessments(sheet)
    yield Answer("involvement", _("Hvordan har ansatte og ledere vært med?"), need.involvement)
    if need.involved_on:
        yield Answer("involved_on", _("Når ble behovet drøftet med dem?"), day_in_words(need.involved_on))
    if sheet.asks("anchoring") or need.anchoring:
        yield Answer("anchoring", _("Hvordan er behovet forankret hos eieren?"), need.anchoring)
    if need.anchoring_ref:
        yield Answer("anchoring_ref", _("Vedtak eller saksnummer"), need.anchoring_ref)
    if need.plan_fit:
        yield Answer("plan_fit", _("Er tiltaket med i forumets langsiktige plan?"), str(PlanFit(need.plan_fit).label))
    if sheet.asks("plan-link") or need.plan_link:
        yield Answer("plan_link", _("Hvordan henger tiltaket sammen med forumets langsiktige plan?"), need.plan_link)


def unit_assessments(sheet: Sheet) -> Iterable[Answer]:
    """What each unit that was asked sees and needs, in its own words, and which of them have not answered."""
    for one in sheet.answered:
        day = day_in_words(one.took_part_on) if one.took_part_on else ""
        parts = [
            _("Ser: %(text)s") % {"text": one.sees},
            _("Trenger: %(text)s") % {"text": one.wants},
            _("Var med: %(text)s (%(day)s)") % {"text": one.took_part, "day": day},
        ]
        parts += [_("Bekreftet for de ansatte av %(name)s") % {"name": one.confirmed_by}] if one.confirmed_at else []
        parts += [_("Merknad: %(text)s") % {"text": one.remark}] if one.remark else []
        yield Answer("unit_assessments", _("Vurderingen til %(unit)s") % {"unit": one.unit.name}, "\n".join(parts))
    silent = [one.unit.name for one in sheet.unit_assessments if one not in sheet.answered]
    if silent:
        yield Answer("unit_assessments", _("Spurt, men har ikke svart"), "\n".join(silent))


def measure(sheet: Sheet) -> Iterable[Answer]:
    """What is to be done, and how the staff learn together."""
    need = sheet.need
    chosen = [term.text(form()) for term in sheet.scheme.themes if term.code in need.themes]
    yield Answer("measure", _("Hva skal dere gjøre?"), need.measure)
    yield Answer("collective", _("Lærer de ansatte sammen i tiltaket?"), yes_no(need.collective))
    yield Answer("themes", _("Tema"), "\n".join(chosen))
    if need.sami:
        yield Answer("sami", _("Er det samiske perspektiv i tiltaket?"), need.sami)


def participants(sheet: Sheet) -> Iterable[Answer]:
    """Which units take part, and how many of each group."""
    need, counted = sheet.need, {row.group: row.participants for row in sheet.target_groups}
    groups = [
        f"{term.text(form())}: {counted[term.code]}" for term in sheet.scheme.target_groups if term.code in counted
    ]
    yield Answer("units", _("Hvilke enheter skal delta?"), "\n".join(unit.name for unit in sheet.units))
    yield Answer("target_groups", _("Hvor mange skal delta?"), "\n".join(groups))
    if sheet.scheme.duties.codes:
        yield from private_units(sheet)
        yield Answer("special_reason", _("Hvorfor er noen ikke med?"), need.special_reason)


def private_units(sheet: Sheet) -> Iterable[Answer]:
    """Which private units have been invited, each with its kind and owner; what is said of all where none are known."""
    listed = sheet.private_units
    if not listed and (listed is None or sheet.need.private_invited is not None):
        answer = yes_no(sheet.need.private_invited)
        yield Answer("private_invited", _("Er private barnehager og skoler invitert?"), answer)
    if listed is not None and not listed:
        yield Answer("private_invited", _("Private barnehager og skoler i kommunen"), _("Registrene kjenner ingen."))
    groups = (
        (_("Private som er med"), [one for one in listed or () if one.takes_part]),
        (_("Private som er invitert"), [one for one in listed or () if one.invited and not one.takes_part]),
        (_("Private som ikke er invitert"), [one for one in listed or () if one.invited is False]),
        (_("Private det ikke er svart for"), [one for one in listed or () if one.invited is None]),
    )
    for question, among in groups:
        if among:
            yield Answer("private_invited", question, "\n".join(one.name for one in among))


def goals(sheet: Sheet) -> Iterable[Answer]:
    """What it is to lead to, and how that will be seen."""
    yield Answer("goal", _("Hva skal tiltaket føre til?"), sheet.need.goal)
    for row in sheet.indicators:
        parts = [row.what]
        before, goal = (measuring.shown(row.measured_in, text) for text in (row.baseline, row.target))
        parts += [_("Nå: %(value)s") % {"value": before}] if before else []
        parts += [_("Mål: %(value)s") % {"value": goal}] if goal else []
        parts += [_("Måles i: %(value)s") % {"value": Measured(row.measured_in).label}] if row.measured_in else []
        parts += [_("Måles slik: %(value)s") % {"value": row.measured_how}] if row.measured_how else []
        parts += [_("Måles av: %(value)s") % {"value": row.measured_by}] if row.measured_by else []
        yield Answer("indicators", _("Kjennetegn %(number)d") % {"number": row.position}, "\n".join(parts))
    if not sheet.indicators:
        yield Answer("indicators", _("Kjennetegn %(number)d") % {"number": 1}, "")


def follow_up(sheet: Sheet) -> Iterable[Answer]:
    """How the owner will see to it that it goes as planned, and what other state money the measure gets."""
    need = sheet.need
    if sheet.asks("evaluation") or need.evaluation:
        yield Answer("evaluation", _("Hvordan skal dere følge opp og evaluere tiltaket?"), need.evaluation)
    if sheet.asks("other-money") or need.other_money is not None:
        yield Answer(
            "other_money", _("Får eller søker dere andre statlige midler til det samme?"), yes_no(need.other_money)
        )
    if need.other_money or need.other_money_what:
        yield Answer("other_money_what", _("Hvilke midler er det?"), need.other_money_what)
    if need.other_money_nok is not None:
        yield Answer("other_money_nok", _("Hvor mye er det til sammen?"), format_nok(need.other_money_nok))
    if need.other_counties is not None:
        yield Answer(
            "other_counties", _("Har dere søkt om det samme tiltaket i andre fylker?"), yes_no(need.other_counties)
        )
    if need.other_counties_what:
        yield Answer("other_counties_what", _("Hvor, og hva har dere fått svar om?"), need.other_counties_what)


def timetable(sheet: Sheet) -> Iterable[Answer]:
    """When it starts and ends."""
    need = sheet.need
    yield Answer("starts_on", _("Start"), day_in_words(need.starts_on) if need.starts_on else "")
    yield Answer("ends_on", _("Slutt"), day_in_words(need.ends_on) if need.ends_on else "")
    if need.milestones:
        yield Answer("milestones", _("Hva skal skje når?"), need.milestones)


def partners(sheet: Sheet) -> Iterable[Answer]:
    """With whom, how far each has come, and how experience returns to teacher education."""
    for row in sheet.active:
        parts = [str(type(row).State(row.state).label)]
        parts += [_("Kontakt: %(value)s") % {"value": row.contact}] if row.contact else []
        if row.back_to_education:
            parts.append(_("Tilbake til lærerutdanningen: %(value)s") % {"value": row.back_to_education})
        parts += [_("Utbytte for partneren: %(value)s") % {"value": row.own_benefit}] if row.own_benefit else []
        parts += [_("Folk og tid: %(value)s") % {"value": row.capacity}] if row.capacity else []
        parts += agreement(sheet, row)
        yield Answer("partners", row.partner.name, "\n".join(parts))
    if not sheet.active:
        yield Answer("partners", _("Partner"), "")
    if sheet.need.partner_reason:
        question = _("Hvorfor har dere valgt en annen partner enn den lokale?")
        yield Answer("partner_reason", question, sheet.need.partner_reason)


def agreement(sheet: Sheet, row: Partnership) -> list[str]:
    """Say whether a binding cooperation is agreed, of a partner that has answered and must tell."""
    if row.binding_agreement:
        return [_("Forpliktende samarbeid: avtalt")]
    asked = row.partner.kind in sheet.scheme.agreement_kinds and row.confirmed_digest
    return [_("Forpliktende samarbeid: ikke bekreftet")] if asked else []


def budget(sheet: Sheet) -> Iterable[Answer]:
    """What is asked for, year by year, and in all."""
    for year in sorted({line.year for line in sheet.lines}):
        lines = [line_in_words(sheet, line) for line in sheet.lines if line.year == year]
        if len(lines) > 1:
            lines.append(_("Sum for året: %(sum)s") % {"sum": format_nok(sheet.asked_nok(year=year))})
        yield Answer("budget", str(year), "\n".join(lines))
    yield Answer("budget", _("Søknadssum"), format_nok(sheet.total_nok) if sheet.lines else "")
    if sheet.need.minimum_nok is not None:
        yield Answer("minimum_nok", _("Det minste tiltaket kan gjennomføres for"), format_nok(sheet.need.minimum_nok))
    if sheet.need.coordinator_position_percent is not None:
        told = _("%(percent)d prosent") % {"percent": sheet.need.coordinator_position_percent}
        yield Answer("coordinator_position_percent", _("Stillingen til koordinatoren"), told)
    if sheet.costs:
        kinds = {term.code: term.text(form()) for term in sheet.scheme.cost_kinds}
        costs = [
            f"{row.year}, {kinds.get(row.kind, row.kind).lower()}: {format_nok(row.amount_nok)}" for row in sheet.costs
        ]
        yield Answer("costs", _("Hva ting koster"), "\n".join(costs))


def contribution(sheet: Sheet) -> Iterable[Answer]:
    """What the owner pays itself, where the scheme asks for it or the owner has told of it."""
    need = sheet.need
    if not sheet.scheme.own_contribution_percent.value and not need.own_contribution_nok:
        return
    own = "" if need.own_contribution_nok is None else format_nok(need.own_contribution_nok)
    yield Answer("own_contribution_nok", _("Egenandel"), own)
    yield Answer("own_contribution_how", _("Hvordan dekker dere egenandelen?"), need.own_contribution_how)


def intake(sheet: Sheet) -> Iterable[Answer]:
    """What a network has taken in from its members, best first, with what each asks for and why it stands there."""
    frame_nok = sheet.need.intake_frame_nok
    if sheet.taken_in and frame_nok is not None:
        yield Answer("intake", _("Rammen nettverket prioriterte innenfor"), format_nok(frame_nok))
    for number, one in enumerate(sheet.taken_in, start=1):
        parts = [one.title, _("Søknadssum: %(sum)s") % {"sum": format_nok(one.asked_nok)}]
        parts += [_("Grunn til plassen: %(reason)s") % {"reason": one.reason}] if one.reason else []
        yield Answer("intake", f"{number}. {one.need.owner.name}", "\n".join(parts))


def extra(sheet: Sheet) -> Iterable[Answer]:
    """What the office of the call asks beside what all ask."""
    yes_and_no = {"ja": _("Ja"), "nei": _("Nei")}
    for one in sheet.extra_questions:
        said = sheet.need.extra_answers.get(one.key, "")
        yield Answer(f"extra-{one.key}", one.question, yes_and_no.get(said, said) if one.kind == "yes-no" else said)


def attachments(sheet: Sheet) -> Iterable[Answer]:
    """Which files belong to it, what each shows, and the digest by which each is known again."""
    for row in sheet.attachments:
        digest = " ".join(row.document.sha256[at : at + 16] for at in range(0, 64, 16))
        parts = [row.note] if row.note else []
        yield Answer("attachments", row.name, "\n".join([*parts, of_file(row), f"SHA-256: {digest}"]))


def of_file(row: Attachment) -> str:
    """Say what kind of file it is, and how much room it takes."""
    return f"{KINDS[row.document.media_type].word}, {format_size(row.document.size)}"


def line_in_words(sheet: Sheet, line: BudgetLine) -> str:
    """Write one line of the budget as people read it."""
    return f"{line.recipient.name}, {category(sheet, line.category).lower()}: {format_nok(line.amount_nok)}"


def category(sheet: Sheet, code: str) -> str:
    """Give the words for a use of the grant; the code where the scheme has none."""
    words = {term.code: term.text(form()) for term in sheet.scheme.budget_categories}
    return words.get(code, code)


def yes_no(answer: bool | None) -> str:
    """Write yes, no, or nothing."""
    return "" if answer is None else _("Ja") if answer else _("Nei")


def form() -> str:
    """Give the reader's written form."""
    return get_language() or "nb"


FILES = "attachments"
INTAKE = "intake"
SUBJECTS: tuple[tuple[str, Callable[[], str], Callable[[Sheet], Iterable[Answer]]], ...] = (
    ("about", lambda: _("Om dere og tiltaket"), about),
    (INTAKE, lambda: _("Behovene til medlemmene"), intake),
    ("assessment", lambda: _("Behovet og hvordan det er vurdert"), assessment),
    ("measure", lambda: _("Tiltaket"), measure),
    ("participants", lambda: _("Enheter og deltakere"), participants),
    ("goals", lambda: _("Mål og kjennetegn"), goals),
    ("timetable", lambda: _("Tidsplan"), timetable),
    ("follow-up", lambda: _("Oppfølging og andre midler"), follow_up),
    ("partners", lambda: _("Partnere"), partners),
    ("budget", lambda: _("Budsjett"), budget),
    ("contribution", lambda: _("Egenandel"), contribution),
    ("extra", lambda: _("Spørsmål fra statsforvalteren"), extra),
    (FILES, lambda: _("Vedlegg"), attachments),
)
# In the order of the form: its pages, and the questions on each.
PAGES = {
    "title": "about",
    "contact_name": "about",
    "contact_email": "about",
    "intake": INTAKE,
    "assessment": "assessment",
    "assessment_sources": "assessment",
    "own_source": "assessment",
    "unit_assessments": "assessment",
    "involvement": "assessment",
    "involved_on": "assessment",
    "anchoring": "assessment",
    "anchoring_ref": "assessment",
    "plan_fit": "assessment",
    "plan_link": "assessment",
    "measure": "measure",
    "collective": "measure",
    "themes": "measure",
    "sami": "measure",
    "units": "participants",
    "target_groups": "participants",
    "group": "participants",
    "private_invited": "participants",
    "invited": "participants",
    "special_reason": "participants",
    "goal": "goals",
    "indicators": "goals",
    "what": "goals",
    "measured_in": "goals",
    "baseline": "goals",
    "target": "goals",
    "measured_how": "goals",
    "measured_by": "goals",
    "starts_on": "timetable",
    "ends_on": "timetable",
    "milestones": "timetable",
    "evaluation": "follow-up",
    "other_money": "follow-up",
    "other_money_what": "follow-up",
    "other_money_nok": "follow-up",
    "other_counties": "follow-up",
    "other_counties_what": "follow-up",
    "partners": "partners",
    "partner_reason": "partners",
    "budget": "budget",
    "minimum_nok": "budget",
    "coordinator_position_percent": "budget",
    "costs": "budget",
    "cost": "budget",
    "own_contribution_nok": "contribution",
    "own_contribution_how": "contribution",
    "extra": "extra",
    "attachments": FILES,
}
