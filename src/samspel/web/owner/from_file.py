"""Needs from a workbook: the template to fill in, what is wrong in a filled one, and the drafts that it becomes."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.core import signing
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from samspel.actors.models import ClientQuestion
from samspel.actors.roles import clients
from samspel.calls import queries as calls
from samspel.flow.refusal import NotVisible, Refusal, Refused
from samspel.rounds.asked import apart, many
from samspel.rounds.asked.listing import List
from samspel.rounds.faults import Fault, Faulty
from samspel.rounds.sheets.limits import MOST_ROWS
from samspel.tenancy.by import By
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.components.texts import deadline_in_words
from samspel.web.forms import Form
from samspel.web.owner.subject import acting_as

MB = 1_000_000
LARGEST = 5 * MB
"""Bytes of a workbook that is sent: many times what 200 needs take, and little enough to be read while one waits."""
MOST = 200
"""Needs in one workbook; whoever has more sends several."""
AT_ONCE = 10
"""How many drafts one press makes; a longer file goes on by itself, and by a button where nothing runs in the page."""
LONGEST = 2_000_000
"""Letters of what a page of ours sends back, when it says what is to be made."""
SHOWN = 200
"""Faults that a page lists; how many more there are is said below them."""
SALT = "needs from a file"
LASTS = timedelta(hours=2)
"""How long a page that shows what a file becomes may be used to make it."""
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Upload(Form):
    """The filled workbook, and the call that its needs are for."""

    call = forms.ChoiceField(label=gettext_lazy("Hvilken utlysning gjelder det?"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=gettext_lazy("Den utfylte malen"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": gettext_lazy("Velg en fil."), "invalid": gettext_lazy("Velg en fil.")},
    )


def template(request: Request) -> HttpResponse:
    """Hand out the workbook to fill in."""
    answer = HttpResponse(apart.template("nn" if get_language() == "nn" else "nb"), content_type=MEDIA_TYPE)
    answer.headers["Content-Disposition"] = 'attachment; filename="behov.xlsx"'
    return answer


def from_file(request: Request) -> HttpResponse:
    """Show how; read a filled workbook and show what is wrong or what it becomes; make that."""
    at = clock.now(request)
    if request.method == "POST" and "token" in request.POST:
        return made(request, request.POST["token"], at)
    form = Upload(request.POST, files=request.FILES) if request.method == "POST" else Upload()
    offered = offer(form, at)
    if request.method != "POST" or not form.is_valid():
        return shown(request, form, offered)
    upload, call = form.cleaned_data["file"], form.cleaned_data["call"]
    if (upload.size or 0) > LARGEST:
        text = _("Filen er for stor. Den kan være høyst %(most)d MB. Del den i flere.") % {"most": LARGEST // MB}
        form.refuse([Refusal("too-large", text, field="file")])
        return shown(request, form, offered)
    by = acting_as(request)
    try:
        listed, places = apart.read(upload.read(), get_language() or "nb")
        see_count(listed)
        wrong = many.faults(listed, places, call, by=by, at=at)
    except Faulty as faulty:
        return shown(request, form, offered, faulty.faults)
    if wrong:
        return shown(request, form, offered, wrong)
    return preview(request, form, offered, listed, call)


def offer(form: Upload, at: datetime) -> int:
    """Let the form choose among the open calls, the only one beforehand, and give how many there are."""
    found = list(calls.open_calls(at))
    limits = {"mb": LARGEST // MB, "most": MOST, "rows": MOST_ROWS}
    form.fields["file"].help_text = _("Høyst %(mb)d MB, %(most)d behov og %(rows)d rader i hvert ark.") % limits
    field: Any = form.fields["call"]
    told = _("%(title)s. %(office)s, frist %(deadline)s")
    field.choices = [
        (
            f"{call.office.slug}/{call.ref}",
            told % {"title": call.title, "office": call.office, "deadline": deadline_in_words(call.closes_at)},
        )
        for call in found
        if call.closes_at is not None
    ]
    if len(found) == 1:
        field.initial = field.choices[0][0]
    return len(found)


def see_count(listed: List) -> None:
    """Refuse a file without needs, and one with more than are made at once."""
    if not listed.needs:
        raise Faulty([Fault("", _("Filen har ingen behov. Fyll ut radene under eksemplet."))])
    if len(listed.needs) > MOST:
        told = {"most": MOST, "count": len(listed.needs)}
        raise Faulty([Fault("", _("Filen har %(count)d behov. Den kan ha høyst %(most)d. Del den i flere.") % told)])


def shown(request: Request, form: Upload, offered: int, wrong: list[Fault] | None = None) -> HttpResponse:
    """Show the form, with what is wrong in the file row by row."""
    count = len(wrong or [])
    title = ngettext("%(count)d feil i filen", "%(count)d feil i filen", count) % {"count": count}
    named = {
        "form": form, "open": offered, "wrong": (wrong or [])[:SHOWN], "title": title,
        "more": max(count - SHOWN, 0), "most": MOST,
    }  # fmt: skip
    return render(request, "owner/from_file.html", named, status=422 if form.errors or wrong else 200)


def preview(request: Request, form: Upload, offered: int, listed: List, call: str) -> HttpResponse:
    """Show what a sound file becomes; the page holds it, and nothing is stored until the button is pressed.

    What has the title of something that is written already is left out, unless one says that it is another measure.
    """
    there = many.beside(listed, call, by=acting_as(request), at=clock.now(request))
    told = {"key": str(uuid4()), "call": call, "needs": listed.model_dump(mode="json")["needs"]}
    token = sealed(request, told | {"beside": sorted(there)})
    if len(token) > LONGEST:
        return shown(request, form, offered, [Fault("", _("Filen har for mye tekst. Del den i flere."))])
    rows = [
        {"need": one, "nok": sum(line.amount_nok for line in one.budget), "partners": len(one.partners),
         "units": len(one.units), "beside": there.get(index), "index": index}
        for index, one in enumerate(listed.needs)
    ]  # fmt: skip
    count = len(there)
    title = ngettext("%(count)d behov er skrevet fra før", "%(count)d behov er skrevet fra før", count)
    named = {"rows": rows, "token": token, "beside": count, "title": title % {"count": count}}
    return render(request, "owner/from_file_preview.html", named)


def sealed(request: Request, told: dict[str, Any]) -> str:
    """Seal what a page holds, so that it comes back as it was shown."""
    return signing.dumps(told, salt=salt(request), compress=True)


def salt(request: Request) -> str:
    """Bind what a page holds to the organisation and the person that it was shown to."""
    return f"{SALT} {request.by.organisation_id} {request.by.person_id}"


def made(request: Request, token: str, at: datetime) -> HttpResponse:
    """Make the drafts that the page showed, some at a time, and each once however often the button is pressed."""
    by = acting_as(request)
    try:
        told = signing.loads(token, salt=salt(request), max_age=LASTS)
    except signing.BadSignature:
        raise Refused([Refusal("old", _("Siden er for gammel. Last opp filen på nytt."))]) from None
    begin, chosen = begins(request, len(told["needs"])), chosen_of(request, told)
    listed, count = listing(chosen), len(chosen["needs"])
    if not count:
        text = _("Alt i filen er skrevet fra før, og ingenting er laget. Kryss av for det som er et annet tiltak.")
        raise Refused([Refusal("nothing", text)])
    sent = hashlib.sha256(json.dumps(chosen, sort_keys=True).encode()).hexdigest()
    with transaction.atomic():
        question = asked_once(by, f"{told['key']} {begin}", sent, at)
        if not question.made:
            see_nothing_new(told, by, at)
            drafts = many.make(listed, told["call"], begin=begin, many=AT_ONCE, by=by, at=at)
            clients.answered(question, drafts[0].pk)
    done = min(begin + AT_ONCE, count)
    if done >= count:
        return redirect("owner-home")
    named = {"token": sealed(request, chosen), "done": done, "count": count}
    return render(request, "owner/from_file_making.html", named)


def listing(told: dict[str, Any]) -> List:
    """Read the needs that a page holds."""
    return List.model_validate_json(json.dumps({"needs": told["needs"]}))


def chosen_of(request: Request, told: dict[str, Any]) -> dict[str, Any]:
    """Give what is to be made: all but what is written already, and of that what one says is another measure."""
    also = request.POST.getlist("also")
    left = {index for index in told.get("beside", ()) if str(index) not in also and "all" not in request.POST}
    needs = [one for index, one in enumerate(told["needs"]) if index not in left]
    return {"key": told["key"], "call": told["call"], "needs": needs}


def asked_once(by: By, key: str, sent: str, at: datetime) -> ClientQuestion:
    """Give what a page has asked for; it is refused where something else has been chosen on the page and made."""
    try:
        return clients.asked_before(by, key=key, sent=sent, at=at)
    except Refused:
        raise Refused([Refusal("made", _("Utkast fra denne siden er laget alt. Last opp filen på nytt."))]) from None


def see_nothing_new(told: dict[str, Any], by: By, at: datetime) -> None:
    """Refuse to make what has been written since the page was shown, which the page could not say."""
    if "beside" in told and set(many.beside(listing(told), told["call"], by=by, at=at)) - set(told["beside"]):
        raise Refused([Refusal("stale", _("Noe er endret siden siden ble vist. Last opp filen på nytt."))])


def begins(request: Request, count: int) -> int:
    """Give how many drafts have been made before this press, as the page says; NotVisible for what no page says."""
    text = request.POST.get("begin", "0")
    if not text.isdecimal() or len(text) > 4 or int(text) % AT_ONCE or int(text) >= count:
        raise NotVisible
    return int(text)
