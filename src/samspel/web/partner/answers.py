"""Several requests answered at once: what each asks is shown, and each is answered by the same act as alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspel.actors.models import Organisation
from samspel.casework.queries import is_id
from samspel.flow.refusal import NotVisible, Refusal, Refused
from samspel.needs import queries, transitions
from samspel.needs import sheet as sheets
from samspel.needs.models import BudgetLine, Partnership
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.forms import Form
from samspel.web.partner.partnership import LONGEST, Agreement, AskedByRule, must_agree
from samspel.web.partner.words import Standing, changes, fields, scheme_name, standing_of

CONFIRM, DECLINE = "bekreft", "nei"
MOST = 50


class Confirming(Form):
    """What a university says once for all those for which it has not said it yet, and a college of all of them."""

    back_to_education = AskedByRule(
        label=gettext_lazy("Slik går erfaringene tilbake til lærerutdanningen"),
        help_text=gettext_lazy("Teksten gjelder alle dere bekrefter her som ikke har en egen tekst fra før."),
        max_length=LONGEST,
        rows=5,
    )

    binding_agreement = Agreement()

    def __init__(self, *args: Any, chosen: Sequence[One], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not any(lacks_text(one.partnership) for one in chosen):
            del self.fields["back_to_education"]
        if not any(must_agree(one.partnership) for one in chosen):
            del self.fields["binding_agreement"]


class Declining(Form):
    """Why the partner says no to all of them."""

    reason = AskedByRule(
        label=gettext_lazy("Hvorfor takker dere nei?"),
        help_text=gettext_lazy("Alle eierne får teksten slik den står her."),
        max_length=LONGEST,
        rows=3,
    )


@dataclass(frozen=True)
class One:
    """One request on the page: what is asked, how it stands, what has changed since, why it was refused."""

    partnership: Partnership
    lines: list[BudgetLine]
    standing: Standing
    why: list[Refusal] = field(default_factory=list)

    @property
    def scheme(self) -> str:
        """Give what the scheme is called."""
        return scheme_name(self.partnership.need)

    @property
    def named(self) -> Mapping[str, Any]:
        """Give the named fields as they are now."""
        return sheets.to_confirm(self.partnership.need, self.partnership.partner_id, self.lines)

    @property
    def fields(self) -> list[tuple[str, str]]:
        """Give the named fields in words."""
        return list(fields(self.named))

    @property
    def changed(self) -> list[str]:
        """Name the fields that are different from what was confirmed."""
        before = self.partnership.confirmed
        return [change.field for change in changes(before, self.named)] if before else []

    @property
    def shown(self) -> str:
        """Give the digest of what is shown here."""
        return sheets.confirm_digest(self.partnership.need, self.partnership.partner_id, self.lines)


def answers(request: Request) -> HttpResponse:
    """Show the chosen requests; a POST answers each of them, and those that cannot be answered stay with the reasons.

    What could be answered stands: each answer is an owner's to build on, and does not wait for the others.
    """
    sent = request.POST if request.method == "POST" else request.GET
    answer = sent.get("svar", CONFIRM)
    if answer not in ACTS:
        raise NotVisible
    chosen = found(request, sent.getlist("valgt"))
    form = form_of(answer, chosen, request)
    if request.method != "POST" or (form is not None and not form.is_valid()):
        return page(request, answer, chosen, form)
    left, done = answered(request, answer, chosen, form)
    if not left:
        return redirect(f"{reverse('partner-home')}?besvart={done}")
    return page(request, answer, left, form, done)


def found(request: Request, typed: list[str]) -> list[One]:
    """Give the requests chosen, of those that the partner may see; what is no id chooses nothing."""
    ids = [text for text in typed[:MOST] if is_id(text)]
    rows = list(queries.partnerships_of(request.by).filter(pk__in=ids))
    lines = queries.partner_lines(request.by, [row.need_id for row in rows])
    at = clock.now(request)
    return [One(row, lines.get(row.need_id, []), standing_of(row, at)) for row in rows]


def form_of(answer: str, chosen: list[One], request: Request) -> Form | None:
    """Give the questions for all of them: the reason, or what a university has left to write and a college to tick."""
    data = request.POST if request.method == "POST" else None
    if answer == DECLINE:
        return Declining(data)
    form = Confirming(data, chosen=chosen)
    return form if form.fields else None


def lacks_text(row: Partnership) -> bool:
    """Tell whether a university has not said how the experience returns to teacher education."""
    return row.partner.kind == Organisation.Kind.UNIVERSITY and not row.back_to_education.strip()


def confirm(request: Request, one: One, form: Form | None) -> None:
    """Confirm one request as it was shown."""
    row, said = one.partnership, form.cleaned_data if form else {}
    text = said.get("back_to_education", "") if lacks_text(row) else row.back_to_education
    shown = request.POST.get(f"vist-{row.pk}", "")
    agreed = True if must_agree(row) and said.get("binding_agreement") else None
    by, at = request.by, clock.now(request)
    transitions.confirm(row, shown=shown, back_to_education=text, binding_agreement=agreed, by=by, at=at)


def decline(request: Request, one: One, form: Form | None) -> None:
    """Say no to one request."""
    reason = form.cleaned_data["reason"] if form else ""
    transitions.decline(one.partnership, reason=reason, by=request.by, at=clock.now(request))


ACTS: Mapping[str, Callable[[Request, One, Form | None], None]] = {CONFIRM: confirm, DECLINE: decline}


def answered(request: Request, answer: str, chosen: list[One], form: Form | None) -> tuple[list[One], int]:
    """Answer each, always in the same order; give those that could not be answered, and how many were."""
    refused: dict[UUID, list[Refusal]] = {}
    for one in sorted(chosen, key=lambda one: one.partnership.pk):
        try:
            ACTS[answer](request, one, form)
        except Refused as why:
            refused[one.partnership.pk] = why.refusals
    asked = set(form.fields) if form else set()
    ours = {(why.field, why.text): why for all_of in refused.values() for why in all_of if why.field in asked}
    if form is not None:
        form.refuse(ours.values())
    left = found(request, [str(pk) for pk in refused])
    for one in left:
        one.why.extend(why for why in refused[one.partnership.pk] if why.field not in asked)
    return left, len(chosen) - len(refused)


def page(request: Request, answer: str, chosen: list[One], form: Form | None, done: int = 0) -> HttpResponse:
    """Show the page; with status 422 when something could not be answered."""
    wrong = any(one.why for one in chosen) or (form is not None and bool(form.errors))
    context = {
        "answer": answer,
        "rows": chosen,
        "form": form,
        "done": done,
        "wrong": wrong,
        "label": _("Bekreft alle på denne siden") if answer == CONFIRM else _("Takk nei til alle på denne siden"),
        "color": "accent" if answer == CONFIRM else "danger",
    }
    return render(request, "partner/answers.html", context, status=422 if wrong else 200)
