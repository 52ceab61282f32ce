"""What is to be done, whether the staff learn together, and about what."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Unpack
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspel.calls.rules.themes import own_of
from samspel.needs import queries, transitions
from samspel.needs import sheet as sheets
from samspel.needs.models import Need
from samspel.needs.sheet import Sheet
from samspel.web.acting import Request
from samspel.web.forms import LongText
from samspel.web.owner.since import themes_gone
from samspel.web.owner.subject import Subject, SubjectForm, Writing, acting_as

YES_NO = (("ja", _("Ja")), ("nei", _("Nei")))


def as_answer(value: bool | None) -> str:
    """Give a yes, a no or nothing as the form has it."""
    return "" if value is None else "ja" if value else "nei"


def as_value(answer: str) -> bool | None:
    """Give what an answer means."""
    return {"ja": True, "nei": False}.get(answer)


class ThemeBoxes(forms.CheckboxSelectMultiple):
    """A box for each theme; those of a forum's own are in the written form that the office wrote them in."""

    own: Collection[str] = ()
    written_form = ""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401
        """Give a box, and say what language its words are in where that is not the page's; asked as Django asks."""
        option = super().create_option(name, value, *args, **kwargs)
        if value in self.own:
            option["attrs"]["lang"] = self.written_form
        return option


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
    themes = forms.MultipleChoiceField(label=_("Tema"), widget=ThemeBoxes)
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
        """Offer the themes of the call."""
        themes = self.fields["themes"]
        assert isinstance(themes, forms.MultipleChoiceField)
        self.leave_out(sami="sami")
        themes.choices = self.sheet.scheme.themes.choices(get_language() or "nb")
        call, scheme = self.sheet.need.call, self.sheet.need.scheme
        assert isinstance(themes.widget, ThemeBoxes)
        themes.widget.own = [str(row["code"]) for row in own_of(call, scheme)]
        themes.widget.written_form = call.written_form

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


class MeasureSubject(Subject):
    """The page about the measure, which says what themes of a former need this call does not ask for."""

    def show(self, request: Request, form: SubjectForm, **more: object) -> HttpResponse:
        """Say it as long as no theme is chosen; the page of what has changed says it always."""
        need = form.sheet.need
        former = None if need.themes else queries.former_of(acting_as(request), need)
        gone = themes_gone(sheets.plain(former), form.sheet) if former else []
        return super().show(request, form, gone=gone, **more)


SUBJECT = MeasureSubject("measure", Measure, "owner/measure.html")


def measure(request: Request, need_id: UUID) -> HttpResponse:
    """Serve the page about the measure."""
    return SUBJECT.serve(request, need_id)
