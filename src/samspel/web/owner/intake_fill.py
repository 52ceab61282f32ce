"""Filling a network's need in from what it took in: first shown as a difference, then written with one press."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspel.flow.refusal import Refusal, Refused
from samspel.kit.days import day_in_words
from samspel.kit.money import format_nok
from samspel.needs import content, gathering, queries, transitions
from samspel.needs.gathering import Cell, Difference, Kind, Value
from samspel.needs.models import Source
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.owner.intake import of_network
from samspel.web.owner.subject import acting_as

ORDER = (Kind.COMES, Kind.CHANGES, Kind.GOES, Kind.BOTH, Kind.STAYS, Kind.CANNOT)
TITLES: Mapping[Kind, Promise] = {
    Kind.COMES: gettext_lazy("Kommer inn"),
    Kind.CHANGES: gettext_lazy("Endres"),
    Kind.GOES: gettext_lazy("Går ut"),
    Kind.BOTH: gettext_lazy("Dere har skrevet noe annet enn medlemmene"),
    Kind.STAYS: gettext_lazy("Blir stående som dere skrev det"),
    Kind.CANNOT: gettext_lazy("Kan ikke fylles inn"),
}
TOLD: Mapping[Kind, Promise] = {
    Kind.COMES: gettext_lazy("Ingenting står der fra før."),
    Kind.CHANGES: gettext_lazy("Dette kom fra medlemmene sist, og har endret seg siden."),
    Kind.GOES: gettext_lazy("Dette kom fra medlemmene sist, og ingen som er tatt med, har det lenger."),
    Kind.BOTH: gettext_lazy("Det dere skrev, blir stående. Kryss av der det medlemmene har, skal gjelde i stedet."),
    Kind.STAYS: gettext_lazy("Fyll inn endrer ikke dette."),
    Kind.CANNOT: gettext_lazy(
        "Enheten eller mottakeren er ikke med, partneren har takket nei, året er utenfor tiden tiltaket varer, eller "
        "teksten blir for lang."
    ),
}
FIELDS: Mapping[str, Promise] = {
    "assessment": gettext_lazy("Behovet"),
    "involvement": gettext_lazy("Medvirkning"),
    "anchoring": gettext_lazy("Forankring"),
    "plan_link": gettext_lazy("Sammenheng med langsiktig plan"),
    "measure": gettext_lazy("Tiltaket"),
    "sami": gettext_lazy("Samisk perspektiv"),
    "goal": gettext_lazy("Mål"),
    "evaluation": gettext_lazy("Oppfølging og evaluering"),
    "milestones": gettext_lazy("Hva som skal skje når"),
    "own_contribution_how": gettext_lazy("Hvordan egenandelen dekkes"),
    "own_contribution_nok": gettext_lazy("Egenandel"),
    "starts_on": gettext_lazy("Start"),
    "ends_on": gettext_lazy("Slutt"),
}
SORTS = (
    "unit",
    "group",
    "partner",
    "budget",
    "cost",
    "own_contribution_nok",
    "starts_on",
    "ends_on",
    "theme",
    "source",
)
THERE = {"unit", "theme", "source", "partner"}


@dataclass(frozen=True)
class Line:
    """One cell, as people read it."""

    cell: str
    label: str
    sort: str
    now: str
    given: str


@dataclass(frozen=True)
class Group:
    """The cells to which the same happens."""

    kind: Kind
    title: Promise
    told: Promise
    lines: list[Line]

    @property
    def chosen(self) -> bool:
        """Tell whether one chooses for each of them."""
        return self.kind == Kind.BOTH


def fill(request: Request, need_id: UUID) -> HttpResponse:
    """Show the difference; a POST fills in what was shown."""
    by, at = acting_as(request), clock.now(request)
    need = of_network(by, need_id)
    refusals: list[Refusal] = []
    if request.method == "POST":
        try:
            taken, shown = request.POST.getlist("taken"), request.POST.get("shown", "")
            transitions.build(need, shown=shown, taken=taken, by=by, at=at)
            return redirect("owner-intake-fill", need_id)
        except Refused as refused:
            refusals = refused.refusals
            need = queries.need_of(by, need_id)
    found = gathering.difference(need, at)
    named = {
        "need": need,
        "groups": groups(found),
        "shown": found.digest,
        "changes": any(one.kind in gathering.FOLLOWS or one.kind == Kind.BOTH for one in found.cells),
        "taken_in": found.sheet.taken_in,
        "closed": transitions.build.refusals(need, by=by, at=at),
        "refusals": refusals,
    }
    return render(request, "owner/intake_fill.html", named, status=422 if refusals else 200)


def groups(found: Difference) -> list[Group]:
    """Give the cells by what happens to them, in words."""
    words = Words(found)
    cells = sorted(found.cells, key=rank)
    return [
        Group(kind, TITLES[kind], TOLD[kind], [words.line(one) for one in cells if one.kind == kind])
        for kind in ORDER
        if any(one.kind == kind for one in found.cells)
    ]


def rank(cell: Cell) -> tuple[int, int]:
    """Give where a cell stands on the page: what belongs together stands together, amounts by year."""
    first = SORTS.index(cell.sort) if cell.sort in SORTS else len(SORTS)
    years = {"budget": cell.key[-41:-37], "cost": cell.key[-4:]}
    return first, int(years.get(cell.sort, 0))


class Words:
    """Tells cells in the words of the form."""

    def __init__(self, found: Difference) -> None:
        self.scheme = found.sheet.scheme
        self.sheet = found.sheet
        self.names: dict[str, str] = {}
        for sheet in (found.sheet, *found.members):
            self.names |= {str(unit.pk): unit.name for unit in sheet.units}
            self.names |= {str(line.recipient_id): line.recipient.name for line in sheet.lines}
            self.names |= {str(row.partner_id): row.partner.name for row in sheet.partnerships}

    def line(self, cell: Cell) -> Line:
        """Give one cell with what stands there and what the members have."""
        sort, label = self.label(cell)
        return Line(cell.name, label, sort, value(cell, cell.standing), value(cell, cell.given))

    def label(self, cell: Cell) -> tuple[str, str]:
        """Give what sort of thing a cell is, and which of them."""
        sorts: Mapping[str, tuple[str, Callable[[str], str]]] = {
            "unit": (_("Enhet"), lambda key: self.names.get(key, key)),
            "partner": (_("Partner"), lambda key: self.names.get(key, key)),
            "group": (_("Deltakere"), lambda key: self.term("target_groups", key)),
            "theme": (_("Tema"), lambda key: self.term("themes", key)),
            "source": (_("Hva vurderingen bygger på"), lambda key: str(Source(key).label)),
            "budget": (_("Budsjett"), self.amount),
            "cost": (_("Hva ting koster"), self.cost),
        }
        if cell.sort not in sorts:
            return "", str(FIELDS[cell.name])
        sort, which = sorts[cell.sort]
        return sort, which(cell.key)

    def term(self, field: str, code: str) -> str:
        """Give the words that the scheme has for a code."""
        return next((one.text(content.form()) for one in getattr(self.scheme, field) if one.code == code), code)

    def amount(self, key: str) -> str:
        """Name an amount of the budget."""
        receiver, year, category = key[-36:], key[-41:-37], key[:-42]
        return f"{year}, {content.category(self.sheet, category).lower()}: {self.names.get(receiver, receiver)}"

    def cost(self, key: str) -> str:
        """Name what something costs in a year."""
        return f"{key[-4:]}, {self.term('cost_kinds', key[:-5]).lower()}"


def value(cell: Cell, said: Value) -> str:
    """Give what a cell says, as people read it; blank for nothing."""
    if cell.sort in THERE:
        return _("Med") if said else _("Ikke med")
    if not said:
        return ""
    if cell.name in gathering.DAYS:
        return day_in_words(date.fromisoformat(str(said)))
    return format_nok(int(said)) if cell.sort in {"budget", "cost"} or cell.name == gathering.OWN else str(said)
