"""The ten-minute page of one unit: what it sees and needs, reached by a link and without login."""

from __future__ import annotations

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspel.flow.refusal import Refused
from samspel.needs import links, transitions
from samspel.needs.models import UnitAssessment
from samspel.needs.transitions import UnitAnswer
from samspel.tenancy.by import By, Role
from samspel.tenancy.context import offices
from samspel.web import clock, errors
from samspel.web.forms import Day, Form, LongText, Text
from samspel.web.keeping import Keeping, mark_of_link


class Answer(Form):
    """What the unit says."""

    version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    sees = LongText(
        label=gettext_lazy("Hva ser dere hos dere?"),
        help_text=gettext_lazy(
            "Hva går bra, og hva strever dere med? Skriv om gruppen og arbeidet, ikke om barn eller kolleger med navn."
        ),
        max_length=8_000,
    )
    wants = LongText(
        label=gettext_lazy("Hva trenger dere å bli bedre på sammen?"),
        help_text=gettext_lazy("Hva ville gjort mest forskjell for barna eller elevene?"),
        max_length=8_000,
        rows=4,
    )
    took_part = LongText(
        label=gettext_lazy("Hvem var med og vurderte?"),
        help_text=gettext_lazy(
            "For eksempel «alle ansatte på planleggingsdagen» eller «lederteamet og plasstillitsvalgt»."
        ),
        max_length=2_000,
        rows=2,
    )
    took_part_on = Day(
        label=gettext_lazy("Når snakket dere om det?"), help_text=gettext_lazy("For eksempel 12.10.2026.")
    )
    answered_by = Text(label=gettext_lazy("Navnet ditt"), max_length=120)


class Confirmation(Form):
    """What the staff's representative says."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    name = Text(label=gettext_lazy("Navnet ditt"), max_length=120)
    remark = LongText(label=gettext_lazy("Er det noe du vil legge til?"), max_length=2_000, rows=3, required=False)


def unit_page(request: HttpRequest, token: str) -> HttpResponse:
    """Show the page of a unit, or of its staff's representative, and keep what they write."""
    found = links.behind(token)
    if found is None:
        return closed(request)
    asked, whom = found
    with offices([asked.office_id]):
        serve = answering if whom == links.UNIT else confirming
        response = serve(request, links.with_need(asked), mark_of_link(token))
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def acting_by_link(asked: UnitAssessment) -> By:
    """Give who acts: nobody that we know by name, for the owner that asks, in the role that the link gives."""
    return By(None, asked.need.owner_id, None, Role.UNIT_CONTRIBUTOR)


def answering(request: HttpRequest, asked: UnitAssessment, mark: str) -> HttpResponse:
    """Show what the unit has written, and keep what it writes now; two who write at once each see the other's text."""
    by, at = acting_by_link(asked), clock.now(request)
    form = Answer(request.POST if request.method == "POST" else None, initial=standing(asked))
    theirs = False
    if request.method == "POST" and form.is_valid():
        said: UnitAnswer = {name: form.cleaned_data[name] for name in UnitAnswer.__annotations__}  # type: ignore[assignment]
        try:
            with transaction.atomic():
                transitions.answer_unit(asked, said=said, version=form.cleaned_data["version"], by=by, at=at)
            return redirect(f"{request.path}?lagret=ja")
        except Refused as refused:
            form.refuse(refused.refusals)
            theirs = any(one.code == "stale" for one in refused.refusals)
            if theirs:
                form.data = {**dict(form.data.items()), "version": str(asked.version)}
    closed_by = transitions.answer_unit.refusals(asked, by=by, at=at)
    named = {
        "asked": asked,
        "form": form,
        "theirs": theirs,
        "closed_by": closed_by,
        "kept": "lagret" in request.GET and asked.answered_at is not None,
        "keeping": Keeping(mark, "lagret" in request.GET, form.is_bound),
        "staff_link": links.address(asked, links.STAFF) if asked.answered_at else "",
    }
    return render(request, "unit_page.html", named, status=422 if form.errors else 200)


def standing(asked: UnitAssessment) -> dict[str, object]:
    """Give what stands there now."""
    return {name: getattr(asked, name) for name in Answer.base_fields}


def confirming(request: HttpRequest, asked: UnitAssessment, mark: str) -> HttpResponse:
    """Show the staff's representative what the unit has written, and keep the confirmation."""
    by, at = acting_by_link(asked), clock.now(request)
    form = Confirmation(request.POST if request.method == "POST" else None, initial={"version": asked.version})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            with transaction.atomic():
                transitions.confirm_unit(asked, **said, by=by, at=at)
            return redirect(f"{request.path}?lagret=ja")
        except Refused as refused:
            form.refuse(refused.refusals)
            if any(one.code == "stale" for one in refused.refusals):
                form.data = {**dict(form.data.items()), "version": str(asked.version)}
    named = {
        "asked": asked,
        "form": form,
        "closed_by": transitions.confirm_unit.refusals(asked, by=by, at=at),
        "kept": "lagret" in request.GET and asked.confirmed_at is not None,
        "keeping": Keeping(mark, "lagret" in request.GET, form.is_bound),
    }
    return render(request, "unit_staff_page.html", named, status=422 if form.errors else 200)


def closed(request: HttpRequest) -> HttpResponse:
    """Say that the link is no good, and nothing of whom it was for."""
    lines = [_("Sjekk at du har fått med hele lenken."), _("Er den blitt byttet ut, så be eieren om en ny.")]
    response = errors.answer(request, 404, _("Lenken virker ikke"), *lines)
    response.headers["Cache-Control"] = "no-store"
    return response
