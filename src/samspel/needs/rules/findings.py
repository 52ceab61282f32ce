"""What is missing or odd in a need: how bad it is, where it is put right, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspel.flow.refusal import Refusal
from samspel.rules import Fact, Rule


class Level(StrEnum):
    """How much a finding matters: an error stops the sending, a warning wants a look, a hint only tells."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Who(StrEnum):
    """Who can put it right."""

    OWNER = "owner"
    PARTNER = "partner"
    OFFICE = "office"


@dataclass(frozen=True)
class Finding:
    """One thing found; `code` is the validation rule, `field` the question it belongs to."""

    code: str
    level: Level
    field: str
    text: str
    basis: str = ""
    who: Who = Who.OWNER

    def refusal(self) -> Refusal:
        """Give the finding as a reason why the need cannot be sent."""
        return Refusal(self.code, self.text, self.basis, self.field)

    @property
    def number(self) -> str:
        """Give the number that people know the rule by, as in VR16; empty where it has none."""
        return self.code if self.code.startswith("VR") else ""

    @property
    def whose(self) -> str:
        """Say who can put it right; of what only tells, whom it is for."""
        names = {Who.OWNER: _("eieren"), Who.PARTNER: _("partneren"), Who.OFFICE: _("Statsforvalteren")}
        text = _("Angår: %(who)s") if self.level == Level.HINT else _("Kan rettes av: %(who)s")
        return text % {"who": names[self.who]}


def error(code: str, field: str, text: str, basis: str = "", who: Who = Who.OWNER) -> Finding:
    """Make a finding that stops the sending."""
    return Finding(code, Level.ERROR, field, text, basis, who)


def warning(code: str, field: str, text: str, basis: str = "", who: Who = Who.OWNER) -> Finding:
    """Make a finding that wants a look and stops nothing."""
    return Finding(code, Level.WARNING, field, text, basis, who)


def hint(code: str, field: str, text: str, basis: str = "", who: Who = Who.OWNER) -> Finding:
    """Make a finding that only tells."""
    return Finding(code, Level.HINT, field, text, basis, who)


def of_fact(fact: Fact[Any]) -> str:
    """Name the basis of a scheme's rule in the reader's written form."""
    return fact.basis.text(get_language() or "nb")


def of_rule(rule: Rule[Any], day: date) -> str:
    """Name the basis of a rule on a day in the reader's written form."""
    return rule.basis_on(day).text(get_language() or "nb")
