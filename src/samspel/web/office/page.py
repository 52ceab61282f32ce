"""One page of the office: written, looked at as it will be, published now or later, withdrawn."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from samspel.flow.refusal import Refused
from samspel.pages import queries, transitions
from samspel.pages.models import Article
from samspel.web import clock, published
from samspel.web.acting import Request
from samspel.web.comparing import Change, compared
from samspel.web.forms import Form, LongText, Moment
from samspel.web.office.pages import COLORS, Words, writes

FIELDS = ("title", "summary", "text", "written_form")


class Writing(Words):
    """What the page says, with the version that was changed."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class Publishing(Form):
    """When the page is to be shown."""

    from_at = Moment(
        label=_("Vises fra"),
        help_text=_("For eksempel 1.2.2027 kl. 12.00. La feltet stå tomt for å publisere nå."),
        required=False,
    )


class Withdrawal(Form):
    """Why the page is withdrawn."""

    reason = LongText(label=_("Hvorfor trekkes siden?"), max_length=2_000, rows=3)


def page(request: Request, article_id: UUID) -> HttpResponse:
    """Show the page, or do one of its acts: save, look at it, publish, withdraw."""
    found = queries.article_of(request.by, article_id, clock.now(request))
    if request.method == "POST":
        return {"lagre": save, "publiser": publish, "trekk": withdraw}.get(request.POST.get("do", ""), look)(
            request, found
        )
    return show(request, found)


def show(request: Request, found: Article, **more: Any) -> HttpResponse:
    """Give the page."""
    at = clock.now(request)
    initial = {name: getattr(found, name) for name in FIELDS} | {"version": found.version}
    named: dict[str, Any] = {
        "article": found,
        "color": COLORS[Article.State(found.state)],
        "writes": writes(request),
        "form": Writing(initial=initial),
        "publishing": Publishing(),
        "withdrawal": Withdrawal(),
        "withdrawable": not transitions.withdraw.refusals(found, by=request.by, at=at),
        "versions": queries.versions(found),
        "url": published.address(found),
        "preview": found,
        "changes": [],
    } | more
    bad = any(named[form].errors for form in ("form", "publishing", "withdrawal"))
    return render(request, "office/page.html", named, status=422 if bad else 200)


def look(request: Request, found: Article) -> HttpResponse:
    """Show what has been typed as the page will be; nothing is saved."""
    form = Writing(request.POST)
    form.is_valid()
    typed = {name: form.data.get(name, "") for name in FIELDS}
    return show(request, found, form=form, preview=typed)


def save(request: Request, found: Article) -> HttpResponse:
    """Keep what has been typed; when somebody else has saved meanwhile, show both beside each other."""
    form = Writing(request.POST)
    if not form.is_valid():
        return show(request, found, form=form)
    said = dict(form.cleaned_data)
    version = said.pop("version")
    content: transitions.Content = said  # type: ignore[assignment]  # the form's names are those of a page
    try:
        transitions.amend(found, content=content, version=version, by=request.by, at=clock.now(request))
    except Refused as refused:
        now = queries.article_of(request.by, found.pk, clock.now(request))
        form = Writing(with_version(request.POST, now.version))
        form.is_valid()
        form.refuse(refused.refusals)
        return show(request, now, form=form, preview=said, changes=differences(now, said))
    return redirect("office-page", found.pk)


def with_version(sent: QueryDict, version: int) -> QueryDict:
    """Give what was sent as an answer to the version that is there now, so that it can be saved over that one."""
    changed = sent.copy()
    changed["version"] = str(version)
    return changed


def differences(before: Any, now: Any) -> list[Change]:  # noqa: ANN401 - a record or what a form said
    """Give what differs between two texts of a page."""

    def told(of: Any, name: str) -> str:  # noqa: ANN401 - an article or a version of one
        return str(of[name] if isinstance(of, dict) else getattr(of, name))

    return [
        Change(str(Words.base_fields[name].label), *compared(told(before, name), told(now, name)))
        for name in FIELDS
        if told(before, name) != told(now, name)
    ]


def publish(request: Request, found: Article) -> HttpResponse:
    """Publish what has been saved, or say what is missing."""
    form = Publishing(request.POST)
    if form.is_valid():
        try:
            transitions.publish(found, from_at=form.cleaned_data["from_at"], by=request.by, at=clock.now(request))
            return redirect("office-page", found.pk)
        except Refused as refused:
            form.refuse(refused.refusals)
    return show(request, queries.article_of(request.by, found.pk, clock.now(request)), publishing=form)


def withdraw(request: Request, found: Article) -> HttpResponse:
    """Withdraw the page, or say what is wrong."""
    form = Withdrawal(request.POST)
    if form.is_valid():
        try:
            transitions.withdraw(found, reason=form.cleaned_data["reason"], by=request.by, at=clock.now(request))
            return redirect("office-page", found.pk)
        except Refused as refused:
            form.refuse(refused.refusals)
    return show(request, queries.article_of(request.by, found.pk, clock.now(request)), withdrawal=form)
