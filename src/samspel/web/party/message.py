"""One conversation as the party sees it, and answering in it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from samspel.flow.refusal import Refused
from samspel.messages import queries, transitions
from samspel.messages.models import Conversation
from samspel.tenancy.context import offices
from samspel.web import clock, messaging
from samspel.web.acting import Request
from samspel.web.messaging import Answer


def message(request: Request, conversation_id: UUID) -> HttpResponse:
    """Show what has been written, or take an answer; the office is entered for as long as something is written."""
    found = queries.conversation_of(request.by, conversation_id)
    form = Answer(request.POST if request.method == "POST" else None)
    with offices([found.office_id]):
        if request.method == "POST" and form.is_valid():
            try:
                answer(request, found, form)
                return redirect("party-message", found.pk)
            except Refused as refused:
                form.refuse(refused.refusals)
        said = messaging.thread(found, request.by)
        messaging.note_read(request, found, said)
    answers = not transitions.answer.refusals(found, by=request.by, at=clock.now(request))
    color = messaging.COLORS[Conversation.State(found.state)]
    named = {"conversation": found, "color": color, "said": said, "form": form, "answers": answers}
    return render(request, "party/message.html", named, status=422 if form.errors else 200)


def answer(request: Request, found: Conversation, form: Answer) -> None:
    """Write the answer, once per press."""
    text, key = form.cleaned_data["text"], form.cleaned_data["key"]
    messaging.once(
        lambda: transitions.answer(found, text=text, key=key, by=request.by, at=clock.now(request)),
        lambda: messaging.is_written(found, key),
    )
