"""What the partner can take on is told by its confirmer, and stands beside what it is asked for without stopping it."""

from __future__ import annotations

from datetime import datetime

import pytest

from samspel.actors import capacity
from samspel.actors.models import Capacity, Organisation, Reach
from samspel.flow.models import Entry
from samspel.flow.refusal import Refused
from samspel.tenancy.by import By, Role
from tests.cast import FILIP, KARI, UNNI, OfficeCast, id_of
from tests.stories import needs
from tests.web.desk import sit, words
from tests.web.partner.test_home import LATER
from tests.web.partner.test_home import URL as LIST

URL = "/partner/kapasitet/"
READER = By(UNNI.person_id, UNNI.organisation_id, None, Role.PARTNER_READER)


def tell(told: dict[int, int | None], by: By = UNNI, at: datetime = LATER) -> None:
    """Tell of the university's capacity."""
    capacity.tell_capacity(Organisation.objects.get(pk=id_of("hiv")), told, by=by, at=at)


def codes(told: dict[int, int | None], by: By = UNNI) -> list[tuple[str, str]]:
    """Why something cannot be told."""
    with pytest.raises(Refused) as refused:
        tell(told, by)
    return [(one.code, one.field) for one in refused.value.refusals]


def test_capacity_stands_beside_the_sums_and_more_is_a_hint_that_stops_nothing(rogaland: OfficeCast) -> None:
    needs.confirmed(asked_nok=400_000)
    waits = needs.filled(asked_nok=400_000)
    client = sit(UNNI, LATER)
    assert client.post(URL, {"year-2023": "150 000", "year-2024": "", "year-2025": "0"}).headers["Location"] == LIST
    page = words(client.get(LIST))
    assert "2023 100 000 kr 100 000 kr 200 000 kr 150 000 kr Over kapasiteten om dere sier ja til alt" in page
    assert "2025 0 kr 0 kr 0 kr 0 kr" in page
    assert 'value="150 000"' in client.get(URL).content.decode().replace("\xa0", " ")
    needs.confirm(needs.partnership(waits), at=LATER)
    assert "150 000 kr Bekreftet mer enn kapasiteten" in words(client.get(LIST))


def test_what_is_told_is_journalled_and_what_is_left_empty_is_known_no_more(rogaland: OfficeCast) -> None:
    tell({2023: 150_000, 2024: 0})
    tell({2023: None, 2024: 0})
    assert capacity.of(id_of("hiv")) == {2024: 0}
    entries = list(Entry.objects.filter(act="actors.tell_capacity").order_by("sequence"))
    assert [entry.facts["years"] for entry in entries] == [{"2023": 150_000, "2024": 0}, {"2023": None}]
    tell({2024: 0})
    assert Entry.objects.filter(act="actors.tell_capacity").count() == 2


def test_only_the_partners_own_confirmer_tells_of_years_that_are_asked_about(rogaland: OfficeCast) -> None:
    for by in (KARI, FILIP, READER, rogaland.caseworker):
        assert codes({2023: 1}, by) == [("wrong-role", "")]
    assert codes({2022: 1, 2024: -1}) == [("year", "year-2022"), ("amount", "year-2024")]
    Reach.objects.filter(organisation_id=id_of("hiv")).delete()
    assert codes({2023: 1}) == [("no-office", "")]
    assert not Capacity.objects.exists()


def test_an_amount_that_is_none_is_told_at_its_year_and_kept(rogaland: OfficeCast) -> None:
    client = sit(UNNI, LATER)
    sent = client.post(URL, {"year-2023": "mykje"})
    assert sent.status_code == 422
    assert "Skriv beløpet i hele kroner" in words(sent)
    assert 'value="mykje"' in sent.content.decode()
    assert sit(KARI, LATER).get(URL).status_code == 403
