"""The administrator and the secretary hold out seats in the forum, take them back and end them."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from samspel.actors.models import Invitation, Organisation
from samspel.forum.models import Forum, Seat
from samspel.tenancy.by import By, Role
from tests.cast import AGDER, KIRSTI, LARS, ROGALAND, SIGRUN, OfficeCast, id_of
from tests.stories import forum, invitations
from tests.web.desk import read, sit, words

NOW = forum.CONVENED
KS = {"name": "Nina Ny", "email": "nina@ks.example", "group": "ks", "organisation": "ks", "duty": "deputy"}


def send(by: By, page: str, there: Forum, /, **sent: object) -> Any:  # noqa: ANN401 - Django's own answer
    """Send the form on a page."""
    return sit(by, NOW).post(reverse(page, args=[there.pk]), sent)


def test_a_seat_is_held_out_taken_and_ended_and_the_next_request_is_refused(rogaland: OfficeCast) -> None:
    there = forum.established()
    assert f"/forum/plasser/{there.pk}/" in read(sit(SIGRUN, NOW), "forum-meetings")
    assert send(SIGRUN, "forum-invite", there, **KS).url == f"/forum/plasser/{there.pk}/"
    page = words(sit(SIGRUN, NOW).get(f"/forum/plasser/{there.pk}/"))
    for told in ("Nina Ny", "nina@ks.example", "Varamedlem, KS Øving", "Kirsti Dal"):
        assert told in page
    invitations.linked(Invitation.objects.get(), "a-link")
    nina = invitations.person()
    client = sit(By(nina.pk, None, None, Role.PRIVATE_PERSON), NOW)
    for told in ("KS Øving, i samarbeidsforumet hos Statsforvaltaren i Rogaland", "Medlem: er med i samarbeidsforumet"):
        assert told in words(client.get("/invitasjon/a-link/"))
    assert client.post("/invitasjon/a-link/", {"act": "accept"}).headers["Location"] == reverse("forum-meetings")
    assert client.get(reverse("forum-meetings")).status_code == 200
    seat = Seat.objects.get(person=nina)
    assert send(ROGALAND.admin, "forum-seats", there, act="vacate", id=seat.pk).status_code == 302
    assert client.get(reverse("forum-meetings")).headers["Location"].startswith("/velg/")


def test_the_administrator_comes_from_the_office_and_may_name_a_secretary(rogaland: OfficeCast) -> None:
    there = forum.established()
    assert f"/forum/plasser/{there.pk}/" in read(sit(ROGALAND.admin, NOW), "office-forum")
    assert f"/forum/plasser/{there.pk}/" not in read(sit(ROGALAND.caseworker, NOW), "office-forum")
    assert "Sekretær" in read(sit(ROGALAND.admin, NOW), "forum-invite", there.pk)
    assert 'value="secretary"' not in read(sit(SIGRUN, NOW), "forum-invite", there.pk)
    own = KS | {"group": "office", "organisation": "", "duty": "secretary"}
    assert send(ROGALAND.admin, "forum-invite", there, **own).status_code == 302
    made = Invitation.objects.get()
    assert (made.role, made.organisation_id, made.at_office) == ("forum-secretary", None, True)
    assert "Nina Ny" not in words(sit(ROGALAND.admin, NOW).get("/kontor/folk/"))
    for act, state in (("renew", "sent"), ("withdraw", "withdrawn")):
        assert send(ROGALAND.admin, "forum-seats", there, act=act, id=made.pk).status_code == 302
        made.refresh_from_db()
        assert made.state == state


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"organisation": ""}, "Oppgi hvem personen skal sitte for"),
        ({"organisation": "999999999"}, "Vi kjenner ingen med dette nummeret"),
        ({"organisation": "KS Øvin"}, "Vi kjenner ingen med dette nummeret"),
        ({"group": "office"}, "sitter ikke for noen virksomhet"),
        ({"duty": "secretary"}, "Velg et av svarene under «Oppgave»"),
        ({"name": ""}, "Fyll ut «Navn»"),
        ({"until": "1.1.2020"}, "Den siste dagen kan ikke være før den første"),
    ],
)
def test_what_is_wrong_is_said_at_its_question(rogaland: OfficeCast, sent: dict[str, str], told: str) -> None:
    answer = send(SIGRUN, "forum-invite", forum.established(), **KS | sent)
    assert answer.status_code == 422
    assert told in words(answer)
    assert not Invitation.objects.exists()


def test_others_are_kept_out(rogaland: OfficeCast) -> None:
    there = forum.established()
    other = Forum.objects.create(office_id=ROGALAND.office, ref="andre", name="Et annet", schemes=["regional"])
    seat = Seat.objects.get(person_id=KIRSTI.somebody)
    for by, status in ((KIRSTI, 403), (LARS, 403), (ROGALAND.decider, 403), (AGDER.admin, 404)):
        assert send(by, "forum-seats", there, act="vacate", id=seat.pk).status_code == status
        assert send(by, "forum-invite", there, **KS).status_code == status
    assert sit(SIGRUN, NOW).get(f"/forum/plasser/{other.pk}/").status_code == 404
    assert send(SIGRUN, "forum-seats", there, act="vacate", id=id_of("nobody")).status_code == 404
    for sent in ({}, {"act": "vacate"}, {"act": "x", "id": str(seat.pk)}):
        assert send(SIGRUN, "forum-seats", there, **sent).status_code == 404
    seat.refresh_from_db()
    assert seat.until is None


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_however_long(
    rogaland: OfficeCast, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    there = forum.established()
    invitations.seats_held_out(there, rows)
    client = sit(SIGRUN, invitations.SENT)
    with django_assert_num_queries(10):
        read(client, "forum-seats", there.pk)


@pytest.mark.parametrize("named", ["ks", "KS Øving", " ks  øving "])
def test_who_one_sits_for_is_known_by_number_or_by_the_whole_name(rogaland: OfficeCast, named: str) -> None:
    there = forum.established()
    assert send(SIGRUN, "forum-invite", there, **KS | {"organisation": named}).status_code == 302
    assert Invitation.objects.get().organisation_id == id_of("ks")


def test_a_name_that_two_have_says_nothing_of_whom(rogaland: OfficeCast) -> None:
    there = forum.established()
    Organisation.objects.create(ref="ks-2", name="KS Øving", kind="ks", written_form="nb", synthetic=True)
    assert send(SIGRUN, "forum-invite", there, **KS | {"organisation": "KS Øving"}).status_code == 422
