"""An administrator invites; what may not be invited to is refused in plain words, and nothing typed is lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from samspel.actors.models import Invitation
from samspel.flow.models import Outbox
from samspel.tenancy.by import By
from tests.cast import KARI, ROGALAND, OfficeCast, id_of
from tests.stories import invitations
from tests.stories.invitations import AKSEL, ALMA, SENT
from tests.web.desk import read, sit, words

NOW = SENT + timedelta(days=1)
WHO = {"name": "Nina Ny", "email": "Ny@Fjordvik.example"}


@pytest.fixture
def rogaland(rogaland: OfficeCast) -> OfficeCast:
    invitations.administrators()
    return rogaland


def send(by: By, page: str, /, **sent: str) -> Any:  # noqa: ANN401 - Django's own answer
    """Send the form on a page."""
    return sit(by, NOW).post(reverse(page), sent)


def test_an_invitation_is_sent_with_role_and_period(rogaland: OfficeCast) -> None:
    client = sit(ALMA, NOW)
    page = read(client, "owner-people-invite")
    for told in ("Redaktør: skriver behovsmeldinger", "Administrator: gir og tar bort roller"):
        assert told in page
    assert "Saksbehandler" not in page
    sent = WHO | {"role": "owner-editor", "until": "31.12.2026"}
    assert send(ALMA, "owner-people-invite", **sent).url == "/eier/folk/"
    made = Invitation.objects.get()
    assert (made.email, made.role, made.organisation_id) == ("ny@fjordvik.example", "owner-editor", id_of("fjordvik"))
    assert (made.since, str(made.until)) == (NOW.date(), "2026-12-31")
    assert Outbox.objects.get(kind="invitation").subject_id == made.pk
    again = send(ALMA, "owner-people-invite", **sent)
    assert again.status_code == 422
    assert "Det ligger alt en invitasjon" in words(again)


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, "Fyll ut «Navn»"),
        ({"email": "x"}, "Skriv en e-postadresse"),
        ({"role": "payer"}, "Velg et av svarene under «Rolle»"),
        ({"since": "1.1.2020"}, "kan ikke gjelde fra en dag som er over"),
        ({"until": "1.1.2020"}, "Den siste dagen kan ikke være før den første"),
        ({"name": "N" * 121}, "høyst 120"),
    ],
)
def test_what_is_wrong_is_said_at_its_question(rogaland: OfficeCast, sent: dict[str, str], told: str) -> None:
    whole = WHO | {"role": "owner-editor"} | sent if sent else {}
    answer = send(ALMA, "owner-people-invite", **whole)
    assert answer.status_code == 422
    assert told in words(answer)
    assert "Nina Ny" in answer.content.decode() or not sent or "name" in sent
    assert not Invitation.objects.exists()


def test_only_an_administrator_comes_here(rogaland: OfficeCast) -> None:
    assert send(KARI, "owner-people-invite", **WHO).status_code == 403
    assert send(ROGALAND.decider, "office-people-invite", **WHO).status_code == 403
    assert send(AKSEL, "partner-people-invite", **WHO, role="partner-confirmer").status_code == 302
    assert send(ROGALAND.admin, "office-people-invite", **WHO, role="payer").status_code == 302


def test_the_office_invites_the_first_administrator_of_an_organisation_and_no_second(rogaland: OfficeCast) -> None:
    client = sit(ROGALAND.admin, NOW)
    page = read(client, "office-people-first")
    assert "Trollskogen barnehage SA" in page
    assert "Fjordvik kommune" not in page
    assert 'value="210000038"' in read(client, "office-people-first", virksomhet="210000038")
    assert send(ROGALAND.admin, "office-people-first", **WHO, organisation="210 000 038").url == "/kontor/folk/"
    made = Invitation.objects.get()
    assert (made.role, made.organisation_id, made.at_office) == ("owner-admin", id_of("trollskogen"), False)
    assert "Trollskogen barnehage SA" in words(client.get("/kontor/folk/"))
    for number, told in (
        ("210000011", "Virksomheten har en administrator"),
        ("210000062", "hører ikke til embetet"),
        ("999999999", "Vi kjenner ingen"),
        ("ks", "Vi kjenner ingen"),
    ):
        answer = send(ROGALAND.admin, "office-people-first", **WHO, organisation=number)
        assert answer.status_code == 422
        assert told in words(answer)
    university = send(
        ROGALAND.admin, "office-people-first", name="Finn", email="finn@kysten.example", organisation="210000054"
    )
    assert university.status_code == 302
    assert Invitation.objects.get(name="Finn").role == "partner-admin"
