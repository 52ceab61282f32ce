"""The party writes to an office of its choice."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspel.actors import queries as actors
from samspel.flow.refusal import NotVisible, Refused
from samspel.kit.ids import new_id
from samspel.kit.orgnr import formatted
from samspel.messages import queries, transitions
from samspel.needs import queries as needs
from samspel.needs.models import Need
from samspel.tenancy.by import OWNER
from samspel.tenancy.context import offices
from samspel.tenancy.models import Office
from samspel.web import clock, messaging
from samspel.web.acting import Request
from samspel.web.messaging import First


class Letter(First):
    """The first message to an office, and which office."""

    embete = forms.ChoiceField(label=gettext_lazy("Statsforvalter"))
    field_order = ("embete", "topic", "text", "sak", "key")

    def __init__(self, found: list[Office], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["embete"].choices = [("", _("Velg statsforvalter")), *((one.slug, one.name) for one in found)]


def message_new(request: Request) -> HttpResponse:
    """Show the questions, or write what was answered and go to it."""
    found = messaging.offices(request)
    need = need_of(request, request.POST.get("sak") or request.GET.get("sak", ""))
    form = Letter(found, request.POST if request.method == "POST" else None, initial=initial(request, need, found))
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["key"] or new_id()
        office = next(one for one in found if one.slug == form.cleaned_data["embete"])
        try:
            with offices([office.pk]):
                begin(request, office, need, form, key)
            return redirect("party-message", key)
        except Refused as refused:
            form.refuse(refused.refusals)
    return render(
        request,
        "party/message_new.html",
        {"form": form, "need": need, "silent": silent(request, found)},
        status=422 if form.errors else 200,
    )


def silent(request: Request, found: list[Office]) -> bool:
    """Tell whether the office that the address names is one where nobody answers yet."""
    asked = request.GET.get("embete", "")
    return bool(asked) and all(one.slug != asked for one in found)


def begin(request: Request, office: Office, need: Need | None, form: Letter, key: UUID) -> None:
    """Write the message, once per press."""
    said = form.cleaned_data
    messaging.once(
        lambda: transitions.begin(
            office,
            topic=said["topic"],
            text=said["text"],
            about_need_id=need.pk if need else None,
            key=key,
            by=request.by,
            at=clock.now(request),
        ),
        lambda: queries.begun_with(request.by, key),
    )


def need_of(request: Request, asked: str) -> Need | None:
    """Give the need that the message is about, when whoever writes has it; what cannot be read is about none."""
    try:
        return needs.need_of(request.by, UUID(asked)) if asked else None
    except (ValueError, NotVisible):
        return None


def initial(request: Request, need: Need | None, found: list[Office]) -> dict[str, object]:
    """Give what the questions start with: the office of the need, the one in the address, or the only one there is."""
    if need:
        return {"embete": need.office.slug, "sak": need.pk, "topic": str(need)}
    about = about_a_unit(request)
    reached = [one.slug for one in found if one.pk in request.acting.offices()]
    return {"embete": request.GET.get("embete") or (reached[0] if len(reached) == 1 else ""), **about}


def about_a_unit(request: Request) -> dict[str, object]:
    """Give the words for an owner that says a unit is not its own, or that one is missing; nothing for anybody else."""
    if request.by.role not in OWNER:
        return {}
    if request.GET.get("mangler"):
        return {"topic": _("En enhet mangler hos oss"), "text": _("Vi eier også denne enheten:")}
    unit = actors.unit_numbered(request.GET.get("enhet", ""))
    if unit is None:
        return {}
    told = {"unit": unit.name, "orgnr": formatted(unit.orgnr)}
    text = _("%(unit)s (%(orgnr)s) står hos oss, men vi eier den ikke. Eieren er:") % told
    return {"topic": _("%(unit)s er ikke vår") % told, "text": text}
