"""The owner asks the units, sees who has answered, and reads what they say."""

from __future__ import annotations

from samspel.flow.models import Outbox
from samspel.needs import links
from samspel.needs.models import UnitAssessment
from tests.cast import KARI, OfficeCast
from tests.stories import needs, units
from tests.web.desk import read, sit, words, write
from tests.web.owner.pages import NOW

NAME = "owner-unit-assessments"


def test_units_are_asked_with_links_to_hand_over_or_by_e_mail(rogaland: OfficeCast) -> None:
    need = units.with_units()
    first, *others = [str(unit) for unit in needs.units(need)]
    client = sit(KARI, NOW)
    both = {"ask": "1", "units": [first, *others], "email": "styrar@solbakken.example"}
    answer = write(client, NAME, need.pk, **both)
    assert answer.status_code == 422 and "én enhet om gangen" in words(answer)
    assert write(client, NAME, need.pk, ask="1").status_code == 422
    assert write(client, NAME, need.pk, ask="1", units=[first], email="styrar@solbakken.example").status_code == 302
    one = UnitAssessment.objects.get()
    assert Outbox.objects.filter(kind=links.KIND, subject_id=one.pk).exists()
    page = read(client, NAME, need.pk)
    assert links.address(one) in page and "Ikke svart ennå" in page
    assert "Se hvem som har svart, og minn de andre" in page
    assert write(client, NAME, need.pk, do="renew", row=str(one.pk)).status_code == 302
    assert links.address(one) not in read(client, NAME, need.pk)
    assert write(client, NAME, need.pk, do="withdraw", row=str(one.pk)).status_code == 302
    assert write(client, NAME, need.pk, do="burn", row=str(one.pk)).status_code == 404


def test_what_the_units_say_stands_beside_the_owners_own_words(rogaland: OfficeCast) -> None:
    one = units.answered(units.asked())
    client = sit(KARI, NOW)
    assert units.SAID["sees"] in read(client, NAME, one.need_id)
    assert "1 av 1 enheter har svart" in read(client, "owner-assessment", one.need_id)
    assert "1 av 1 enheter har svart" in read(client, "owner-need", one.need_id)
    assert units.SAID["wants"] in read(client, "owner-check", one.need_id)
