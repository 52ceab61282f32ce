"""What the owner pays itself, where the scheme asks for it: told in words and figures."""

from __future__ import annotations

from typing import Unpack
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspel.needs import transitions
from samspel.needs.models import Need
from samspel.needs.rules.amounts import own_contribution_of
from samspel.web.acting import Request
from samspel.web.forms import Amount, LongText
from samspel.web.owner.subject import Subject, SubjectForm, Writing
from samspel.web.owner.sums import own_share


class Contribution(SubjectForm):
    """The amount, and how it is paid."""

    own_contribution_nok = Amount(label=_("Egenandel"), help_text=_("I hele kroner, for alle årene til sammen."))
    own_contribution_how = LongText(
        label=_("Hvordan dekker dere egenandelen?"),
        help_text=_("For eksempel arbeidstid, vikarer eller penger fra eget budsjett."),
        max_length=8_000,
        rows=4,
    )

    @property
    def percent(self) -> int:
        """Give the part of the grant that the owner pays itself."""
        return self.sheet.scheme.own_contribution_percent.value

    @property
    def words(self) -> str:
        """Say what that makes of what is asked for."""
        return own_share(own_contribution_of(self.sheet), self.percent)

    @property
    def basis(self) -> str:
        """Name the basis of the percentage."""
        return self.sheet.scheme.own_contribution_percent.basis.text(get_language() or "nb")

    def keep(self, need: Need, **who: Unpack[Writing]) -> None:
        """Keep the own contribution."""
        said = self.cleaned_data
        answers: transitions.Content = {
            "own_contribution_nok": said["own_contribution_nok"],
            "own_contribution_how": said["own_contribution_how"],
        }
        transitions.fill(need, content=answers, **who)


SUBJECT = Subject("contribution", Contribution, "owner/contribution.html")


def contribution(request: Request, need_id: UUID) -> HttpResponse:
    """Serve the page about the own contribution."""
    return SUBJECT.serve(request, need_id)
