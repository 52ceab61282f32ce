"""The check of a need by the API: the same as on screen, for whoever may see the need, and for no other site."""

from __future__ import annotations

import json

import pytest

from samspel.needs import transitions
from samspel.tenancy.by import By
from tests.cast import AGDER, KARI, PIA, ROGALAND, UNNI, OfficeCast
from tests.stories import needs
from tests.web.desk import sit

pytestmark = pytest.mark.api
NOW = needs.when("2021", day=20)
AMIR = ROGALAND.caseworker


def address(need_id: object) -> str:
    return f"/api/v1/needs/{need_id}/check"


def test_the_owner_asks_what_is_missing(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    transitions.fill(need, content={"goal": ""}, by=KARI, at=NOW)
    answer = sit(KARI, NOW).get(address(need.pk))
    told = json.loads(answer.content)
    assert (told["need"], told["can_be_sent"]) == (need.ref, False)
    (found,) = [one for one in told["findings"] if one["level"] == "error"]
    assert found["text"] == "Skriv hva tiltaket skal føre til."
    assert (found["code"], found["field"], found["who"]) == ("missing", "goal", "owner")
    assert found["basis"]
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_office_asks_once_it_has_been_handed_in(rogaland: OfficeCast) -> None:
    draft, sent = needs.confirmed(), needs.submitted(title="Leik")
    amir = sit(AMIR, NOW)
    assert amir.get(address(draft.pk)).status_code == 404
    assert json.loads(amir.get(address(sent.pk)).content)["can_be_sent"] is True


@pytest.mark.parametrize(("by", "status"), [(PIA, 404), (AGDER.caseworker, 404), (UNNI, 403)])
def test_nobody_else_is_told_anything(rogaland: OfficeCast, by: By, status: int) -> None:
    answer = sit(by, NOW).get(address(needs.submitted().pk))
    assert answer.status_code == status
    assert "findings" not in answer.text
