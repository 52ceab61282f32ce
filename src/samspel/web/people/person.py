"""One person's roles where one acts: more of them, for how long, and the end of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from samspel.actors.models import Assignment
from samspel.actors.roles import giving, queries, rules
from samspel.actors.roles.queries import Member
from samspel.flow.refusal import NotVisible, Refusal, Refused
from samspel.kit.deadlines import oslo_day
from samspel.tenancy.by import By, Role
from samspel.web import clock
from samspel.web.acting import Request
from samspel.web.forms import Day, Form
from samspel.web.people import words
from samspel.web.people.words import Held

UNTIL = _("Tomt betyr uten sluttdato. Rollen kan avsluttes når som helst.")


class Period(Form):
    """Until when a role lasts."""

    until = Day(label=_("Til og med"), help_text=UNTIL, required=False)


class Another(Form):
    """Another role, and for how long."""

    role = forms.ChoiceField(label=_("Rolle"), widget=forms.RadioSelect)
    since = Day(label=_("Fra"), help_text=_("Tomt betyr fra i dag."), required=False)
    until = Day(label=_("Til og med"), help_text=UNTIL, required=False)


class Heir(Form):
    """Who takes over as administrator."""

    to = forms.ChoiceField(label=_("Ny administrator"))

    @property
    def somebody(self) -> bool:
        """Tell whether there is anybody to choose."""
        to: Any = self.fields["to"]
        return bool(to.choices)


@dataclass(frozen=True)
class Row:
    """A role of the person, with what the one who reads may do with it; a form is none where it may not be done."""

    held: Held
    period: Period | None
    ending: Sequence[Refusal] | None
    leaving: Sequence[Refusal] | None
    heir: Heir | None

    @property
    def end(self) -> dict[str, str]:
        """Give what the button that ends the role sends."""
        return {"act": "end", "id": str(self.held.assignment.pk)}

    @property
    def leave(self) -> dict[str, str]:
        """Give what the button that leaves the role sends."""
        return {"act": "leave", "id": str(self.held.assignment.pk)}


def person(request: Request, person_id: UUID) -> HttpResponse:
    """Show what somebody may do here; do what a button says."""
    at, by = clock.now(request), words.giver(request)
    found = queries.member(by, person_id, oslo_day(at))
    posted = request.POST.get("act") if request.method == "POST" else None
    wrong: Form | None = None
    if posted:
        role = chosen(found, request.POST.get("id", "")) if posted != "give" else None
        form = form_for(request, posted, found, role)
        if form is None or form.is_valid():
            try:
                act(posted, found, role, form.cleaned_data if form else {}, by=by, at=at)
                return redirect(words.address(request, "people"))
            except Refused as refused:
                if form is None:
                    raise
                form.refuse(refused.refusals)
        wrong = form
    elif request.method == "POST":
        raise NotVisible
    return shown(request, found, wrong, by=by, at=at)


def chosen(member: Member, text: str) -> Assignment:
    """Give the role that a form is about; NotVisible when it is none of the person's here."""
    found = next((role for role in member.roles if str(role.pk) == text), None)
    if found is None:
        raise NotVisible
    return found


def form_for(request: Request, posted: str, member: Member, role: Assignment | None) -> Form | None:
    """Give the form that a button sends, with what was typed; none where the button says all."""
    match posted:
        case "give":
            return another(request, request.POST)
        case "period" if role:
            return Period(request.POST, prefix=str(role.pk))
        case "hand-over" if role:
            return heir(request, member, role, request.POST)
    return None


def another(request: Request, sent: Any = None) -> Another:  # noqa: ANN401  what a browser sent
    """Give the form for another role, with the roles of the desk."""
    form = Another(sent)
    roles: Any = form.fields["role"]
    roles.choices = words.choices(request)
    return form


def heir(request: Request, member: Member, role: Assignment, sent: Any = None) -> Heir:  # noqa: ANN401  as above
    """Give the form for who takes over, with everybody else who has a role here."""
    day = oslo_day(clock.now(request))
    others = [one.person for one in queries.members(words.giver(request), day) if one.person.pk != member.person.pk]
    form = Heir(sent, prefix=str(role.pk))
    to: Any = form.fields["to"]
    to.choices = [(str(one.pk), one.name) for one in others]
    return form


def act(posted: str, member: Member, role: Assignment | None, given: dict[str, Any], *, by: By, at: datetime) -> None:
    """Do what a button says."""
    match posted:
        case "give":
            since = given["since"] or oslo_day(at)
            place = queries.place_of(by)
            giving.give(member.person.pk, Role(given["role"]), place, since=since, until=given["until"], by=by, at=at)
        case "period" if role:
            giving.change_period(role, until=given["until"], by=by, at=at)
        case "end" if role:
            giving.end(role, by=by, at=at)
        case "leave" if role:
            giving.leave(role, by=by, at=at)
        case "hand-over" if role:
            giving.hand_over(role, UUID(given["to"]), by=by, at=at)
        case _:
            raise NotVisible


def shown(request: Request, found: Member, wrong: Form | None, *, by: By, at: datetime) -> HttpResponse:
    """Show the page, with what was wrong in the form that was sent."""
    mine, admin = found.person.pk == by.person_id, words.is_admin(request)
    giving_form = wrong if isinstance(wrong, Another) else another(request)
    named = {
        "person": found.person,
        "last_login": found.last_login,
        "rows": [row(request, found, role, wrong, by=by, at=at) for role in found.roles],
        "another": giving_form if admin and not mine else None,
        "wrong": wrong,
        "mine": mine,
        "admin": admin,
        "people": words.address(request, "people"),
    }
    return render(request, "people/person.html", named, status=422 if wrong else 200)


def row(request: Request, member: Member, role: Assignment, wrong: Form | None, *, by: By, at: datetime) -> Row:
    """Give one role with what may be done with it."""
    mine, admin = role.person_id == by.person_id, words.is_admin(request)
    sent = wrong if wrong is not None and wrong.prefix == str(role.pk) else None
    successor = heir(request, member, role) if mine and admin and role.role in rules.ADMINS else None
    changes = admin and not mine
    period = Period(prefix=str(role.pk), initial={"until": role.until}) if changes else None
    return Row(
        words.held(role),
        sent if isinstance(sent, Period) else period,
        giving.ending(role, by=by, at=at) if changes else None,
        giving.leaving(role, by=by, at=at) if mine else None,
        sent if isinstance(sent, Heir) else successor if successor and successor.somebody else None,
    )
