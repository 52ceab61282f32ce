"""What somebody sent from a page of a need that is no longer written: it is not kept, and can be copied from here."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render

from samspel.needs.models import Need
from samspel.web.acting import Request
from samspel.web.forms import Form
from samspel.web.owner import both

MOST_ROWS = 12
A_ROW = 80  # letters


@dataclass(frozen=True)
class Lost:
    """One answer that was not kept: its question, what was typed, and how many lines show it."""

    question: str
    text: str

    @property
    def rows(self) -> int:
        """Give how many lines the text takes, of those that are shown at once."""
        return min(sum(1 + len(line) // A_ROW for line in self.text.split("\n")), MOST_ROWS)


def not_saved(request: Request, need: Need, sent: Form) -> HttpResponse:
    """Show what was typed and not kept; whoever sent nothing, or nothing new, is led to where the need is."""
    changed = set(sent.changed_data)
    lost = [
        Lost(sent.name_in_summary(field.name), both.in_words(field))
        for field in sent.visible_fields()
        if field.name in changed and field.html_name in sent.data
    ]
    if not lost:
        return redirect("owner-status", need.pk)
    return render(request, "owner/not_saved.html", {"need": need, "lost": lost}, status=422)
