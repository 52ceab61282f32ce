"""One person's roles are given, changed, ended, left and handed over; what is ended opens nothing the next moment."""

from __future__ import annotations

from datetime import timedelta

import pytest

from samspel.actors.models import Assignment, Invitation
from samspel.needs.models import Need
from samspel.people.models import Person
from samspel.tenancy.by import By, Role
from samspel.web import acting
from tests.cast import KARI, KNUT, ROGALAND, UNNI, OfficeCast, id_of
from tests.stories import calls, invitations, needs
from tests.stories.invitations import ALMA, SENT
from tests.web.desk import read, sit, words, write

NOW = SENT + timedelta(days=1)


@pytest.fixture
def rogaland(rogaland: OfficeCast) -> OfficeCast:
    invitations.administrators()
    return rogaland


def role_of(by: By) -> Assignment:
    return Assignment.objects.get(person_id=by.somebody, role=by.role, office=by.office_id, ended_at=None)


def do(by: By, to: By, act: str, **sent: object) -> object:
    """Send one of the forms on the page about somebody."""
    desk = "office" if by.office_id else "owner"
    return write(sit(by, NOW), f"{desk}-person", to.person_id, act=act, **sent)


def test_a_role_is_given_changed_and_ended_and_the_next_request_is_refused(rogaland: OfficeCast) -> None:
    knut = sit(KNUT, NOW)
    assert knut.get("/eier/ny/").status_code == 200
    assert write(sit(ALMA, NOW), "owner-person", KNUT.person_id, act="give", role="owner-reader").status_code == 302
    editor = role_of(KNUT)
    until = {f"{editor.pk}-until": "31.12.2026"}
    assert write(sit(ALMA, NOW), "owner-person", KNUT.person_id, act="period", id=editor.pk, **until).status_code == 302
    assert str(role_of(KNUT).until) == "2026-12-31"
    assert write(sit(ALMA, NOW), "owner-person", KNUT.person_id, act="end", id=editor.pk).status_code == 302
    assert knut.get("/eier/ny/").status_code == 403
    assert knut.get("/eier/").status_code == 200
    reader = Assignment.objects.get(person_id=KNUT.somebody, role="owner-reader")
    write(sit(ALMA, NOW), "owner-person", KNUT.person_id, act="end", id=reader.pk)
    assert "_auth_user_id" in knut.session
    assert knut.get("/eier/").headers["Location"].startswith("/velg/")
    assert knut.post("/eier/ny/").headers["Location"].startswith("/velg/")


def test_the_page_offers_what_may_be_done_and_says_why_not(rogaland: OfficeCast) -> None:
    page = read(sit(ALMA, NOW), "owner-person", KNUT.person_id)
    for told in ("Avslutt rollen nå", "Endre sluttdatoen", "Gi én rolle til"):
        assert told in page
    own = read(sit(ALMA, NOW), "owner-person", ALMA.person_id)
    assert "Noen må alltid være administrator" in own
    assert "Overlat rollen og gå ut" in own
    for told in ("Gi én rolle til", "Endre sluttdatoen", "Avslutt rollen nå"):
        assert told not in own
    alone = sit(By(id_of("aksel"), id_of("hiv"), None, Role.PARTNER_ADMIN), NOW)
    Assignment.objects.filter(organisation_id=id_of("hiv"), role="partner-confirmer", office=None).delete()
    assert "Overlat rollen" not in read(alone, "partner-person", id_of("aksel"))
    other = read(sit(KARI, NOW), "owner-person", KNUT.person_id)
    for told in ("Avslutt rollen nå", "Gi én rolle til", "E-post", "Gå ut av rollen nå"):
        assert told not in other
    assert "Gå ut av rollen nå" in read(sit(KNUT, NOW), "owner-person", KNUT.person_id)


@pytest.mark.parametrize("act", ["give", "period", "end", "leave", "hand-over"])
def test_only_an_administrator_does_it_and_leaving_is_ones_own(rogaland: OfficeCast, act: str) -> None:
    role = role_of(KNUT)
    sent = {"act": act, "id": role.pk, "role": "owner-signer", f"{role.pk}-to": str(KARI.person_id)}
    answer = write(sit(KARI, NOW), "owner-person", KNUT.person_id, **sent)
    assert answer.status_code == (404 if act in {"leave", "hand-over"} else 422)
    assert Assignment.objects.filter(person_id=KNUT.somebody).count() == 1
    assert role_of(KNUT).until is None


def test_nobody_gives_oneself_a_role_through_the_page_either(rogaland: OfficeCast) -> None:
    answer = write(sit(ROGALAND.admin, NOW), "office-person", ROGALAND.admin.person_id, act="give", role="payer")
    assert answer.status_code == 422
    assert "Du kan ikke gi deg selv en rolle" in words(answer)
    assert "2.5.2" in words(answer)
    assert not Assignment.objects.filter(person_id=ROGALAND.admin.somebody, role="payer").exists()


def test_the_administrator_hands_over_and_is_out(rogaland: OfficeCast) -> None:
    alma, role = sit(ALMA, NOW), role_of(ALMA)
    sent = {"act": "hand-over", "id": role.pk, f"{role.pk}-to": str(KNUT.person_id)}
    wrong = {**sent, f"{role.pk}-to": str(UNNI.person_id)}
    refused = write(alma, "owner-person", ALMA.person_id, **wrong)
    assert refused.status_code == 422
    assert "Velg et av svarene" in words(refused)
    assert write(alma, "owner-person", ALMA.person_id, **sent).status_code == 302
    assert alma.get("/eier/folk/").headers["Location"].startswith("/velg/")
    assert role_of(By(KNUT.person_id, KNUT.organisation_id, None, Role.OWNER_ADMIN)).given_by_id == ALMA.person_id


def test_one_leaves_and_the_last_administrator_does_not(rogaland: OfficeCast) -> None:
    knut = sit(KNUT, NOW)
    assert write(knut, "owner-person", KNUT.person_id, act="leave", id=role_of(KNUT).pk).status_code == 302
    assert knut.get("/eier/").headers["Location"].startswith("/velg/")
    last = write(sit(ALMA, NOW), "owner-person", ALMA.person_id, act="leave", id=role_of(ALMA).pk)
    assert last.status_code == 422
    assert "Noen må alltid være administrator" in words(last)


@pytest.mark.parametrize("sent", [{}, {"act": "end"}, {"act": "end", "id": "x"}, {"act": "x", "id": "x"}])
def test_a_form_that_names_nothing_is_answered_with_404(rogaland: OfficeCast, sent: dict[str, str]) -> None:
    assert write(sit(ALMA, NOW), "owner-person", KNUT.person_id, **sent).status_code == 404


def test_a_role_elsewhere_cannot_be_reached_through_the_page(rogaland: OfficeCast) -> None:
    theirs = role_of(ROGALAND.caseworker)
    assert write(sit(ALMA, NOW), "owner-person", KNUT.person_id, act="end", id=theirs.pk).status_code == 404
    assert (
        write(sit(ALMA, NOW), "owner-person", ROGALAND.caseworker.person_id, act="end", id=theirs.pk).status_code == 404
    )


def test_roles_are_changed_only_by_somebody_who_logged_in_a_short_while_ago(rogaland: OfficeCast) -> None:
    client = sit(ALMA, NOW)
    session = client.session
    session[acting.LOGIN] = {
        "id": str(id_of("login")), "kind": "plain", "parties": [], "since": "2026-01-01T00:00:00+00:00",
        "until": "2999-01-01T00:00:00+00:00", "hint": "", "provider": "hogskolen", "names": {"nb": "x"},
        "client": "", "leaving": "",
    }  # fmt: skip
    session.save()
    for name, args in (("owner-people", ()), ("owner-people-invite", ()), ("owner-person", (KNUT.person_id,))):
        assert client.get(f"/eier/folk/{'inviter/' if 'invite' in name else ''}").status_code == 200
        answer = write(client, name, *args, act="end", id=role_of(KNUT).pk)
        assert answer.status_code == 403
        assert "endrer hvem som har tilgang" in words(answer)
    assert role_of(KNUT).ended_at is None


def test_a_case_survives_everyone_leaving(rogaland: OfficeCast) -> None:
    calls.announced()
    draft = needs.drafted(title="Leik ute")
    begun = NOW.replace(year=2023, month=1, day=25)
    Assignment.objects.filter(organisation_id=id_of("fjordvik"), office=None).update(until=begun.date())
    late = begun + timedelta(days=1)
    assert sit(KARI, late).get("/eier/").headers["Location"].startswith("/velg/")
    admin = sit(ROGALAND.admin, late)
    assert "Fjordvik kommune" in read(admin, "office-people-first")
    told = {"name": "Nina Ny", "email": "ny@fjordvik.example", "organisation": "210000011"}
    assert admin.post("/kontor/folk/inviter-virksomhet/", told).status_code == 302
    invitations.linked(Invitation.objects.get(), "a-link")
    nina = Person.objects.create(subject="cast:nina", name="Nina Ny")
    client = sit(By(nina.pk, None, None, Role.PRIVATE_PERSON), late)
    assert client.post("/invitasjon/a-link/", {"act": "accept"}).headers["Location"] == "/eier/"
    assert "Leik ute" in words(client.get("/eier/"))
    colleague = invitations.person("Nils Neste")
    invitations.given(By(colleague.pk, id_of("fjordvik"), None, Role.OWNER_READER), late.date())
    assert write(client, "owner-person", colleague.pk, act="give", role="owner-signer").status_code == 302
    heir = sit(By(colleague.pk, id_of("fjordvik"), None, Role.OWNER_SIGNER), late)
    title = {"title": "Leik ute, hele året", "contact_name": "Nils Neste", "contact_email": "nils@fjordvik.example"}
    assert write(heir, "owner-about", draft.pk, **title).status_code == 302
    assert Need.objects.get(pk=draft.pk).title == "Leik ute, hele året"
    assert Need.objects.count() == 1
