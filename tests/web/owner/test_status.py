"""The owner sees where a need is and what has happened to it, and may take it back with a reason."""

from __future__ import annotations

import pytest

from tests.cast import KARI, KNUT, PIA, OfficeCast
from tests.stories import needs
from tests.web.desk import read, sit, write
from tests.web.owner.pages import NOW, address


def test_the_way_and_the_history_of_a_need_are_told(rogaland: OfficeCast) -> None:
    need = needs.submitted()
    page = read(sit(KNUT, NOW), "owner-status", need.pk)
    assert "Forumet prioriterer" in page
    assert "her er saken nå" in page
    for text in ("Behovsmeldingen ble påbegynt", "En partner ble invitert", "Partneren bekreftet", "ble sendt inn"):
        assert text in page
    assert f'href="{address(need, "kvittering/")}"' in page
    assert "Trekk behovsmeldingen" not in page
    assert "Trekk behovsmeldingen" in read(sit(KARI, NOW), "owner-status", need.pk)


def test_a_scheme_without_a_forum_has_no_such_step(rogaland: OfficeCast) -> None:
    need = needs.submitted("collective")
    assert "Forumet prioriterer" not in read(sit(KARI, needs.when("2026", 2)), "owner-status", need.pk)


def test_a_need_is_taken_back_with_a_reason(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    assert "Fortsett å fylle ut" in read(sit(KARI, NOW), "owner-status", need.pk)
    answer = write(sit(KARI, NOW), "owner-withdraw", need.pk, reason="Vi venter et år.")
    assert (answer.status_code, answer.url) == (302, address(need, "status/"))
    page = read(sit(KARI, NOW), "owner-status", need.pk)
    assert "Eieren har trukket behovsmeldingen." in page
    assert "Vi venter et år." in page


@pytest.mark.parametrize(
    ("reason", "told"),
    [("", "Fyll ut «Hvorfor trekker dere behovsmeldingen?»."), ("a" * 2_001, "Teksten har 2001 tegn.")],
)
def test_taking_back_without_a_reason_that_can_be_read_is_told(rogaland: OfficeCast, reason: str, told: str) -> None:
    need = needs.drafted()
    answer = write(sit(KARI, NOW), "owner-withdraw", need.pk, reason=reason)
    assert answer.status_code == 422
    assert told in answer.text
    need.refresh_from_db()
    assert need.state == "draft"


def test_one_who_cannot_sign_does_not_take_it_back(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    answer = write(sit(KNUT, NOW), "owner-withdraw", need.pk, reason="Nei")
    assert answer.status_code == 422
    assert "Bare den som kan signere" in answer.text
    assert write(sit(PIA, NOW), "owner-withdraw", need.pk, reason="Nei").status_code == 404
