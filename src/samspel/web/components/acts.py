"""Buttons and links that do something: an act shows its button, or every reason why it cannot be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, Protocol

from django.forms import BaseForm, BoundField
from django.template import RequestContext
from django.utils.translation import gettext as _

from samspel.web.components import register
from samspel.web.forms import Form

ENDS = ("?", ".", "!", ":")
Variant = Literal["primary", "secondary", "tertiary"]


class Reason(Protocol):
    """One reason why something cannot be done: a sentence, and the rule behind it when there is one."""

    @property
    def text(self) -> object:
        """The sentence."""

    @property
    def basis(self) -> object:
        """The legal basis in words, or nothing."""


@register.inclusion_tag("components/act.html", takes_context=True)
def act(
    context: RequestContext,
    label: str,
    url: str,
    refusals: Sequence[Reason] = (),
    *,
    variant: Variant = "primary",
    color: Literal["accent", "danger", "neutral"] = "accent",
    hint: str = "",
    fields: Mapping[str, object] | None = None,
) -> dict[str, object]:
    """A button that posts an act; when the act is refused, every reason instead, with its legal basis."""
    return {
        "label": label,
        "url": url,
        "refusals": refusals,
        "variant": variant,
        "color": color,
        "hint": hint,
        "fields": fields or {},
        "title": _("«%(act)s» kan ikke gjøres nå") % {"act": label},
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("components/refusals.html")
def refusals(reasons: Sequence[Reason], title: str = "") -> dict[str, object]:
    """Every reason why something was refused, with legal basis."""
    return {"refusals": reasons, "title": title or _("Dette kan ikke gjøres nå")}


@register.inclusion_tag("components/submit.html")
def submit(
    label: str,
    *,
    name: str = "",
    value: str = "",
    variant: Variant = "primary",
    color: Literal["accent", "danger"] = "accent",
) -> dict[str, object]:
    """The button that sends a form."""
    return {"label": label, "name": name, "value": value, "variant": variant, "color": color}


@register.inclusion_tag("components/button_link.html")
def button_link(label: str, url: str, *, variant: Variant = "primary") -> dict[str, object]:
    """A link that looks like a button, for going on to the next page."""
    return {"label": label, "url": url, "variant": variant}


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: BaseForm) -> dict[str, object]:
    """Everything that is wrong in one or more forms, each a link to its field; takes focus when the page opens."""
    broken = [form for form in forms if form.is_bound and form.errors]
    whole = [error for form in broken for error in form.non_field_errors()]
    fields = [(field, with_label(field, str(error))) for form in broken for field in form for error in field.errors]
    return {"whole": whole, "fields": fields, "count": len(whole) + len(fields)}


def with_label(field: BoundField, error: str) -> str:
    """Give an error that stands away from its field: it begins with the field's name where it does not say it."""
    name = field.form.name_in_summary(field.name) if isinstance(field.form, Form) else str(field.label)
    return error if name in error else f"{name}{'' if name.endswith(ENDS) else ':'} {error}"
