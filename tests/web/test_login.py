"""Who logs in acts for one at a time; roles decide what opens, and a session ends when it is ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from samspel.people.models import Person
from samspel.tenancy.by import By
from samspel.web import acting, clock
from tests.cast import AGDER, CHARLIE, KARI, MONA, NAMES, ROGALAND, id_of

pytestmark = [pytest.mark.login, pytest.mark.django_db]


def log_in(client: Client, by: By) -> str:
    """Log in as a person of the cast; gives where the browser is sent."""
    return client.post(reverse("login"), {"person": str(by.person_id)}).headers["Location"]


def test_the_login_shows_everybody_in_the_cast_at_their_desks(client: Client) -> None:
    page = client.get(reverse("login")).content.decode()
    assert [name for name in NAMES.values() if name not in page] == []
    assert "Statsforvalteren" in page


def test_the_login_costs_the_same_however_many_there_are(
    client: Client, django_assert_num_queries: Callable[[int], object]
) -> None:
    with django_assert_num_queries(5):  # type: ignore[attr-defined]  # the savepoint of the request, and three lists
        client.get(reverse("login"))


def test_one_who_acts_for_one_is_sent_straight_to_the_desk(client: Client) -> None:
    assert log_in(client, KARI) == reverse("owner-home")
    assert client.session[acting.KEY] == f"owner:{id_of('fjordvik')}:"


def test_one_who_may_act_for_several_chooses_and_may_choose_again(client: Client) -> None:
    assert log_in(client, CHARLIE) == reverse("choose")
    page = client.get(reverse("choose")).content.decode()
    assert "Utvik kommune" in page
    assert "Statsforvalteren i Agder" in page
    before = client.session.session_key
    answer = client.post(reverse("choose"), {"for": f"owner:{id_of('utvik')}:"})
    assert answer.headers["Location"] == reverse("owner-home")
    assert client.session.session_key != before


def test_every_page_leads_to_the_others_one_may_act_for(client: Client) -> None:
    log_in(client, CHARLIE)
    client.post(reverse("choose"), {"for": f"owner:{id_of('utvik')}:"})
    page = client.get(reverse("contact")).text
    assert page.count('name="for"') == len(
        acting.choices(Person.objects.get(pk=CHARLIE.somebody), timezone.now().date())
    )
    log_in(client, KARI)
    assert 'name="for"' not in client.get(reverse("contact")).text


def test_a_choice_that_is_not_ones_own_is_not_taken(client: Client) -> None:
    log_in(client, KARI)
    answer = client.post(reverse("choose"), {"for": f"office::{ROGALAND.office}"})
    assert client.session[acting.KEY] == f"owner:{id_of('fjordvik')}:"
    assert answer.headers["Location"] == reverse("owner-home")


def test_a_page_that_was_asked_for_is_where_one_lands_but_never_another_site(client: Client) -> None:
    asked = client.get(reverse("owner-home"))
    assert asked.headers["Location"] == f"{reverse('login')}?neste=%2Feier%2F"
    mine = client.post(reverse("login"), {"person": str(MONA.person_id), "neste": "/forum/"})
    assert mine.headers["Location"] == "/forum/"
    foreign = client.post(reverse("login"), {"person": str(MONA.person_id), "neste": "https://elsewhere.example/"})
    assert foreign.headers["Location"] == reverse("forum-meetings")


@pytest.mark.parametrize(
    "asked", ["owner-need", "logout", "elsewhere", "//elsewhere.example", "/\\elsewhere.example", "\x00"]
)
def test_only_an_address_of_ours_is_gone_on_to_and_never_the_name_of_one(client: Client, asked: str) -> None:
    answer = client.post(reverse("login"), {"person": str(MONA.person_id), "neste": asked})
    assert answer.headers["Location"] == reverse("forum-meetings")
    assert client.post(reverse("demo-clock"), {"dag": "frist", "neste": asked}).headers["Location"] == "/"


def test_a_form_from_before_another_choice_of_whom_to_act_for_is_not_taken() -> None:
    client = Client(enforce_csrf_checks=True)
    client.get(reverse("login"))
    token = client.cookies["samspel-csrf"].value
    client.post(reverse("login"), {"person": str(CHARLIE.person_id), "csrfmiddlewaretoken": token})
    client.get(reverse("choose"))
    token = client.cookies["samspel-csrf"].value
    for other in (f"office::{AGDER.office}", f"owner:{id_of('utvik')}:"):
        client.get(reverse("choose"))
        fresh = client.cookies["samspel-csrf"].value
        assert client.post(reverse("choose"), {"for": other, "csrfmiddlewaretoken": fresh}).status_code == 302
    old = {"call": "x", "title": "Ein lang tekst <b>", "csrfmiddlewaretoken": token}
    ours = client.post(reverse("owner-start"), old, headers={"sec-fetch-site": "same-origin"})
    assert ours.status_code == 403
    assert "Ein lang tekst &lt;b&gt;" in ours.text and "Utvik" in ours.text
    theirs = client.post(reverse("owner-start"), old, headers={"sec-fetch-site": "cross-site"})
    assert theirs.status_code == 403 and "Ein lang tekst" not in theirs.text


def test_another_choice_of_whom_to_act_for_takes_nothing_along(client: Client) -> None:
    client.post(reverse("login"), {"person": str(CHARLIE.person_id)})
    keys = []
    for other in (f"office::{AGDER.office}", f"owner:{id_of('utvik')}:"):
        client.post(reverse("choose"), {"for": other})
        keys.append(client.session.session_key)
        assert {name for name in client.session.keys() if not name.startswith("_auth_user")}  # noqa: SIM118 == {acting.KEY}
        assert client.session[acting.KEY] == other
    assert len(set(keys)) == 2


@pytest.mark.parametrize("person", ["", "nobody", str(id_of("nobody"))])
def test_nobody_else_can_log_in(client: Client, person: str) -> None:
    assert client.post(reverse("login"), {"person": person}).status_code == 404
    assert acting.KEY not in client.session


def test_another_desk_is_closed_and_logging_out_closes_all(client: Client) -> None:
    log_in(client, KARI)
    assert client.get(reverse("office-inbox")).status_code == 403
    assert client.get(reverse("owner-home")).status_code == 200
    client.post(reverse("logout"))
    assert client.get(reverse("owner-home")).status_code == 302


def test_a_role_that_has_ended_opens_nothing_from_the_next_request_on(client: Client) -> None:
    from samspel.actors.models import Assignment

    log_in(client, KARI)
    assert KARI.person_id
    Assignment.objects.filter(person_id=KARI.person_id).update(until="2022-01-01")
    assert client.get(reverse("owner-home")).headers["Location"].startswith(reverse("choose"))


def test_the_visitor_of_the_demo_chooses_the_day(client: Client) -> None:
    answer = client.post(reverse("demo-clock"), {"dag": "frist", "neste": "/logg-inn/"})
    assert answer.headers["Location"] == "/logg-inn/"
    start, since = client.cookies["samspel-demoklokke"].value.split("~")
    assert start == "2023-02-01T23:50:00+01:00"
    assert timezone.now() - datetime.fromisoformat(since) < timedelta(minutes=1)
    client.post(reverse("demo-clock"), {"dag": "apen"})
    assert client.cookies["samspel-demoklokke"].value == ""
    assert client.post(reverse("demo-clock"), {"dag": "i fjor"}).status_code == 404


def test_the_visitors_clock_runs_from_when_the_day_was_chosen(rf: RequestFactory) -> None:
    request = rf.get("/")
    an_hour_ago = timezone.now() - timedelta(hours=1)
    request.COOKIES["samspel-demoklokke"] = f"2023-02-01T22:00:00+01:00~{an_hour_ago.isoformat()}"
    assert (
        timedelta(0) <= clock.now(request) - datetime.fromisoformat("2023-02-01T23:00:00+01:00") < timedelta(minutes=1)
    )


def test_the_banner_tells_of_a_day_that_is_none_of_the_stops_and_one_can_stay_there(client: Client) -> None:
    assert "selected>I dag" in client.get("/").content.decode()
    walked = client.cookies["samspel-demoklokke"] = "2023-01-25T10:00:00+01:00~2039-01-01T00:00:00+00:00"
    told = client.get("/").content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert '<option value="" selected>25. januar 2023 kl. 10.00</option>' in told
    client.post(reverse("demo-clock"), {"dag": ""})
    assert client.cookies["samspel-demoklokke"].value == walked


def test_who_has_no_role_anywhere_acts_alone_and_has_messages_and_nothing_else(client: Client) -> None:
    person = Person.objects.create(subject="cast:ine", name="Ine Privat")
    assert "Privatperson" in client.get(reverse("login")).text
    answer = client.post(reverse("login"), {"person": str(person.pk)})
    assert answer.headers["Location"] == reverse("party-messages")
    page = client.get(reverse("party-messages")).text
    assert "Ine Privat handler for <strong>seg selv</strong> som privatperson" in page
    assert "Du har ingen rolle i en virksomhet her" in page
    assert "Du har ingen rolle i en virksomhet her" in client.get(reverse("choose")).text
    for name in ("owner-home", "partner-home", "office-inbox", "office-messages", "forum-meetings"):
        assert client.get(reverse(name)).status_code == 403
