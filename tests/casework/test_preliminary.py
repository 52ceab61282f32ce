"""A preliminary reply goes out by itself when an answer takes more than a month: once, with the day to expect one."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from samspel.calls.models import Call
from samspel.casework import preliminary, transitions
from samspel.flow.models import Entry
from samspel.flow.refusal import Refused
from samspel.kit.deadlines import OSLO
from samspel.letters.models import Letter
from samspel.letters.rendering import render
from samspel.needs import transitions as acts
from samspel.needs.models import Need
from samspel.tenancy.models import Office
from tests.cast import KARI, OfficeCast
from tests.letters.archive_pdf import words
from tests.stories import needs

LAST = datetime(2023, 2, 1, 6, tzinfo=OSLO)


def handed_in(day: date = date(2023, 1, 13)) -> Need:
    """A need that was handed in on a day."""
    need = needs.submitted()
    Need.objects.filter(pk=need.pk).update(submitted_at=datetime(day.year, day.month, day.day, 23, 30, tzinfo=OSLO))
    return Need.objects.select_related("owner", "office", "call").get(pk=need.pk)


@pytest.mark.parametrize(
    ("received", "first"),
    [
        (date(2023, 1, 13), date(2023, 2, 13)),
        (date(2023, 1, 31), date(2023, 2, 28)),
        (date(2023, 2, 28), date(2023, 3, 28)),
    ],
)
def test_it_goes_on_the_day_the_month_is_over_and_once(rogaland: OfficeCast, received: date, first: date) -> None:
    need = handed_in(received)
    morning = datetime(first.year, first.month, first.day, 6, tzinfo=OSLO)
    assert preliminary.reply_to_all(morning - timedelta(days=1)) == 0
    assert preliminary.reply_to_all(morning) == 1
    assert preliminary.reply_to_all(morning + timedelta(days=40)) == 0
    letter = Letter.objects.get(template="preliminary")
    assert (letter.recipient_id, letter.about_need_id, letter.written_form) == (need.owner_id, need.pk, "nn")
    assert letter.document.title == "Førebels svar: Språk i leiken"
    assert Entry.objects.get(act="casework.reply_preliminarily").role == "system"


def test_it_says_when_an_answer_may_be_expected_where_the_call_does(rogaland: OfficeCast) -> None:
    need = handed_in()
    preliminary.reply(need, LAST + timedelta(days=20))
    facts = Letter.objects.get(template="preliminary").facts
    assert (facts["expected_on"], facts["overdue"]) == ("2023-05-15", False)


def test_it_promises_no_day_where_the_call_has_none_and_none_that_is_gone(rogaland: OfficeCast) -> None:
    need = handed_in()
    assert not preliminary.facts_of(need, date(2023, 5, 15)).overdue
    late = preliminary.facts_of(need, date(2023, 5, 16))
    assert (late.expected_on, late.overdue) == (date(2023, 5, 15), True)
    assert "Det har vi ikke klart" in words(render(late.template, "nb", late, at=LAST))
    Call.objects.update(answer_on=None)
    need.call.refresh_from_db()
    of_old = preliminary.facts_of(need, date(2023, 5, 16))
    assert (of_old.expected_on, of_old.overdue) == (None, False)
    assert "kan ikke si ennå når dere får svar" in words(render(of_old.template, "nb", of_old, at=LAST))


def test_who_has_been_answered_or_asked_or_has_withdrawn_gets_none(rogaland: OfficeCast) -> None:
    need, later = handed_in(), LAST + timedelta(days=40)
    Need.objects.filter(pk=need.pk).update(decided_at=LAST)
    assert preliminary.reply_to_all(later) == 0
    Need.objects.filter(pk=need.pk).update(decided_at=None)
    acts.withdraw(need, reason="Vi har ikkje råd.", by=KARI, at=LAST)
    assert preliminary.reply_to_all(later) == 0
    said = preliminary.facts_of(need, later.date())
    with pytest.raises(Refused) as refused:
        transitions.reply_preliminarily(need, facts=said, content=b"%PDF-", by=preliminary.SYSTEM, at=later)
    assert [one.code for one in refused.value.refusals] == ["not-waiting"]


def test_an_office_without_an_address_keeps_no_other_waiting_and_is_tried_again(
    rogaland: OfficeCast, caplog: pytest.LogCaptureFixture
) -> None:
    need = handed_in()
    address = need.office.address
    Office.objects.filter(pk=need.office_id).update(address="")
    assert preliminary.reply_to_all(LAST + timedelta(days=40)) == 0
    assert "no preliminary reply" in caplog.text
    Office.objects.filter(pk=need.office_id).update(address=address)
    assert preliminary.reply_to_all(LAST + timedelta(days=41)) == 1
