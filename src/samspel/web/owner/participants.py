"""Which units take part, how many of each group, and who has been invited."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Unpack
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspel.actors.models import Unit
from samspel.needs import sheet as sheets
from samspel.needs import transitions
from samspel.needs.membership import PrivateUnit
from samspel.needs.models import Need
from samspel.needs.sheet import Sheet
from samspel.web.acting import Request
from samspel.web.forms import LongText, Number
from samspel.web.owner.figures import Figures, of_chosen
from samspel.web.owner.measure import YES_NO, as_answer, as_value
from samspel.web.owner.subject import Subject, SubjectForm, Writing

MOST = 100_000
INVITED, LIKE_ALL = "invited-", "alle"


class Participants(SubjectForm):
    """Units, target groups, and for some schemes the private owners."""

    may_be_empty = ("special_reason",)

    def standing(self, sheet: Sheet) -> Mapping[str, object]:
        """Give the answers that stand there now."""
        counted = {f"group-{row.group}": row.participants for row in sheet.target_groups}
        return {
            "units": [str(unit.pk) for unit in sheet.units],
            "private_invited": as_answer(sheet.need.private_invited),
            "special_reason": sheet.need.special_reason,
            **{f"{INVITED}{one.unit.pk}": as_answer(one.own) or LIKE_ALL for one in sheet.private_units or ()},
            **counted,
        }

    def shape(self) -> None:
        """Offer the owner's units of the kinds the scheme is for, and the scheme's groups."""
        rules = self.sheet.scheme
        words = {term.code: term.text(get_language() or "nb") for term in rules.unit_kinds}
        self.fields["units"] = forms.MultipleChoiceField(
            label=_("Hvilke enheter skal delta?"),
            choices=[(str(one.pk), self.called(one, words[one.kind])) for one in sheets.units_to_choose(self.sheet)],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": _("Velg blant enhetene i listen.")},
        )
        for term in rules.target_groups:
            self.fields[f"group-{term.code}"] = Number(label=term.text(get_language() or "nb"), most=MOST)
        if rules.duties.codes:
            self.ask_for_others()

    def called(self, unit: Unit, kind: str) -> str:
        """Name a unit with its kind, and tell that it is closed."""
        if sheets.is_closed(unit, self.sheet.day):
            return _("%(unit)s (%(kind)s, nedlagt)") % {"unit": unit.name, "kind": kind.lower()}
        return f"{unit.name} ({kind.lower()})"

    def ask_for_others(self) -> None:
        """Ask about the private owners, of all and of each, and for a reason where somebody is not with."""
        help_text = _("Svaret gjelder alle i listen under. Er det annerledes for noen av dem, svarer dere for dem der.")
        if self.asked or self.knows_no_private or self.sheet.need.private_invited is not None:
            self.fields["private_invited"] = forms.ChoiceField(
                label=_("Er private barnehager og skoler i kommunen invitert?"),
                help_text=help_text if self.asked else "",
                choices=YES_NO,
                widget=forms.RadioSelect,
            )
        of_one = ((LIKE_ALL, _("Som for alle")), ("ja", _("Invitert")), ("nei", _("Ikke invitert")))
        for one in self.asked:
            self.fields[f"{INVITED}{one.unit.pk}"] = forms.ChoiceField(
                label=one.name, choices=of_one, widget=forms.RadioSelect
            )
        self.fields["special_reason"] = LongText(
            label=_("Hvorfor er noen ikke med?"),
            help_text=_(
                "Barnehage, skole og PP-tjeneste bør være med, og private bør være invitert. Skriv hvorfor hvis ikke."
            ),
            max_length=8_000,
            rows=3,
        )

    @property
    def figures(self) -> Figures:
        """Give what the registers tell of the units that have been chosen."""
        return of_chosen(self.sheet)

    @property
    def groups(self) -> list[forms.BoundField]:
        """Give the questions about how many, to stand together."""
        return [self[name] for name in self.fields if name.startswith("group-")]

    @property
    def asked(self) -> list[PrivateUnit]:
        """Give the private units that are asked about: those that take part have been invited."""
        return [one for one in self.sheet.private_units or () if not one.takes_part]

    @property
    def knows_no_private(self) -> bool:
        """Tell whether it is not known which private units there are."""
        return self.sheet.private_units is None

    @property
    def invited(self) -> list[forms.BoundField]:
        """Give the questions about each private unit."""
        return [self[name] for name in self.fields if name.startswith(INVITED)]

    @property
    def opened(self) -> bool:
        """Tell whether each private unit is shown at once: until one answer holds for all of them."""
        apart = any(field.errors or field.value() not in {LIKE_ALL, "", None} for field in self.invited)
        return apart or not self["private_invited"].value()

    def name_in_summary(self, name: str) -> str:
        """Give what a field is called away from its place: of a private unit what is asked, too."""
        label = super().name_in_summary(name)
        return _("Invitert: %(unit)s") % {"unit": label} if name.startswith(INVITED) else label

    def keep(self, need: Need, **who: Unpack[Writing]) -> None:
        """Keep the units, the groups, and the answers about others."""
        said = self.cleaned_data
        transitions.set_units(need, unit_ids=[UUID(unit) for unit in said["units"]], **who)
        groups = {name.removeprefix("group-"): said[name] or 0 for name in said if name.startswith("group-")}
        transitions.set_target_groups(need, groups=groups, **who)
        if "special_reason" in said:
            answers: transitions.Content = {"special_reason": said["special_reason"]}
            if "private_invited" in said:
                answers["private_invited"] = as_value(said["private_invited"])
            transitions.fill(need, content=answers, **who)
        invited = {UUID(name.removeprefix(INVITED)): as_value(said[name]) for name in said if name.startswith(INVITED)}
        if invited:
            transitions.set_invited(need, invited=invited, **who)


SUBJECT = Subject("participants", Participants, "owner/participants.html")


def participants(request: Request, need_id: UUID) -> HttpResponse:
    """Serve the page about units and participants."""
    return SUBJECT.serve(request, need_id)
