"""One call at the office: what it says, what is missing, its frames, and announcing or withdrawing it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspel.calls import queries, transitions
from samspel.calls.models import Call
from samspel.calls.rules import ANNOUNCERS, themes
from samspel.flow.refusal import Refusal, Refused
from samspel.kit.deadlines import closes_at, last_day
from samspel.ledger import queries as ledger
from samspel.ledger import transitions as money
from samspel.ledger.models import Frame
from samspel.ledger.rules import FRAME_KEEPERS
from samspel.rules import NoRule, SchemeRules, schemes_of
from samspel.tenancy.by import By, Role
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.forms import Amount, Day, Form, LongText, Number, Text
from samspel.web.office import announcing, deadlines
from samspel.web.office.calls import standing
from samspel.web.office.extra import ExtraQuestions
from samspel.web.office.themes import MoreThemes, OwnThemes


class Words(Form):
    """Everything a call says; it may be kept with parts missing."""

    says_optional = False
    title = Text(label=_("Tittel"), max_length=200)
    schemes = forms.MultipleChoiceField(label=_("Ordninger"), widget=forms.CheckboxSelectMultiple, required=False)
    goal = LongText(label=_("Målet med tilskuddet"), required=False, max_length=8_000, rows=4)
    target_group = LongText(label=_("Hvem tilskuddet er for"), required=False, max_length=8_000, rows=3)
    criteria = LongText(label=_("Kriterier"), required=False, max_length=8_000, rows=5)
    how = LongText(label=_("Slik melder du behov"), required=False, max_length=8_000, rows=3)
    last_day = Day(
        label=_("Siste dag for å melde behov"), help_text=_("Hele dagen regnes med, norsk tid."), required=False
    )
    grace_minutes = Number(
        label=_("Minutter det tas imot etter fristen"),
        help_text=_("Så lenge etter fristen kan et påbegynt behov sendes inn, merket «etter frist». Vanligvis 60."),
        most=1_440,
    )
    coordinator_percent = Number(
        label=_("Største del av et tilskudd til koordinator, i prosent"),
        help_text=_("La det stå tomt hvis forumet ikke har satt noen grense."),
        most=100,
        required=False,
    )
    report_on = Day(label=_("Frist for å rapportere"), required=False)
    answer_on = Day(
        label=_("Når eierne kan vente svar"),
        help_text=_(
            "Må være satt når utlysningen blir kunngjort. Står på behovsmeldingen og i det foreløpige svaret når saken"
            " tar mer enn en måned."
        ),
        required=False,
    )
    confirm_closes_at = Day(
        label=_("Siste dag for svar fra partnere"),
        help_text=_("Tidligst fristen for å melde behov. La det stå tomt hvis de kan svare til saken blir behandlet."),
        required=False,
    )
    longest_years = Number(label=_("Lengste varighet i år"), most=10)
    legal_basis = Text(label=_("Hjemmel"), required=False)
    contact = Text(label=_("Kontakt"), help_text=_("Navn, e-post eller telefon."), required=False)
    partner_must_confirm = forms.BooleanField(label=_("Partneren må ha bekreftet før forum"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class Money(Form):
    """Money into the frame of a scheme and a year."""

    scheme = forms.ChoiceField(label=_("Ordning"))
    year = Number(label=_("Budsjettår"), most=2100)
    chapter_post = Text(label=_("Kapittel og post"), help_text=_("For eksempel 226.21."), max_length=10)
    amount_nok = Amount(
        label=_("Beløp"), help_text=_("La det stå tomt hvis rammen ikke er kjent ennå."), required=False
    )
    key = forms.UUIDField(widget=forms.HiddenInput)


class Withdrawal(Form):
    """Why the call is withdrawn."""

    reason = LongText(label=_("Hvorfor trekkes utlysningen?"), max_length=2_000, rows=3)


@dataclass(frozen=True)
class Row:
    """A frame with the name of its scheme, and what is left of it."""

    frame: Frame
    scheme: str
    left_nok: int


def acting_in(request: Request, roles: Iterable[Role]) -> By:
    """Give who acts, in the first of these roles that the person has at the office."""
    found = next((role for role in roles if role in request.acting.roles), None)
    return request.acting.by(found) if found else request.by


def rules_of(call: Call) -> list[SchemeRules]:
    """Give the schemes that the call's rule set has."""
    try:
        return list(schemes_of(call.rule_set))
    except NoRule:
        return []


def asked_rules(call: Call) -> list[SchemeRules]:
    """Give the schemes that the call asks for, each with the themes that owners choose among."""
    return [themes.scheme_of(call, rules.code) for rules in rules_of(call) if rules.code in call.schemes]


def call(request: Request, ref: str) -> HttpResponse:
    """Show the call, or do one of its acts: announce, now or later, take that back, withdraw, money into a frame."""
    found = queries.call_of(request.by, ref)
    act = request.POST.get("do", "")
    if request.method == "POST":
        acts = {
            "kunngjor": announce, "planlegg": plan, "angre": hold_back, "trekk": withdraw, "ramme": fill_frame,
            "forleng": extend, "gjenapne": reopen, "tema": add_themes,
        }  # fmt: skip
        return acts.get(act, show)(request, found)
    return show(request, found)


def show(request: Request, found: Call, **more: Any) -> HttpResponse:
    """Give the page."""
    at, form = clock.now(request), get_language() or "nb"
    rules = rules_of(found)
    names = {scheme.code: scheme.short_in(form) for scheme in rules}
    years = range(found.budget_year, found.budget_year + found.longest_years)
    rows = [
        Row(frame, names.get(frame.scheme, frame.scheme), frame.granted_nok - frame.committed_nok)
        for frame in ledger.frames(found.office_id, names, years)
    ]
    keeper, announcer = acting_in(request, FRAME_KEEPERS), acting_in(request, ANNOUNCERS)
    named: dict[str, Any] = {
        "call": found,
        "standing": standing(found, at),
        "announcing": announcing.section(found, at),
        "later": announcing.Later(),
        "held_back": not transitions.hold_back.refusals(found, by=announcer, at=at),
        "schemes": [names.get(code, code) for code in found.schemes],
        "frames": rows,
        "missing": transitions.announce.refusals(found, by=announcer, at=at),
        "withdrawable": not transitions.withdraw.refusals(found, by=announcer, at=at),
        "keeps_frames": not money.open_frame.refusals(found.office, by=keeper, at=at),
        "money": money_form(found, rules, None),
        "withdrawal": Withdrawal(),
        "extendable": not transitions.extend.refusals(found, by=announcer, at=at),
        "extension": deadlines.Extension(initial={"answer_on": found.answer_on}),
        "own_themes": list(themes.by_scheme(found)),
        "themes_open": not transitions.add_themes.refusals(found, by=announcer, at=at),
        "more_themes": MoreThemes(None, call=found, rules=asked_rules(found), at=at),
        "reopens": found.is_announced(at) and Role.CASEWORKER in request.acting.roles,
        "reopening": deadlines.Reopening(),
        "refusals": [],
    } | more
    named |= {name: put_right(found, named[name]) for name in ("missing", "refusals")}
    forms_shown = ("money", "withdrawal", "later", "extension", "reopening", "more_themes")
    bad = bool(named["refusals"] or any(named[form].errors for form in forms_shown))
    return render(request, "office/call.html", named, status=422 if bad else 200)


def put_right(found: Call, reasons: Iterable[Refusal]) -> list[tuple[Refusal, str]]:
    """Give each reason why a call is not announced with the way to the question that it is put right at, if any."""
    edit = reverse("office-call-edit", args=[found.ref])
    asked = {**{name: name for name in Words.base_fields}, "closes_at": "last_day"}
    return [(one, f"{edit}#id_{asked[one.field]}" if one.field in asked else "") for one in reasons]


def money_form(found: Call, rules: list[SchemeRules], data: Any) -> Money:  # noqa: ANN401 - what the browser sent
    """Give the form for money, with the usual chapter and post of the first scheme."""
    initial = {"year": found.budget_year, "key": uuid4(), "chapter_post": rules[0].chapter_post.value if rules else ""}
    form = Money(data, initial=initial)
    scheme = form.fields["scheme"]
    assert isinstance(scheme, forms.ChoiceField)
    scheme.choices = [
        (found.code, f"{found.short_in(get_language() or 'nb')} ({found.chapter_post.value})") for found in rules
    ]
    return form


def announce(request: Request, found: Call) -> HttpResponse:
    """Announce the call, or name what is missing."""
    try:
        transitions.announce(found, by=acting_in(request, ANNOUNCERS), at=clock.now(request))
        return redirect("office-call", found.ref)
    except Refused as refused:
        return show(request, queries.call_of(request.by, found.ref), refusals=refused.refusals)


def plan(request: Request, found: Call) -> HttpResponse:
    """Announce the call from a moment on, or say what is wrong with the moment."""
    form = announcing.Later(request.POST)
    if form.is_valid():
        try:
            by, at = acting_in(request, ANNOUNCERS), clock.now(request)
            transitions.announce(found, from_at=form.cleaned_data["from_at"], by=by, at=at)
            return redirect("office-call", found.ref)
        except Refused as refused:
            form.refuse(refused.refusals)
    return show(request, queries.call_of(request.by, found.ref), later=form)


def hold_back(request: Request, found: Call) -> HttpResponse:
    """Take the plan back, or say why that cannot be done."""
    try:
        transitions.hold_back(found, by=acting_in(request, ANNOUNCERS), at=clock.now(request))
        return redirect("office-call", found.ref)
    except Refused as refused:
        return show(request, queries.call_of(request.by, found.ref), refusals=refused.refusals)


def withdraw(request: Request, found: Call) -> HttpResponse:
    """Withdraw the call, or say what is wrong."""
    form = Withdrawal(request.POST)
    if form.is_valid():
        try:
            by, at = acting_in(request, ANNOUNCERS), clock.now(request)
            transitions.withdraw(found, reason=form.cleaned_data["reason"], by=by, at=at)
            return redirect("office-call", found.ref)
        except Refused as refused:
            form.refuse(refused.refusals)
    return show(request, queries.call_of(request.by, found.ref), withdrawal=form)


def extend(request: Request, found: Call) -> HttpResponse:
    """Give everybody more time, or say what is wrong."""
    form = deadlines.Extension(request.POST)
    if form.is_valid() and form.extend(found, by=acting_in(request, ANNOUNCERS), at=clock.now(request)):
        return redirect("office-call", found.ref)
    return show(request, queries.call_of(request.by, found.ref), extension=form)


def reopen(request: Request, found: Call) -> HttpResponse:
    """Give one need a deadline of its own, or say what is wrong."""
    form = deadlines.Reopening(request.POST)
    if form.is_valid() and form.reopen(found, by=acting_in(request, [Role.CASEWORKER]), at=clock.now(request)):
        return redirect("office-call", found.ref)
    return show(request, queries.call_of(request.by, found.ref), reopening=form)


def add_themes(request: Request, found: Call) -> HttpResponse:
    """Let the call ask for more themes, or say what is wrong."""
    at = clock.now(request)
    form = MoreThemes(request.POST, call=found, rules=asked_rules(found), at=at)
    if form.is_valid() and form.add(by=acting_in(request, ANNOUNCERS), at=at):
        return redirect("office-call", found.ref)
    return show(request, queries.call_of(request.by, found.ref), more_themes=form)


def fill_frame(request: Request, found: Call) -> HttpResponse:
    """Open the frame where there is none, and put the money in."""
    form = money_form(found, rules_of(found), request.POST)
    if form.is_valid():
        said, by, at = form.cleaned_data, acting_in(request, FRAME_KEEPERS), clock.now(request)
        try:
            with transaction.atomic():
                frame = frame_for(found, said["scheme"], said["year"], said["chapter_post"], by=by, at=at)
                if said["amount_nok"]:
                    money.grant(frame, amount_nok=said["amount_nok"], key=said["key"], by=by, at=at)
            return redirect("office-call", found.ref)
        except Refused as refused:
            form.refuse(refused.refusals)
    return show(request, found, money=form)


def frame_for(found: Call, scheme: str, year: int, chapter_post: str, *, by: By, at: datetime) -> Frame:
    """Give the frame of a scheme and a year from a chapter and post, opened when it is not there."""
    there = ledger.frames(found.office_id, [scheme], [year]).filter(chapter_post=chapter_post).first()
    return there or money.open_frame(found.office, scheme=scheme, year=year, chapter_post=chapter_post, by=by, at=at)


def edit(request: Request, ref: str) -> HttpResponse:
    """Change what the call says while nobody else sees it."""
    found = queries.call_of(request.by, ref)
    if found.state != Call.State.DRAFT:
        return redirect("office-call", ref)
    initial = {name: getattr(found, name) for name in Words.base_fields if hasattr(found, name)}
    until = {"last_day": found.closes_at, "confirm_closes_at": found.confirm_closes_at}
    last = {name: last_day(moment) if moment else None for name, moment in until.items()}
    form = Words(request.POST or None, initial=initial | last)
    schemes = form.fields["schemes"]
    assert isinstance(schemes, forms.MultipleChoiceField)
    schemes.choices = [(rules.code, rules.short_in(get_language() or "nb")) for rules in rules_of(found)]
    extra = ExtraQuestions(request.POST or None, call=found, at=clock.now(request))
    own = OwnThemes(request.POST or None, call=found, rules=rules_of(found), at=clock.now(request))
    if request.method == "POST" and all([form.is_valid(), extra.is_valid(), own.is_valid()]):
        said = {**form.cleaned_data, "extra_questions": extra.questions, "own_themes": own.written}
        version, said["closes_at"] = said.pop("version"), said.pop("last_day")
        said |= {name: closes_at(said[name]) if said[name] else None for name in ("closes_at", "confirm_closes_at")}
        content: transitions.Content = said  # type: ignore[assignment]  # the form's names are those of a call
        try:
            by = acting_in(request, [Role.CASEWORKER, *ANNOUNCERS])
            transitions.amend(found, content=content, version=version, by=by, at=clock.now(request))
            return redirect("office-call", ref)
        except Refused as refused:
            for part in (extra, own):
                part.refuse([one for one in refused.refusals if one.field in part.fields])
            elsewhere = {*extra.fields, *own.fields}
            form.refuse([one for one in refused.refusals if one.field not in elsewhere])
    named = {"form": form, "extra": extra, "own": own, "call": found}
    wrong = form.errors or extra.errors or own.errors
    return render(request, "office/call_edit.html", named, status=422 if wrong else 200)
