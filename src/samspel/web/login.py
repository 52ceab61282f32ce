"""Logging in with the demo's cast, choosing whom to act for, logging out. The demo only; nobody has a password."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth import login as start_session
from django.contrib.auth import logout as end_session
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme

from samspel.people import queries
from samspel.people.models import Person
from samspel.web import acting, clock
from samspel.web.components.switch import Choice

OSLO = ZoneInfo("Europe/Oslo")
START = {
    "office": "office-inbox",
    "forum": "forum-meetings",
    "owner": "owner-home",
    "partner": "partner-home",
    "private": "party-messages",
}


def login(request: HttpRequest) -> HttpResponse:
    """Show the cast of the demo, and let the visitor be one of them."""
    if not settings.DEMO:
        raise Http404
    day = clock.now(request).astimezone(OSLO).date()
    if request.method == "POST":
        person = queries.active(request.POST.get("person", ""))
        if person is None:
            raise Http404
        start_session(request, person, backend="samspel.people.backend.KnownPerson")
        return enter(request, person)
    return render(request, "login.html", {"desks": cast(day), "next": next_page(request)})


def cast(day: date) -> list[tuple[str | Promise, list[tuple[Person, list[str]]]]]:
    """Give the people of the demo by the desk they sit at, each with whom they may act for there."""
    people = list(queries.everybody())
    places = acting.all_choices(people, day)
    found: list[tuple[str | Promise, list[tuple[Person, list[str]]]]] = []
    for desk, words in acting.DESK_NAMES.items():
        seated = [(person, [one.described for one in places[person.pk] if one.desk == desk]) for person in people]
        if present := [(person, names) for person, names in seated if names]:
            found.append((words, present))
    return found


def choose(request: HttpRequest) -> HttpResponse:
    """Let the person choose whom to act for; another choice starts from a clean slate."""
    if not isinstance(request.user, Person):
        return redirect("login")
    if request.method == "POST":
        return enter(request, request.user, request.POST.get("for", ""))
    day = clock.now(request).astimezone(OSLO).date()
    found = acting.choices(request.user, day)
    context = {
        "choices": [Choice(one.key, one.described) for one in found],
        "next": next_page(request),
        "alone": all(one.desk == "private" for one in found),
    }
    return render(request, "choose.html", context)


def enter(request: HttpRequest, person: Person, key: str = "") -> HttpResponse:
    """Act for the one chosen, or for the only one there is; then go where the person was going."""
    found = acting.choices(person, clock.now(request).astimezone(OSLO).date())
    chosen = next((choice for choice in found if choice.key == key or len(found) == 1), None)
    if chosen is None:
        return redirect("choose")
    request.session.cycle_key()
    rotate_token(request)  # a form that stands open in another window was for the one acted for until now
    request.session[acting.KEY] = chosen.key
    return onward(request, START.get(chosen.desk, "front"))


def logout(request: HttpRequest) -> HttpResponse:
    """End the session."""
    end_session(request)
    return redirect("front")


def onward(request: HttpRequest, otherwise: str) -> HttpResponse:
    """Send the person to the page that was asked for, or to the one with this name."""
    return HttpResponseRedirect(next_page(request) or reverse(otherwise))


def next_page(request: HttpRequest) -> str:
    """Give the page that the person was on the way to, when it is an address of ours from its root."""
    wanted = request.POST.get("neste") or request.GET.get("neste", "")
    ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if ours else ""
