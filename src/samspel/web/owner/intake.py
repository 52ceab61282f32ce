"""What the members have offered to a network's need: their figures side by side, the order, and what is taken in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import TextChoices
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspel.actors.models import Organisation
from samspel.flow.refusal import NotVisible, Refusal, Refused
from samspel.needs import intake, queries, reading, transitions
from samspel.needs import sheet as sheets
from samspel.needs.models import Need, Offer
from samspel.needs.rules import missing
from samspel.needs.rules.answers import LONGEST_REASON
from samspel.needs.sheet import Sheet
from samspel.tenancy.by import By
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.components.plots import Share
from samspel.web.forms import Amount, Form, LongText, Number
from samspel.web.owner.partners import uuid_of
from samspel.web.owner.subject import acting_as

State = Offer.State
COLORS: Mapping[str, str] = {
    State.OFFERED: "warning", State.TAKEN_IN: "success", State.LEFT_OUT: "neutral",
}  # fmt: skip


class Act(TextChoices):
    """What a button on the page asks for."""

    UP = "up"
    DOWN = "down"
    PLACE = "place"
    TAKE = "take"
    LEAVE = "leave"
    FRAME = "frame"


class Frame(Form):
    """How much the members may ask for together."""

    frame = Amount(
        label=_("Rammen dere prioriterer innenfor"),
        help_text=_("La feltet stå tomt hvis dere ikke har noen ramme."),
        required=False,
    )


class Judging(Form):
    """Where one need goes, and why."""

    says_optional = False
    place = Number(label=_("Plass"), most=9_999, required=False)
    reason = LongText(
        label=_("Grunn"),
        help_text=_(
            "Må fylles ut når dere flytter behovet eller ikke tar det med. Flytter dere, følger grunnen med til "
            "statsforvalteren. Tar dere det ikke med, leser eieren grunnen."
        ),
        max_length=LONGEST_REASON,
        rows=3,
        required=False,
    )


@dataclass(frozen=True)
class Row:
    """One need that is offered, with its figures and the form that judges it."""

    offer: Offer
    sheet: Sheet
    closed: bool
    color: str
    themes: str
    by_year: list[int]
    learners: int
    missing: int
    so_far_nok: int
    over: bool
    streak: bool
    form: Judging
    first: bool
    last: bool

    @property
    def title(self) -> str:
        """Give what the need is called; where the network reads it no longer, as it was called then."""
        return (self.offer.title or self.offer.need.ref) if self.closed else str(self.offer.need)


@dataclass(frozen=True)
class Sent:
    """What a button asked for: the act, the offer it is about, and the form that was bound."""

    act: Act
    offer: Offer | None
    form: Form


def members_needs(request: Request, need_id: UUID) -> HttpResponse:
    """Show what is offered; a POST moves, takes in, leaves out, or sets the frame."""
    by, at = acting_as(request), clock.now(request)
    need = of_network(by, need_id)
    refusals: list[Refusal] = []
    sent = None
    if request.method == "POST":
        sent = read(request, need, by)
        if sent.form.is_valid():
            try:
                ACTS[sent.act](need, sent, by, at)
                return redirect("owner-intake", need_id)
            except Refused as refused:
                sent.form.refuse(refused.refusals)
                refusals = [one for one in refused.refusals if one.field not in sent.form.fields]
    named = page(queries.need_of(by, need_id), sent, by, at) | {"refusals": refusals}
    return render(request, "owner/intake.html", named, status=422 if sent else 200)


def of_network(by: By, need_id: UUID) -> Need:
    """Give a need of a network to whoever acts for it; NotVisible for what is no network's."""
    need = queries.need_of(by, need_id)
    if need.owner.kind != Organisation.Kind.NETWORK:
        raise NotVisible
    return need


def read(request: Request, need: Need, by: By) -> Sent:
    """Give what a button asked for; NotVisible when it is nothing of this page's."""
    try:
        act = Act(request.POST.get("act", ""))
    except ValueError:
        raise NotVisible from None
    if act == Act.FRAME:
        return Sent(act, None, Frame(request.POST))
    offer = intake.offer_to(need, uuid_of(request.POST.get("row", "")), by=by)
    return Sent(act, offer, Judging(request.POST, prefix=str(offer.pk)))


def move(need: Need, sent: Sent, by: By, at: datetime) -> None:
    """Give a need another place, with the reason."""
    assert sent.offer is not None
    offers = list(intake.offers_to(need))
    live = [one.pk for one in offers if one.state in intake.LIVE]
    out = [one.pk for one in offers if one.state not in intake.LIVE]
    if sent.offer.pk in live:
        was = live.index(sent.offer.pk)
        place = {Act.UP: was - 1, Act.DOWN: was + 1}.get(sent.act, (sent.form.cleaned_data["place"] or was + 1) - 1)
        live.insert(max(0, min(place, len(live) - 1)), live.pop(was))
    reasons = {sent.offer.pk: sent.form.cleaned_data["reason"]}
    transitions.prioritise(need, order=[*live, *out], reasons=reasons, by=by, at=at)


def take(need: Need, sent: Sent, by: By, at: datetime) -> None:
    """Take a need in."""
    assert sent.offer is not None
    transitions.judge(transitions.take_in, sent.offer, by=by, at=at)


def leave(need: Need, sent: Sent, by: By, at: datetime) -> None:
    """Leave a need out, with the reason."""
    assert sent.offer is not None
    reason = sent.form.cleaned_data["reason"]
    transitions.judge(transitions.leave_out, sent.offer, reason=reason, by=by, at=at)


def frame(need: Need, sent: Sent, by: By, at: datetime) -> None:
    """Set the frame, or take it away."""
    transitions.frame_intake(need, amount_nok=sent.form.cleaned_data["frame"], by=by, at=at)


ACTS: Mapping[Act, Callable[[Need, Sent, By, datetime], None]] = {
    Act.UP: move, Act.DOWN: move, Act.PLACE: move, Act.TAKE: take, Act.LEAVE: leave, Act.FRAME: frame,
}  # fmt: skip


def page(need: Need, sent: Sent | None, by: By, at: datetime) -> dict[str, Any]:
    """Give all that the page shows."""
    offers = list(intake.offers_to(need))
    readable = intake.readable(need, offers, at)
    read = {one.need.pk: one for one in reading.of_owners([one.need for one in offers if one.pk in readable])}
    years = sorted({line.year for one in read.values() for line in one.lines}) or [need.call.budget_year]
    rows = rows_of(need, [(one, read.get(one.need_id)) for one in offers], years, sent, at)
    taken = [row for row in rows if row.offer.state == State.TAKEN_IN and not row.closed]
    total_nok, frame_nok = sum(row.sheet.total_nok for row in taken), need.intake_frame_nok
    bound = sent.form if sent else None
    return {
        "need": need,
        "rows": rows,
        "years": years,
        "taken": len(taken),
        "waiting": sum(row.offer.state == State.OFFERED for row in rows),
        "by_year": [(str(year), sum(row.by_year[number] for row in taken)) for number, year in enumerate(years)],
        "total_nok": total_nok,
        "own_nok": sum(row.sheet.need.own_contribution_nok or 0 for row in taken),
        "learners": sum(row.learners for row in taken),
        "units": len({unit.pk for row in taken for unit in row.sheet.units}),
        "frame_nok": frame_nok,
        "left_nok": frame_nok - total_nok if frame_nok is not None else None,
        "over_nok": total_nok - frame_nok if frame_nok is not None else None,
        "shares": shares(taken, frame_nok) if frame_nok is not None else [],
        "kinds": [_("Innenfor rammen"), _("Over rammen")],
        "frame": bound if isinstance(bound, Frame) else Frame(initial={"frame": frame_nok}),
        "form": bound,
        "closed": transitions.frame_intake.refusals(need, by=by, at=at),
    }


def rows_of(
    need: Need, found: Sequence[tuple[Offer, Sheet | None]], years: Sequence[int], sent: Sent | None, at: datetime
) -> list[Row]:
    """Give a row for each that is offered, with the sum of what is taken in so far; of some only what was seen last."""
    rows, so_far_nok, form = [], 0, get_language() or "nb"
    streak = last_within(found, need.intake_frame_nok)
    live = [offer for offer, _sheet in found if offer.state in intake.LIVE]
    for offer, read in found:
        sheet = read or sheets.plain(offer.need)
        if offer.state == State.TAKEN_IN:
            so_far_nok += sheet.total_nok
        bound = sent is not None and sent.offer is not None and sent.offer.pk == offer.pk
        given = {"place": offer.position, "reason": offer.left_out_reason or offer.reason}
        rows.append(
            Row(
                offer=offer,
                sheet=sheet,
                closed=read is None,
                color=COLORS[offer.state],
                themes=", ".join(term.text(form) for term in sheet.scheme.themes if term.code in sheet.need.themes),
                by_year=[sheet.asked_nok(year=year) for year in years],
                learners=sum(row.participants for row in sheet.target_groups),
                missing=len(missing(sheet, at)) if read else 0,
                so_far_nok=so_far_nok,
                over=need.intake_frame_nok is not None and so_far_nok > need.intake_frame_nok,
                streak=offer.pk == streak,
                form=sent.form if bound and sent else Judging(prefix=str(offer.pk), initial=given),  # type: ignore[arg-type]
                first=offer in live[:1],
                last=offer in live[-1:],
            )
        )
    return rows


def last_within(found: Sequence[tuple[Offer, Sheet | None]], frame_nok: int | None) -> UUID | None:
    """Give the last that is taken in before the frame is used up; None where none is left outside."""
    within, used_nok = None, 0
    for offer, sheet in found:
        if offer.state == State.TAKEN_IN and sheet is not None and frame_nok is not None:
            used_nok += sheet.total_nok
            if used_nok > frame_nok:
                return within
            within = offer.pk
    return None


def shares(taken: Sequence[Row], frame_nok: int) -> list[Share]:
    """Give what is taken in as bars, each with the part that is within the frame and the part that is not."""
    found, used_nok = [], 0
    for number, row in enumerate(taken, start=1):
        inside = max(0, min(row.sheet.total_nok, frame_nok - used_nok))
        used_nok += row.sheet.total_nok
        found.append(Share(f"{number}. {row.sheet.need.owner.name}", (inside, row.sheet.total_nok - inside)))
    return found
