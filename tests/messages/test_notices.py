"""Who is told that a message is there, and that nothing of it is told."""

from __future__ import annotations

from datetime import datetime

import pytest

from samspel.flow.models import Outbox
from samspel.messages import notices
from samspel.messages.notices import NoChannel, Notice, Unbound
from samspel.people.models import Person
from tests.cast import KARI, KNUT, ROGALAND, OfficeCast
from tests.config.everybody import PRIVATE
from tests.config.world import people
from tests.stories import messages

AT = messages.WRITTEN


class Told:
    """A channel that remembers."""

    def __init__(self) -> None:
        self.notices: list[Notice] = []

    def tell(self, notice: Notice, at: datetime) -> None:
        self.notices.append(notice)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Notice]:
    channel = Told()
    monkeypatch.setattr(notices, "channel", channel)
    return channel.notices


def test_the_office_is_told_in_its_own_form_and_nothing_of_what_was_written(
    rogaland: OfficeCast, told: list[Notice]
) -> None:
    messages.begun("Hemmeleg emne", "Hemmeleg tekst")
    notices.send(Outbox.objects.get(), AT)
    (notice,) = told
    assert (notice.email, notice.written_form) == ("post@rogaland.example", "nn")
    assert notice.text == "Det ligg ei ny melding til embetet i Samspel. Logg inn for å lese henne."
    assert "Hemmeleg" not in str(notice)


def test_those_who_write_for_the_party_are_told_where_they_have_an_address(
    rogaland: OfficeCast, told: list[Notice]
) -> None:
    Person.objects.filter(pk=KNUT.somebody).update(email="knut@fjordvik.example")
    messages.begun_by_office("Hemmeleg emne", "Hemmeleg tekst")
    notices.send(Outbox.objects.get(), AT)
    assert [(notice.name, notice.email) for notice in told] == [("Knut Strand", "knut@fjordvik.example")]
    assert "Statsforvaltaren i Rogaland" in told[0].text
    assert "Hemmeleg" not in str(told)


def test_who_may_not_log_in_any_more_is_not_told(rogaland: OfficeCast, told: list[Notice]) -> None:
    for by in (KARI, KNUT):
        Person.objects.filter(pk=by.somebody).update(email="x@fjordvik.example", is_active=by is KARI)
    messages.answered(messages.begun(), by=ROGALAND.decider)
    notices.send(Outbox.objects.get(payload={"to": "party"}), AT)
    assert [notice.name for notice in told] == ["Kari Fjord"]


def test_a_private_person_is_told_where_there_is_an_address(rogaland: OfficeCast, told: list[Notice]) -> None:
    people()
    messages.answered(messages.begun(by=PRIVATE))
    to_person = Outbox.objects.get(payload={"to": "party"})
    notices.send(to_person, AT)
    assert told == []
    Person.objects.filter(pk=PRIVATE.somebody).update(email="ine@oving.example")
    notices.send(to_person, AT)
    assert [(notice.name, notice.written_form) for notice in told] == [("Ine Privat", "nn")]


def test_without_a_channel_nobody_is_told() -> None:
    with pytest.raises(NoChannel):
        Unbound().tell(Notice("k", "n", "e", "nb", "t", "t"), AT)
