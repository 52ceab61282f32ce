"""An owner reads what is known of it, from where and since when, and tells what is its own to tell."""

from __future__ import annotations

from datetime import UTC, datetime

from samspel.actors import details
from samspel.actors.models import Organisation
from tests.cast import KARI, KNUT, OfficeCast, id_of
from tests.web.desk import read, sit, write

NOW = datetime(2023, 1, 25, 9, tzinfo=UTC)


def test_what_is_known_stands_with_source_day_and_what_it_was_before(rogaland: OfficeCast) -> None:
    owner = Organisation.objects.get(pk=id_of("fjordvik"))
    change = details.Change(owner.pk, details.What.NAME, owner.name, "Nye Fjordvik kommune")
    details.take_in([change], source=details.Source.BRREG, at=NOW)
    page = read(sit(KARI, NOW), "owner-about-us")
    for words in ("Nye Fjordvik kommune", "Enhetsregisteret", "25.\xa0januar 2023", "Før: Fjordvik kommune", "Nynorsk"):
        assert words in page


def test_the_signer_changes_what_is_its_own_and_an_editor_reads(rogaland: OfficeCast) -> None:
    kari = sit(KARI, NOW)
    assert write(kari, "owner-about-us", written_form="nn", email="nei").status_code == 422
    sent = {"written_form": "nb", "email": "post@fjordvik.example", "address": "Kaien 1"}
    assert write(kari, "owner-about-us", **sent).status_code == 302
    owner = Organisation.objects.get(pk=id_of("fjordvik"))
    assert (owner.written_form, owner.email, owner.address) == ("nb", "post@fjordvik.example", "Kaien 1")
    assert "Virksomheten selv" in read(kari, "owner-about-us")
    write(kari, "owner-about-us", **sent | {"email": ""})
    page = read(kari, "owner-about-us")
    assert "Før: post@fjordvik.example" in page
    assert "Kjent fra før" in page
    knut = sit(KNUT, NOW)
    assert "Det dere selv bestemmer" not in read(knut, "owner-about-us")
    assert write(knut, "owner-about-us", **sent).status_code == 403


def test_an_address_from_the_register_is_not_asked_for(rogaland: OfficeCast) -> None:
    owner = Organisation.objects.get(pk=id_of("fjordvik"))
    change = details.Change(owner.pk, details.What.ADDRESS, "", "Torget 2\n4001 Fjordvik")
    details.take_in([change], source=details.Source.BRREG, at=NOW)
    page = read(sit(KARI, NOW), "owner-about-us")
    assert "Torget 2<br>4001 Fjordvik" in page
    assert 'name="address"' not in page
