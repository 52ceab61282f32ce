"""One conversation as the office sees it: answering in it, and closing it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from samspel.flow.refusal import NotVisible, Refused
from samspel.messages import queries, transitions
from samspel.messages.models import Conversation
from samspel.web import clock, messaging
from samspel.web.acting import Request
from samspel.web.forms import Form
from samspel.web.messaging import Answer


class Close(Form):
    """Closing a conversation asks nothing."""


def message(request: Request, conversation_id: UUID) -> HttpResponse:
    """Show what has been written, or do what was asked: answer, or close."""
    found = queries.conversation_of(request.by, conversation_id)
    act = request.POST.get("act", "answer")
    forms = {"answer": Answer, "close": Close}
    if act not in forms:
        raise NotVisible
    form: Form = forms[act](request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            do(request, found, form)
            return redirect("office-message", found.pk)
        except Refused as refused:
            form.refuse(refused.refusals)
    return show(request, found, form)


def do(request: Request, found: Conversation, form: Form) -> None:
    """Do the act that the form asks for; an answer is written once per press."""
    by, at = request.by, clock.now(request)
    if isinstance(form, Close):
        transitions.close(found, by=by, at=at)
        return
    text, key = form.cleaned_data["text"], form.cleaned_data["key"]
    messaging.once(
        lambda: transitions.answer(found, text=text, key=key, by=by, at=at),
        lambda: messaging.is_written(found, key),
    )


def show(request: Request, found: Conversation, form: Form) -> HttpResponse:
    """Give the page."""
    by, at = messaging.writer(request), clock.now(request)
    said = messaging.thread(found, by)
    messaging.note_read(request, found, said)
    named = {
        "conversation": found,
        "color": messaging.COLORS[Conversation.State(found.state)],
        "said": said,
        "form": form,
        "answer": form if isinstance(form, Answer) else Answer(),
        "answers": not transitions.answer.refusals(found, by=by, at=at),
        "closing": {"act": "close"},
        "closes": not transitions.close.refusals(found, by=by, at=at),
    }
    return render(request, "office/message.html", named, status=422 if form.errors else 200)
