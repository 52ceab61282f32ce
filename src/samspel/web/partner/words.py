"""The words of the partner's desk: what each state means to the partner, and what has become different."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samspel.kit.days import day_in_words
from samspel.kit.money import format_nok
from samspel.needs.models import Need, Partnership
from samspel.needs.parts import NOT_SENT, UNANSWERED, WAITING
from samspel.rules import scheme, word
from samspel.web.comparing import Change, Part, compared

NOTHING = "–"
STATES: dict[str, tuple[str | Promise, str]] = {
    Partnership.State.INVITED: (gettext_lazy("Venter på svaret deres"), "warning"),
    Partnership.State.CHANGED: (gettext_lazy("Må bekreftes på nytt"), "danger"),
    Partnership.State.CONFIRMED: (gettext_lazy("Bekreftet"), "success"),
    Partnership.State.DECLINED: (gettext_lazy("Takket nei"), "neutral"),
    NOT_SENT: (gettext_lazy("Ikke sendt"), "neutral"),
    UNANSWERED: (gettext_lazy("Ikke besvart"), "neutral"),
}
NEEDS: dict[str, str | Promise] = {
    Need.State.DRAFT: gettext_lazy("Eieren skriver på behovsmeldingen"),
    Need.State.SUBMITTED: gettext_lazy("Behovsmeldingen er sendt inn"),
    Need.State.RETURNED: gettext_lazy("Statsforvalteren har bedt eieren om mer"),
}


@dataclass(frozen=True)
class Standing:
    """How far the partner's answer has come, and how far the need has."""

    answer: str
    color: str
    need: str


def standing_of(partnership: Partnership, at: datetime) -> Standing:
    """Say how far a partnership has come, and that there is nothing to answer any more where it is so."""
    need, state = partnership.need, partnership.state
    over = need.was_not_sent(at)
    if over and state != Partnership.State.DECLINED:
        state = NOT_SENT
    elif state in WAITING and not can_answer(partnership, at):
        state = UNANSWERED
    answer, color = STATES[state]
    told = _("Fristen er ute. Utkastet ble ikke sendt.") if over else NEEDS[need.state]
    return Standing(str(answer), color, str(told))


def can_answer(partnership: Partnership, at: datetime) -> bool:
    """Tell whether an answer is waited for, to what can still be sent and that nothing has been built without."""
    need = partnership.need
    return partnership.state in WAITING and not (need.bound_at or need.decided_at or need.was_not_sent(at))


def scheme_name(need: Need) -> str:
    """Give the scheme's short name in the reader's written form."""
    return short_name(need.scheme, need.call.rule_set)


def short_name(code: str, rule_set: str) -> str:
    """Give the short name of the scheme with a code, in the reader's written form."""
    return scheme(code, rule_set).short_in(form())


def form() -> str:
    """Give the reader's written form."""
    return get_language() or "nb"


def changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[Change]:
    """Give each named field that differs between two versions of what the partner confirms."""
    old, new = dict(fields(before)), dict(fields(now))
    names = list(dict.fromkeys([*new, *old]))
    return [
        Change(name, *beside(old.get(name, NOTHING), new.get(name, NOTHING)))
        for name in names
        if old.get(name, NOTHING) != new.get(name, NOTHING)
    ]


def fields(named: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Give the named fields as a reader meets them: the measure, the two days, the steps between, each amount."""
    yield _("Tiltaket"), named["measure"] or NOTHING
    yield _("Start"), day_of(named["starts_on"])
    yield _("Slutt"), day_of(named["ends_on"])
    if named.get("milestones"):
        yield _("Hva skal skje når?"), named["milestones"]
    for line in named["money"]:
        told = {"year": line["year"], "category": word("budget_categories", line["category"], form()).lower()}
        yield _("Penger til dere i %(year)s: %(category)s") % told, format_nok(line["amount_nok"])


def day_of(iso: str) -> str:
    """Write a day that is kept as text."""
    return day_in_words(date.fromisoformat(iso)) if iso else NOTHING


def beside(before: str, now: str) -> tuple[list[Part], list[Part]]:
    """Compare two values word by word; one that is not there is told as a whole."""
    if NOTHING in (before, now):
        return [Part(before, before != NOTHING)], [Part(now, now != NOTHING)]
    return compared(before, now)
