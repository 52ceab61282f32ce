"""The office writes to an organisation."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspel.actors import queries as actors
from samspel.actors.models import Organisation
from samspel.casework import queries as cases
from samspel.flow.refusal import Refused
from samspel.kit.ids import new_id
from samspel.messages import queries, transitions
from samspel.web import clock, messaging
from samspel.web.acting import Request
from samspel.web.forms import Text
from samspel.web.messaging import First


class Letter(First):
    """The first message to an organisation, and to which."""

    til = Text(
        label=gettext_lazy("Til"),
        help_text=gettext_lazy("Organisasjonsnummeret, eller hele navnet til et nettverk."),
        max_length=60,
    )
    field_order = ("til", "topic", "text", "sak", "key")

    def clean_til(self) -> Organisation:
        """Give the organisation, or say that nobody is known by what was written."""
        found = organisation(self.cleaned_data["til"])
        if found is None:
            raise ValidationError(_("Vi kjenner ingen med dette nummeret eller navnet. Sjekk det i Enhetsregisteret."))
        return found


def organisation(typed: str) -> Organisation | None:
    """Give the organisation with a number or a name, however it is spaced; nobody when there is none."""
    return actors.organisation_known_as(typed)


def message_new(request: Request) -> HttpResponse:
    """Show the questions, or write what was answered and go to it."""
    need = need_of(request, request.POST.get("sak") or request.GET.get("sak", ""))
    start: dict[str, Any] = {"til": request.GET.get("til", "")}
    if need:
        start |= {"til": start["til"] or need.owner.ref, "sak": need.pk, "topic": str(need)}
    form = Letter(request.POST if request.method == "POST" else None, initial=start)
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["key"] or new_id()
        try:
            begin(request, need, form, key)
            return redirect("office-message", key)
        except Refused as refused:
            form.refuse(refused.refusals)
    to = organisation(str(form["til"].value() or ""))
    named = {"form": form, "need": need, "to": to}
    return render(request, "office/message_new.html", named, status=422 if form.errors else 200)


def begin(request: Request, need: Any, form: Letter, key: UUID) -> None:  # noqa: ANN401 - a need with its stage
    """Write the message, once per press."""
    said = form.cleaned_data
    office = actors.office(request.by)
    messaging.once(
        lambda: transitions.begin(
            office,
            topic=said["topic"],
            text=said["text"],
            to=said["til"],
            about_need_id=need.pk if need else None,
            key=key,
            by=request.by,
            at=clock.now(request),
        ),
        lambda: queries.begun_with(request.by, key),
    )


def need_of(request: Request, asked: str) -> Any:  # noqa: ANN401 - a need with its stage
    """Give the need that the message is about, when the office has received it."""
    if not cases.is_id(asked):
        return None
    return cases.inbox(request.by, clock.now(request)).filter(pk=asked).first()
