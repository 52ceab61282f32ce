"""Who has which roles stands on one page at each desk; an administrator sees and changes what waits there."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from samspel.actors.models import Invitation
from samspel.actors.roles import inviting
from samspel.tenancy.by import By, Role
from tests.cast import AGDER, KARI, ROGALAND, UNNI, OfficeCast
from tests.stories import invitations
from tests.stories.invitations import AKSEL, ALMA, HIV, OFFICE, SENT, invited
from tests.web.desk import read, sit, words, write

NOW = SENT + timedelta(days=1)


@pytest.fixture
def rogaland(rogaland: OfficeCast) -> OfficeCast:
    invitations.administrators()
    return rogaland


@pytest.mark.parametrize(
    ("by", "desk", "told", "not_told"),
    [
        (KARI, "owner", ["Kari Fjord (deg)", "Knut Strand", "Innsender", "Altinn"], ["Unni Haug", "Amir", "Mona"]),
        (UNNI, "partner", ["Unni Haug (deg)", "Aksel Admin", "Partnerkontakt"], ["Kari Fjord", "Ulrik"]),
        (ROGALAND.payer, "office", ["Per Vik (deg)", "Anna Rød", "Utbetaler"], ["Charlie", "Kari Fjord", "Sigrun Nes"]),
    ],
    ids=["owner", "partner", "office"],
)
def test_those_with_a_role_stand_there_and_nobody_else(
    rogaland: OfficeCast, by: By, desk: str, told: list[str], not_told: list[str]
) -> None:
    invited()
    invited(Role.PARTNER_READER, HIV, by=AKSEL)
    invited(Role.CASEWORKER, OFFICE, by=ROGALAND.admin)
    page = words(sit(by, NOW).get(f"/{ {'office': 'kontor', 'owner': 'eier'}.get(desk, desk) }/folk/"))
    assert [one for one in told if one not in page] == []
    assert [one for one in [*not_told, "Nina Ny", "Send på nytt"] if one in page] == []
    assert "En administrator inviterer" in page


def test_a_period_is_told_in_words(rogaland: OfficeCast) -> None:
    role = invitations.given(By(KARI.person_id, KARI.organisation_id, None, Role.OWNER_READER), NOW.date(), None)
    role.since, role.until = NOW.date() + timedelta(days=3), NOW.date() + timedelta(days=30)
    role.save()
    page = words(sit(ALMA, NOW).get("/eier/folk/")).replace("\N{NO-BREAK SPACE}", " ")
    assert "Leser, til og med 5. november 2026, fra 9. oktober 2026" in page


def test_an_administrator_sees_what_waits_and_takes_it_back_or_sends_it_anew(rogaland: OfficeCast) -> None:
    made = invited()
    page = words(sit(ALMA, NOW).get("/eier/folk/"))
    for told in ("Nina Ny", "ny@fjordvik.example", "Redaktør", "Blir sendt", "I øvingen blir ingen e-post sendt"):
        assert told in page
    assert write(sit(ALMA, NOW), "owner-people", act="renew", id=made.pk).url == "/eier/folk/"
    assert write(sit(ALMA, NOW), "owner-people", act="withdraw", id=made.pk).url == "/eier/folk/"
    assert Invitation.objects.get().state == "withdrawn"
    assert "Nina Ny" not in words(sit(ALMA, NOW).get("/eier/folk/"))
    assert write(sit(ALMA, NOW), "owner-people", act="withdraw", id=made.pk).status_code == 404
    gone = invited()
    late = NOW + timedelta(days=40)
    assert "Gått ut" in words(sit(ALMA, late).get("/eier/folk/"))
    inviting.expire_all(late)
    assert write(sit(ALMA, late), "owner-people", act="renew", id=gone.pk).status_code == 302
    assert Invitation.objects.get(pk=gone.pk).state == "sent"


@pytest.mark.parametrize(("by", "status"), [(KARI, 422), (AKSEL, 403), (ROGALAND.admin, 403), (AGDER.admin, 403)])
def test_nobody_else_touches_it(rogaland: OfficeCast, by: By, status: int) -> None:
    made = invited()
    for act in ("withdraw", "renew"):
        assert write(sit(by, NOW), "owner-people", act=act, id=made.pk).status_code == status
    for desk, at in (("partner", AKSEL), ("office", ROGALAND.admin)):
        assert write(sit(at, NOW), f"{desk}-people", act="withdraw", id=made.pk).status_code == 404
    assert Invitation.objects.get().state == "sent"


@pytest.mark.parametrize("sent", [{}, {"act": "withdraw"}, {"act": "withdraw", "id": "x"}, {"id": "x", "act": "y"}])
def test_a_form_that_names_nothing_changes_nothing(rogaland: OfficeCast, sent: dict[str, Any]) -> None:
    invited()
    assert write(sit(ALMA, NOW), "owner-people", **sent).status_code == 404


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_however_long(
    rogaland: OfficeCast, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        invited(email=f"ny{number}@fjordvik.example")
        somebody = invitations.person(f"Person {number}")
        invitations.given(By(somebody.pk, ALMA.organisation_id, None, Role.OWNER_READER))
    client = sit(ALMA, NOW)
    with django_assert_num_queries(12):
        read(client, "owner-people")
