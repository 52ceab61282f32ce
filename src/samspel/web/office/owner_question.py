"""One question that Enhetsregisteret raises about an owner; an administrator takes it in, or keeps what is known."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from samspel.actors.models import OwnerQuestion
from samspel.actors.registers import queries
from samspel.actors.registers.owners import accept_about_owner, day_in, reject_about_owner
from samspel.flow.refusal import NotVisible, Refused
from samspel.kit.deadlines import oslo_day
from samspel.tenancy.by import Role
from samspel.web import clock
from samspel.web.acting import Request, acting_as
from samspel.web.components.texts import day_in_words
from samspel.web.office.registers import Decide


def owner_question(request: Request, question_id: UUID) -> HttpResponse:
    """Show one question, or do what the button that was pressed says."""
    by, at = acting_as(request, Role.OFFICE_ADMIN), clock.now(request)
    found = queries.owner_question(by, question_id)
    form = Decide(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        acts = {"accept": accept_about_owner, "reject": reject_about_owner}
        act = acts.get(request.POST.get("act", ""))
        if act is None:
            raise NotVisible
        try:
            act(found, reason=form.cleaned_data["reason"], by=by, at=at)
            return redirect("office-registers")
        except Refused as refused:
            form.refuse(refused.refusals)
    deleted = found.what == OwnerQuestion.What.DELETED
    named = {
        "question": found,
        "after": day_in_words(day_in(found.after, oslo_day(at))) if deleted else found.after,
        "deleted": deleted,
        "form": form,
        "decides": not reject_about_owner.refusals(found, by=by, at=at),
    }
    return render(request, "office/owner_question.html", named, status=422 if form.errors else 200)
