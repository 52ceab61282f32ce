"""The questions of an office's own in a call: few, in words, and with choices where one is to choose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspel.flow.refusal import Refusal
from samspel.kit.deadlines import oslo_day
from samspel.rules import rule

MOST_EXTRA = rule("calls.most_extra_questions", of=int)
EXTRA_KINDS = ("text", "yes-no", "choice")
LONGEST_QUESTION, LONGEST_HELP, LONGEST_CHOICE = 200, 300, 120
FEWEST, MOST_CHOICES = 2, 12


def extra_fit(questions: Sequence[Mapping[str, object]], at: datetime) -> Iterator[Refusal]:
    """An office asks a few questions of its own, each in words, and gives a choice where it asks for one."""
    today = oslo_day(at)
    most = MOST_EXTRA.on(today)
    if len(questions) > most:
        text = _("En utlysning kan ha høyst %(most)d egne spørsmål.") % {"most": most}
        yield Refusal("extra-many", text, MOST_EXTRA.basis_on(today).text(get_language() or "nb"), "extra_questions")
    for number, said in enumerate(questions, start=1):
        words, choices = str(said.get("question", "")), said.get("choices", ())
        if said.get("kind") not in EXTRA_KINDS:
            yield Refusal("extra-kind", _("Velg hva slags svar spørsmålet skal ha."), field=f"kind-{number}")
        if not words.strip() or len(words) > LONGEST_QUESTION:
            text = _("Skriv spørsmålet med høyst %(most)d tegn.") % {"most": LONGEST_QUESTION}
            yield Refusal("extra-words", text, field=f"question-{number}")
        if len(str(said.get("help", ""))) > LONGEST_HELP:
            text = _("Hjelpeteksten kan ha høyst %(most)d tegn.") % {"most": LONGEST_HELP}
            yield Refusal("extra-help", text, field=f"help-{number}")
        many = len(choices) if isinstance(choices, Sequence) else 0
        if said.get("kind") == "choice" and not FEWEST <= many <= MOST_CHOICES:
            told = {"fewest": FEWEST, "most": MOST_CHOICES}
            text = _("Skriv fra %(fewest)d til %(most)d svar å velge mellom, ett på hver linje.") % told
            yield Refusal("extra-choices", text, field=f"choices-{number}")
