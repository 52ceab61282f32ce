"""Whether readers found what they looked for, and what shuts them out: told without login, kept without a name."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspel.feedback import transitions
from samspel.feedback.models import Feedback
from samspel.flow.refusal import Refused
from samspel.web import clock
from samspel.web.asking import HONEYPOT, Answer, Trapped, page_of
from samspel.web.forms import LongText, Text


class Barrier(Trapped):
    """What somebody could not do, and where."""

    text = LongText(label=_("Hva ville du gjøre, og hva stoppet deg?"), max_length=2_000, rows=6)
    side = Text(label=_("Hvilken side var du på?"), required=False, max_length=300)


def answer(request: HttpRequest) -> HttpResponse:
    """Ask whether readers found what they looked for, keep the answer, and thank them."""
    if request.method != "POST":
        page = page_of(request.GET.get("side", ""))
        form = Answer(initial={"side": page.path})
        return render(request, "public/feedback.html", {"form": form, "back": page, "thanks": "takk" in request.GET})
    form = Answer(request.POST)
    page = page_of(form.data.get("side", ""))
    if form.is_valid() and keep(request, form, Feedback.Kind.PAGE, page.path, page.office):
        return thanked(page.path)
    return render(request, "public/feedback.html", {"form": form, "back": page}, status=422)


def barrier(request: HttpRequest) -> HttpResponse:
    """Take in a report of something that shuts people out."""
    form = Barrier(request.POST or None, initial={"side": page_of(request.GET.get("side", "")).path})
    if request.method == "POST" and form.is_valid():
        page = page_of(form.cleaned_data["side"])
        if keep(request, form, Feedback.Kind.BARRIER, form.cleaned_data["side"], page.office):
            return thanked(page.path)
    return render(request, "public/barrier.html", {"form": form}, status=422 if form.errors else 200)


def keep(request: HttpRequest, form: Trapped, kind: Feedback.Kind, path: str, office: str) -> bool:
    """Keep what was said, unless a machine filled in what people do not see; tell whether to thank."""
    said = form.cleaned_data
    if said[HONEYPOT]:
        return True
    try:
        transitions.tell(
            kind=kind,
            path=path,
            found=said["funnet"] == "ja" if "funnet" in said else None,
            text=said["text"],
            written_form=get_language() or "nb",
            office_slug=office,
            at=clock.now(request),
        )
    except Refused as refused:
        form.refuse(refused.refusals)
        return False
    return True


def thanked(path: str) -> HttpResponse:
    """Go to the page that says thank you and leads back."""
    return HttpResponseRedirect(f"{reverse('feedback')}?{urlencode({'takk': '', 'side': path})}")
