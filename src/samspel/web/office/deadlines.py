"""More time, as the page of a call gives it: to everybody under the call, or to one need whose owner asks for it."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspel.calls import transitions as calls
from samspel.calls.models import Call
from samspel.flow.refusal import NotVisible, Refused
from samspel.kit.deadlines import closes_at
from samspel.needs import queries
from samspel.needs import transitions as needs
from samspel.tenancy.by import By
from samspel.web.forms import Day, Form, LongText, Text


class Extension(Form):
    """Until when everybody gets more time, and why."""

    last_day = Day(label=gettext_lazy("Ny siste dag"), help_text=gettext_lazy("Hele dagen regnes med, norsk tid."))
    answer_on = Day(
        label=gettext_lazy("Når eierne kan vente svar"),
        help_text=gettext_lazy("La det stå som det er hvis svaret kommer til samme tid."),
        required=False,
    )
    reason = LongText(label=gettext_lazy("Hvorfor blir fristen forlenget?"), max_length=2_000, rows=3)

    def extend(self, call: Call, *, by: By, at: datetime) -> bool:
        """Give everybody the new deadline; False, with what is wrong, when that cannot be done."""
        try:
            said = self.cleaned_data
            until, answer_on = closes_at(said["last_day"]), said["answer_on"]
            calls.extend(call, closes_at=until, answer_on=answer_on, reason=said["reason"], by=by, at=at)
        except Refused as refused:
            self.refuse(refused.refusals)
        return not self.errors


class Reopening(Form):
    """Which need gets a deadline of its own, until when, and why."""

    ref = Text(
        label=gettext_lazy("Referanse til behovet"),
        help_text=gettext_lazy("Eieren finner den øverst på behovsmeldingen, for eksempel 2027-014."),
        max_length=40,
    )
    until = Day(label=gettext_lazy("Siste dag for dette behovet"))
    reason = LongText(
        label=gettext_lazy("Hvorfor får behovet en ny frist?"),
        help_text=gettext_lazy("Eieren får grunnen i en sikker melding."),
        max_length=2_000,
        rows=3,
    )

    def reopen(self, call: Call, *, by: By, at: datetime) -> bool:
        """Give the need the deadline; False, with what is wrong, when that cannot be done."""
        said = self.cleaned_data
        try:
            need = queries.unsent(call, said["ref"].strip())
            needs.reopen(need, until=closes_at(said["until"]), reason=said["reason"], by=by, at=at)
        except NotVisible:
            self.add_error("ref", _("Ingen behovsmelding som venter på å bli sendt inn, har denne referansen her."))
        except Refused as refused:
            self.refuse(refused.refusals)
        return not self.errors
