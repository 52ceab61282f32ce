"""The form in which a decision is prepared: its kind, an amount for each receiver and year, and the reasons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspel.actors.alphabet import sort_key
from samspel.actors.models import Organisation
from samspel.actors.queries import organisations
from samspel.casework import rules as casework
from samspel.casework.models import Case
from samspel.decisions.models import Decision
from samspel.decisions.parts import Part, asked, given, in_order, recommended, recommended_line
from samspel.decisions.rules import Content
from samspel.forum.models import Line
from samspel.web.forms import Amount, Form, LongText

TEXTS = ("reason_rule", "reason_facts", "reason_considerations", "conditions", "departure_reason", "advice")
# The act asks for these, all at once and with the basis, so that the form does not.
ASKED_BY_THE_ACT = ("reason_rule", "reason_facts", "reason_considerations", "conditions", "departure_reason")
CONDITIONS = gettext_lazy(
    "Tiltaket blir gjennomført slik det står i behovsmeldingen.\n"
    "Større endringer i tiltaket, partnerne eller tidsplanen skal meldes til oss før de blir gjort.\n"
    "Tilskuddet skal føres slik at bruken går fram av regnskapet."
)


@dataclass(frozen=True)
class Cell:
    """One receiver in one year: what was asked for, recommended and given; None where there is no such thing."""

    recipient: Organisation
    year: int
    asked_nok: int | None
    recommended_nok: int | None
    given_nok: int | None

    @property
    def key(self) -> str:
        """Name the amount in the form."""
        return f"nok-{self.year}-{self.recipient.pk}"


def cells(case: Case, line: Line | None, decision: Decision | None) -> list[Cell]:
    """Give every receiver and year that somebody has named, by year and name."""
    lists = [by_place(asked(case)), by_place(recommended(line) if line else ())]
    lists.append(by_place(given(decision)) if decision else lists[1] if line else lists[0])
    places = sorted({place for amounts in lists for place in amounts})
    named = organisations({recipient for _year, recipient in places})
    found = [
        Cell(named[recipient], year, *(amounts.get((year, recipient)) for amounts in lists))
        for year, recipient in places
    ]
    return sorted(found, key=lambda cell: (cell.year, sort_key(cell.recipient.name)))


def by_place(parts: Iterable[Part]) -> dict[tuple[int, UUID], int]:
    """Give amounts by year and receiver."""
    return {(part.year, part.recipient_id): part.amount_nok for part in parts}


class Draft(Form):
    """What a decision says; an amount field for each receiver and year is added."""

    kind = forms.ChoiceField(label=gettext_lazy("Hva går vedtaket ut på?"), widget=forms.RadioSelect)
    ground = forms.ChoiceField(label=gettext_lazy("Grunn til avvisning"), widget=forms.RadioSelect, required=False)
    departure_reason = LongText(
        label=gettext_lazy("Hvorfor er vedtaket et annet enn innstillingen?"),
        help_text=gettext_lazy("Må fylles ut når utfallet eller et beløp avviker. Forumet og mottakerne får lese det."),
        required=False,
        rows=3,
    )
    reason_rule = LongText(
        label=gettext_lazy("Regelen"),
        help_text=gettext_lazy("Hvilken regel bygger vedtaket på, og hva sier den?"),
        required=False,
        rows=3,
    )
    reason_facts = LongText(
        label=gettext_lazy("Faktum"),
        help_text=gettext_lazy("Hvilke faktiske forhold har dere lagt til grunn?"),
        required=False,
        rows=4,
    )
    reason_considerations = LongText(
        label=gettext_lazy("Hovedhensyn"), help_text=gettext_lazy("Hva har veid mest?"), required=False, rows=4
    )
    conditions = LongText(
        label=gettext_lazy("Vilkår for tilskuddet"),
        help_text=gettext_lazy("Ett vilkår på hver linje. Brukes bare ved tilsagn."),
        required=False,
        rows=5,
    )
    advice = LongText(
        label=gettext_lazy("Råd til eieren"),
        help_text=gettext_lazy("Hva kunne hjelpe neste gang? Ett råd på hver linje. Brukes ved avslag og avvisning."),
        required=False,
        rows=3,
    )

    def __init__(self, case: Case, decision: Decision | None, at: datetime, *args: Any) -> None:
        self.line = recommended_line(case.pk)
        self.cells = cells(case, self.line, decision)
        grounds = casework.grounds(case, at)
        super().__init__(*args, initial=known(decision) if decision else first(case, grounds))
        for cell in self.cells:
            label = _("Beløp til %(recipient)s i %(year)s") % {"recipient": cell.recipient.name, "year": cell.year}
            self.fields[cell.key] = Amount(label=label, initial=cell.given_nok, required=False)
            self.fields[cell.key].error_messages["invalid"] = _("%(label)s: Skriv hele kroner med bare tall.") % {
                "label": label
            }
        for name in ASKED_BY_THE_ACT:
            fields: dict[str, Any] = self.fields
            fields[name].later = True
        self.offer(grounds)
        if self.line is None:
            del self.fields["departure_reason"]

    def offer(self, grounds: dict[str, str]) -> None:
        """Offer a dismissal only where there is a ground for one."""
        kinds = [choice for choice in Decision.Kind.choices if grounds or choice[0] != Decision.Kind.DISMISSAL]
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = kinds
        labels = dict(Case.Ground.choices)
        fields["ground"].choices = [(ground, labels.get(ground, ground)) for ground in grounds]
        if not grounds:
            del fields["ground"]

    def rows(self) -> list[tuple[Cell, BoundField]]:
        """Give the amounts with their fields, as the table shows them."""
        return [(cell, self[cell.key]) for cell in self.cells]

    def content(self) -> Content:
        """Give what the form says; amounts count only in an award."""
        said: dict[str, Any] = self.cleaned_data
        award, dismissal = Decision.Kind.AWARD, Decision.Kind.DISMISSAL
        parts = [
            Part(cell.year, cell.recipient.pk, said[cell.key])
            for cell in self.cells
            if said[cell.key] and said["kind"] == award
        ]
        texts = {name: said.get(name, "") for name in TEXTS}
        if said["kind"] != award:
            texts["conditions"] = ""
        ground = said.get("ground", "") if said["kind"] == dismissal else ""
        return Content(kind=said["kind"], parts=in_order(parts), ground=ground, **texts)


def first(case: Case, grounds: dict[str, str]) -> dict[str, object]:
    """Give what a new draft starts with: an award, or a dismissal where the case is not ready for anything else."""
    if grounds and case.state == Case.State.OPENED:
        return {"kind": Decision.Kind.DISMISSAL, "ground": next(iter(grounds))}
    return {"kind": Decision.Kind.AWARD, "conditions": str(CONDITIONS)}


def known(decision: Decision) -> dict[str, object]:
    """Give what the form starts with: the draft there is."""
    return {name: getattr(decision, name) for name in ("kind", "ground", *TEXTS)}
