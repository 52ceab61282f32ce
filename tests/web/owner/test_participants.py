"""Each private kindergarten and school is answered for on the page that asks, by one answer for all or by its own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samspel.actors.models import Unit
from samspel.casework.queries import as_handed_in
from samspel.needs import queries, transitions
from samspel.needs import sheet as sheets
from samspel.needs.models import Need, PrivateInvitation
from tests.cast import CHARLIE, KARI, KNUT, OfficeCast, id_of
from tests.stories import needs, private_units
from tests.stories.private_units import FIRST, TROLL, invited
from tests.web.desk import read, sit, words, write
from tests.web.owner.pages import NOW, address

PAGE = "owner-participants"
ALL = "Er private barnehager og skoler i kommunen invitert?"


def row(unit: str) -> str:
    """The name of the question about one private unit."""
    return f"invited-{id_of(unit)}"


def now(need: Need) -> Need:
    return queries.need_of(KARI, need.pk)


def test_each_is_listed_with_its_kind_and_owner_and_one_answer_is_for_all_of_them(rogaland: OfficeCast) -> None:
    private_units.known(30)
    need, client = needs.drafted("competence-boost"), sit(KARI, NOW)
    page = read(client, PAGE, need.pk)
    assert "Svar for hver av de private (31)" in page
    assert TROLL in page and FIRST in page
    assert "Solsida barnehage (barnehage, Fjordvik" not in page
    assert set(invited(need).values()) == {None}
    assert write(client, PAGE, need.pk, private_invited="ja").status_code == 302
    assert len(invited(need)) == 31 and set(invited(need).values()) == {True}
    assert not PrivateInvitation.objects.exists()
    assert '<details class="ds-details" data-variant="default" open>' not in read(client, PAGE, need.pk)


def test_one_that_is_otherwise_has_its_own_answer_and_can_go_back_to_that_of_all(rogaland: OfficeCast) -> None:
    private_units.known()
    need, client = needs.drafted("competence-boost"), sit(KARI, NOW)
    write(client, PAGE, need.pk, private_invited="ja", **{row("troll"): "nei"})
    assert invited(need) == {TROLL: False, FIRST: True}
    page = read(client, PAGE, need.pk)
    assert '<details class="ds-details" data-variant="default" open>' in page
    write(client, PAGE, need.pk, private_invited="nei", **{row("troll"): "ja"})
    assert invited(need) == {TROLL: True, FIRST: False}
    write(client, PAGE, need.pk, private_invited="nei", **{row("troll"): "alle"})
    assert set(invited(need).values()) == {False}
    assert not PrivateInvitation.objects.exists()
    assert now(need).private_invited is False


def test_a_window_saves_one_of_them_and_a_colleague_another(rogaland: OfficeCast) -> None:
    private_units.known()
    need = needs.drafted("competence-boost")
    version, other = now(need).version, f"invited-{private_units.numbered(0)}"
    told: dict[str, Any] = {}
    for by, name in ((KARI, row("troll")), (KNUT, other)):
        sent = {"endret": [name], "tab": str(uuid4()), "seq": 1, "version": version, name: "nei"}
        told = write(sit(by, NOW), "owner-autosave", need.pk, "participants", **sent).json()
        assert (told["kept"], told["stale"]) == ([name], [])
    assert told["theirs"][row("troll")] == {"who": "Kari Fjord", "sent": ["nei"], "text": "Ikke invitert"}
    assert invited(need) == {TROLL: False, FIRST: False}
    sent = {"endret": [other], "tab": str(uuid4()), "seq": 1, "version": version, other: "ja"}
    stale = write(sit(KARI, NOW), "owner-autosave", need.pk, "participants", **sent).json()
    assert (stale["kept"], stale["stale"]) == ([], [other])
    assert invited(need)[FIRST] is False


def test_without_a_script_one_chooses_between_two_answers_about_the_same_one(rogaland: OfficeCast) -> None:
    private_units.known()
    need = needs.drafted("competence-boost")
    version = str(now(need).version)
    write(sit(KARI, NOW), PAGE, need.pk, version=version, **{row("troll"): "nei"})
    answer = write(sit(KNUT, NOW), PAGE, need.pk, version=version, **{row("troll"): "ja"})
    assert answer.status_code == 422
    assert f"Invitert: {TROLL}: Dette er endret et annet sted mens du skrev." in words(answer)
    assert "Kari Fjord har skrevet noe annet her:" in words(answer)
    assert invited(need)[TROLL] is False


def test_a_kommune_without_private_units_is_told_so_and_asked_nothing(rogaland: OfficeCast) -> None:
    private_units.known(0)
    Unit.objects.filter(pk=id_of("troll")).update(closed_on=NOW.date())
    need, client = needs.drafted("competence-boost"), sit(KARI, NOW)
    page = read(client, PAGE, need.pk)
    assert "Registrene kjenner ingen private barnehager eller skoler i kommunen." in page
    assert ALL not in page
    assert write(client, PAGE, need.pk, special_reason="PPT kommer med neste år.").status_code == 302
    assert now(need).special_reason == "PPT kommer med neste år."
    shown = read(client, "owner-check", need.pk)
    assert "Registrene kjenner ingen." in shown
    assert "Private barnehager og skoler i kommunen bør være invitert" not in shown


def test_where_it_is_not_known_which_kommune_it_is_the_one_answer_is_asked_for(rogaland: OfficeCast) -> None:
    need = needs.drafted("competence-boost")
    page = read(sit(KARI, NOW), PAGE, need.pk)
    assert ALL in page
    assert "Svar for hver av de private" not in page


def test_those_of_members_of_the_network_are_with_already(rogaland: OfficeCast) -> None:
    private_units.known()
    need = needs.drafted("competence-boost", owner="vidda")
    page = read(sit(KARI, NOW), PAGE, need.pk)
    assert "Svar for hver av de private (1)" in page
    assert TROLL not in page
    assert invited(need) == {TROLL: True, FIRST: None}
    Unit.objects.exclude(pk=id_of("troll")).update(closed_on=NOW.date())
    assert "som registrene kjenner i kommunen, er med." in read(sit(KARI, NOW), PAGE, need.pk)


def test_the_check_page_the_receipt_and_the_changes_tell_of_each(rogaland: OfficeCast) -> None:
    private_units.known()
    need, client = needs.confirmed("competence-boost"), sit(KARI, NOW)
    version = now(need).version
    transitions.set_invited(need, invited={id_of("troll"): False}, version=version, by=KNUT, at=NOW)
    shown = words(client.get(address(need, "kontroll/")))
    assert f"Private som er invitert {FIRST}" in shown
    assert f"Private som ikke er invitert {TROLL}" in shown
    assert "Av 2 private barnehager og skoler er 1 ikke invitert. Skriv hvorfor." in shown
    changes = words(client.get(address(need, "endringer/")))
    assert f"Invitert: {TROLL}" in changes
    assert "Etter Ikke invitert" in changes


def test_nobody_else_answers_and_only_for_those_in_the_kommune(rogaland: OfficeCast) -> None:
    private_units.known()
    need = needs.drafted("competence-boost")
    assert write(sit(CHARLIE, NOW), PAGE, need.pk, **{row("troll"): "nei"}).status_code == 404
    answer = write(sit(KARI, NOW), PAGE, need.pk, **{row("troll"): "kanskje", row("utsyn"): "ja"})
    assert answer.status_code == 422
    assert f"Velg et av svarene under «{TROLL}»." in answer.text
    assert not PrivateInvitation.objects.exists()


def test_the_page_and_its_saving_ask_as_much_of_the_database_for_thirty_as_for_one(rogaland: OfficeCast) -> None:
    private_units.known(30)
    but_one = Unit.objects.filter(name__startswith="Eventyr").exclude(pk=private_units.numbered(0))
    but_one.update(closed_on=NOW.date())
    need, client = needs.drafted("competence-boost"), sit(KARI, NOW)

    def cost(**sent: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            answer = write(client, PAGE, need.pk, **sent) if sent else client.get(address(need, "deltakere/"))
        assert answer.status_code == (302 if sent else 200)
        return len(asked)

    few = cost(), cost(private_invited="ja", **{f"invited-{private_units.numbered(0)}": "nei"})
    but_one.update(closed_on=None)
    write(client, PAGE, need.pk, private_invited="nei", **{f"invited-{private_units.numbered(0)}": "ja"})
    names = {f"invited-{private_units.numbered(number)}": "nei" for number in range(30)}
    many = cost(), cost(private_invited="ja", **names)
    assert many == few
    assert PrivateInvitation.objects.count() == 30


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_the_list_is_of_the_day_that_the_need_is_written_or_was_handed_in(rogaland: OfficeCast, days: int) -> None:
    private_units.known()
    closed_on = needs.when("2021", day=20).date() + timedelta(days=days)
    Unit.objects.filter(pk=id_of("troll")).update(closed_on=closed_on)
    need = needs.submitted("competence-boost")
    assert (TROLL in invited(need)) is (days > 0)


def test_what_was_handed_in_names_those_that_were_on_the_list_then_whatever_the_registers_tell_later(
    rogaland: OfficeCast,
) -> None:
    private_units.known()
    need = needs.filled("competence-boost")
    transitions.fill(need, content={"private_invited": True}, by=KARI, at=NOW)
    transitions.set_invited(need, invited={private_units.numbered(0): False}, by=KARI, at=NOW)
    needs.confirm(needs.partnership(need))
    needs.handed_in(need)
    before = invited(need)
    assert before == {TROLL: True, FIRST: False}
    Unit.objects.create(
        orgnr="399999999", name="Nyopna barnehage", kind="kindergarten", kommune_number="1103", public=False
    )
    Unit.objects.filter(pk=private_units.numbered(0)).update(public=True)
    assert invited(need) == before
    made = queries.submissions(now(need))[0]
    assert {one.name: one.invited for one in as_handed_in(now(need), made).private_units or ()} == before
    assert sheets.canonical(sheets.of(now(need))) == made.content
