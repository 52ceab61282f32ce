"""What is asked for: one amount per year and receiver, and per use for those who want to divide it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Unpack
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspel.kit.money import format_nok
from samspel.needs import queries, transitions
from samspel.needs import sheet as sheets
from samspel.needs.models import Need
from samspel.needs.rules.amounts import COORDINATOR
from samspel.needs.rules.answers import MOST_POSITION
from samspel.needs.sheet import Sheet
from samspel.needs.transitions import BudgetAmount, CostAmount
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.forms import Amount, Number
from samspel.web.owner.subject import Subject, SubjectForm, Writing, acting_as
from samspel.web.owner.sums import Cell, Former, Sums, former_of

USUAL = "carry-out"
USE = "formaal"
PLAIN = ("coordinator_position_percent", "minimum_nok")


@dataclass(frozen=True)
class Year:
    """The questions of one year and one use."""

    year: int
    fields: list[forms.BoundField]


class Budget(SubjectForm):
    """A grid of amounts: years down, receivers across, one such grid for each use."""

    may_be_empty: tuple[str, ...] = ("coordinator_position_percent", "minimum_nok")
    coordinator_position_percent = Number(
        label=_("Stillingen til koordinatoren"),
        help_text=_("I prosent av en hel stilling. Deler flere på oppgaven, skriver dere summen."),
        most=MOST_POSITION,
    )
    minimum_nok = Amount(
        label=_("Hva er det minste tiltaket kan gjennomføres for?"),
        help_text=_("For alle årene til sammen. Forumet bruker det når pengene ikke rekker til alle."),
    )

    former: Former | None = None
    """What the owner asked for the last time, which the page puts beside."""

    def name_of(self, category: str, year: int, recipient: UUID) -> str:
        """Give the name of the question about one amount."""
        return f"budget-{category}-{year}-{recipient}"

    def standing(self, sheet: Sheet) -> Mapping[str, object]:
        """Give the amounts that stand there now."""
        lines = {self.name_of(line.category, line.year, line.recipient_id): line.amount_nok for line in sheet.lines}
        costs = {f"cost-{row.kind}-{row.year}": row.amount_nok for row in sheet.costs}
        return {**super().standing(sheet), **lines, **costs}

    @cached_property
    def categories(self) -> list[str]:
        """Give the uses that have a grid: the usual one, those with money, and those just asked for."""
        asked = self.data.getlist(USE) if hasattr(self.data, "getlist") else []
        used = {USUAL, *asked, *(line.category for line in self.sheet.lines)}
        return [code for code in self.sheet.scheme.budget_categories.codes if code in used]

    def shape(self) -> None:
        """Ask about each amount of each grid."""
        for category in self.categories:
            for year in self.sheet.years:
                for recipient in self.sheet.recipients:
                    self.fields[self.name_of(category, year, recipient.pk)] = Amount(label=recipient.name)
        self.leave_out(coordinator_position_percent="coordinator-position", minimum_nok="minimum")
        if COORDINATOR not in self.categories and self.sheet.need.coordinator_position_percent is None:
            self.fields.pop("coordinator_position_percent", None)
        for year, kind, words in self.kinds_of_cost:
            name = f"cost-{kind}-{year}"
            self.fields[name] = Amount(label=words)
            self.may_be_empty += (name,)

    @cached_property
    def cells(self) -> dict[str, Cell]:
        """Give the use, year and receiver of each amount by the name of its question."""
        return {
            self.name_of(category, year, recipient.pk): (category, year, recipient.pk)
            for category in self.categories
            for year in self.sheet.years
            for recipient in self.sheet.recipients
        }

    def name_in_summary(self, name: str) -> str:
        """Say of which year an amount is, and to which use where there are several."""
        label = super().name_in_summary(name)
        if name in self.cells:
            use, year, _recipient = self.cells[name]
            words = dict(self.sheet.scheme.budget_categories.choices(get_language() or "nb"))
            return f"{year}, {words[use]}, {label}" if len(self.categories) > 1 else f"{year}, {label}"
        year_of_cost = name.rpartition("-")[2] if name.startswith("cost-") else ""
        return f"{year_of_cost}, {label}" if year_of_cost else label

    @property
    def sums(self) -> Sums:
        """Give what the amounts come to: those that are typed, else those that stand there."""
        said = self.cleaned_data if self.is_bound and self.errors is not None else self.initial
        return Sums(self.sheet, {cell: said.get(name) or 0 for name, cell in self.cells.items()}, self.former)

    def put_beside(self, former: Former | None) -> None:
        """Tell at each amount what it was the last time, and what the page needs to add them up while one types."""
        self.former, amounts = former, self.sums.amounts
        counts_not = self.sums.not_counted
        for name, cell in self.cells.items():
            field, (use, year, recipient) = self.fields[name], cell
            marks = {"data-use": use, "data-year": year, "data-to": str(recipient)}
            if recipient in counts_not:
                marks["data-not-counted"] = "yes"
            if former and (text := former.beside(cell, amounts[cell])):
                field.help_text = text
                marks["data-was"] = former.amounts[cell]
            field.widget.attrs.update(marks)

    @property
    def may_copy(self) -> bool:
        """Tell whether there are amounts from the last time, and none yet."""
        cells = self.cells.values()
        return bool(self.former and any(cell in self.former.amounts for cell in cells) and not self.sums.total_nok)

    @cached_property
    def kinds_of_cost(self) -> list[tuple[int, str, str]]:
        """Give each year and kind of cost that is asked about, with the words for the kind."""
        if not self.sheet.asks("costs") and not self.sheet.costs:
            return []
        kinds = self.sheet.scheme.cost_kinds.choices(get_language() or "nb")
        return [(year, code, words) for year in self.sheet.years for code, words in kinds]

    @cached_property
    def costs(self) -> list[tuple[int, list[forms.BoundField]]]:
        """Give the questions about costs, by year."""
        asked = self.kinds_of_cost
        years = dict.fromkeys(year for year, _kind, _words in asked)
        return [(year, [self[f"cost-{kind}-{one}"] for one, kind, _words in asked if one == year]) for year in years]

    @property
    def has_costs(self) -> bool:
        """Tell whether a cost has been told, or something is wrong with one."""
        return bool(self.sheet.costs) or any(name.startswith("cost-") for name in self.errors)

    @property
    def plain(self) -> list[forms.BoundField]:
        """Give the questions about the whole of the budget."""
        return [self[name] for name in PLAIN if name in self.fields]

    @cached_property
    def grids(self) -> list[tuple[str, str, list[Year]]]:
        """Give each use with its years and their questions."""
        words = {term.code: term.text(get_language() or "nb") for term in self.sheet.scheme.budget_categories}
        return [(code, words[code], [self.year(code, year) for year in self.sheet.years]) for code in self.categories]

    def year(self, category: str, year: int) -> Year:
        """Give the questions of one year and one use."""
        fields = [self[self.name_of(category, year, recipient.pk)] for recipient in self.sheet.recipients]
        return Year(year, fields)

    @property
    def more(self) -> list[tuple[str, str]]:
        """Give the uses that have no grid yet."""
        choices = self.sheet.scheme.budget_categories.choices(get_language() or "nb")
        return [(code, words) for code, words in choices if code not in self.categories]

    def keep(self, need: Need, **who: Unpack[Writing]) -> None:
        """Keep the amounts that are more than nothing."""
        lines = [
            BudgetAmount(year, category, recipient.pk, amount_nok)
            for category in self.categories
            for year in self.sheet.years
            for recipient in self.sheet.recipients
            if (amount_nok := self.cleaned_data[self.name_of(category, year, recipient.pk)])
        ]
        lines += [BudgetAmount(row.year, row.category, row.recipient_id, row.amount_nok) for row in self.sheet.stray]
        costs = [
            CostAmount(year, kind, amount_nok)
            for year, kind, _words in self.kinds_of_cost
            if (amount_nok := self.cleaned_data[f"cost-{kind}-{year}"])
        ]
        costs += [CostAmount(row.year, row.kind, row.amount_nok) for row in self.sheet.stray_costs]
        plain: transitions.Content = {name: self.cleaned_data[name] for name in PLAIN if name in self.fields}  # type: ignore[assignment]  # the fields of the form are answers
        if any(value != getattr(need, name) for name, value in plain.items()):
            transitions.fill(need, content=plain, **who)
        transitions.set_budget(need, lines=lines, costs=costs, **who)


@dataclass(frozen=True)
class Page(Subject):
    """The page about the budget, with the amounts of the last time beside those of now."""

    def show(self, request: Request, form: SubjectForm, **more: object) -> HttpResponse:
        """Give the page with the sums, and with what was asked for the last time."""
        assert isinstance(form, Budget)
        form.put_beside(last_time(request, form.sheet))
        return super().show(request, form, **more)


SUBJECT = Page("budget", Budget, "owner/budget.html")


def last_time(request: Request, sheet: Sheet) -> Former | None:
    """Give what the owner asked for the last time, where it has."""
    former = queries.last_of(acting_as(request), sheet.need)
    return former_of(former, queries.lines(former), sheet.need) if former else None


def without_stray(request: Request, need_id: UUID) -> HttpResponse:
    """Take away the amounts of a year or to a receiver that is not with any more, and nothing else."""
    by, at = acting_as(request), clock.now(request)
    sheet = sheets.of(queries.need_of(by, need_id), at)
    stray = {line.pk for line in sheet.stray}
    kept = [line for line in sheet.lines if line.pk not in stray]
    lines = [BudgetAmount(line.year, line.category, line.recipient_id, line.amount_nok) for line in kept]
    transitions.set_budget(sheet.need, lines=lines, version=sheet.need.version, by=by, at=at)
    return redirect("owner-budget", need_id)


def budget(request: Request, need_id: UUID) -> HttpResponse:
    """Serve the page about the budget.

    «mer» shows one more grid, «sist» writes the amounts of the last time; both keep what is typed, and store nothing.
    «fjern» takes away the amounts that belong nowhere any more.
    """
    if request.method == "POST" and "fjern" in request.POST:
        return without_stray(request, need_id)
    if request.method == "POST" and {"mer", "sist"} & request.POST.keys():
        sheet = sheets.of(queries.need_of(acting_as(request), need_id), clock.now(request))
        data = request.POST.copy()
        if "mer" in data:
            data.appendlist(USE, str(data["mer"]))
        elif former := last_time(request, sheet):
            for category in dict.fromkeys(category for category, _year, _recipient in former.amounts):
                data.appendlist(USE, category)
            for name, cell in Budget(data, sheet=sheet).cells.items():
                if cell in former.amounts and not data.get(name):
                    data[name] = format_nok(former.amounts[cell], unit=False)
        form = Budget(data, sheet=sheet)
        form.full_clean()
        return SUBJECT.show(request, form)
    return SUBJECT.serve(request, need_id)
