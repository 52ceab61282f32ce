"""Where a need is, in plain words: its state, and what happens next and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from samspel.needs.models import Need
from samspel.web.components.lists import Step
from samspel.web.components.texts import deadline_in_words


@dataclass(frozen=True)
class Where:
    """A word for the state with its colour, and one sentence about what comes next."""

    label: str
    color: str
    next: str


def where(need: Need, at: datetime) -> Where:
    """Tell where a need is at a moment."""
    match need.state:
        case Need.State.DRAFT:
            return draft(need, at)
        case Need.State.RETURNED:
            told = {"deadline": deadline_in_words(need.answer_by) if need.answer_by else ""}
            return Where(_("Sendt tilbake"), "warning", _("Dere må svare innen %(deadline)s.") % told)
        case Need.State.SUBMITTED:
            return Where(_("Sendt inn"), "success", _("Statsforvalteren har den. Dere trenger ikke gjøre noe nå."))
        case _:
            return Where(_("Trukket"), "neutral", _("Dere har trukket behovsmeldingen."))


def draft(need: Need, at: datetime) -> Where:
    """Tell where a draft is: open until the call closes, and not sent after that."""
    closes = need.call.closes_at
    if closes is None or closes <= at:
        return Where(_("Ikke sendt"), "neutral", _("Fristen er ute. Utkastet ble ikke sendt."))
    return Where(_("Utkast"), "info", _("Send inn før %(deadline)s.") % {"deadline": deadline_in_words(closes)})


def way(need: Need, *, forum: bool) -> list[Step]:
    """Give the way of a need with the step where it stands now."""
    handed_in = need.state == Need.State.SUBMITTED
    rows = [
        (_("Dere fyller ut"), ""),
        (_("Sendt inn"), _("Dere har fått kvittering.") if handed_in else ""),
        (_("Statsforvalteren ser over"), _("Mangler noe, får dere beskjed og en frist.")),
        *([(_("Forumet prioriterer"), _("Samarbeidsforum gir sin innstilling."))] if forum else []),
        (_("Vedtak"), _("Dere får et brev med begrunnelse, uansett svar.")),
    ]
    now = 2 if handed_in else 0
    return [
        Step(name, "done" if n < now else "now" if n == now else "later", text, need.submitted_at if n == 1 else None)
        for n, (name, text) in enumerate(rows)
    ]
