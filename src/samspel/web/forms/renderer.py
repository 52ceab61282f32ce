"""How a form becomes HTML: through our templates, and with what a screen reader needs on every input."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import HiddenInput, Widget
from django.utils.html import escape
from django.utils.safestring import SafeString

from samspel.kit.text import word_count
from samspel.web.components import register


class Field(forms.BoundField):
    """One field as it stands on the page, with its errors."""

    theirs: object = None
    """What a colleague has written there meanwhile, where somebody has."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Widget | None = None) -> dict[str, Any]:
        """Give the input Designsystemet's class; length is checked by us, so that nothing pasted is cut silently."""
        widget = widget or self.field.widget
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        if not isinstance(widget, HiddenInput):
            built.setdefault("class", "ds-input")
        for attribute in ("maxlength", "cols"):
            widget.attrs.pop(attribute, None)
            built.pop(attribute, None)
        return built

    @property
    def target(self) -> str:
        """Give the id that a link in the error summary goes to: the input, or the first of a group."""
        return self.id_for_label or f"{self.auto_id}_0"

    @property
    def words(self) -> int | None:
        """Count the words that stand in a field of several lines; nothing for any other."""
        return word_count(str(self.value() or "")) if isinstance(self.field.widget, forms.Textarea) else None

    @property
    def lone_box(self) -> bool:
        """Tell whether this is a single checkbox, whose label stands after it."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def optional(self) -> bool:
        """Tell whether the label should say that the field may be left empty.

        Nobody expects it of a filter, and an answer that a draft may still lack (`later`) is not optional.
        """
        quiet = getattr(self.form, "filters", False) or not getattr(self.form, "says_optional", True)
        return not (self.field.required or self.lone_box or quiet or getattr(self.field, "later", False))


@register.filter
def attributes(attrs: Mapping[str, Any]) -> SafeString:
    """Print the attributes of an element, each with a space before; one that is true stands alone, as in `required`."""
    told = ((name, value) for name, value in attrs.items() if value is not None and value is not False)
    return SafeString("".join(f" {name}" if value is True else f' {name}="{escape(value)}"' for name, value in told))


INPUT = "django/forms/widgets/input.html"
INPUTS = frozenset(
    f"django/forms/widgets/{kind}.html"
    for kind in ("checkbox", "date", "email", "file", "hidden", "number", "password", "search", "tel", "text", "url")
)
"""Django's templates that hold the one of every input and nothing else; it is fetched at once instead."""


class Renderer(TemplatesSetting):
    """The renderer of every form in Samspel."""

    def get_template(self, template_name: str) -> Any:  # noqa: ANN401 - as Django's own
        """Give a template of ours, or of Django's."""
        return super().get_template(INPUT if template_name in INPUTS else template_name)

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    bound_field_class = Field
