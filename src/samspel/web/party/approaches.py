"""What the party has asked of others before any form, and what others have asked of it; asking anew, and answering."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspel.actors import queries as actors
from samspel.actors.approaches import queries, transitions
from samspel.actors.approaches.queries import Choice
from samspel.actors.approaches.rules import ASKERS, TEXT, TOPIC
from samspel.actors.models import Approach
from samspel.flow.refusal import NotVisible, Refused
from samspel.kit.deadlines import oslo_day
from samspel.web import clock
from samspel.web.acting import Request, acting_as
from samspel.web.forms import Form, LongText, Text

A_PAGE = 30
State = Approach.State
COLORS = {State.ASKED: "warning", State.AGREED: "success", State.DECLINED: "neutral", State.WITHDRAWN: "neutral"}


class Asking(Form):
    """Whom to ask, about what."""

    to = forms.ChoiceField(label=gettext_lazy("Hvem vil dere spørre?"))
    topic = Text(label=gettext_lazy("Hva gjelder det?"), max_length=TOPIC)
    text = LongText(label=gettext_lazy("Hva ønsker dere?"), max_length=TEXT, rows=5)

    def __init__(self, found: list[Choice], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: dict[str, list[tuple[str, str]]] = {}
        for one in found:
            groups.setdefault(str(Approach.What(one.what).label), []).append((one.key, one.name))
        fields: dict[str, Any] = self.fields
        fields["to"].choices = [("", _("Velg")), *groups.items()]


class Answer(Form):
    """What is answered; the act says what is missing, by whether it is a yes or a no."""

    says_optional = False

    answer = LongText(
        label=gettext_lazy("Svaret deres"),
        help_text=gettext_lazy("Sier dere ja: skriv hvem de kan snakke med, og når. Sier dere nei: skriv hvorfor."),
        max_length=TEXT,
        rows=4,
        required=False,
    )


def approaches(request: Request) -> HttpResponse:
    """Show what has been asked of others and by others, what waits for an answer first."""
    page = Paginator(queries.approaches_of(request.by), A_PAGE).get_page(request.GET.get("side"))
    own = request.by.organisation_id
    named = {
        "page": page,
        "rows": [(one, one.asked_id == own, COLORS[State(one.state)]) for one in page.object_list],
        "asks": request.by.role in ASKERS,
    }
    return render(request, "party/approaches.html", named)


def approach_new(request: Request) -> HttpResponse:
    """Show the questions, or ask and go to what was asked."""
    by, at = request.by, clock.now(request)
    found = queries.choices(by, oslo_day(at))
    form = Asking(found, request.POST if request.method == "POST" else None, initial={"to": request.GET.get("til")})
    if form.is_bound and form.is_valid():
        said, owner = form.cleaned_data, actors.organisations([actors.party_of(by)])[actors.party_of(by)]
        to = next(one for one in found if one.key == said["to"])
        try:
            made = transitions.approach(owner, to=to, topic=said["topic"], text=said["text"], by=by, at=at)
            return redirect("party-approach", made.pk)
        except Refused as refused:
            form.refuse(refused.refusals)
    return render(request, "party/approach_new.html", {"form": form}, status=422 if form.errors else 200)


def approach(request: Request, approach_id: UUID) -> HttpResponse:
    """Show one approach; a POST answers it, or takes it back."""
    by = acting_as(request, *ASKERS)
    found = queries.approach_of(by, approach_id)
    form = Answer(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            done(request, found, request.POST.get("svar", ""), form.cleaned_data["answer"])
            return redirect("party-approach", approach_id)
        except Refused as refused:
            form.refuse(refused.refusals)
            found = queries.approach_of(by, approach_id)
    at = clock.now(request)
    named = {
        "approach": found,
        "color": COLORS[State(found.state)],
        "form": form,
        "answers": not transitions.turn_down.refusals(found, by=by, at=at),
        "takes_back": not transitions.withdraw_approach.refusals(found, by=by, at=at),
    }
    return render(request, "party/approach.html", named, status=422 if form.errors else 200)


def done(request: Request, found: Approach, what: str, answer: str) -> None:
    """Do one of the acts; NotVisible for what is none."""
    by, at = acting_as(request, *ASKERS), clock.now(request)
    if what == "trekk":
        return transitions.withdraw_approach(found, by=by, at=at)
    act = ANSWERS.get(what)
    if act is None:
        raise NotVisible
    return act(found, answer=answer, by=by, at=at)


ANSWERS: dict[str, Callable[..., None]] = {"ja": transitions.agree, "nei": transitions.turn_down}
