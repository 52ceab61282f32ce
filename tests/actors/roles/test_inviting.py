"""An invitation goes to an address, is answered once by whoever comes with its link, in time, and by nobody else."""

from __future__ import annotations

import logging
from datetime import timedelta
from functools import partial

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction

from samspel.actors import queries as actors
from samspel.actors.models import Assignment, Invitation, Place
from samspel.actors.roles import inviting, mail, queries, rules
from samspel.config.settings import without_links
from samspel.flow.models import Entry, Outbox
from samspel.flow.refusal import Refused
from samspel.people.models import IdentityLink, Person
from samspel.tenancy.by import By, Role
from samspel.tenancy.context import bearer, offices
from tests.actors.roles.test_giving import refused
from tests.cast import AGDER, KARI, ROGALAND, SIGRUN, OfficeCast, id_of
from tests.stories import invitations
from tests.stories.invitations import ALMA, FJORDVIK, HIV, NEW, OFFICE, SENT, TODAY, Box, invited

IN_TIME = SENT + timedelta(days=30)
TOO_LATE = SENT + timedelta(days=32)


@pytest.fixture
def rogaland(rogaland: OfficeCast) -> OfficeCast:
    invitations.administrators()
    return rogaland


@pytest.fixture
def box() -> Box:
    return Box()


def as_oneself(person: Person | None) -> By:
    return By(person.pk if person else None, None, None, Role.PRIVATE_PERSON)


def test_the_link_goes_out_by_mail_and_only_its_digest_is_kept(
    rogaland: OfficeCast, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = invited()
    token = invitations.delivered(box, monkeypatch)
    (sent,) = box.sent
    assert (sent.email, sent.name, sent.written_form) == (NEW, "Nina Ny", "nn")
    assert f"/invitasjon/{token}/" in sent.text
    assert "Fjordvik kommune" in sent.text
    made.refresh_from_db()
    assert made.token_digest == queries.digest(token)
    assert made.sent_at == SENT
    with connection.cursor() as cursor:
        for table in ("actors_invitation", "flow_outbox", "flow_entry"):
            cursor.execute(f"select count(*) from {table} where {table}::text like %s", [f"%{token}%"])
            assert cursor.fetchone() == (0,)


def test_the_one_who_comes_with_the_link_has_the_role_from_then_on_and_the_link_is_used_up(
    rogaland: OfficeCast, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    until = TODAY + timedelta(days=300)
    invited(until=until)
    found = queries.behind(invitations.delivered(box, monkeypatch))
    assert found is not None
    newcomer = invitations.person("–")
    inviting.accept_invitation(found, by=as_oneself(newcomer), at=IN_TIME)
    newcomer.refresh_from_db()
    assert (newcomer.name, newcomer.email) == ("Nina Ny", NEW)
    (role,) = actors.assignments([newcomer.pk], IN_TIME.date())
    assert (role.role, role.organisation_id, role.until) == ("owner-editor", id_of("fjordvik"), until)
    assert role.since == IN_TIME.date()
    assert role.given_by_id == ALMA.person_id
    entry = Entry.objects.get(act="actors.accept_invitation")
    assert (entry.person_id, entry.facts["assignment"]) == (newcomer.pk, str(role.pk))
    for somebody in (newcomer, invitations.person("Hege Hermer")):
        told = refused(partial(inviting.accept_invitation, found, by=as_oneself(somebody), at=IN_TIME))
        assert set(told) == {"wrong-state"}


def test_a_role_that_begins_later_opens_nothing_before(rogaland: OfficeCast) -> None:
    first = TODAY + timedelta(days=20)
    newcomer = invitations.person()
    inviting.accept_invitation(invited(since=first), by=as_oneself(newcomer), at=SENT)
    assert not actors.assignments([newcomer.pk], first - timedelta(days=1))
    assert actors.assignments([newcomer.pk], first)


def test_nobody_takes_what_one_has_held_out_oneself(rogaland: OfficeCast) -> None:
    made = invited(Role.PAYER, OFFICE, by=ROGALAND.admin)
    anna = Person.objects.get(pk=ROGALAND.admin.somebody)
    told = refused(partial(inviting.accept_invitation, made, by=as_oneself(anna), at=SENT))
    assert "2.5.2" in told["oneself"]
    Person.objects.filter(pk=anna.pk).update(email="anna@rogaland.example")
    own = partial(invited, Role.PAYER, OFFICE, email="Anna@Rogaland.example", by=ROGALAND.admin)
    assert set(refused(own)) == {"oneself"}
    with pytest.raises(IntegrityError, match="accepted_by_another"), transaction.atomic():
        Invitation.objects.filter(pk=made.pk).update(state="accepted", answered_by=anna)


@pytest.mark.parametrize("role", [Role.PAYER, Role.ATTESTANT, Role.DECIDER, Role.OFFICE_ADMIN, Role.CASEWORKER])
def test_nor_does_the_same_one_who_has_logged_in_another_way(rogaland: OfficeCast, role: Role) -> None:
    made, other = invited(role, OFFICE, by=ROGALAND.admin), invitations.person("Anna på en annen måte")
    accept = partial(inviting.accept_invitation, made, by=as_oneself(other), at=SENT)
    invitations.told_of(ROGALAND.admin.somebody, other.pk)
    assert set(refused(accept)) == {"oneself"}
    IdentityLink.objects.filter(person=other).update(number_digest="another")
    accept()


def test_another_known_address_is_refused_without_telling_which_one_was_invited(rogaland: OfficeCast) -> None:
    made = invited()
    other = invitations.person("Hege Hermer", email="hege@utvik.example")
    for act in (inviting.accept_invitation, inviting.decline_invitation):
        with pytest.raises(Refused) as told:
            act(made, by=as_oneself(other), at=SENT)
        assert {one.code for one in told.value.refusals} == {"another-address"}
        assert "hege@utvik.example" in told.value.refusals[0].text
        assert NEW not in told.value.refusals[0].text
    Person.objects.filter(pk=other.pk).update(email=NEW.upper())
    inviting.accept_invitation(made, by=as_oneself(other), at=SENT)


def test_time_runs_out_and_it_may_be_sent_anew_with_another_link(
    rogaland: OfficeCast, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = invited()
    old = invitations.delivered(box, monkeypatch)
    newcomer = as_oneself(invitations.person())
    assert set(refused(partial(inviting.accept_invitation, made, by=newcomer, at=TOO_LATE))) == {"expired"}
    assert "waits" in refused(partial(inviting.expire_invitation, made, by=inviting.WORKER, at=IN_TIME))
    assert inviting.expire_all(TOO_LATE) == 1
    made.refresh_from_db()
    assert made.state == "expired"
    inviting.renew_invitation(made, by=ALMA, at=TOO_LATE)
    assert queries.behind(old) is None
    token = invitations.delivered(box, monkeypatch, TOO_LATE)
    assert token != old
    found = queries.behind(token)
    assert found is not None
    inviting.accept_invitation(found, by=newcomer, at=TOO_LATE + timedelta(days=1))


def test_what_is_taken_back_or_answered_is_neither_sent_nor_taken(
    rogaland: OfficeCast, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = invited()
    inviting.withdraw_invitation(made, by=ALMA, at=SENT)
    with pytest.raises(IndexError):
        invitations.delivered(box, monkeypatch)
    told = refused(partial(inviting.accept_invitation, made, by=as_oneself(invitations.person()), at=SENT))
    assert set(told) == {"wrong-state"}
    no = invited()
    inviting.decline_invitation(no, by=as_oneself(None), at=SENT)
    assert set(refused(partial(inviting.withdraw_invitation, no, by=ALMA, at=SENT))) == {"wrong-state"}
    assert "nobody" in refused(partial(inviting.accept_invitation, invited(), by=as_oneself(None), at=SENT))


def test_two_to_the_same_address_wait_only_when_they_are_to_different_roles(rogaland: OfficeCast) -> None:
    invited()
    assert set(refused(invited)) == {"actors_invitation_waits_once"}
    invited(Role.OWNER_READER)
    invited(Role.PARTNER_READER, HIV, by=invitations.AKSEL)
    again = invited(at=TOO_LATE, since=TOO_LATE.date())
    assert Invitation.objects.filter(state="expired").count() == 1
    newcomer = as_oneself(invitations.person())
    inviting.accept_invitation(again, by=newcomer, at=TOO_LATE)
    inviting.accept_invitation(Invitation.objects.get(role="owner-reader"), by=newcomer, at=SENT)
    assert Assignment.objects.filter(person_id=newcomer.somebody).count() == 2
    assert set(refused(partial(invited, at=TOO_LATE, since=TOO_LATE.date()))) == {"has-role"}


@pytest.mark.parametrize(
    ("role", "place", "by", "code"),
    [
        (Role.OWNER_READER, FJORDVIK, KARI, "wrong-role"),
        (Role.CASEWORKER, OFFICE, ALMA, "wrong-role"),
        (Role.OWNER_READER, Place(id_of("utvik"), None), ALMA, "wrong-role"),
        (Role.CASEWORKER, OFFICE, AGDER.admin, "other-office"),
        (Role.OWNER_ADMIN, FJORDVIK, ROGALAND.admin, "has-admin"),
        (Role.FORUM_SECRETARY, Place(None, ROGALAND.office), SIGRUN, "wrong-role"),
        (Role.FORUM_MEMBER, Place(id_of("ks"), id_of("agder")), SIGRUN, "wrong-role"),
    ],
    ids=str,
)
def test_nobody_invites_to_what_is_not_theirs_to_give(
    rogaland: OfficeCast, role: Role, place: Place, by: By, code: str
) -> None:
    assert set(refused(partial(invited, role, place, by=by))) == {code}


def test_the_office_names_an_administrator_only_where_there_is_none(rogaland: OfficeCast) -> None:
    place = Place(id_of("trollskogen"), None)
    assert "Trollskogen barnehage SA" in [one.name for one in queries.without_admin(ROGALAND.admin, TODAY)]
    made = invited(Role.OWNER_ADMIN, place, by=ROGALAND.admin)
    assert list(queries.invitations(ROGALAND.admin, TODAY)) == [made]
    newcomer = invitations.person()
    inviting.accept_invitation(made, by=as_oneself(newcomer), at=SENT)
    assert [one.code for one in rules.may_give(Role.OWNER_ADMIN, place, ROGALAND.admin, SENT)] == ["has-admin"]
    assert "Trollskogen barnehage SA" not in [one.name for one in queries.without_admin(ROGALAND.admin, TODAY)]


def test_a_channel_that_fails_leaves_no_link_behind(rogaland: OfficeCast, monkeypatch: pytest.MonkeyPatch) -> None:
    class Down:
        def send(self, mail: object, at: object) -> None:
            raise OSError

    made = invited()
    monkeypatch.setattr(mail, "carrier", Down())
    with pytest.raises(OSError), transaction.atomic():  # noqa: PT011
        inviting.on_outbox(Outbox.objects.get(kind=inviting.KIND), SENT)
    made.refresh_from_db()
    assert made.token_digest == ""


def test_a_guessed_link_opens_nothing(rogaland: OfficeCast, box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    invited()
    token = invitations.delivered(box, monkeypatch)
    assert len(token) == 43
    guesses = ["", "x", token[:-1], token + "A", token.swapcase(), "A" * 5_000, queries.digest(token), "%", "../x"]
    guesses += [f"{token[:number]}{'-' if token[number] != '-' else '_'}{token[number + 1 :]}" for number in range(43)]
    assert [guess for guess in guesses if queries.behind(guess)] == []


def test_the_database_shows_an_invitation_to_its_office_and_to_the_link_alone(real_database: str) -> None:
    with transaction.atomic(), offices([ROGALAND.office]):
        invitations.administrators()
        invitations.linked(invited(), "a-link")
    with transaction.atomic():
        assert queries.behind("a-link") is not None
        assert Invitation.objects.count() == 0
        with bearer(""):
            assert Invitation.objects.count() == 0
        with bearer(queries.digest("a-link")):
            assert Invitation.objects.count() == 1
            assert Invitation.objects.update(name="x") == 0
        with offices([AGDER.office]):
            assert Invitation.objects.count() == 0


def test_a_role_is_not_taken_from_somebody_who_may_not_give_it_any_more(rogaland: OfficeCast) -> None:
    made, newcomer = invited(), invitations.person()
    ended = Assignment.objects.filter(person_id=ALMA.somebody, role=Role.OWNER_ADMIN)
    ended.update(until=SENT.date() - timedelta(days=1))
    accept = partial(inviting.accept_invitation, made, by=as_oneself(newcomer), at=SENT)
    assert set(refused(accept)) == {"not-given"}
    assert not actors.assignments([newcomer.pk], TODAY)
    ended.update(until=None)
    accept()
    assert actors.assignments([newcomer.pk], TODAY)


def test_the_office_gives_an_organisation_one_first_administrator_however_many_it_invited(rogaland: OfficeCast) -> None:
    there = Place(id_of("trollskogen"), None)
    made = [invited(Role.OWNER_ADMIN, there, email=f"{name}@trollskogen.example", by=ROGALAND.admin) for name in "ab"]
    first, second = invitations.person("Anne Ny"), invitations.person("Bodil Ny")
    inviting.accept_invitation(made[0], by=as_oneself(first), at=SENT)
    late = partial(inviting.accept_invitation, made[1], by=as_oneself(second), at=SENT)
    assert set(refused(late)) == {"not-given"}


def test_somebody_without_an_address_does_not_take_what_belongs_to_another_who_is_known(rogaland: OfficeCast) -> None:
    made = invited()
    invitations.person("Nina Ny", email=NEW)
    stranger = invitations.person("–")
    assert set(refused(partial(inviting.accept_invitation, made, by=as_oneself(stranger), at=SENT))) == {
        "known-already"
    }


def test_no_line_of_the_log_holds_the_link_of_an_invitation() -> None:
    told = "Not Found: %s", ("/invitasjon/SECRETTOKEN123",)
    line = logging.LogRecord("django.request", logging.WARNING, "", 0, *told, None)
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["faults", "links"]
    assert without_links(line)
    assert line.getMessage() == "Not Found: /invitasjon/…"
    other = logging.LogRecord("django.request", logging.WARNING, "", 0, "Not Found: %s", ("/eier/",), None)
    assert without_links(other) and other.getMessage() == "Not Found: /eier/"
