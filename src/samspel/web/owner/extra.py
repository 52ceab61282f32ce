"""What the office of the call asks beside what all ask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Unpack
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _

from samspel.needs import transitions
from samspel.needs.models import Need
from samspel.needs.sheet import ExtraQuestion, Sheet
from samspel.web.acting import Request
from samspel.web.forms import LongText
from samspel.web.owner.measure import YES_NO
from samspel.web.owner.subject import Subject, SubjectForm, Writing


class Extra(SubjectForm):
    """One question for each that the call has."""

    def standing(self, sheet: Sheet) -> Mapping[str, object]:
        """Give the answers that stand there now."""
        return {name_of(one): sheet.need.extra_answers.get(one.key, "") for one in sheet.extra_questions}

    def shape(self) -> None:
        """Ask what the call asks; an answer that the office can do without may be left empty."""
        for one in self.sheet.extra_questions:
            self.fields[name_of(one)] = field_for(one)
        self.may_be_empty = tuple(name_of(one) for one in self.sheet.extra_questions if not one.required)

    def keep(self, need: Need, **who: Unpack[Writing]) -> None:
        """Keep the answers."""
        said = {one.key: self.cleaned_data[name_of(one)] for one in self.sheet.extra_questions}
        transitions.fill(need, content={}, extra=said, **who)


def name_of(question: ExtraQuestion) -> str:
    """Give the name that the page and the checks know a question by."""
    return f"extra-{question.key}"


def field_for(question: ExtraQuestion) -> forms.Field:
    """Give the field that takes the kind of answer that a question asks for."""
    if question.kind == "yes-no":
        return forms.ChoiceField(
            label=question.question, help_text=question.help, choices=YES_NO, widget=forms.RadioSelect
        )
    if question.kind == "choice":
        choices = [("", _("Velg")), *((one, one) for one in question.choices)]
        return forms.ChoiceField(label=question.question, help_text=question.help, choices=choices)
    return LongText(label=question.question, help_text=question.help, max_length=4_000, rows=4)


SUBJECT = Subject("extra", Extra, "owner/extra.html")


def extra(request: Request, need_id: UUID) -> HttpResponse:
    """Serve the page with the office's own questions; a call that asks none says so."""
    return SUBJECT.serve(request, need_id)
