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
from samspel.web.forms import LongText
from samspel.web.owner.measure import YES_NO, as_answer, as_value
from samspel.web.owner.subject import Subject, SubjectForm, Writing


class FollowUp(SubjectForm):
    """The evaluation, and other money."""

    may_be_empty = ("evaluation", "other_money", "other_money_what")
    evaluation = LongText(
        label=_("Hvordan skal dere følge opp og evaluere tiltaket?"),
        help_text=_("For eksempel hvem som følger med, når, og hva dere gjør hvis det ikke går som planlagt."),
        max_length=4_000,
        rows=4,
    )
    other_money = forms.ChoiceField(
        label=_("Får eller søker dere andre statlige midler til det samme?"),
        help_text=_(
            "Også i et annet fylke. Det stanser ikke behovsmeldingen, men ingen skal få betalt to ganger for det samme."
        ),
        choices=YES_NO,
        widget=forms.RadioSelect,
    )
    other_money_what = LongText(
        label=_("Hvilke midler, og hvor mye?"), help_text=_("Bare hvis du svarte ja."), max_length=4_000, rows=3
    )

    def shape(self) -> None:
        """Ask only what the scheme and the form ask."""
        self.leave_out(evaluation="evaluation", other_money="other-money", other_money_what="other-money")

    def standing(self, sheet: Sheet) -> Mapping[str, object]:
        """Give the answers that stand there now."""
        return {**super().standing(sheet), "other_money": as_answer(sheet.need.other_money)}

    def keep(self, need: Need, **who: Unpack[Writing]) -> None:
        """Keep the answers."""
        said = self.cleaned_data
        answers: transitions.Content = {}
        if "evaluation" in said:
            answers["evaluation"] = said["evaluation"]
        if "other_money" in said:
            answers["other_money"] = as_value(said["other_money"])
        if "other_money_what" in said:
            answers["other_money_what"] = said["other_money_what"]
        transitions.fill(need, content=answers, **who)


SUBJECT = Subject("follow-up", FollowUp)


def follow_up(request: Request, need_id: UUID) -> HttpResponse:
    """Serve the page about follow-up and other money."""
    return SUBJECT.serve(request, need_id)
