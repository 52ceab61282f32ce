"""When the measure starts and ends."""

from __future__ import annotations

from typing import Unpack
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspel.needs import transitions
from samspel.needs.models import Need
from samspel.web.acting import Request
from samspel.web.forms import Day, LongText
from samspel.web.owner.subject import Subject, SubjectForm, Writing


class Timetable(SubjectForm):
    """Start and end, and what happens between them."""

    may_be_empty = ("milestones",)

    starts_on = Day(label=gettext_lazy("Første dag"))
    ends_on = Day(label=gettext_lazy("Siste dag"))
    milestones = LongText(
        label=gettext_lazy("Hva skal skje når?"),
        help_text=gettext_lazy("Skriv de viktigste stegene, ett på hver linje. For eksempel «Uke 36: oppstart»."),
        max_length=4_000,
        rows=5,
    )

    def shape(self) -> None:
        """Show a day that fits the call, and how long a measure may last."""
        self.leave_out(milestones="milestones")
        call = self.sheet.need.call
        self.fields["starts_on"].help_text = _("For eksempel 1.8.%(year)d.") % {"year": call.budget_year}
        self.fields["ends_on"].help_text = _("Tiltaket kan vare i inntil %(years)d år.") % {"years": call.longest_years}

    def keep(self, need: Need, **who: Unpack[Writing]) -> None:
        """Keep the days and the steps."""
        said = self.cleaned_data
        answers: transitions.Content = {"starts_on": said["starts_on"], "ends_on": said["ends_on"]}
        if "milestones" in said:
            answers["milestones"] = said["milestones"]
        transitions.fill(need, content=answers, **who)


SUBJECT = Subject("timetable", Timetable)


def timetable(request: Request, need_id: UUID) -> HttpResponse:
    """Serve the page about the timetable."""
    return SUBJECT.serve(request, need_id)
