"""What the need is, how it was found, and how staff and leaders took part."""

from __future__ import annotations

from typing import Unpack
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from samspel.needs import transitions
from samspel.needs.models import Need, PlanFit, Source
from samspel.web.acting import Request
from samspel.web.forms import Day, LongText, Text
from samspel.web.owner.figures import Figures, of_chosen_or_all
from samspel.web.owner.subject import Subject, SubjectForm, Writing


class Assessment(SubjectForm):
    """The local assessment and the involvement."""

    assessment = LongText(
        label=_("Hva har dere funnet ut om behovet?"),
        help_text=_("Skriv hva de ansatte trenger å bli bedre på, og hvorfor. Ikke skriv navn på barn eller ansatte."),
        max_length=8_000,
        rows=8,
    )
    assessment_sources = forms.MultipleChoiceField(
        label=_("Hva bygger vurderingen på?"),
        help_text=_("Velg alt som passer."),
        choices=Source.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    own_source = Text(label=_("Hvilken annen kilde?"), help_text=_("Når dere har valgt «Annet»."), max_length=200)
    involvement = LongText(
        label=_("Hvordan har ansatte og ledere vært med?"),
        help_text=_("For eksempel personalmøte, drøfting med tillitsvalgte eller medbestemmelsesmøte, og når."),
        max_length=8_000,
        rows=5,
    )

    involved_on = Day(
        label=_("Når ble behovet drøftet med dem?"),
        help_text=_("Var det flere ganger, skriv den siste. For eksempel 19.10.2026."),
    )
    anchoring = LongText(
        label=_("Hvordan er behovet forankret hos eieren?"),
        help_text=_("For eksempel vedtak, plan eller strategi, gjerne med saksnummer."),
        max_length=4_000,
        rows=3,
    )
    anchoring_ref = Text(label=_("Vedtak eller saksnummer"), help_text=_("For eksempel «sak 14/22»."), max_length=120)
    plan_fit = forms.ChoiceField(
        label=_("Er tiltaket med i forumets langsiktige plan?"),
        choices=[("", _("Ikke svart")), *PlanFit.choices],
    )
    plan_link = LongText(
        label=_("Hvordan henger tiltaket sammen med forumets langsiktige plan?"),
        help_text=_("Planen står på siden til embetet."),
        max_length=4_000,
        rows=3,
    )

    def shape(self) -> None:
        """Ask only what the scheme and the form ask."""
        self.may_be_empty = ("own_source", "involved_on", "anchoring", "anchoring_ref", "plan_fit", "plan_link")
        self.leave_out(anchoring="anchoring", anchoring_ref="anchoring", plan_fit="plan-link", plan_link="plan-link")

    @property
    def figures(self) -> Figures:
        """Give what the registers tell of the units, for whoever writes what they need."""
        return of_chosen_or_all(self.sheet)

    def keep(self, need: Need, **who: Unpack[Writing]) -> None:
        """Keep the assessment."""
        said = self.cleaned_data
        answers: transitions.Content = {
            "assessment": said["assessment"],
            "assessment_sources": said["assessment_sources"],
            "own_source": said["own_source"],
            "involvement": said["involvement"],
            "involved_on": said["involved_on"],
        }
        for name in ("anchoring", "anchoring_ref", "plan_fit", "plan_link"):
            if name in said:
                answers[name] = said[name]
        transitions.fill(need, content=answers, **who)


SUBJECT = Subject("assessment", Assessment, "owner/assessment.html")


def assessment(request: Request, need_id: UUID) -> HttpResponse:
    """Serve the page about the need and its assessment."""
    return SUBJECT.serve(request, need_id)
