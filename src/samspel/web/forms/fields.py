"""Fields that take what people write: amounts with spaces, days in words, organisation numbers in groups of three."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samspel.kit import orgnr
from samspel.kit.deadlines import OSLO, utc
from samspel.kit.money import LARGEST_NOK, NotAnAmount, format_nok, parse_nok
from samspel.web.components.texts import MONTHS

DAY = re.compile(r"(\d{1,2})[. /]+(\d{1,2}|[a-z]{3,9})\.?[ /.]*(\d{4}|\d{2})|(\d{4})-(\d{2})-(\d{2})", re.ASCII)
NUMBER = re.compile(r"\d+|\d{1,3}(?: \d{3})+", re.ASCII)
TIME = re.compile(r"(?:kl\.?\s*)?(\d{1,2})[.:](\d{2})$", re.ASCII)


class Text(forms.CharField):
    """One line of text."""

    def __init__(self, *, max_length: int = 200, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: object) -> str:
        """Give the line with line breaks as spaces."""
        return str(super().to_python(value)).replace("\n", " ")


class LongText(forms.CharField):
    """Several lines of text."""

    def __init__(self, *, max_length: int = 4_000, rows: int = 6, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class Typed(forms.Field):
    """A field that reads a value out of one line of text, and shows the text as typed when it cannot."""

    kind = "text"
    wrong: Any = ""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"data-kind": self.kind, "autocomplete": "off"}
        if self.kind in {"amount", "number", "orgnr"}:
            attrs["inputmode"] = "numeric"
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**kwargs)

    def to_python(self, value: object) -> object:
        """Give what the text means, or None when nothing was written."""
        typed = " ".join(str(value or "").split()) if isinstance(value, str | None) else value
        if not isinstance(typed, str):
            return typed
        try:
            return self.read(typed) if typed else None
        except ValueError:
            raise ValidationError(self.error_messages.get("invalid", self.wrong), code="invalid") from None

    def read(self, typed: str) -> object:
        """Give what a text that is not empty means; ValueError when it means nothing."""
        raise NotImplementedError


class Amount(Typed):
    """An amount in whole kroner, zero or more; spaces, dots between groups of three, «kr» and «,-» are allowed."""

    kind = "amount"
    affix = "kr"
    wrong = _("Skriv beløpet i hele kroner med bare tall, for eksempel 250 000.")

    def __init__(self, *, min_nok: int = 0, max_nok: int = LARGEST_NOK, **kwargs: Any) -> None:
        self.min_nok, self.max_nok = min_nok, max_nok
        super().__init__(**kwargs)

    def read(self, typed: str) -> int:
        """Give the amount in whole kroner."""
        try:
            return parse_nok(typed)
        except NotAnAmount as found:
            if found.reason == "too-large":
                return LARGEST_NOK + 1
            raise

    def validate(self, value: object) -> None:
        """Refuse an amount outside the limits, and say what they are."""
        super().validate(value)
        if isinstance(value, int) and not self.min_nok <= value <= self.max_nok:
            limits = {"least": format_nok(self.min_nok, unit=False), "most": format_nok(self.max_nok)}
            raise ValidationError(_("Beløpet må være fra %(least)s til %(most)s."), code="limits", params=limits)

    def prepare_value(self, value: object) -> object:
        """Show a known amount with its digits in groups."""
        return format_nok(value, unit=False) if isinstance(value, int) else value


class Number(Typed):
    """A whole number of people or things, zero or more; spaces between groups of three are allowed."""

    kind = "number"
    wrong = _("Skriv et helt tall, for eksempel 12.")

    def __init__(self, *, most: int = 1_000_000, **kwargs: Any) -> None:
        self.most = most
        super().__init__(**kwargs)

    def read(self, typed: str) -> int:
        """Give the number."""
        if not NUMBER.fullmatch(typed):
            raise ValueError(typed)
        return min(int(typed.replace(" ", "")[:15]), self.most + 1)

    def validate(self, value: object) -> None:
        """Refuse a number that is too large, and say what the limit is."""
        super().validate(value)
        if isinstance(value, int) and value > self.most:
            most = format_nok(self.most, unit=False)
            raise ValidationError(_("Tallet kan være høyst %(most)s."), code="limits", params={"most": most})


def read_day(typed: str) -> date:
    """Give the day that a text means: «1.2.2027», «1.2.27», «1. februar 2027», «2027-02-01»; ValueError for none."""
    found = DAY.fullmatch(typed.lower())
    if not found:
        raise ValueError(typed)
    day, month, year, *iso = found.groups()
    if iso[0]:
        return date(*map(int, iso))
    if len(year) == 2 and (year in {"19", "20"} or typed[-3].isdigit()):
        raise ValueError(typed)  # on the way to a year of four figures
    named = [i for i, name in enumerate(MONTHS, start=1) if month.isalpha() and name.startswith(month)]
    return date(int(year) + (2000 if len(year) == 2 else 0), named[0] if named else int(month), int(day))


class Day(Typed):
    """A day, typed as people write it."""

    kind = "day"
    wrong = _("Skriv en dato som finnes, med dag, måned og år, for eksempel 1.2.2027.")

    def read(self, typed: str) -> date:
        """Give the day."""
        return read_day(typed)

    def prepare_value(self, value: object) -> object:
        """Show a known day as «1.2.2027»."""
        return f"{value.day}.{value.month}.{value.year}" if isinstance(value, date) else value


class Moment(Typed):
    """A day with a time in Norway, typed as «1.2.2027 kl. 23.59»; a time the clock jumps over in March is refused."""

    kind = "moment"
    wrong = _("Skriv dato og klokkeslett, for eksempel 1.2.2027 kl. 12.00.")

    def read(self, typed: str) -> datetime:
        """Give the moment, aware of its place."""
        found = TIME.search(typed.lower())
        if not found:
            raise ValueError(typed)
        day = read_day(typed[: found.start()].rstrip(" ,"))
        moment = datetime(day.year, day.month, day.day, int(found[1]), int(found[2]), tzinfo=OSLO)
        if utc(moment).astimezone(OSLO).replace(tzinfo=None) != moment.replace(tzinfo=None):
            raise ValueError(typed)
        return moment

    def prepare_value(self, value: object) -> object:
        """Show a known moment as it is typed."""
        if not isinstance(value, datetime):
            return value
        local = value.astimezone(OSLO)
        return f"{local.day}.{local.month}.{local.year} kl. {local:%H.%M}"


class OrganisationNumber(Typed):
    """An organisation number: nine digits whose last one fits the others."""

    kind = "orgnr"
    wrong = _("Skriv et organisasjonsnummer med ni siffer, slik det står i Enhetsregisteret.")

    def read(self, typed: str) -> str:
        """Give the nine digits."""
        return orgnr.parse(typed)

    def prepare_value(self, value: object) -> object:
        """Show a known number in groups of three."""
        return orgnr.formatted(value) if isinstance(value, str) and orgnr.is_valid(value) else value
