"""The page of one unit: ten minutes, no login, two who write at once, and the staff's representative."""

from __future__ import annotations

from django.test import Client

from samspel.needs import links, transitions
from samspel.needs.models import UnitAssessment
from samspel.web import clock
from tests.cast import KARI, OfficeCast
from tests.stories import needs, units
from tests.web.desk import hidden, words

NOW = needs.when("2021", day=11)
SENT = {
    "sees": "Vi ser mykje <b>uro</b>.", "wants": "Rettleiing.", "took_part": "Alle.", "took_part_on": "4.11.2022",
    "answered_by": "Berit Bakke",
}  # fmt: skip


def browser() -> Client:
    """A browser of nobody we know."""
    client = Client()
    client.cookies[clock.COOKIE] = clock.starting_at(NOW)
    return client


def page(one: UnitAssessment, whom: str = links.UNIT) -> str:
    """The address of the unit's page."""
    return f"/vurdering/{links.token(one, whom)}/"


def test_a_unit_answers_without_login_and_gets_the_link_for_its_representative(rogaland: OfficeCast) -> None:
    one = units.asked()
    client = browser()
    first = client.get(page(one))
    assert f"Hva trenger {one.unit.name}?" in words(first)
    assert (first.headers["Cache-Control"], first.headers["Referrer-Policy"]) == ("no-store", "same-origin")
    answer = client.post(page(one), {**SENT, "version": hidden(first, "version")})
    assert answer.status_code == 302
    kept = client.get(answer.headers["Location"])
    assert "Svaret er lagret" in words(kept) and links.token(one, links.STAFF) in kept.content.decode()
    one.refresh_from_db()
    assert (one.state, one.sees) == ("answered", "Vi ser mykje <b>uro</b>.")
    assert "&lt;b&gt;uro" in client.get(page(one)).content.decode()


def test_what_is_missing_is_said_at_its_question_and_nothing_typed_is_lost(rogaland: OfficeCast) -> None:
    one = units.asked()
    answer = browser().post(page(one), {**SENT, "took_part_on": "i haust", "answered_by": ""})
    assert answer.status_code == 422
    told = answer.content.decode()
    assert "Vi ser mykje" in told and "i haust" in told and "Fyll ut «Navnet ditt»." in words(answer)
    one.refresh_from_db()
    assert one.state == "asked"


def test_the_second_of_two_who_write_sees_what_the_first_kept_and_keeps_the_own_text(rogaland: OfficeCast) -> None:
    one = units.asked()
    client = browser()
    seen = hidden(client.get(page(one)), "version")
    units.answered(one)
    answer = client.post(page(one), {**SENT, "version": seen})
    assert answer.status_code == 422
    assert units.SAID["sees"] in words(answer) and "Vi ser mykje" in answer.content.decode()
    again = client.post(page(one), {**SENT, "version": hidden(answer, "version")})
    assert again.status_code == 302


def test_the_representative_reads_and_confirms(rogaland: OfficeCast) -> None:
    one = units.asked()
    client = browser()
    assert "Du kan ikke bekrefte nå" in words(client.get(page(one, links.STAFF)))
    units.answered(one)
    first = client.get(page(one, links.STAFF))
    assert units.SAID["wants"] in words(first)
    assert client.post(page(one, links.STAFF), {"name": "", "version": hidden(first, "version")}).status_code == 422
    sent = {"name": "Tone Tillitsvald", "remark": "Bra.", "version": hidden(first, "version")}
    assert client.post(page(one, links.STAFF), sent).status_code == 302
    one.refresh_from_db()
    assert (one.confirmed_by, one.remark) == ("Tone Tillitsvald", "Bra.")


def test_a_link_that_is_no_good_tells_nothing(rogaland: OfficeCast) -> None:
    one = units.asked()
    old = page(one)
    transitions.renew_unit_link(one, by=KARI, at=NOW)
    for address in (old, "/vurdering/gjetta/"):
        answer = browser().get(address)
        assert answer.status_code == 404
        assert one.unit.name not in answer.content.decode()


def test_after_the_need_was_handed_in_the_page_shows_what_was_said(rogaland: OfficeCast) -> None:
    need = needs.confirmed()
    one = units.answered(units.asked(need))
    needs.handed_in(need)
    told = words(browser().get(page(one)))
    assert "Svaret kan ikke endres nå" in told and units.SAID["sees"] in told
    assert browser().post(page(one), SENT).status_code == 422
