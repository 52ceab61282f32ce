"""What the amounts of a budget come to, by receiver and year, beside what was asked for the last time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspel.kit.money import format_nok, percent_nok
from samspel.needs.models import BudgetLine, Need
from samspel.needs.rules.amounts import COORDINATOR, OWNERS_PART
from samspel.needs.sheet import Sheet

Cell = tuple[str, int, UUID]
"""A use, a year and a receiver."""


@dataclass(frozen=True)
class Row:
    """One line of sums, an amount for each year and one for all of them; `what` is how the page knows it."""

    what: str
    words: str
    by_year: list[tuple[int, int]]
    total_nok: int


@dataclass(frozen=True)
class Former:
    """What the owner asked for the last time, moved to the years of this budget."""

    need: Need
    amounts: Mapping[Cell, int]
    years: int

    def beside(self, cell: Cell, now_nok: int) -> str:
        """Say what the same amount was the last time, and what the difference is."""
        was_nok = self.amounts.get(cell)
        if was_nok is None:
            return ""
        told = {"year": cell[1] - self.years, "was": format_nok(was_nok)}
        return _("I %(year)d: %(was)s.") % told + " " + difference(was_nok, now_nok)


def former_of(former: Need, lines: Iterable[BudgetLine], need: Need) -> Former:
    """Give what a former need asked for, by the years that those of the new one stand in for."""
    years = need.call.budget_year - former.call.budget_year
    return Former(former, {(row.category, row.year + years, row.recipient_id): row.amount_nok for row in lines}, years)


def difference(was_nok: int, now_nok: int) -> str:
    """Say how much more or less it is now."""
    if now_nok > was_nok:
        return _("Nå %(amount)s mer.") % {"amount": format_nok(now_nok - was_nok)}
    if now_nok < was_nok:
        return _("Nå %(amount)s mindre.") % {"amount": format_nok(was_nok - now_nok)}
    return _("Nå det samme.")


@dataclass(frozen=True)
class Sums:
    """The sums of a budget as it is typed, and what follows from them."""

    sheet: Sheet
    amounts: Mapping[Cell, int]
    former: Former | None = None

    @property
    def rows(self) -> list[Row]:
        """Give the sums that the page shows: each receiver where there are several, all of them, and the last time."""
        recipients = self.sheet.recipients
        found = [self.row(str(one.pk), one.name, recipient=one.pk) for one in recipients if len(recipients) > 1]
        found.append(self.row("all", _("Dere søker om")))
        if self.former:
            was = self.former.amounts
            words = _("Sist søkte dere om (%(ref)s)") % {"ref": self.former.need.ref}
            years = [(year, sum(nok for cell, nok in was.items() if cell[1] == year)) for year in self.sheet.years]
            found.append(Row("", words, years, sum(nok for _year, nok in years)))
        return found

    def row(self, what: str, words: str, *, recipient: UUID | None = None) -> Row:
        """Give the sums for one receiver, or for all."""
        years = [(year, self.sum_nok(year=year, recipient=recipient)) for year in self.sheet.years]
        return Row(what, words, years, sum(amount_nok for _year, amount_nok in years))

    def sum_nok(self, *, year: int | None = None, recipient: UUID | None = None, use: str | None = None) -> int:
        """Give the sum of those amounts that are for a year, a receiver or a use."""
        wanted = (use, year, recipient)
        found = (nok for cell, nok in self.amounts.items() if all(w in {None, c} for w, c in zip(wanted, cell)))  # noqa: B905 - both are three
        return sum(found)

    @property
    def total_nok(self) -> int:
        """Give what is asked for in all."""
        return sum(self.amounts.values())

    @property
    def own_percent(self) -> int:
        """Give the share of the grant that the owner pays itself."""
        return self.sheet.scheme.own_contribution_percent.value

    @property
    def own_basis(self) -> str:
        """Name the basis of that share."""
        return self.sheet.scheme.own_contribution_percent.basis.text(get_language() or "nb")

    @property
    def not_counted(self) -> set[UUID]:
        """Give the receivers whose part the owner pays no share of."""
        own = self.sheet.scheme.own_contribution_when_split.value == OWNERS_PART
        return {row.partner_id for row in self.sheet.active} if own else set()

    @property
    def own_words(self) -> str:
        """Say what the owner must pay itself of what is asked for, in figures."""
        counted_nok = sum(nok for cell, nok in self.amounts.items() if cell[2] not in self.not_counted)
        return own_share(counted_nok, self.own_percent)

    @property
    def coordinator_nok(self) -> int:
        """Give what goes to coordinating."""
        return self.sum_nok(use=COORDINATOR)

    @property
    def coordinator_words(self) -> str:
        """Say what share coordinating takes, and whether that is within what the forum of the call has set."""
        return coordinating(self.coordinator_nok, self.total_nok, self.sheet.need.call.coordinator_percent)

    @property
    def coordinator_is_over(self) -> bool:
        """Tell whether coordinating takes more than the forum of the call has set."""
        most = self.sheet.need.call.coordinator_percent
        return most is not None and self.coordinator_nok > percent_nok(self.total_nok, most)


def own_share(asked_nok: int, percent: int) -> str:
    """Say what a share of the grant comes to, in words and figures."""
    told = {"asked": format_nok(asked_nok), "least": format_nok(percent_nok(asked_nok, percent)), "percent": percent}
    return _("Av %(asked)s i tilskudd må dere selv stille med minst %(least)s. Det er %(percent)d prosent.") % told


def coordinating(coordinator_nok: int, asked_nok: int, most: int | None) -> str:
    """Say what goes to coordinating, as an amount and a share, and what the forum has set as the most."""
    share = 100 * coordinator_nok / asked_nok if asked_nok else 0
    told = {"amount": format_nok(coordinator_nok), "share": f"{share:.1f}".replace(".", ","), "most": most}
    if most is None:
        return _("Koordinatoren får %(amount)s. Det er %(share)s prosent av det dere søker om.") % told
    text = _("Koordinatoren får %(amount)s. Det er %(share)s prosent. Forumet har satt grensen til %(most)d prosent.")
    return text % told
