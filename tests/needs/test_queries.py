"""Who finds which needs: the owner its own, the partner those it is asked to, the office those handed in."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from uuid import uuid4

import pytest

from samspel.actors.models import Organisation
from samspel.flow.refusal import NotVisible
from samspel.needs import queries, transitions
from tests.cast import AGDER, CHARLIE, FILIP, KARI, PIA, ROGALAND, UNNI, OfficeCast, id_of
from tests.stories import needs

Queries = Callable[[int], AbstractContextManager[object]]


def test_an_owner_finds_its_own_needs_and_those_of_the_networks_it_leads(rogaland: OfficeCast) -> None:
    own, network = needs.filled(asked_nok=300_000), needs.drafted(owner="vidda")
    private = needs.drafted(owner="trollskogen")
    assert [(need.pk, need.asked_nok) for need in queries.owned_by(KARI)] == [(network.pk, 0), (own.pk, 300_000)]
    assert list(queries.owned_by(PIA)) == [private]


def test_a_need_is_there_for_its_owner_and_for_its_office_once_handed_in(rogaland: OfficeCast) -> None:
    draft, handed_in = needs.drafted(), needs.submitted(title="Sendt")
    assert queries.need_of(ROGALAND.caseworker, handed_in.pk) == handed_in
    for by, need_id in [
        (ROGALAND.caseworker, draft.pk),
        (AGDER.caseworker, handed_in.pk),
        (PIA, draft.pk),
        (CHARLIE, handed_in.pk),
        (KARI, uuid4()),
        (UNNI, handed_in.pk),
    ]:
        with pytest.raises(NotVisible):
            queries.need_of(by, need_id)


def test_a_partner_finds_what_it_is_asked_to_with_its_own_money(rogaland: OfficeCast) -> None:
    asked, gone, back = needs.filled(asked_nok=400_000), needs.filled(title="Trekt"), needs.filled(title="Avlyst")
    transitions.withdraw(gone, reason="Nei", by=KARI, at=needs.when("2021"))
    transitions.cancel_invitation(needs.partnership(back), by=KARI, at=needs.when("2021"))
    row = needs.partnership(asked)
    assert [(found.pk, found.asked_nok) for found in queries.partnerships_of(UNNI)] == [(row.pk, 100_000)]
    assert queries.partnership_of(UNNI, row.pk) == row
    assert not queries.partnerships_of(FILIP).exists()
    for by, wanted in ((FILIP, row.pk), (UNNI, uuid4()), (UNNI, needs.partnership(gone).pk)):
        with pytest.raises(NotVisible):
            queries.partnership_of(by, wanted)
    with pytest.raises(NotVisible):
        queries.partnerships_of(ROGALAND.caseworker)


def test_a_need_finds_its_own_partners_only(rogaland: OfficeCast) -> None:
    need, other = needs.filled(), needs.filled(title="Anna")
    row = needs.partnership(need)
    assert queries.partner_of_need(need, row.pk).partner_id == id_of("hiv")
    with pytest.raises(NotVisible):
        queries.partner_of_need(other, row.pk)


def test_a_submission_is_found_by_the_press_that_made_it(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    assert not queries.submissions(need)
    key = uuid4()
    made = needs.handed_in(need, key=key)
    assert queries.submission_with(need, key) == made
    assert queries.submission_with(need, uuid4()) is None
    assert list(queries.submissions(need)) == [made]


@pytest.mark.parametrize("rows", [1, 30])
def test_the_lists_take_one_query_however_long(
    rogaland: OfficeCast, django_assert_num_queries: Queries, rows: int
) -> None:
    for number in range(rows):
        need = needs.drafted(title=f"Tiltak {number}")
        partner = Organisation.objects.get(pk=id_of("hiv"))
        transitions.invite_partner(need, partner=partner, by=KARI, at=needs.when("2021"))
    with django_assert_num_queries(1):
        found = [(need.call.title, need.owner.name, need.office.name) for need in queries.owned_by(KARI)]
    assert len(found) == rows
    with django_assert_num_queries(1):
        asked = [(row.partner.name, row.need.call.title, row.need.office.name) for row in queries.partnerships_of(UNNI)]
    assert len(asked) == rows
