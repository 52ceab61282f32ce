"""Filters for what a template prints: `{{ need.asked_nok|kroner }}`, `{{ entry.at|moment }}`."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString

from samspel.kit.days import exact_in_words
from samspel.kit.deadlines import oslo_day
from samspel.kit.money import format_nok
from samspel.kit.orgnr import formatted
from samspel.needs.rules import measuring
from samspel.web.components import register, texts

NOTHING = "–"


@register.filter
def kroner(nok: int | None) -> str:
    """Print an amount with its unit; a dash when there is none."""
    return NOTHING if nok is None else format_nok(nok)


@register.filter
def grouped(number: int | None) -> str:
    """Print a whole number in groups of three."""
    return NOTHING if number is None else format_nok(number, unit=False)


@register.filter
def measured(text: str, measured_in: str) -> str:
    """Print where an indicator stands, with its unit; a dash when nothing is told."""
    return measuring.shown(measured_in, text) if text else NOTHING


@register.filter
def day(value: date | datetime | None) -> str:
    """Print a day in words."""
    return texts.day_in_words(value) if value else NOTHING


@register.filter
def moment(value: datetime | None) -> str:
    """Print a moment on Norwegian clocks."""
    return texts.moment_in_words(value) if value else NOTHING


@register.filter
def exact(value: datetime | None) -> str:
    """Print a moment to the second with its zone, as on a receipt."""
    return exact_in_words(value) if value else NOTHING


@register.filter
def deadline(value: datetime | None) -> str:
    """Print the last minute before an exclusive deadline."""
    return texts.deadline_in_words(value) if value else NOTHING


@register.filter
def orgnr(number: str) -> str:
    """Print an organisation number in groups of three."""
    return formatted(number) if number else NOTHING


@register.filter
def account(number: str) -> str:
    """Print an account number as banks write it, «1503.20.80119»."""
    return f"{number[:4]}.{number[4:6]}.{number[6:]}" if number else NOTHING


@register.simple_tag(name="moment")
def moment_tag(value: datetime) -> SafeString:
    """A moment that machines can read too."""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), texts.moment_in_words(value))


@register.simple_tag(name="day")
def day_tag(value: date) -> SafeString:
    """A day that machines can read too."""
    only = oslo_day(value) if isinstance(value, datetime) else value
    return format_html('<time datetime="{}">{}</time>', only.isoformat(), texts.day_in_words(only))


@register.simple_tag(name="amount")
def amount_tag(nok: int) -> SafeString:
    """An amount for a page that machines read too."""
    return format_html('<data value="{}" class="sam-nowrap">{}</data>', nok, format_nok(nok))
