"""What all pages of a need's form share: show the answers, keep new ones, and say what is wrong without losing any."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TypedDict, Unpack
from uuid import UUID

from django import forms
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from samspel.actors.models import Organisation
from samspel.flow.refusal import Refused
from samspel.needs import content, queries, transitions
from samspel.needs import sheet as sheets
from samspel.needs.models import Need, Sitting
from samspel.needs.sheet import Sheet
from samspel.tenancy.by import By, Role
from samspel.web import clock, keeping
from samspel.web.acting import Request
from samspel.web.forms import Form
from samspel.web.forms.form import speak_plainly
from samspel.web.owner import both
from samspel.web.owner.not_saved import not_saved

FROM_CHECK = "kontroll"
TOUCHED = "endret"  # the names of the answers that somebody has touched, where their browser tells

MOST_SENT = 2_000_000_000


class Writing(TypedDict):
    """Who keeps answers and when, the version that the writer had before them, and the window that saves by itself."""

    version: int | None
    sitting: Sitting | None
    by: By
    at: datetime


def acting_as(request: Request) -> By:
    """Give who acts: in the role that may most, where somebody has several for the same owner."""
    signer = Role.OWNER_SIGNER
    return request.acting.by(signer) if signer in request.acting.roles else request.by


class SubjectForm(Form):
    """One page of a need: what stands there now, and the act that keeps what is written. Nothing must be filled yet."""

    may_be_empty: tuple[str, ...] = ()
    version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, sheet: Sheet) -> None:
        self.sheet = sheet
        super().__init__(data, initial={"version": sheet.need.version, **self.standing(sheet)})
        known = set(self.fields)
        self.shape()
        for name, field in self.fields.items():
            if name not in known:
                speak_plainly(field, field.label or name)
            field.required = False
            field.later = name not in self.may_be_empty  # type: ignore[attr-defined]

    def standing(self, sheet: Sheet) -> Mapping[str, object]:
        """Give the answers that stand there now."""
        return {name: getattr(sheet.need, name) for name in type(self).base_fields if hasattr(sheet.need, name)}

    def shape(self) -> None:
        """Add the questions that depend on the scheme or the owner."""

    def leave_out(self, **questions: str) -> None:
        """Take away the fields of questions that this need is not asked; what has been answered already stays."""
        for field, question in questions.items():
            if not self.sheet.asks(question) and getattr(self.sheet.need, field) in {"", None}:
                del self.fields[field]

    def standing_or_falling_with(self, name: str) -> Iterable[str]:
        """Give the answers that are kept or left together with one of them."""
        return [name]

    def keep(self, need: Need, **who: Unpack[Writing]) -> None:
        """Do the acts that keep the answers."""
        raise NotImplementedError


@dataclass(frozen=True)
class Subject:
    """One page of the form: its key, its form and its template."""

    key: str
    form: type[SubjectForm]
    template: str = "owner/subject.html"

    def serve(self, request: Request, need_id: UUID) -> HttpResponse:
        """Show the page, or keep what was sent and go on."""
        by, at = acting_as(request), clock.now(request)
        sheet = sheets.when_asked(queries.need_of(by, need_id), at)
        sitting = self.held(request, sheet.need)
        if not sheet.need.is_written:
            return self.too_late(request, sheet)
        if request.method != "POST":
            return self.show(request, self.form(sheet=sheet))
        if sitting:
            sheet = sheets.when_asked(sheet.need, at)
        form = self.form(self.sent(request, sheet), sheet=sheet)
        if both.CHOICE in request.POST:
            data, name = both.chosen(request.POST, form)
            form = self.form(data, sheet=sheet)
            return self.show(request, form, theirs=both.put_beside_again(form, data, name))
        if form.is_valid():
            try:
                with transaction.atomic():
                    form.keep(sheet.need, version=form.cleaned_data["version"], sitting=sitting, by=by, at=at)
                return redirect(self.onward(request, sheet))
            except Refused as refused:
                form.refuse(refused.refusals)
                stale = [refusal.field for refusal in refused.refusals if refusal.code == "stale"]
                if stale:
                    now = sheets.of(queries.need_of(by, need_id), at)
                    return self.show_both(request, form, self.form(sheet=now), stale)
        return self.show(request, form)

    def held(self, request: Request, need: Need) -> Sitting | None:
        """Hold a need for what a window sends; where it has been sent, also in this very moment, the need tells so."""
        if TOUCHED not in request.POST:
            return None
        try:
            return sat_down(request, need, self.key)
        except Refused:
            if need.is_written:
                raise
            return None

    def too_late(self, request: Request, sheet: Sheet) -> HttpResponse:
        """Send whoever comes after the need was sent or withdrawn to where it is, first with what they typed."""
        if request.method != "POST":
            return redirect("owner-status", sheet.need.pk)
        return not_saved(request, sheet.need, self.form(self.sent(request, sheet), sheet=sheet))

    def sent(self, request: Request, sheet: Sheet) -> QueryDict:
        """Give what was sent; where the browser tells what was touched, the rest is as it stands here now."""
        if TOUCHED not in request.POST:
            return request.POST
        return both.laid_over(self.form(sheet=sheet), request.POST, request.POST.getlist(TOUCHED))

    def show(self, request: Request, form: SubjectForm, **more: object) -> HttpResponse:
        """Give the page with what stands there, or with what was typed and what is wrong with it."""
        sheet = form.sheet
        keys = subjects_of(sheet)
        named = {
            "form": form,
            "sheet": sheet,
            "need": sheet.need,
            "key": self.key,
            "title": content.title_of(self.key),
            "number": keys.index(self.key) + 1 if self.key in keys else 0,
            "count": len(keys),
            "back": request.GET.get("fra", "") == FROM_CHECK,
            "owner_mark": keeping.mark(acting_as(request)),
        }
        return render(request, self.template, named | more, status=422 if form.errors else 200)

    def show_both(self, request: Request, form: SubjectForm, now: SubjectForm, stale: list[str]) -> HttpResponse:
        """Give the page with what was typed, and beside each answer that a colleague changed too, what they wrote.

        What the colleague changed and the writer left alone is shown as it is now, so that the next saving keeps it.
        """
        need, version = now.sheet.need, form.cleaned_data["version"]
        data = self.sent(request, form.sheet).copy()
        passed = transitions.passed(need, version)
        for name in set(passed) - set(stale):
            if name in now.fields:
                data.setlist(name, both.shown(now[name]))
        data["version"] = str(need.version)
        form.data = data
        named = partial(both.who, by=acting_as(request))
        return self.show(request, form, theirs=both.put_beside(form, now, stale, passed, named))

    def onward(self, request: Request, sheet: Sheet) -> str:
        """Give where to go after the answers were kept: back to the check, to the list, or to the next page."""
        if request.GET.get("fra") == FROM_CHECK:
            return reverse("owner-check", args=[sheet.need.pk])
        keys = subjects_of(sheet)
        after = keys[keys.index(self.key) + 1 :] if self.key in keys else []
        if "liste" in request.POST or not after:
            return reverse("owner-need", args=[sheet.need.pk])
        return reverse(f"owner-{after[0]}", args=[sheet.need.pk])


def sat_down(request: Request, need: Need, page: str) -> Sitting | None:
    """Hold a need for what a window sends; nothing when it is no window that counts, or has sent later things."""
    try:
        tab, seq = UUID(request.POST.get("tab", "")), int(request.POST.get("seq", ""))
    except ValueError:
        return None
    if not 0 <= seq <= MOST_SENT:
        return None
    return transitions.sit(need, tab=tab, page=page, seq=seq, by=acting_as(request), at=clock.now(request))


def subjects_of(sheet: Sheet) -> list[str]:
    """Give the keys of the pages that a need has, in order: those all have, and those its call or answers ask for."""
    told = {"follow-up": content.follow_up, "contribution": content.contribution, "extra": content.extra}
    gone = {key for key, answers in told.items() if not any(answers(sheet))}
    if sheet.need.owner.kind != Organisation.Kind.NETWORK:
        gone.add(content.INTAKE)
    if not sheet.scheme.own_contribution_percent.value:
        gone.add("contribution")
    return [key for key, _title, _answers in content.SUBJECTS if key not in gone]
