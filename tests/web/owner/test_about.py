"""Whoever writes a new draft is suggested as its contact, and is kept as that when the page is saved, not before."""

from __future__ import annotations

from samspel.needs import queries, transitions
from samspel.people.models import Person
from samspel.tenancy.by import By
from tests.cast import KARI, KNUT, OfficeCast
from tests.stories import needs
from tests.web.desk import read, sit, write
from tests.web.owner.pages import NOW

SUGGESTED = "Vi foreslår deg som er logget inn"


def known(by: By, name: str, email: str) -> None:
    """What we know of whoever logs in."""
    assert by.person_id
    Person.objects.filter(pk=by.person_id).update(name=name, email=email)


def test_who_is_logged_in_is_suggested_and_nothing_is_stored_until_the_page_is_saved(rogaland: OfficeCast) -> None:
    known(KARI, "Kari Fjord", "kari@fjordvik.example")
    need = needs.drafted()
    page = read(sit(KARI, NOW), "owner-about", need.pk)
    assert SUGGESTED in page
    assert 'value="Kari Fjord"' in page and 'data-suggested="kari@fjordvik.example"' in page
    assert queries.need_of(KARI, need.pk).contact_name == ""
    sent = {"title": "Språk", "contact_name": "Kari Fjord", "contact_email": "kari@fjordvik.example"}
    write(sit(KARI, NOW), "owner-about", need.pk, **sent)
    assert queries.need_of(KARI, need.pk).contact_name == "Kari Fjord"
    assert SUGGESTED not in read(sit(KARI, NOW), "owner-about", need.pk)


def test_without_a_known_address_only_the_name_is_suggested(rogaland: OfficeCast) -> None:
    known(KNUT, "Knut Nes", "")
    page = read(sit(KNUT, NOW), "owner-about", needs.drafted().pk)
    assert 'data-suggested="Knut Nes"' in page and page.count("data-suggested") == 1


def test_a_contact_that_somebody_has_written_stands_alone(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    transitions.fill(need, content={"contact_email": "post@fjordvik.example"}, by=KNUT, at=NOW)
    page = read(sit(KARI, NOW), "owner-about", need.pk)
    assert SUGGESTED not in page and "data-suggested" not in page


def test_what_was_emptied_and_sent_is_not_filled_in_behind_ones_back(rogaland: OfficeCast) -> None:
    need = needs.drafted()
    wrong = write(sit(KARI, NOW), "owner-about", need.pk, title="a" * 121, contact_name="", contact_email="")
    assert (wrong.status_code, "data-suggested" in wrong.text) == (422, False)
