"""Logging in with the real counterpart: out with a pushed question, back, acting, acting for another, and out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from samspel.actors.models import Assignment
from samspel.adapters.identity import Providers
from samspel.people import identity, providers
from samspel.people.models import IdentityLink, Login, Person, SpentState
from samspel.tenancy.context import offices
from samspel.web import acting, arriving
from tests.cast import ROGALAND, SINCE, id_of
from tests.identity import counterpart
from tests.identity.counterpart import Counterpart, details, party, visit
from tests.stories import invitations
from tests.web.desk import Page, words

pytestmark = [pytest.mark.login, pytest.mark.django_db]
FJORDVIK, TROLLSKOGEN, HIV = "210000011", "210000038", "210000046"
PID = "15032080119"
KEY = "a key of the tests and of nothing else, long enough for it"


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counterpart]:
    with counterpart.playing(tmp_path_factory.mktemp("keys")) as real:
        yield real


@pytest.fixture
def real(played: Counterpart, db: None, monkeypatch: pytest.MonkeyPatch) -> Counterpart:
    counterpart.rows(played.ansattporten, played.plain)
    monkeypatch.setattr(identity, "_door", Providers(played.keys))
    monkeypatch.setattr(settings, "PERSON_KEY", KEY)
    return played


def way(client: Client, slug: str, onward: str = "", **told: object) -> tuple[str, dict[str, object]]:
    """Go out to a provider and log in there; gives the address it sends back to, and what it was asked."""
    form = {"account": "a1", "name": "Kari Ny", "acr": "substantial", "pid": PID} | told
    sent = {name: value if isinstance(value, str) else json.dumps(value) for name, value in form.items()}
    asked = client.get(reverse("login-start", args=[slug]), {"neste": onward} if onward else {})
    assert asked.status_code == 302, words(asked)
    return visit(asked.headers["Location"], sent)


def come(client: Client, slug: str = "ansattporten", onward: str = "", **told: object) -> Page:
    """Log in the whole way; gives the answer to whoever comes back."""
    return client.get(way(client, slug, onward, **told)[0])


def logged_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_whole_way_in_and_out(client: Client, real: Counterpart) -> None:
    page = client.get(reverse("login")).text
    assert "Ansattporten" in page
    assert "Høgskolen" in page

    two = details(party(FJORDVIK, "read", "write", "sign"), party(TROLLSKOGEN))
    back, asked = way(client, "ansattporten", details=two)
    params = asked["params"]
    assert isinstance(params, dict)
    assert (params["code_challenge_method"], params["ui_locales"]) == ("S256", "nb")
    assert params["acr_values"] == "substantial high"
    assert json.loads(params["authorization_details"])[0]["resource"] == counterpart.RESOURCE
    assert "iss=" in back

    answer = client.get(back)
    assert answer.headers["Location"] == reverse("choose")
    chosen = client.post(reverse("choose"), {"for": f"owner:{id_of('fjordvik')}:"})
    assert chosen.headers["Location"] == reverse("owner-home")
    assert "Kari Ny handler for <strong>Fjordvik kommune</strong>" in client.get(reverse("owner-home")).text
    assert client.get(reverse("owner-start")).status_code == 200
    assert client.get(reverse("office-inbox")).status_code == 403

    client.post(reverse("choose"), {"for": f"owner:{id_of('trollskogen')}:"})
    assert "handler for <strong>Trollskogen barnehage SA</strong>" in client.get(reverse("owner-home")).text

    left = client.post(reverse("logout"))
    assert "Logg ut av Ansattporten" in left.text
    assert "handler for" not in left.text
    assert f"form-action 'self' {real.ansattporten}" in left.headers["Content-Security-Policy"]
    assert client.get(reverse("owner-home")).status_code == 302
    fields = left.context["farewell"].fields
    with requests.Session() as browser:
        browser.trust_env = False
        asked_out = browser.post(left.context["farewell"].address, data=fields, timeout=10)
    assert asked_out.status_code == 200
    assert "error" not in asked_out.text.lower().partition("<body>")[2]


def test_asking_anew_gives_the_organisations_of_now_in_a_session_of_its_own(client: Client, real: Counterpart) -> None:
    come(client, details=details(party(FJORDVIK)))
    before = client.session.session_key
    answer = come(client, details=details(party(TROLLSKOGEN)))
    assert answer.headers["Location"] == reverse("owner-home")  # type: ignore[attr-defined]
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()
    assert "Trollskogen" in client.get(reverse("owner-home")).text
    assert client.post(reverse("choose"), {"for": f"owner:{id_of('fjordvik')}:"}).status_code == 302
    assert "handler for <strong>Trollskogen" in client.get(reverse("owner-home")).text


def test_what_is_kept_names_nobody_by_number_and_holds_no_token(client: Client, real: Counterpart) -> None:
    told = details(party(FJORDVIK))
    come(client, details=told)
    login = Login.objects.get()
    assert login.details == told
    assert login.acr == "substantial"
    assert login.session_key == client.session.session_key
    link = IdentityLink.objects.get()
    assert (link.subject, len(link.number_digest)) == ("a1", 64)
    kept = json.dumps(dict(client.session), default=str)
    assert PID not in kept
    assert '"eyJ' not in kept.replace(client.session[acting.LOGIN]["hint"], "")
    assert Person.objects.get(pk=link.person_id).name == "Kari Ny"


def test_the_same_person_comes_back_as_the_same(client: Client, real: Counterpart) -> None:
    come(client, details=details(party(FJORDVIK)))
    come(Client(), details=details(party(FJORDVIK)), name="Kari Nyere")
    assert [link.person.name for link in IdentityLink.objects.select_related("person")] == ["Kari Nyere"]
    come(Client(), account="other-name-same-number", details=details(party(FJORDVIK)))
    assert IdentityLink.objects.values("person").distinct().count() == 1


def test_a_partner_acts_as_one(client: Client, real: Counterpart) -> None:
    answer = come(client, details=details(party(HIV, unit_type="ORGL")))
    assert answer.headers["Location"] == reverse("partner-home")  # type: ignore[attr-defined]


def test_one_lands_where_one_was_going_and_never_elsewhere(client: Client, real: Counterpart) -> None:
    answer = come(client, onward="/eier/vedtak/", details=details(party(FJORDVIK)))
    assert answer.headers["Location"] == "/eier/vedtak/"  # type: ignore[attr-defined]
    answer = come(Client(), onward="https://elsewhere.example/", details=details(party(FJORDVIK)))
    assert answer.headers["Location"] == reverse("owner-home")  # type: ignore[attr-defined]


def test_a_plain_provider_gives_the_roles_given_here_and_nothing_else(client: Client, real: Counterpart) -> None:
    refused = come(client, "plain", account="ola", name="Ola Saksbehandler", details=details(party(FJORDVIK)))
    assert refused.status_code == 403
    assert "Du kan ikke handle for noen her ennå" in words(refused)
    assert not logged_in(client)
    person = Person.objects.get(subject="plain:ola")
    Assignment.objects.create(person=person, office_id=ROGALAND.office, role="caseworker", since=SINCE)
    answer = come(client, "plain", account="ola", name="Ola Saksbehandler")
    assert answer.headers["Location"] == reverse("office-inbox")  # type: ignore[attr-defined]
    assert client.get(reverse("office-inbox")).status_code == 200


def test_a_newcomer_with_an_invitation_is_let_in_and_takes_it(client: Client, real: Counterpart) -> None:
    with offices([ROGALAND.office]):
        invitations.administrators()
        today = timezone.now()
        invitations.linked(invitations.invited(since=today.date(), at=today), "a-link")
    stranger = Client()
    refused = come(stranger, "plain", "/invitasjon/another-link/", account="nina", name="Nina Ny")
    assert (refused.status_code, logged_in(stranger)) == (403, False)
    answer = come(client, "plain", "/invitasjon/a-link/", account="nina", name="Nina Ny")
    assert answer.headers["Location"] == "/invitasjon/a-link/"  # type: ignore[attr-defined]
    assert client.get("/eier/").headers["Location"].startswith(reverse("choose"))
    assert "Du er logget inn som Nina Ny" in words(client.get("/invitasjon/a-link/"))
    taken = client.post("/invitasjon/a-link/", {"act": "accept"})
    assert taken.headers["Location"] == reverse("owner-home")
    assert client.get(reverse("owner-start")).status_code == 200
    again = come(Client(), "plain", account="nina", name="Nina Ny")
    assert again.headers["Location"] == reverse("owner-home")  # type: ignore[attr-defined]
    assert Person.objects.get(subject="plain:nina").email == invitations.NEW


def test_somebody_noted_beforehand_is_met_as_that_person(client: Client, real: Counterpart) -> None:
    person = Person.objects.create(subject="plain:mona@uh.example", name="Mona Sund")
    Assignment.objects.create(
        person=person, organisation_id=id_of("hiv"), office_id=ROGALAND.office, role="forum-member", since=SINCE
    )
    answer = come(client, "plain", account="mona@uh.example", name="Mona Sund")
    assert answer.headers["Location"] == reverse("forum-meetings")  # type: ignore[attr-defined]
    assert IdentityLink.objects.get().person == person


def test_both_sources_together_are_one_choice_of_whom_to_act_for(client: Client, real: Counterpart) -> None:
    person = Person.objects.create(subject="ansattporten:a1", name="Kari")
    for role in ("owner-signer", "owner-reader"):
        Assignment.objects.create(person=person, organisation_id=id_of("fjordvik"), role=role, since=SINCE)
    come(client, details=details(party(FJORDVIK), party(TROLLSKOGEN)))
    found = client.get(reverse("choose")).context["choices"]
    assert [one.key for one in found] == [f"owner:{id_of('fjordvik')}:", f"owner:{id_of('trollskogen')}:"]


def test_with_id_porten_one_is_nobody_but_oneself(client: Client, real: Counterpart) -> None:
    kept = {"kind": "idporten", "resource": "", "levels": counterpart.LEVELS, "level": 3}
    providers.put("ansattporten", kept)
    person = Person.objects.create(subject="ansattporten:a1", name="Kari")
    Assignment.objects.create(person=person, office_id=ROGALAND.office, role="caseworker", since=SINCE)
    answer = come(client, details=details(party(FJORDVIK)))
    assert answer.headers["Location"] == reverse("party-messages")  # type: ignore[attr-defined]
    assert client.get(reverse("office-inbox")).status_code == 403
    assert client.get(reverse("party-message-new")).status_code == 200


@pytest.mark.parametrize("told", [details(), None, details(party("210000089"))], ids=["type", "none", "unknown"])
def test_whoever_acts_for_nobody_reads_how_one_gets_access(client: Client, real: Counterpart, told: object) -> None:
    client.cookies["samspel-spraak"] = "nn"
    page = come(client, details=told)
    assert page.status_code == 403
    assert "Altinn" in words(page)
    assert "referansen" in words(page)
    assert not logged_in(client)


def test_whoever_stops_at_the_provider_is_told_so(client: Client, real: Counterpart) -> None:
    page = come(client, stop="1")
    assert (page.status_code, "Innloggingen ble avbrutt" in words(page)) == (400, True)


def test_an_attempt_comes_back_once_and_in_the_browser_that_began_it(client: Client, real: Counterpart) -> None:
    back, _asked = way(client, "ansattporten", details=details(party(FJORDVIK)))
    stranger = Client()
    assert stranger.get(back).status_code == 400
    assert not logged_in(stranger)
    cookie = client.cookies["samspel-login"].value
    assert client.get(back).status_code == 302
    client.cookies["samspel-login"] = cookie
    again = client.get(back)
    assert (again.status_code, "begynne på nytt" in words(again)) == (400, True)
    assert SpentState.objects.count() == 1


def test_a_session_ends_when_the_provider_says_so(client: Client, real: Counterpart) -> None:
    come(client, details=details(party(FJORDVIK)))
    Login.objects.update(sid="s1")
    gone = reverse("login-gone", args=["ansattporten"])
    Client().get(gone, {"iss": "https://elsewhere.example", "sid": "s1"})
    assert client.get(reverse("owner-home")).status_code == 200
    Client().get(gone, {"iss": real.ansattporten, "sid": "s1"})
    assert client.get(reverse("owner-home")).status_code == 302


def test_a_session_ends_after_two_hours_however_busy(client: Client, real: Counterpart) -> None:
    come(client, details=details(party(FJORDVIK)))
    session = client.session
    session[acting.LOGIN] = session[acting.LOGIN] | {"until": "2026-01-01T00:00:00+00:00"}
    session.save()
    assert client.get(reverse("owner-home")).headers["Location"].startswith(reverse("login"))
    assert not logged_in(client)


def test_with_the_provider_down_those_inside_work_on_and_those_outside_are_told(
    client: Client, real: Counterpart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    come(client, details=details(party(FJORDVIK)))
    providers.put("ansattporten", {"issuer": "http://127.0.0.1:9"})
    assert client.get(reverse("owner-home")).status_code == 200
    assert client.get(reverse("owner-start")).status_code == 200
    page = client.get(reverse("login-start", args=["ansattporten"]))
    assert page.status_code == 503
    assert "De som er logget inn alt, arbeider videre som før." in words(page)
    assert client.get(reverse("owner-home")).status_code == 200
    assert client.post(reverse("logout")).status_code == 200


def test_the_address_of_the_question_holds_nothing_but_where_it_lies(client: Client, real: Counterpart) -> None:
    asked = client.get(reverse("login-start", args=["ansattporten"])).headers["Location"]
    assert sorted(parse_qs(urlsplit(asked).query)) == ["client_id", "request_uri"]
    plain = client.get(reverse("login-start", args=["plain"])).headers["Location"]
    assert parse_qs(urlsplit(plain).query)["code_challenge_method"] == ["S256"]


def test_an_attempt_that_is_not_ours_or_is_for_another_provider_is_not_finished(
    client: Client, real: Counterpart
) -> None:
    back, _asked = way(client, "ansattporten", details=details(party(FJORDVIK)))
    cookie = client.cookies["samspel-login"].value
    query = back.partition("?")[2]
    kept = signing.loads(cookie, salt=arriving.SALT)
    others = {
        "another signature": signing.dumps(kept, salt="another"),
        "a letter changed": cookie[:-1] + ("A" if cookie[-1] != "A" else "B"),
        "nothing": "",
    }
    for value in others.values():
        client.cookies["samspel-login"] = value
        assert client.get(back).status_code == 400
    client.cookies["samspel-login"] = cookie
    assert client.get(f"{reverse('login-return', args=['plain'])}?{query}").status_code == 400
    assert not logged_in(client)
    assert SpentState.objects.count() == 0


def test_an_attempt_that_took_too_long_is_not_finished(
    client: Client, real: Counterpart, monkeypatch: pytest.MonkeyPatch
) -> None:
    back, _asked = way(client, "ansattporten", details=details(party(FJORDVIK)))
    monkeypatch.setattr(arriving, "PATIENCE", -1)
    page = client.get(back)
    assert (page.status_code, "Det tok for lang tid" in words(page)) == (400, True)


def test_outside_the_demo_only_the_providers_let_anybody_in(
    client: Client, real: Counterpart, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "DEMO", False)
    page = client.get(reverse("login")).text
    assert "Ansattporten" in page
    assert "Dagny Moe" not in page
    assert client.post(reverse("login"), {"person": str(id_of("dagny"))}).status_code == 404
    client.force_login(Person.objects.get(pk=id_of("dagny")), backend="samspel.people.backend.KnownPerson")
    assert client.get(reverse("office-inbox")).status_code == 302
    come(client, details=details(party(FJORDVIK)))
    assert client.get(reverse("owner-home")).status_code == 200


def test_a_provider_that_is_closed_lets_nobody_in(client: Client, real: Counterpart) -> None:
    back, _asked = way(client, "ansattporten", details=details(party(FJORDVIK)))
    providers.close("ansattporten")
    assert client.get(back).status_code == 404
    assert "Ansattporten" not in client.get(reverse("login")).text


def test_somebody_whose_access_is_closed_is_not_let_in(client: Client, real: Counterpart) -> None:
    Person.objects.create(subject="ansattporten:a1", name="Kari", is_active=False)
    page = come(client, details=details(party(FJORDVIK)))
    assert (page.status_code, "Tilgangen din er stengt" in words(page)) == (403, True)
    assert not logged_in(client)


def test_what_moves_money_needs_a_login_of_just_now_and_reading_does_not(client: Client, real: Counterpart) -> None:
    person = Person.objects.create(subject="plain:per", name="Per Vik")
    for role in ("payer", "attestant"):
        Assignment.objects.create(person=person, office_id=ROGALAND.office, role=role, since=SINCE)
    Assignment.objects.create(person=person, organisation_id=id_of("fjordvik"), role="owner-reader", since=SINCE)
    come(client, "plain", account="per", name="Per Vik")
    client.post(reverse("choose"), {"for": f"office::{ROGALAND.office}"})
    assert client.post(reverse("office-payments"), {}).status_code == 404  # there is nothing to do
    session = client.session
    session[acting.LOGIN] = session[acting.LOGIN] | {"since": (timezone.now() - timedelta(minutes=20)).isoformat()}
    session.save()
    assert client.get(reverse("office-payments")).status_code == 200
    page = client.post(reverse("office-payments"), {})
    assert (page.status_code, "Logg inn på nytt først" in words(page)) == (403, True)

    again = (
        f"{reverse('login-start', args=['plain'])}?{urlencode({'pa-nytt': '1', 'neste': reverse('office-payments')})}"
    )
    assert again.replace("&", "&amp;") in page.content.decode()
    asked = client.get(again).headers["Location"]
    params = parse_qs(urlsplit(asked).query)
    assert (params["prompt"], params["max_age"]) == (["login"], ["0"])
    answer = client.get(visit(asked, {"account": "per", "name": "Per Vik"})[0])
    assert answer.headers["Location"] == reverse("office-payments")
    assert client.post(reverse("office-payments"), {}).status_code == 404


def test_a_refused_login_ends_the_session_before_it_and_one_that_never_came_back_does_not(
    client: Client, real: Counterpart
) -> None:
    come(client, details=details(party(FJORDVIK)))
    stale = client.get(reverse("login-return", args=["ansattporten"]), {"state": "x", "code": "x"})
    assert stale.status_code == 400
    assert come(client, stop="1").status_code == 400
    assert client.get(reverse("owner-home")).status_code == 200
    refused = come(client, details=details())
    assert "handler for <strong>" not in refused.content.decode()
    assert client.get(reverse("owner-home")).status_code == 302
