"""How the owner will follow up the measure, and what other state money goes to the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Unpack
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from samspel.needs import transitions
from samspel.needs.models import Need
from samspel.needs.sheet import Sheet
from samspel.web.acting import Request
from samspel.web.forms import Amount, LongText
from samspel.web.owner.measure import YES_NO, as_answer, as_value
from samspel.web.owner.subject import Subject, SubjectForm, Writing

YES_OR_NO = {"other_money", "other_counties"}


class FollowUp(SubjectForm):
    """The evaluation, and other money."""

    may_be_empty = (
        "evaluation", "other_money", "other_money_what", "other_money_nok", "other_counties", "other_counties_what",
    )  # fmt: skip
    evaluation = LongText(
        label=_("Hvordan skal dere følge opp og evaluere tiltaket?"),
        help_text=_("For eksempel hvem som følger med, når, og hva dere gjør hvis det ikke går som planlagt."),
        max_length=4_000,
        rows=4,
    )
    other_money = forms.ChoiceField(
        label=_("Får eller søker dere andre statlige midler til det samme?"),
        help_text=_("Det stanser ikke behovsmeldingen, men ingen skal få betalt to ganger for det samme."),
        choices=YES_NO,
        widget=forms.RadioSelect,
    )
    other_money_what = LongText(
        label=_("Hvilke midler er det?"), help_text=_("Bare hvis du svarte ja."), max_length=4_000, rows=3
    )
    other_money_nok = Amount(
        label=_("Hvor mye er det til sammen?"), help_text=_("I hele kroner. Bare hvis du svarte ja.")
    )
    other_counties = forms.ChoiceField(
        label=_("Har dere søkt om det samme tiltaket i andre fylker?"), choices=YES_NO, widget=forms.RadioSelect
    )
    other_counties_what = LongText(
        label=_("Hvor, og hva har dere fått svar om?"),
        help_text=_("Bare hvis du svarte ja."),
        max_length=4_000,
        rows=3,
    )

    def shape(self) -> None:
        """Ask only what the scheme and the form ask."""
        money = [name for name in self.fields if name.startswith("other_")]
        self.leave_out(evaluation="evaluation", **dict.fromkeys(money, "other-money"))

    def standing(self, sheet: Sheet) -> Mapping[str, object]:
        """Give the answers that stand there now."""
        need = sheet.need
        answers = {"other_money": as_answer(need.other_money), "other_counties": as_answer(need.other_counties)}
        return {**super().standing(sheet), **answers}

    def keep(self, need: Need, **who: Unpack[Writing]) -> None:
        """Keep the answers."""
        said = self.cleaned_data
        written = {name: said[name] for name in self.may_be_empty if name in said}
        for name in YES_OR_NO & written.keys():
            written[name] = as_value(said[name])
        answers: transitions.Content = written  # type: ignore[assignment]  # the fields of the form are answers
        transitions.fill(need, content=answers, **who)


SUBJECT = Subject("follow-up", FollowUp)


def follow_up(request: Request, need_id: UUID) -> HttpResponse:
    """Serve the page about follow-up and other money."""
    return SUBJECT.serve(request, need_id)
