"""The owner's writers are told by e-mail that a partner said no, with its reason, unless that is so no more."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from samspel.actors.models import Organisation
from samspel.actors.roles import mail
from samspel.flow import outbox
from samspel.flow.models import Outbox
from samspel.needs import transitions
from samspel.needs.models import Partnership
from samspel.needs.transitions import declined_telling
from samspel.people.models import Person
from tests.cast import KARI, KNUT, UNNI, OfficeCast
from tests.stories import needs
from tests.stories.invitations import Box

AT = needs.when("2021", day=16)
WHY = "Vi har ikkje folk til dette."


@pytest.fixture
def box(rogaland: OfficeCast, monkeypatch: pytest.MonkeyPatch) -> Box:
    """The e-mails that go out; Kari signs and Knut writes for the owner, and both can be reached."""
    box = Box()
    monkeypatch.setattr(mail, "carrier", box)
    for by, email in ((KARI, "kari@fjordvik.example"), (KNUT, "knut@fjordvik.example")):
        Person.objects.filter(pk=by.somebody).update(email=email)
    return box


def deliver() -> int:
    """Let the worker do what waits."""
    waiting = list(Outbox.objects.filter(kind=declined_telling.KIND, done_at=None).order_by("put_at", "pk"))
    for message in waiting:
        outbox.handlers[message.kind](message, AT)
        message.done_at = AT
        message.save(update_fields=["done_at"])
    return len(waiting)


def declined(row: Partnership, at: datetime = AT) -> Partnership:
    """A partner that said no."""
    transitions.decline(row, reason=WHY, by=UNNI, at=at)
    return row


@pytest.mark.parametrize(
    ("form", "title"),
    [("nb", "Høgskulen i vest har takket nei til samarbeid"), ("nn", "Høgskulen i vest har takka nei til samarbeid")],
)
def test_all_who_write_for_the_owner_read_who_said_no_and_why_in_its_written_form(
    box: Box, form: str, title: str
) -> None:
    row = needs.partnership(needs.filled())
    Organisation.objects.filter(pk=row.need.owner_id).update(written_form=form)
    declined(row)
    assert deliver() == 1
    assert {one.email for one in box.sent} == {"kari@fjordvik.example", "knut@fjordvik.example"}
    letter = box.sent[0]
    assert (letter.title, letter.written_form) == (title, form)
    assert "«Språk i leiken»" in letter.text and "Grunnen står i Samspel." in letter.text and WHY not in letter.text
    assert letter.text.endswith(f"/eier/behov/{row.need_id}/partnere/")


def test_nobody_is_told_of_a_no_of_a_partner_that_has_been_asked_anew_or_of_a_need_that_is_gone(box: Box) -> None:
    row = declined(needs.partnership(needs.filled()))
    transitions.invite_again(row, by=KARI, at=AT)
    assert (deliver(), box.sent) == (1, [])
    declined(row, AT + timedelta(hours=1))
    transitions.withdraw(row.need, reason="Nei", by=KARI, at=AT)
    assert (deliver(), box.sent) == (1, [])


def test_a_no_is_told_once_where_it_was_said_again_before_the_letter_went(box: Box) -> None:
    row = declined(needs.partnership(needs.filled()))
    transitions.invite_again(row, by=KARI, at=AT)
    declined(row, AT + timedelta(minutes=5))
    assert deliver() == 2
    assert len(box.sent) == 2  # one letter to each of the two who write


def test_once_the_need_is_sent_the_letter_leads_to_who_has_answered(box: Box) -> None:
    row = declined(needs.partnership(needs.submitted()))
    deliver()
    assert box.sent and all(one.text.endswith(f"/eier/behov/{row.need_id}/parter/") for one in box.sent)
    assert "spørre en annen partner" not in box.sent[0].text
