"""What those who get a decision see of it and answer to it; the same for owners and partners, at their own desks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samspel.casework.rules import words
from samspel.decisions import queries, rules, terms, transitions
from samspel.decisions.models import Acceptance, Decision, Share
from samspel.decisions.parts import recommended, sum_nok
from samspel.decisions.terms import OwnContribution
from samspel.flow.refusal import NotVisible, Refused
from samspel.kit.deadlines import oslo_day
from samspel.kit.money import format_nok
from samspel.letters import queries as letters
from samspel.letters.models import Letter
from samspel.payments import queries as payments
from samspel.payments.models import Instalment
from samspel.rules import rule, scheme, word
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.forms import Amount, Form, Text
from samspel.web.papers import stored

APPEAL_BODY = rule("decisions.appeal_body", of=str)
COLORS = {
    Acceptance.State.AWAITED: "warning",
    Acceptance.State.ACCEPTED: "success",
    Acceptance.State.DECLINED: "neutral",
}


class Answer(Form):
    """How the terms are agreed to: where the money goes, what the receiver adds itself, and yes in so many words."""

    account_number = Text(
        label=gettext_lazy("Kontonummer"),
        help_text=gettext_lazy("Elleve sifre. Pengene går til denne kontoen."),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "data-kind": "account"}),
    )
    own_contribution_nok = Amount(label=gettext_lazy("Egenandel"))
    agreed = forms.BooleanField(label=gettext_lazy("Vi godtar vilkårene i tilskuddsbrevet"))

    def __init__(self, asks: OwnContribution | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asks is None:
            del self.fields["own_contribution_nok"]
            return
        told = {
            "percent": asks.percent,
            "base": format_nok(asks.base_nok),
            "least": format_nok(asks.least_nok),
            "basis": words(asks.basis),
        }
        self.fields["own_contribution_nok"].initial = asks.least_nok
        self.fields["own_contribution_nok"].help_text = (
            _("Minst %(percent)s prosent av %(base)s, det er %(least)s. Grunnlag: %(basis)s.") % told
        )

    def clean_account_number(self) -> str:
        """Give the digits, without the dots and spaces that people write between them."""
        return "".join(self.cleaned_data["account_number"].replace(".", " ").split())


class Decline(Form):
    """Saying no thank you, on purpose."""

    sure = forms.BooleanField(label=gettext_lazy("Vi vil ikke ha tilskuddet"))


@dataclass(frozen=True)
class Desk:
    """The addresses of a desk's pages about decisions."""

    listed: str
    shown: str
    letter: str


def decisions(request: Request, desk: Desk) -> HttpResponse:
    """Show the decisions sent to the organisation, the newest first."""
    rows = queries.sent_rows(request.by)
    named = {"rows": [(row, state_words(row.answer)) for row in rows], "desk": desk}
    return render(request, "recipients/decisions.html", named)


def decision(request: Request, decision_id: UUID, desk: Desk) -> HttpResponse:
    """Show one decision, or take the organisation's answer to it."""
    at = clock.now(request)
    found = queries.decision(request.by, decision_id)
    answer = queries.answer(request.by, found)
    name = request.POST.get("act", "")
    accepts = Answer(asks_of(answer), request.POST if name == "accept" else None)
    declines = Decline(request.POST if name == "decline" else None)
    form: Form = declines if name == "decline" else accepts
    if request.method == "POST":
        if answer is None or name not in {"accept", "decline"}:
            raise NotVisible
        if form.is_valid():
            try:
                take(request, answer, form)
                return redirect(desk.shown, decision_id)
            except Refused as refused:
                form.refuse(refused.refusals)
    named = page(request, found, answer) | {"accepts": accepts, "declines": declines, "form": form, "desk": desk}
    named["may_answer"] = answer is not None and not transitions.decline.refusals(answer, by=request.by, at=at)
    return render(request, "recipients/decision.html", named, status=422 if request.method == "POST" else 200)


def asks_of(answer: Acceptance | None) -> OwnContribution | None:
    """Give what the receiver must add itself."""
    return rules.asked_of(answer) if answer else None


def take(request: Request, answer: Acceptance, form: Form) -> None:
    """Do the act that the form asks for."""
    at, said = clock.now(request), form.cleaned_data
    if isinstance(form, Decline):
        transitions.decline(answer, by=request.by, at=at)
    else:
        transitions.accept(
            answer,
            account_number=said["account_number"],
            own_contribution_nok=said.get("own_contribution_nok"),
            agreed=said["agreed"],
            by=request.by,
            at=at,
        )


def page(request: Request, decision: Decision, answer: Acceptance | None) -> dict[str, object]:
    """Give what the page shows of the decision."""
    need, by = decision.case.need, request.by
    shares = list(queries.shares(decision))
    mine = [share for share in shares if share.recipient_id == by.organisation_id]
    letter = letters.about(by, [decision.pk]).first()
    appeal_on = terms.last_day_to_appeal(letter.delivered_at) if letter and letter.delivered_at else None
    day = oslo_day(clock.now(request))
    return {
        "decision": decision,
        "need": need,
        "office": decision.office,
        "scheme": scheme(need.scheme, need.call.rule_set).short_in(get_language() or "nb"),
        "kind": Decision.Kind(decision.kind).label,
        "shares": shares,
        "mine_nok": total(mine),
        "reserved_nok": total([share for share in mine if share.frame_id is None]),
        "given_nok": total(shares),
        "line": decision.line,
        "recommended_nok": recommended_nok(decision),
        "letter": letter,
        "appeal_on": appeal_on,
        "appeal_weeks": terms.APPEAL_WEEKS.on(day),
        "appeal_body": word("appeal_body", APPEAL_BODY.on(day), get_language() or "nb"),
        "answer": answer,
        "answer_state": state_words(answer),
        "instalments": [(one, Instalment.State(one.state).label) for one in payments.of_decision(by, decision)],
    }


def total(shares: Sequence[Share]) -> int:
    """Add up some shares, in whole kroner."""
    return sum(share.amount_nok for share in shares)


def recommended_nok(decision: Decision) -> int | None:
    """Give what the forum recommended; None where no forum had the need."""
    return sum_nok(recommended(decision.line)) if decision.line else None


def state_words(answer: Acceptance | None) -> tuple[str, str] | None:
    """Give the words for where an answer stands, and their colour."""
    if answer is None:
        return None
    state = Acceptance.State(answer.state)
    return str(state.label), COLORS[state]


def letter(request: Request, letter_id: UUID) -> HttpResponse:
    """Show a letter that was written to the organisation, once it has been sent."""
    found = letters.letter(request.by, letter_id)
    if found.state == Letter.State.RENDERED:
        raise NotVisible
    return stored(request, found.document, f"{found.number}.pdf", about=found.about_need_id)
