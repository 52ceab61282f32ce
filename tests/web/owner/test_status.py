"""The owner sees where a need is and what has happened to it, and may take it back with a reason."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils.html import strip_tags

from samspel.actors.models import Assignment
from samspel.needs import content, queries, transitions
from samspel.needs import sheet as sheets
from samspel.needs.models import Need
from samspel.tenancy.by import Role
from tests.cast import CHARLIE, KARI, KNUT, PIA, ROGALAND, OfficeCast
from tests.stories import attachments, needs
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


READER = replace(KNUT, role=Role.OWNER_READER)


def only_reads() -> None:
    """Let Knut read for Fjordvik and do nothing more."""
    Assignment.objects.filter(person_id=KNUT.somebody).update(role=Role.OWNER_READER)


def folded(page: str) -> dict[str, str]:
    """What each part that is folded away holds, in words, by what stands on it."""
    found = re.findall(r"<details[^>]*>\s*<summary>(.*?)</summary>(.*?)</details>", page, re.DOTALL)
    return {name: " ".join(strip_tags(content).split()) for name, content in found}


def returned(need: Need) -> Need:
    """The need, sent back by its office."""
    until = NOW + timedelta(days=20)
    transitions.send_back(need, reason="Meir", answer_by=until, by=ROGALAND.caseworker, at=NOW)
    return queries.need_of(KARI, need.pk)


def test_what_was_handed_in_is_read_by_everybody_at_the_owner(rogaland: OfficeCast) -> None:
    need = needs.submitted()
    only_reads()
    for by in (KARI, READER):
        told = folded(read(sit(by, NOW), "owner-status", need.pk))
        sent = told["Dette sendte dere inn"]
        for section in content.without_files(sheets.of(need)):
            assert section.title in sent
        assert "Fire samlingar i året med rettleiing mellom" in sent and "400 000 kr" in sent
        assert "Slik står behovsmeldingen nå" not in told


def test_a_draft_is_read_by_who_may_only_read(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    transitions.fill(need, content={"assessment": "Vi er usikre."}, by=KARI, at=NOW)
    only_reads()
    page = read(sit(READER, NOW), "owner-status", need.pk)
    assert "Vi er usikre." in folded(page)["Dette har dere skrevet"]
    assert "Dette sendte dere inn" not in page
    assert "Fortsett å fylle ut" not in page
    assert sit(READER, NOW).get(address(need)).status_code == 403
    assert sit(CHARLIE, NOW).get(address(need, "status/")).status_code == 404


def test_what_was_handed_in_is_told_as_it_was_while_it_is_written_anew(rogaland: OfficeCast) -> None:
    made = needs.filled()
    row = attachments.clean(made)
    needs.handed_in(made)
    need = returned(queries.need_of(KARI, made.pk))
    transitions.fill(need, content={"measure": "Seks samlinger."}, by=KARI, at=NOW)
    transitions.detach(row, by=KARI, at=NOW)
    for state in ("returned", "withdrawn"):
        told = folded(read(sit(KARI, NOW), "owner-status", need.pk))
        sent, now = told["Dette sendte dere inn"], told["Slik står behovsmeldingen nå"]
        assert "Fire samlingar i året" in sent and "Seks samlinger." not in sent, state
        assert row.name in sent and row.name not in now, state
        assert "Seks samlinger." in now and "Fire samlingar i året" not in now, state
        if state == "returned":
            transitions.withdraw(queries.need_of(KARI, need.pk), reason="Nei", by=KARI, at=NOW)


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
