"""Where one logs in, choosing whom to act for, and logging out; in the demo one may be anybody in the cast."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.contrib.auth import login as start_session
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspel.actors.roles import queries as roles
from samspel.kit.deadlines import oslo_day
from samspel.people import providers, queries
from samspel.people.models import Person, Provider
from samspel.web import acting, clock, middleware, sessions
from samspel.web.components.switch import Choice
from samspel.web.sessions import BACKEND

INVITATIONS = "/invitasjon"
START = {
    "office": "office-inbox",
    "forum": "forum-meetings",
    "owner": "owner-home",
    "partner": "partner-home",
    "private": "party-messages",
}
FOR: dict[str, str | Promise] = {
    Provider.Kind.ANSATTPORTEN: _("For deg som handler for en kommune, en annen eier eller en utdanningsinstitusjon"),
    Provider.Kind.IDPORTEN: _("For deg som skriver til statsforvalteren som privatperson"),
    Provider.Kind.PLAIN: _("For deg som har en rolle her, med arbeidskontoen din"),
}


@dataclass(frozen=True)
class Way:
    """One service to log in with: the part of the address that names it, what people call it, and whom it is for."""

    slug: str
    name: str
    whom: str | Promise


def login(request: HttpRequest) -> HttpResponse:
    """Show the services to log in with; in the demo the cast too, and let the visitor be one of them."""
    day = oslo_day(clock.now(request))
    if request.method == "POST":
        if not settings.DEMO:
            raise Http404
        person = queries.active(request.POST.get("person", ""))
        if person is None:
            raise Http404
        request.session.flush()
        start_session(request, person, backend=BACKEND)
        return enter(request, onward_to=next_page(request))
    context = {
        "providers": [Way(one.slug, named(one), FOR[one.kind]) for one in providers.open_ones()],
        "desks": cast(day) if settings.DEMO else (),
        "next": next_page(request),
    }
    return render(request, "login.html", context)


def named(provider: Provider) -> str:
    """Give what a service to log in with is called, in the reader's written form."""
    return provider.name_nn if get_language() == "nn" else provider.name_nb


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
    if request.method == "POST":
        return enter(request, request.POST.get("for", ""))
    day = oslo_day(clock.now(request))
    found = acting.open_to(request, day)
    context = {
        "choices": [Choice(one.key, one.described) for one in found],
        "next": next_page(request),
        "alone": all(one.desk == "private" for one in found),
        "again": sessions.source(request),
    }
    return render(request, "choose.html", context)


def enter(request: HttpRequest, key: str = "", onward_to: str = "") -> HttpResponse:
    """Act for the one chosen, or for the only one there is; then go where the person was going."""
    found = acting.open_to(request, oslo_day(clock.now(request)))
    chosen = next((choice for choice in found if choice.key == key or len(found) == 1), None)
    wanted = onward_to or next_page(request)
    if chosen is None and invited(wanted, clock.now(request)):
        return HttpResponseRedirect(wanted)
    if chosen is None:
        return redirect(f"{reverse('choose')}?{urlencode({'neste': onward_to})}" if onward_to else "choose")
    request.session.cycle_key()
    sessions.moved(request)
    rotate_token(request)  # a form that stands open in another window was for the one acted for until now
    request.session[acting.KEY] = chosen.key
    return onward(request, START.get(chosen.desk, "front"), onward_to)


def invited(wanted: str, at: datetime) -> bool:
    """Tell whether the page that somebody is on the way to is an invitation that waits for an answer."""
    start, _between, token = wanted.rstrip("/").rpartition("/")
    found = roles.behind(token) if start == INVITATIONS else None
    return found is not None and found.state == found.State.SENT and not found.is_over(at)


def still_here(request: HttpRequest) -> HttpResponse:
    """Tell a page that somebody works with whether the session goes on, and how long; asking prolongs it."""
    last = sessions.lasting(request)
    return JsonResponse({"here": last is not None, "longest": last.longest if last else ""})


def logout(request: HttpRequest) -> HttpResponse:
    """End the session here, and offer to end the one with the service that the person logged in with."""
    farewell = out(request)
    if farewell is None:
        return redirect("front")
    response = render(request, "left.html", {"farewell": farewell})
    response.headers["Content-Security-Policy"] = middleware.policy_with_forms_to(farewell.address)
    return response


def out(request: HttpRequest) -> sessions.Farewell | None:
    """End the session, so that nobody acts on the page that follows."""
    farewell = sessions.end(request)
    request.acting, request.choices = None, []  # type: ignore[attr-defined]
    return farewell


def onward(request: HttpRequest, otherwise: str, wanted: str = "") -> HttpResponse:
    """Send the person to the page that was asked for, or to the one with this name."""
    return HttpResponseRedirect(wanted or next_page(request) or reverse(otherwise))


def next_page(request: HttpRequest) -> str:
    """Give the page that the person was on the way to, when it is an address of ours from its root."""
    wanted = request.POST.get("neste") or request.GET.get("neste", "")
    ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if ours else ""
