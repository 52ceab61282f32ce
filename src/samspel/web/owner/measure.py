"""What is to be done, whether the staff learn together, and about what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Unpack
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspel.needs import transitions
from samspel.needs.models import Need
from samspel.needs.sheet import Sheet
from samspel.web.acting import Request
from samspel.web.forms import LongText
from samspel.web.owner.subject import Subject, SubjectForm, Writing

YES_NO = (("ja", _("Ja")), ("nei", _("Nei")))


def as_answer(value: bool | None) -> str:
    """Give a yes, a no or nothing as the form has it."""
    return "" if value is None else "ja" if value else "nei"


def as_value(answer: str) -> bool | None:
    """Give what an answer means."""
    return {"ja": True, "nei": False}.get(answer)


class Measure(SubjectForm):
    """The measure."""

    may_be_empty = ("themes", "sami")
    measure = LongText(
        label=_("Hva skal dere gjøre?"),
        help_text=_("Skriv hvordan dere skal arbeide, og hva partneren skal bidra med."),
        max_length=8_000,
        rows=8,
    )
    collective = forms.ChoiceField(
        label=_("Lærer de ansatte sammen i tiltaket?"),
        help_text=_("Tilskuddet er for kollektiv læring på arbeidsplassen, ikke for studier for enkeltpersoner."),
        choices=YES_NO,
        widget=forms.RadioSelect,
    )
    themes = forms.MultipleChoiceField(label=_("Tema"), widget=forms.CheckboxSelectMultiple)
    sami = LongText(
        label=_("Er det samiske perspektiv i tiltaket?"),
        help_text=_("Skriv hvordan, hvis det er det. La feltet stå tomt ellers."),
        max_length=4_000,
        rows=3,
    )

    def standing(self, sheet: Sheet) -> Mapping[str, object]:
        """Give the answers that stand there now."""
        return {**super().standing(sheet), "collective": as_answer(sheet.need.collective)}

    def shape(self) -> None:
        """Offer the themes of the scheme."""
        themes = self.fields["themes"]
        assert isinstance(themes, forms.MultipleChoiceField)
        self.leave_out(sami="sami")
        themes.choices = self.sheet.scheme.themes.choices(get_language() or "nb")

    def keep(self, need: Need, **who: Unpack[Writing]) -> None:
        """Keep the measure."""
        said = self.cleaned_data
        answers: transitions.Content = {
            "measure": said["measure"],
            "collective": as_value(said["collective"]),
            "themes": said["themes"],
        }
        if "sami" in said:
            answers["sami"] = said["sami"]
        transitions.fill(need, content=answers, **who)


SUBJECT = Subject("measure", Measure)


def measure(request: Request, need_id: UUID) -> HttpResponse:
    """Serve the page about the measure."""
    return SUBJECT.serve(request, need_id)
