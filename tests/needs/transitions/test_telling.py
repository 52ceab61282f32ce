"""Whoever has not answered is told by the worker, and reminded at most once a day by those who write for the owner."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction

from samspel.actors.models import Organisation
from samspel.actors.networks import transitions as networks
from samspel.actors.roles import mail
from samspel.calls.models import Call
from samspel.flow import outbox
from samspel.flow.models import Entry, Outbox
from samspel.flow.refusal import Refused
from samspel.kit.deadlines import closes_at
from samspel.needs import transitions
from samspel.needs.models import Need, Partnership
from samspel.needs.transitions import BudgetAmount, telling
from samspel.people.models import Person
from samspel.tenancy.by import By, Role
from samspel.tenancy.context import offices
from tests.cast import CHARLIE, KARI, KNUT, PIA, ROGALAND, UNNI, OfficeCast, id_of
from tests.stories import needs
from tests.stories import networks as stories
from tests.stories.invitations import Box

AT = needs.when("2021", day=16)
READER = By(id_of("kari"), id_of("fjordvik"), None, Role.OWNER_READER)


@pytest.fixture
def box(rogaland: OfficeCast, monkeypatch: pytest.MonkeyPatch) -> Box:
    """The e-mails that go out; Unni and Pia are those who can be reached."""
    box = Box()
    monkeypatch.setattr(mail, "carrier", box)
    for by, email in ((UNNI, "unni@hiv.example"), (PIA, "pia@trollskogen.example")):
        Person.objects.filter(pk=by.somebody).update(email=email)
    return box


def sent(kind: str, at: datetime = AT) -> int:
    """Let the worker send what waits of one kind; how many letters have gone out is in the box."""
    waiting = list(Outbox.objects.filter(kind=kind, done_at=None).order_by("put_at", "pk"))
    for message in waiting:
        outbox.handlers[kind](message, at)
        message.done_at = at
        message.save(update_fields=["done_at"])
    return len(waiting)


def codes(row: Partnership, by: By = KARI, at: datetime = AT) -> list[str]:
    """Why a partner cannot be reminded."""
    with pytest.raises(Refused) as refused:
        transitions.remind_partner(row, by=by, at=at)
    return [one.code for one in refused.value.refusals]


def test_a_partner_is_told_when_it_is_invited_and_reminded_once_a_day(box: Box) -> None:
    row = needs.partnership(needs.filled())
    assert sent(telling.KIND) == 1
    (first,) = box.sent
    assert (first.email, first.name, first.written_form) == ("unni@hiv.example", "Unni Haug", "nn")
    assert first.title == "Fjordvik kommune spør om samarbeid"
    assert f"/partner/samarbeid/{row.pk}/" in first.text and "Språk i leiken" in first.text
    assert "1.\xa0februar 2023" in first.text
    transitions.remind_partner(row, by=KNUT, at=AT)
    assert (row.state, Entry.objects.filter(act="needs.remind_partner", record_id=row.pk).count()) == ("invited", 1)
    assert codes(row, at=AT + timedelta(hours=2)) == ["reminded"]
    transitions.remind_partner(row, by=KARI, at=AT + timedelta(days=1))
    assert sent(telling.KIND) == 2
    assert [one.title for one in box.sent[1:]] == ["Fjordvik kommune ventar på svar om samarbeid"] * 2
    assert len({one.key for one in box.sent}) == 3


def test_each_letter_says_until_when_the_partner_answers_where_the_call_does(box: Box) -> None:
    row = needs.partnership(needs.filled())
    Call.objects.update(confirm_closes_at=closes_at(date(2023, 2, 15)))
    transitions.remind_partner(row, by=KARI, at=AT)
    sent(telling.KIND)
    needs.confirm(needs.partnership(row.need))
    transitions.fill(row.need, content={"measure": "Seks samlingar."}, by=KARI, at=AT)
    sent(telling.LAPSED)
    assert len(box.sent) == 3
    for letter in box.sent:
        assert "Siste dag for å svare er 15.\xa0februar 2023." in letter.text
        assert "Eigaren skal sende inn seinast 1.\xa0februar 2023." in letter.text


def test_whoever_has_answered_meanwhile_is_left_in_peace(box: Box) -> None:
    row = needs.partnership(needs.filled())
    transitions.remind_partner(row, by=KARI, at=AT)
    needs.confirm(row)
    assert sent(telling.KIND) == 2
    assert box.sent == []
    assert codes(row) == ["wrong-state"]


def test_a_partner_is_reminded_after_the_need_was_handed_in_until_something_builds_on_it(box: Box) -> None:
    need = needs.filled()
    needs.handed_in(need)
    row = needs.partnership(need)
    transitions.remind_partner(row, by=KARI, at=AT)
    Need.objects.filter(pk=need.pk).update(bound_at=AT)
    assert codes(needs.partnership(need), at=AT + timedelta(days=1)) == ["bound"]
    assert sent(telling.KIND) == 2 and box.sent == []


def lapsed(need: Need, *, at: datetime = AT) -> None:
    """The owner changes what the partner has confirmed: the measure, and right after it the partner's money."""
    transitions.fill(need, content={"measure": "Seks samlingar."}, by=KARI, at=at)
    money = [BudgetAmount(2023, "carry-out", id_of("hiv"), 50_000)]
    transitions.set_budget(need, lines=money, by=KNUT, at=at + timedelta(minutes=5))


def test_a_partner_is_told_once_that_what_it_confirmed_has_been_changed(box: Box) -> None:
    need = needs.confirmed()
    lapsed(need)
    (message,) = Outbox.objects.filter(kind=telling.LAPSED)
    assert message.due_at == AT + timedelta(minutes=10)
    assert sent(telling.LAPSED) == 1
    (letter,) = box.sent
    assert (letter.email, letter.written_form) == ("unni@hiv.example", "nn")
    assert letter.title == "Samarbeidet med Fjordvik kommune må stadfestast på nytt"
    assert "- tiltaket\n- pengane til dykk\n" in letter.text and "tidsplanen" not in letter.text
    assert f"/partner/samarbeid/{needs.partnership(need).pk}/" in letter.text and "Språk i leiken" in letter.text
    assert "1.\xa0februar 2023" in letter.text


def test_the_letter_comes_in_the_partner_s_written_form_and_a_percent_sign_stands(box: Box) -> None:
    Organisation.objects.filter(pk=id_of("hiv")).update(written_form="nb")
    need = needs.confirmed(title="20 %(owner)s % mer")
    transitions.fill(need, content={"ends_on": date(2023, 11, 30)}, by=KARI, at=AT)
    sent(telling.LAPSED)
    (letter,) = box.sent
    assert letter.title == "Samarbeidet med Fjordvik kommune må bekreftes på nytt"
    assert "«20 %(owner)s % mer»" in letter.text and "Dette er endret:\n- tidsplanen\n\n" in letter.text


def test_what_is_changed_back_is_to_be_confirmed_all_the_same_but_nothing_is_named(box: Box) -> None:
    need = needs.confirmed()
    for words in ("Seks samlingar.", needs.WORDS["measure"]):
        transitions.fill(need, content={"measure": words}, by=KARI, at=AT)
    assert sent(telling.LAPSED) == 1
    assert "på nytt" in box.sent[0].text and "Dette er endra" not in box.sent[0].text


def test_whoever_confirms_anew_meanwhile_is_left_in_peace_and_each_lapse_tells_once(box: Box) -> None:
    need = needs.confirmed()
    lapsed(need)
    needs.confirm(needs.partnership(need), at=AT + timedelta(minutes=6))
    transitions.fill(need, content={"measure": "Sju samlingar."}, by=KARI, at=AT + timedelta(minutes=7))
    first, second = Outbox.objects.filter(kind=telling.LAPSED).order_by("due_at")
    telling.on_lapsed(first, AT + timedelta(minutes=10))
    assert box.sent == []
    telling.on_lapsed(second, AT + timedelta(minutes=17))
    assert [one.key for one in box.sent] == [f"{second.key}:{UNNI.somebody}"]
    needs.confirm(needs.partnership(need), at=AT + timedelta(minutes=18))
    telling.on_lapsed(second, AT + timedelta(minutes=19))
    assert len(box.sent) == 1


@pytest.mark.parametrize("gone", [{"bound_at": AT}, {"decided_at": AT}, {"state": "withdrawn"}])
def test_a_lapse_is_not_told_when_the_answer_can_no_longer_be_given(box: Box, gone: dict[str, object]) -> None:
    need = needs.confirmed()
    lapsed(need)
    Need.objects.filter(pk=need.pk).update(**gone)
    assert (sent(telling.LAPSED), box.sent) == (1, [])


def test_a_lapse_waits_in_the_outbox_until_the_owner_has_written_on_for_a_while(box: Box) -> None:
    need = needs.confirmed()
    lapsed(need)
    message = Outbox.objects.get(kind=telling.LAPSED)
    clock = [AT + timedelta(minutes=minutes) for minutes in (11, 10, 9)]
    for letters in (0, 1, 1):
        outbox.deliver(message.pk, ROGALAND.office, now=lambda _due: clock[-1])
        clock.pop()
        assert len(box.sent) == letters


@pytest.mark.parametrize("by", [PIA, UNNI, CHARLIE, READER])
def test_nobody_else_reminds(box: Box, by: By) -> None:
    assert codes(needs.partnership(needs.filled()), by) == ["wrong-role"]


@pytest.mark.parametrize("seed", range(3))
def test_two_who_remind_at_once_are_one_reminder(real_database: str, seed: int) -> None:
    with transaction.atomic(), offices([ROGALAND.office]):
        row = needs.partnership(needs.filled())
    start = Barrier(2)

    def remind(by: By) -> str:
        start.wait()
        try:
            with transaction.atomic(), offices([ROGALAND.office]):
                transitions.remind_partner(Partnership.objects.get(pk=row.pk), by=by, at=AT)
        except Refused as refused:
            return refused.refusals[0].code
        finally:
            connection.close()
        return "sent"

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(remind, (KARI, KNUT))) == ["reminded", "sent"]
    with transaction.atomic(), offices([ROGALAND.office]):
        assert Entry.objects.filter(act="needs.remind_partner").count() == 1


def test_an_owner_that_is_asked_into_a_network_is_told_and_reminded_by_those_who_ask(box: Box) -> None:
    question = stories.asked(stories.shared(), stories.newcomer())
    Person.objects.filter(pk=stories.BJARNE.somebody).update(email="bjarne@bjorka.example")
    networks.remind_owner(question, by=KNUT, at=AT)
    for by, code in ((KNUT, "reminded"), (PIA, "wrong-role"), (stories.BJARNE, "wrong-role")):
        with pytest.raises(Refused, match=code):
            networks.remind_owner(question, by=by, at=AT)
    assert sent("network-asked") == 2
    assert [one.email for one in box.sent] == ["bjarne@bjorka.example"] * 2
    assert "Spørsmål om nettverket" in box.sent[0].title and "venter på svar" in box.sent[1].title
    assert f"/eier/nettverk/sporsmaal/{question.pk}/" in box.sent[1].text
    stories.declined(question)
    with pytest.raises(Refused, match="wrong-state"):
        networks.remind_owner(question, by=KARI, at=AT + timedelta(days=1))
