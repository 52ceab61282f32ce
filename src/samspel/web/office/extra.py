"""The questions of its own that an office puts in a call: a few, each in words, with the kind of answer it wants."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from samspel.calls.models import Call
from samspel.calls.rules.extra import LONGEST_HELP, LONGEST_QUESTION, MOST_EXTRA
from samspel.kit.deadlines import oslo_day
from samspel.web.forms import Form, LongText, Text
from samspel.web.forms.form import speak_plainly

PARTS = ("kind", "question", "help", "choices", "required")


class ExtraQuestions(Form):
    """As many questions as there may be; those without words are none."""

    says_optional = False

    def __init__(self, data: QueryDict | None, *, call: Call, at: datetime) -> None:
        self.most = MOST_EXTRA.on(oslo_day(at))
        initial: dict[str, object] = {}
        for number, said in enumerate(call.extra_questions, start=1):
            initial |= {f"{part}-{number}": said.get(part) for part in PARTS}
            initial[f"choices-{number}"] = "\n".join(said.get("choices", ()))
        super().__init__(data, initial=initial)
        for number in range(1, self.most + 1):
            for part, field in fields_of(number).items():
                name = f"{part}-{number}"
                self.fields[name] = field
                speak_plainly(field, field.label or name)

    @property
    def rows(self) -> list[tuple[int, list[forms.BoundField], bool]]:
        """Give the fields of each question, and whether anything is written or wrong in them."""
        found = [(number, [self[f"{part}-{number}"] for part in PARTS]) for number in range(1, self.most + 1)]
        return [(number, row, any(one.errors for one in row) or bool(row[1].value())) for number, row in found]

    @property
    def questions(self) -> list[dict[str, object]]:
        """Give the questions that have words, with the keys that answers are kept under; in the order they stand."""
        said = self.cleaned_data
        written = [number for number in range(1, self.most + 1) if said.get(f"question-{number}")]
        return [
            {
                "key": str(place),
                "kind": said[f"kind-{number}"],
                "question": said[f"question-{number}"],
                "help": said[f"help-{number}"],
                "choices": lines_in(said[f"choices-{number}"]) if said[f"kind-{number}"] == "choice" else [],
                "required": said[f"required-{number}"],
            }
            for place, number in enumerate(written, start=1)
        ]


def fields_of(number: int) -> dict[str, forms.Field]:
    """Give the fields of one question."""
    kinds = [("text", _("Fritekst")), ("yes-no", _("Ja eller nei")), ("choice", _("Ett av flere svar"))]
    return {
        "kind": forms.ChoiceField(label=_("Slags svar"), choices=kinds, required=False, initial="text"),
        "question": Text(label=_("Spørsmål"), max_length=LONGEST_QUESTION, required=False),
        "help": Text(label=_("Hjelpetekst"), max_length=LONGEST_HELP, required=False),
        "choices": LongText(
            label=_("Svar å velge mellom"), help_text=_("Ett på hver linje."), max_length=1_600, rows=3, required=False
        ),
        "required": forms.BooleanField(label=_("Må besvares før innsending"), required=False),
    }


def lines_in(text: str) -> list[str]:
    """Give the lines of a text that have something on them, each once."""
    return list(dict.fromkeys(line.strip()[:120] for line in text.splitlines() if line.strip()))
