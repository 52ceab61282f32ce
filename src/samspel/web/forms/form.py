"""The base of every form: clean text in, plain words back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, MaxLengthValidator, ProhibitNullCharactersValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from samspel.flow.refusal import Refusal
from samspel.kit.text import ForbiddenCharacter, normalised, pasted

LONGEST = 20_000


def no_forbidden_characters(text: str) -> None:
    """Refuse characters that no page, letter or archive can show, and say where they are."""
    try:
        normalised(text)
    except ForbiddenCharacter as found:
        raise ValidationError(
            _("Tegn nummer %(place)d i teksten kan ikke lagres. Slett det, eller skriv teksten på nytt."),
            code="forbidden-character",
            params={"place": found.position + 1},
        ) from None


class NotTooLong(MaxLengthValidator):
    """Refuses a text over the limit and says by how much."""

    message = _("Teksten har %(show_value)d tegn. Den kan ha høyst %(limit_value)d. Kort den ned.")


def required_message(field: forms.Field, label: object) -> str:
    """Give the sentence for a field left empty: what to do, with the field's own name."""
    if isinstance(field, forms.BooleanField):
        sentence = _("Kryss av for «%(label)s» for å gå videre.")
    elif isinstance(field, forms.FileField):
        sentence = _("Velg en fil under «%(label)s».")
    elif isinstance(field, forms.ChoiceField):
        sentence = _("Velg et svar under «%(label)s».")
    else:
        sentence = _("Fyll ut «%(label)s».")
    return str(sentence) % {"label": label}


def speak_plainly(field: forms.Field, label: object) -> None:
    """Give a field our checks of text and our words for what is wrong, unless it has its own."""
    if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
        field.error_messages["required"] = required_message(field, label)
    if isinstance(field, forms.ChoiceField):
        inside = str(label).replace("%", "%%")  # Django puts what was sent into the sentence
        field.error_messages["invalid_choice"] = _("Velg et av svarene under «%(label)s».") % {"label": inside}
    if not isinstance(field, forms.CharField) or isinstance(field, forms.UUIDField):
        return  # an id is read as an id, not as a text
    if isinstance(field, forms.EmailField):
        field.validators = [EmailValidator(_("Skriv en e-postadresse, for eksempel navn@kommune.no."))]
    limit = field.max_length or LONGEST
    others = [v for v in field.validators if not isinstance(v, MaxLengthValidator | ProhibitNullCharactersValidator)]
    field.validators = [NotTooLong(limit), no_forbidden_characters, *others]


class Form(forms.Form):
    """A form: text is normalised before it is read, and an empty or impossible answer gets a sentence that helps."""

    use_required_attribute = False
    says_optional = True
    """Whether a question that need not be answered says so; a filter, where none need, does not."""

    def __init__(self, data: QueryDict | dict[str, Any] | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(one_form_of_text(data), *args, **kwargs)
        for name, field in self.fields.items():
            speak_plainly(field, field.label or name)

    def name_in_summary(self, name: str) -> str:
        """Give what a field is called away from its place; a form with the same label several times says which."""
        return str(self.fields[name].label or "")

    def refuse(self, refusals: Iterable[Refusal]) -> None:
        """Put each reason why an act was refused at its question, or above the form; with its basis."""
        for refusal in refusals:
            basis = _("Grunnlag: %(basis)s.") % {"basis": refusal.basis.rstrip(".")} if refusal.basis else ""
            self.add_error(refusal.field if refusal.field in self.fields else None, f"{refusal.text} {basis}".strip())


def one_form_of_text(data: QueryDict | dict[str, Any] | None) -> QueryDict | dict[str, Any] | None:
    """Give what was sent with its text normalised; a text with forbidden characters is left for the field to refuse."""
    if isinstance(data, QueryDict):
        copy = data.copy()
        for key, values in data.lists():
            copy.setlist(key, [str(normalised_or_same(value)) for value in values])
        return copy
    if data is None:
        return None
    return {key: normalised_or_same(value) for key, value in data.items()}


def normalised_or_same(value: object) -> object:
    """Give a text in the form that is stored where it has one, else as it was pasted; what is no text as it is."""
    if not isinstance(value, str):
        return value
    text = pasted(value)
    try:
        return normalised(text)
    except ForbiddenCharacter:
        return text
