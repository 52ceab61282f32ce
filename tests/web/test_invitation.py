"""The page behind an invitation's link: plain to whoever comes with it, used once, and silent about everybody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from samspel.actors.models import Assignment, Invitation
from samspel.actors.roles import inviting, queries
from samspel.people.models import Person
from samspel.tenancy.by import Role
from samspel.web import acting, clock
from samspel.web.asking import page_of
from tests.cast import MONA, ROGALAND, OfficeCast, id_of
from tests.stories import invitations
from tests.stories.invitations import ALMA, NEW, OFFICE, SENT, Box, invited, linked
from tests.web.desk import words

NOW = SENT + timedelta(days=1)
ADDRESS = "/invitasjon/a-link/"
BACKEND = "samspel.people.backend.KnownPerson"


@pytest.fixture
def rogaland(rogaland: OfficeCast) -> OfficeCast:
    invitations.administrators()
    return rogaland


def browser(person: Person | None = None) -> Client:
    """A browser of somebody, or of nobody yet."""
    client = Client()
    if person:
        client.force_login(person, backend=BACKEND)
    client.cookies[clock.COOKIE] = clock.starting_at(NOW)
    return client


def test_whoever_comes_with_the_link_reads_who_invites_to_what(rogaland: OfficeCast) -> None:
    linked(invited(until=NOW.date() + timedelta(days=100)), "a-link")
    answer = browser().get(ADDRESS)
    page = words(answer)
    for told in (
        "Du er invitert til å handle for Fjordvik kommune", "Redaktør: skriver behovsmeldinger", "Alma Admin",
        "til og med 14. januar 2027", "4. november 2026 kl. 23.59", "Logg inn og ta imot", "Takk nei",
    ):  # fmt: skip
        assert told in page.replace("\N{NO-BREAK SPACE}", " ")
    assert NEW not in answer.content.decode()
    assert "Nina" not in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"
    assert Invitation.objects.get().state == "sent"
    assert "Fant du det du lette etter" not in answer.content.decode()
    assert page_of(ADDRESS).path == "/"


def test_the_newcomer_of_the_demo_logs_in_takes_it_and_sits_at_the_desk(rogaland: OfficeCast) -> None:
    linked(invited(), "a-link")
    newcomer, client = invitations.person(), browser()
    to_login = client.post(ADDRESS, {"act": "accept"}).headers["Location"]
    assert to_login == f"{reverse('login')}?neste=%2Finvitasjon%2Fa-link%2F"
    assert f'value="{ADDRESS}"' in client.get(to_login).content.decode()
    back = client.post(reverse("login"), {"person": str(newcomer.pk), "neste": ADDRESS})
    assert back.headers["Location"] == ADDRESS
    assert "Du er logget inn som Nina Ny" in words(client.get(ADDRESS))
    assert client.post(ADDRESS, {"act": "accept"}).headers["Location"] == reverse("owner-home")
    assert client.session[acting.KEY] == f"owner:{id_of('fjordvik')}:"
    assert client.get(reverse("owner-start")).status_code == 200
    again = client.get(ADDRESS)
    assert again.status_code == 410
    assert "Invitasjonen er brukt" in words(again)
    assert client.post(ADDRESS, {"act": "accept"}).status_code == 410
    assert Assignment.objects.filter(person=newcomer).count() == 1


def test_one_who_has_several_to_act_for_comes_straight_to_the_invitation(rogaland: OfficeCast) -> None:
    linked(invited(), "a-link")
    back = browser().post(reverse("login"), {"person": str(id_of("charlie")), "neste": ADDRESS})
    assert back.headers["Location"] == ADDRESS
    wrong = browser().post(reverse("login"), {"person": str(id_of("charlie")), "neste": "/invitasjon/another/"})
    assert wrong.headers["Location"].startswith(reverse("choose"))


def test_declining_needs_no_login_and_ends_it(rogaland: OfficeCast) -> None:
    linked(invited(), "a-link")
    client = browser()
    assert "Du har takket nei" in words(client.post(ADDRESS, {"act": "decline"}))
    assert client.get(ADDRESS).status_code == 410
    assert Invitation.objects.get().answered_by is None


@pytest.mark.parametrize(
    ("how", "title"),
    [
        ("withdrawn", "Invitasjonen er trukket tilbake"),
        ("over", "Invitasjonen er gått ut"),
        ("expired", "Invitasjonen er gått ut"),
        ("declined", "Invitasjonen er besvart"),
    ],
)
def test_a_link_that_is_no_good_any_more_says_why_and_opens_nothing(rogaland: OfficeCast, how: str, title: str) -> None:
    made = linked(invited(), "a-link")
    client = browser(invitations.person())
    if how == "withdrawn":
        inviting.withdraw_invitation(made, by=ALMA, at=NOW)
    elif how == "declined":
        client.post(ADDRESS, {"act": "decline"})
    else:
        client.cookies[clock.COOKIE] = clock.starting_at(NOW + timedelta(days=40))
        if how == "expired":
            inviting.expire_all(NOW + timedelta(days=40))
    for answer in (client.get(ADDRESS), client.post(ADDRESS, {"act": "accept"}), client.post(ADDRESS)):
        assert answer.status_code == 410
        assert title in words(answer)
    assert not Assignment.objects.filter(person__name="Nina Ny").exists()


def test_every_wrong_link_is_answered_alike(rogaland: OfficeCast) -> None:
    linked(invited(), "a-link")
    client = browser()
    wrong = ["a-lin", "a-linkk", "A-LINK", queries.digest("a-link"), "x" * 3_000, "%00", "'or'1'='1"]
    pages = {words(client.get(f"/invitasjon/{one}/")) for one in wrong}
    assert len(pages) == 1
    assert "Lenken virker ikke" in pages.pop()
    assert {client.post(f"/invitasjon/{one}/", {"act": "accept"}).status_code for one in wrong} == {404}


def test_another_than_the_one_invited_is_told_nothing_of_it(rogaland: OfficeCast) -> None:
    linked(invited(), "a-link")
    answer = browser(invitations.person("Hege Hermer", email="hege@utvik.example")).get(ADDRESS)
    assert answer.status_code == 403
    page = words(answer)
    assert "hege@utvik.example" in page
    for secret in (NEW, "Fjordvik", "Alma", "redaktør"):
        assert secret not in page
    after = browser(Person.objects.get(name="Hege Hermer")).post(ADDRESS, {"act": "accept"})
    assert after.status_code == 403
    assert Invitation.objects.get().state == "sent"


def test_the_inviter_cannot_take_it_and_is_told_the_law(rogaland: OfficeCast) -> None:
    linked(invited(Role.PAYER, OFFICE, by=ROGALAND.admin), "a-link")
    client = browser(Person.objects.get(pk=ROGALAND.admin.somebody))
    page = words(client.get(ADDRESS))
    assert "Du kan ikke gi deg selv en rolle" in page
    assert "2.5.2" in page
    assert client.post(ADDRESS, {"act": "accept"}).status_code == 422


def test_with_id_porten_one_is_nobody_but_oneself(rogaland: OfficeCast) -> None:
    linked(invited(), "a-link")
    client = browser(invitations.person())
    session = client.session
    session[acting.LOGIN] = {
        "id": str(id_of("login")), "kind": "idporten", "parties": [], "since": NOW.isoformat(), "provider": "x",
        "until": "2999-01-01T00:00:00+00:00", "hint": "", "names": {"nb": "ID-porten"}, "client": "", "leaving": "",
    }  # fmt: skip
    session.save()
    assert "Med ID-porten er du her som privatperson" in words(client.get(ADDRESS))
    assert client.post(ADDRESS, {"act": "accept"}).status_code == 422


def test_two_invitations_give_two_roles_and_each_link_its_own(
    rogaland: OfficeCast, monkeypatch: pytest.MonkeyPatch
) -> None:
    box, client = Box(), browser(Person.objects.get(pk=MONA.somebody))
    for role in (Role.OWNER_EDITOR, Role.OWNER_READER):
        invited(role, email="mona@fjordvik.example")
        token = invitations.delivered(box, monkeypatch)
        assert client.post(f"/invitasjon/{token}/", {"act": "accept"}).status_code == 302
    found = Assignment.objects.filter(person_id=MONA.somebody, office=None).order_by("role")
    assert [one.role for one in found] == ["owner-editor", "owner-reader"]
    assert box.sent[0].text != box.sent[1].text
