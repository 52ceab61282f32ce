"""What is known of an organisation is kept over time: each value with its day and its source, and nothing rewritten."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import ProgrammingError, transaction

from samspel.actors import details, transitions
from samspel.actors.models import Organisation, OrganisationDetail, Reach
from samspel.actors.transitions import Known
from samspel.flow.models import Entry
from samspel.flow.refusal import Refused
from tests.cast import CHARLIE, KARI, KNUT, ROGALAND, SYSTEM, OfficeCast, id_of

NOW = datetime(2023, 1, 20, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=30)
BJORK = Known("210000070", "Bjørka barnehage SA", "private-owner", orgnr="210000070")


def told(ref: str, what: str) -> list[tuple[str, str, date | None]]:
    """Each version of one thing, the newest first."""
    rows = details.versions(Organisation.objects.get(ref=ref))
    return [(one.value, one.source, one.since) for one in rows if one.what == what]


def register(name: str, at: datetime) -> Organisation:
    known = Known(BJORK.ref, name, BJORK.kind, orgnr=BJORK.orgnr)
    return transitions.register(known, [], office_id=ROGALAND.office, by=SYSTEM, at=at)


def test_the_first_value_has_no_beginning_and_a_new_one_keeps_the_one_before(rogaland: OfficeCast) -> None:
    register("Bjørka barnehage SA", NOW)
    register("Bjørka barnehage SA", LATER)
    assert told("210000070", "name") == [("Bjørka barnehage SA", "file", None)]
    register("Bjørka oppvekst SA", LATER)
    assert told("210000070", "name") == [
        ("Bjørka oppvekst SA", "file", date(2023, 2, 19)),
        ("Bjørka barnehage SA", "file", None),
    ]


def test_what_was_known_before_anybody_wrote_it_down_is_kept_too(rogaland: OfficeCast) -> None:
    owner = Organisation.objects.get(pk=id_of("fjordvik"))
    change = details.Change(owner.pk, details.What.NAME, owner.name, "Nye Fjordvik kommune")
    assert details.take_in([change], source=details.Source.BRREG, at=NOW) == 1
    assert told(owner.ref, "name") == [
        ("Nye Fjordvik kommune", "brreg", date(2023, 1, 20)),
        ("Fjordvik kommune", "before", None),
    ]
    owner.refresh_from_db()
    assert owner.name == "Nye Fjordvik kommune"
    assert details.names_on([owner], date(2023, 1, 19)) == {owner.pk: "Fjordvik kommune"}
    assert details.names_on([owner], date(2023, 1, 20)) == {owner.pk: "Nye Fjordvik kommune"}
    assert details.take_in([], source=details.Source.BRREG, at=NOW) == 0


def test_an_organisation_tells_what_is_its_own_and_only_its_signer_or_administrator_does(rogaland: OfficeCast) -> None:
    owner = Organisation.objects.get(pk=id_of("fjordvik"))
    values = {"written_form": "nb", "email": "post@fjordvik.example", "name": "Stortinget"}
    for by in (KNUT, CHARLIE):
        with pytest.raises(Refused, match="signere"):
            details.tell_own(owner, values, by=by, at=NOW)
    details.tell_own(owner, values, by=KARI, at=NOW)
    owner.refresh_from_db()
    assert (owner.name, owner.written_form, owner.email) == ("Fjordvik kommune", "nb", "post@fjordvik.example")
    assert told(owner.ref, "written-form") == [("nb", "own", date(2023, 1, 20)), ("nn", "before", None)]
    assert told(owner.ref, "email") == [("post@fjordvik.example", "own", date(2023, 1, 20))]
    entry = Entry.objects.get(act="actors.tell_own")
    assert (entry.record_id, entry.facts) == (owner.pk, {"changed": ["email", "written-form"]})
    details.tell_own(owner, values, by=KARI, at=NOW)
    assert Entry.objects.filter(act="actors.tell_own").count() == 1


def test_the_address_is_its_own_until_a_register_tells_it(rogaland: OfficeCast) -> None:
    owner = Organisation.objects.get(pk=id_of("fjordvik"))
    details.tell_own(owner, {"address": "Kaien 1\n4001 Fjordvik"}, by=KARI, at=NOW)
    with pytest.raises(Refused, match="høyst 400 tegn"):
        details.tell_own(owner, {"address": "x" * 401}, by=KARI, at=NOW)
    owner.refresh_from_db()
    change = details.Change(owner.pk, details.What.ADDRESS, owner.address, "Torget 2\n4001 Fjordvik")
    details.take_in([change], source=details.Source.BRREG, at=LATER)
    details.tell_own(owner, {"address": "Kaien 1"}, by=KARI, at=LATER)
    owner.refresh_from_db()
    assert owner.address == "Torget 2\n4001 Fjordvik"


def test_an_owner_that_no_office_knows_is_told_so(rogaland: OfficeCast) -> None:
    Reach.objects.filter(organisation_id=id_of("fjordvik")).delete()
    owner = Organisation.objects.get(pk=id_of("fjordvik"))
    assert [one.code for one in details.refusals(owner, by=KARI)] == ["no-office"]


def test_a_version_is_never_changed_nor_removed(rogaland: OfficeCast) -> None:
    register("Bjørka barnehage SA", NOW)
    rows = OrganisationDetail.objects.all()
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        rows.update(value="x")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        rows.delete()
