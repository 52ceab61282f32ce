"""One request to a partner: what is asked of it, what has changed since it confirmed, and its answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspel.actors.models import Organisation
from samspel.flow.refusal import Refused
from samspel.needs import content, queries, transitions
from samspel.needs import sheet as sheets
from samspel.needs.models import Need, Partnership
from samspel.needs.rules import deadline
from samspel.needs.sheet import Sheet
from samspel.people import queries as people
from samspel.rules import scheme
from samspel.web import attached, clock
from samspel.web.acting import Request
from samspel.web.comparing import Change
from samspel.web.forms import Form, LongText, Text
from samspel.web.keeping import Keeping, mark
from samspel.web.partner.words import changes, scheme_name, standing_of

SALT = "partner-seen"
TAKEN = "lagret"
LONGEST = 8_000
SETTLED = {Partnership.State.CONFIRMED, Partnership.State.DECLINED}
WRITTEN = {Need.State.DRAFT, Need.State.RETURNED}


class AskedByRule(LongText):
    """A text that must be there, which the act says itself, with the rule that asks for it."""

    def validate(self, value: object) -> None:
        """Let an empty text through to the act."""


class Agreement(forms.BooleanField):
    """Whether a binding cooperation is agreed; one may confirm without, and tick it later."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Vi og eieren har avtalt et forpliktende samarbeid"),
            help_text=gettext_lazy(
                "Ordningen krever det av fagskoler. Dere kan bekrefte nå og krysse av senere, så lenge eieren skriver."
            ),
            required=False,
        )


def must_agree(asked: Partnership) -> bool:
    """Tell whether the scheme wants a binding cooperation with a partner of this kind."""
    need = asked.need
    return asked.partner.kind in scheme(need.scheme, need.call.rule_set).agreement_kinds


class Confirmation(Form):
    """What the partner adds to what it confirms."""

    back_to_education = AskedByRule(
        label=gettext_lazy("Slik går erfaringene tilbake til lærerutdanningen"),
        help_text=gettext_lazy("Noen setninger er nok. Eieren og de som vurderer saken, leser dem."),
        max_length=LONGEST,
        rows=5,
    )
    own_benefit = LongText(
        label=gettext_lazy("Hva får dere selv ut av det?"),
        help_text=gettext_lazy("For eksempel praksisplasser, forskning eller faglig utvikling hos dere."),
        max_length=LONGEST,
        required=False,
        rows=3,
    )
    capacity = LongText(
        label=gettext_lazy("Hvem stiller dere med, og hvor mye tid?"),
        help_text=gettext_lazy("For eksempel to fagpersoner, 15 prosent stilling hver."),
        max_length=LONGEST,
        required=False,
        rows=3,
    )
    contact = Text(label=gettext_lazy("Kontaktperson hos dere"), max_length=120, required=False)
    binding_agreement = Agreement()

    def __init__(self, *args: Any, asked: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asked.partner.kind != Organisation.Kind.UNIVERSITY:
            del self.fields["back_to_education"]
        if not must_agree(asked):
            del self.fields["binding_agreement"]


class Refusal(Form):
    """Why the partner says no."""

    reason = AskedByRule(
        label=gettext_lazy("Hvorfor takker dere nei?"),
        help_text=gettext_lazy("Eieren får teksten slik den står her."),
        max_length=LONGEST,
        rows=3,
    )


@dataclass(frozen=True)
class Answers:
    """The two answers that the page lets one give, with what has been typed in either."""

    confirmation: Confirmation
    refusal: Refusal
    sent: Form | None = None


def partnership(request: Request, partnership_id: UUID) -> HttpResponse:
    """Show what is asked; a POST answers it, and what cannot be done is said with everything typed kept."""
    found = queries.partnership_of(request.by, partnership_id)
    given = answers(request, found)
    if given.sent is None or not given.sent.is_valid():
        return page(request, found, given)
    try:
        ACTS[request.POST["svar"]](request, found, given.sent)
    except Refused as refused:
        given.sent.refuse(refused.refusals)
        return page(request, queries.partnership_of(request.by, partnership_id), given)
    return redirect(f"{request.path}?{TAKEN}=ja")


def confirm(request: Request, found: Partnership, form: Form) -> None:
    """Confirm the named fields as they were shown."""
    said = form.cleaned_data
    transitions.confirm(
        found,
        shown=request.POST.get("vist", ""),
        back_to_education=said.get("back_to_education", ""),
        **{name: said[name] for name in ("contact", "own_benefit", "capacity")},
        binding_agreement=said.get("binding_agreement"),
        by=request.by,
        at=clock.now(request),
    )


def decline(request: Request, found: Partnership, form: Form) -> None:
    """Say no."""
    transitions.decline(found, reason=form.cleaned_data["reason"], by=request.by, at=clock.now(request))


ACTS: Mapping[str, Callable[[Request, Partnership, Form], None]] = {"bekreft": confirm, "nei": decline}


def answers(request: Request, found: Partnership) -> Answers:
    """Give the forms of the page; the one that was sent is bound, and the other keeps what stood in it."""
    known = {name: getattr(found, name) for name in Confirmation.base_fields}
    if request.method != "POST":
        return Answers(Confirmation(initial=known, asked=found), Refusal())
    typed = request.POST.dict()
    ticked = {"binding_agreement": "binding_agreement" in request.POST}
    if request.POST.get("svar") == "nei":
        refusal = Refusal(request.POST)
        return Answers(Confirmation(initial=known | typed | ticked, asked=found), refusal, refusal)
    confirmation = Confirmation(request.POST, asked=found)
    if request.POST.get("svar") not in ACTS:
        confirmation.add_error(None, _("Velg om dere bekrefter eller takker nei."))
    return Answers(confirmation, Refusal(initial=typed), confirmation)


def page(request: Request, found: Partnership, given: Answers) -> HttpResponse:
    """Show the page; with status 422 when an answer could not be taken."""
    sheet = sheets.of(found.need, clock.now(request))
    now = sheets.to_confirm(found.need, found.partner_id, sheet.lines)
    hindrances = transitions.confirm.refusals(found, by=request.by, at=clock.now(request))
    context = {
        "partnership": found,
        "need": found.need,
        "scheme": scheme_name(found.need),
        "standing": standing_of(found, clock.now(request)),
        "answers": given,
        "keeping": Keeping(f"{mark(request.by)}:{found.pk}", TAKEN in request.GET, given.sent is not None),
        "form": given.sent,
        "again": found.state == Partnership.State.CHANGED,
        "changes": difference(request, found, now),
        "years": years(sheet, found.partner_id),
        "asked_nok": sheet.asked_nok(recipient_id=found.partner_id),
        "has_forum": sheet.scheme.has_forum_step.value,
        "sections": [one for one in content.without_files(sheet) if one.key != content.INTAKE],
        "files": attached.shown(sheet.attachments, lambda row: reverse("partner-attachment", args=[found.pk, row.pk])),
        "shown": sheets.confirm_digest(found.need, found.partner_id, sheet.lines),
        "seen": signing.dumps(now, salt=SALT, compress=True),
        "last_day": deadline.last_day_for_partners(found.need, clock.now(request)),
        "open": is_open(found) and not hindrances,
        "hindrances": hindrances if is_open(found) else [],
        "answered": answered(found),
    }
    return render(request, "partner/partnership.html", context, status=200 if given.sent is None else 422)


def is_open(found: Partnership) -> bool:
    """Tell whether an answer is still to be given, or may be given anew: once handed in, a given answer stands."""
    if found.state == Partnership.State.DECLINED:
        return False
    return found.state not in SETTLED or found.need.state in WRITTEN


def difference(request: Request, found: Partnership, now: Mapping[str, Any]) -> list[Change]:
    """Give what is different from what was confirmed, or else from what the one who answers had on the screen."""
    if found.state == Partnership.State.CHANGED and found.confirmed:
        return changes(found.confirmed, now)
    try:
        seen = signing.loads(request.POST.get("sett", ""), salt=SALT)
    except signing.BadSignature:
        return []
    return changes(seen, now)


def years(sheet: Sheet, partner_id: UUID) -> list[tuple[int, int, list[tuple[str, int]]]]:
    """Give the partner's own money: each year with its sum and its uses."""
    own = [line for line in sheet.lines if line.recipient_id == partner_id]
    return [
        (
            year,
            sheet.asked_nok(recipient_id=partner_id, year=year),
            [(content.category(sheet, line.category), line.amount_nok) for line in own if line.year == year],
        )
        for year in sorted({line.year for line in own})
    ]


def answered(found: Partnership) -> dict[str, object] | None:
    """Say when the latest answer was given, by whom, and under which number in the journal."""
    entry = queries.latest_answer(found)
    if entry is None or entry.person_id is None:
        return None
    return {"entry": entry, "person": people.person(entry.person_id)}


def attachment(request: Request, partnership_id: UUID, attachment_id: UUID) -> HttpResponse:
    """Hand out one of the files of the need."""
    need = queries.partnership_of(request.by, partnership_id).need
    return attached.handed_out(request, queries.attachment(need, attachment_id, by=request.by))
