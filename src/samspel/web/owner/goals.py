"""What the measure is to lead to, and how that will be seen: one to three indicators."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Unpack
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspel.followup import queries as followup
from samspel.needs import queries, transitions
from samspel.needs.models import Indicator, Measured, Need
from samspel.needs.rules import measuring
from samspel.needs.rules.answers import MOST_INDICATORS
from samspel.needs.sheet import Sheet
from samspel.needs.transitions import Sign
from samspel.web.acting import Request
from samspel.web.forms import LongText, Text
from samspel.web.owner.subject import Subject, SubjectForm, Writing, acting_as

PARTS = ("what", "measured_in", "baseline", "target", "measured_how", "measured_by")


class Goals(SubjectForm):
    """The goal and its indicators."""

    goal = LongText(
        label=gettext_lazy("Hva skal tiltaket føre til?"),
        help_text=gettext_lazy("Skriv hva som skal være annerledes for barna, elevene og de ansatte."),
        max_length=8_000,
        rows=5,
    )

    def standing(self, sheet: Sheet) -> Mapping[str, object]:
        """Give the answers that stand there now."""
        signs = {f"{part}-{row.position}": getattr(row, part) for row in sheet.indicators for part in PARTS}
        return {"goal": sheet.need.goal, **signs}

    @property
    def most(self) -> int:
        """Give how many indicators there may be."""
        call = self.sheet.need.call
        assert call.rules_day is not None
        return MOST_INDICATORS.on(call.rules_day)

    def shape(self) -> None:
        """Ask about as many indicators as there may be; only the first is expected."""
        self.may_be_empty = tuple(f"{part}-{n}" for n in range(2, self.most + 1) for part in PARTS)
        self.may_be_empty += ("measured_in-1", "measured_how-1", "measured_by-1", "baseline-1")
        for number in range(1, self.most + 1):
            self.fields[f"what-{number}"] = Text(
                label=_("Hva skal bli bedre?"), help_text=_("Noe dere kan se eller telle."), max_length=200
            )
            self.fields[f"measured_in-{number}"] = forms.ChoiceField(
                label=_("Hva måler dere det i?"),
                help_text=_("Velger dere noe annet enn ord, skriver dere bare tallet nedenfor."),
                choices=Measured.choices,
            )
            self.fields[f"baseline-{number}"] = Text(label=_("Hvordan er det nå?"), max_length=120)
            self.fields[f"target-{number}"] = Text(label=_("Hva er målet?"), max_length=120)
            self.fields[f"measured_how-{number}"] = Text(label=_("Hvordan måler dere det?"), max_length=200)
            self.fields[f"measured_by-{number}"] = Text(
                label=_("Hvem måler det?"), help_text=_("For eksempel styreren eller ressurslæreren."), max_length=120
            )

    def name_in_summary(self, name: str) -> str:
        """Say which of the indicators a question belongs to."""
        number = name.partition("-")[2]
        label = super().name_in_summary(name)
        return _("Kjennetegn %(number)s: %(question)s") % {"number": number, "question": label} if number else label

    @property
    def signs(self) -> list[tuple[int, list[forms.BoundField], bool]]:
        """Give the questions of each indicator, and whether any of them has an answer or a fault."""
        rows = [(n, [self[f"{part}-{n}"] for part in PARTS]) for n in range(1, self.most + 1)]
        return [(n, fields, any(field.value() or field.errors for field in fields)) for n, fields in rows]

    def clean(self) -> dict[str, Any]:
        """Ask for what an indicator is about when something else of it has been written."""
        said = self.cleaned_data
        for number in range(1, self.most + 1):
            rest = any(said.get(f"{part}-{number}") for part in PARTS if part not in {"what", "measured_in"})
            if rest and not said.get(f"what-{number}") and f"what-{number}" not in self.errors:
                self.add_error(f"what-{number}", _("Skriv hva som skal bli bedre."))
            for part in ("baseline", "target"):
                measured_in, written = said.get(f"measured_in-{number}", ""), said.get(f"{part}-{number}")
                if measured_in and written and measuring.number(measured_in, written) is None:
                    self.add_error(f"{part}-{number}", measuring.wanted(measured_in))
        return said

    def standing_or_falling_with(self, name: str) -> Iterable[str]:
        """Give all parts of an indicator together; and what it is about, before the ones after it move up."""
        part, _dash, number = name.partition("-")
        return [f"{one}-{number}" for one in PARTS] if part in PARTS else [name]

    def keep(self, need: Need, **who: Unpack[Writing]) -> None:
        """Keep the goal and the indicators that have been written."""
        said = self.cleaned_data
        transitions.fill(need, content={"goal": said["goal"]}, **who)
        rows = [{part: said[f"{part}-{number}"] for part in PARTS} for number in range(1, self.most + 1)]
        signs = [Sign(**row) for row in rows if row["what"]]
        transitions.set_indicators(need, indicators=signs, **who)


@dataclass(frozen=True)
class LastTime:
    """An indicator as it stood the last time: from where to where it was to go, and how far a report says it came."""

    sign: Indicator
    year: int | None
    reached: str


@dataclass(frozen=True)
class Page(Subject):
    """The page about the goals, with those of the last time and what came of them."""

    def show(self, request: Request, form: SubjectForm, **more: object) -> HttpResponse:
        """Give the page, with what the owner's former need said and its reports tell."""
        by = acting_as(request)
        former = queries.last_of(by, form.sheet.need)
        if former:
            reached = followup.reached(former.pk, by)
            rows = [LastTime(sign, *reached.get(sign.pk, (None, ""))) for sign in queries.signs(former)]
            more |= {"former": former, "last_time": rows, "reports": followup.outcomes(former.pk, by)}
        return super().show(request, form, **more)


SUBJECT = Page("goals", Goals, "owner/goals.html")


def goals(request: Request, need_id: UUID) -> HttpResponse:
    """Serve the page about goals and indicators."""
    return SUBJECT.serve(request, need_id)
