"""What has happened to a need, in plain words: the journal's entries, each act as a sentence people understand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspel.casework.models import Case
from samspel.flow.models import Entry
from samspel.web.components.lists import Event
from samspel.web.components.texts import deadline_in_words

# An act that is not here is not told: it says nothing to people. Who is told what is decided in journey/disclosure.py.
ACTS: dict[str, Promise] = {
    "needs.draft": gettext_lazy("Behovsmeldingen ble påbegynt"),
    "needs.invite_partner": gettext_lazy("En partner ble invitert"),
    "needs.confirm": gettext_lazy("Partneren bekreftet"),
    "needs.decline": gettext_lazy("Partneren takket nei"),
    "needs.attach": gettext_lazy("En fil ble lagt ved"),
    "needs.detach": gettext_lazy("Et vedlegg ble tatt bort"),
    "needs.stop": gettext_lazy("Et vedlegg ble stanset i viruskontrollen"),
    "needs.offer": gettext_lazy("Behovet ble meldt inn til et nettverk"),
    "needs.withdraw_offer": gettext_lazy("Innmeldingen til nettverket ble trukket"),
    "needs.take_in": gettext_lazy("Nettverket tok behovet med"),
    "needs.leave_out": gettext_lazy("Nettverket tok ikke behovet med"),
    "needs.let_go": gettext_lazy("Nettverket trakk behovsmeldingen sin og slapp behovet"),
    "needs.submit": gettext_lazy("Behovsmeldingen ble sendt inn"),
    "needs.reopen": gettext_lazy("Embetet ga behovsmeldingen en ny frist"),
    "needs.send_back": gettext_lazy("Behovsmeldingen ble sendt tilbake til eieren"),
    "needs.withdraw": gettext_lazy("Eieren trakk behovsmeldingen"),
    "casework.open_case": gettext_lazy("Saken ble åpnet"),
    "casework.assign": gettext_lazy("Saken fikk ny saksbehandler"),
    "casework.assess": gettext_lazy("Embetet skrev en vurdering"),
    "casework.judge_late": gettext_lazy("Embetet avgjorde om behovet tas med etter fristen"),
    "casework.reply_preliminarily": gettext_lazy("Et foreløpig svar ble sendt"),
    "casework.make_ready": gettext_lazy("Saken ble gjort klar"),
    "casework.take_back": gettext_lazy("Embetet tok saken tilbake"),
    "casework.close_as_dismissed": gettext_lazy("Saken ble avvist"),
    "forum.add_case": gettext_lazy("Saken ble ført opp i et møte i samarbeidsforumet"),
    "forum.put_back": gettext_lazy("Saken ble ført opp igjen i møtet"),
    "forum.take_out": gettext_lazy("Saken ble tatt ut av møtet"),
    "forum.recommend": gettext_lazy("Samarbeidsforumet innstilte saken"),
    "decisions.draft": gettext_lazy("Et vedtak ble forberedt"),
    "decisions.make": gettext_lazy("Vedtaket ble fattet"),
    "decisions.send": gettext_lazy("Vedtaket ble sendt"),
    "decisions.accept": gettext_lazy("Mottakeren godtok vilkårene"),
    "decisions.decline": gettext_lazy("Mottakeren takket nei"),
    "payments.export": gettext_lazy("En utbetaling ble sendt til regnskap"),
    "payments.confirm_paid": gettext_lazy("Pengene ble utbetalt"),
    "payments.stop": gettext_lazy("En utbetaling ble stanset"),
    "followup.request": gettext_lazy("Det ble bedt om en rapport"),
    "followup.submit": gettext_lazy("Rapporten ble levert"),
    "followup.send_back": gettext_lazy("Rapporten ble sendt tilbake"),
    "followup.approve": gettext_lazy("Rapporten ble godkjent"),
}


def events(entries: Iterable[Entry]) -> list[Event]:
    """Give the entries that people are told of, in the order given; `who` and `for_whom` come with the query."""
    return [
        Event(str(ACTS[entry.act]), entry.at, who=by_whom(entry), text=told(entry))
        for entry in entries
        if entry.act in ACTS
    ]


def by_whom(entry: Entry) -> str:
    """Give who did it and for whom, as far as the query read the names."""
    names = [getattr(entry, "who", None), getattr(entry, "for_whom", None)]
    return ", ".join(str(name) for name in names if name)


def told(entry: Entry) -> str:
    """Give what the entry tells beyond the act itself: a day, a reason, a number in the journal."""
    parts = [text for name, say in FACTS if (fact := entry.facts.get(name)) and (text := say(fact))]
    if entry.journal_number:
        parts.append(
            _("Journalnummer %(year)d/%(number)d.") % {"year": entry.journal_year, "number": entry.journal_number}
        )
    return " ".join(parts)


def deadline(fact: Any) -> str:  # noqa: ANN401 - facts are JSON
    """Tell the last minute of a deadline."""
    return _("Svarfrist: %(day)s.") % {"day": deadline_in_words(datetime.fromisoformat(str(fact)))}


def until(fact: Any) -> str:  # noqa: ANN401 - facts are JSON
    """Tell the last day of a new deadline."""
    return _("Ny frist: %(day)s.") % {"day": deadline_in_words(datetime.fromisoformat(str(fact)))}


def late(fact: Any) -> str:  # noqa: ANN401 - facts are JSON
    """Tell that a need came after its deadline."""
    return _("Etter fristen.") if fact is True else ""


def ground(fact: Any) -> str:  # noqa: ANN401 - facts are JSON
    """Tell the ground of a dismissal."""
    return f"{dict(Case.Ground.choices).get(str(fact), str(fact))}."


def plain(fact: Any) -> str:  # noqa: ANN401 - facts are JSON
    """Tell a reason as it was written."""
    return str(fact)


FACTS = (("late", late), ("until", until), ("answer_by", deadline), ("ground", ground), ("reason", plain))
