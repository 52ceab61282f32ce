"""The journal in plain words: every act that people are told of exists, and none tells what is kept from them."""

from __future__ import annotations

from datetime import UTC, datetime

from django.urls import get_resolver
from django.utils import translation

from samspel.flow.models import Entry
from samspel.flow.transition import acts
from samspel.web import history

AT = datetime(2023, 2, 7, 9, tzinfo=UTC)
KEPT = {"forum.propose", "forum.reorder", "forum.find_tie", "forum.declare_tie", "forum.uphold_tie", "forum.reject_tie"}


def entry(act: str, **facts: object) -> Entry:
    return Entry(act=act, at=AT, facts=facts)


def test_every_act_that_is_told_is_an_act() -> None:
    get_resolver().url_patterns  # noqa: B018  loads every step
    assert set(history.ACTS) - set(acts) == set()


def test_nothing_is_told_of_how_the_forum_handles_a_case() -> None:
    assert set(history.ACTS) & KEPT == set()
    assert history.events([entry(act, reason="KANARIFUGL") for act in KEPT]) == []


def test_an_entry_tells_deadline_reason_ground_and_journal_number() -> None:
    sent = entry("needs.send_back", reason="Skriv meir.", answer_by="2023-02-21T00:00:00+01:00")
    sent.journal_number, sent.journal_year = 4, 2023
    closed = entry("casework.close_as_dismissed", ground="no-answer", basis="x")
    with translation.override("nn"):
        first, second = history.events([sent, closed])
    assert first.what == "Behovsmeldinga vart send tilbake til eigaren"
    assert first.text.replace("\xa0", " ") == (
        "Svarfrist: 20. februar 2023 kl. 23.59. Skriv meir. Journalnummer 2023/4."
    )
    assert second.text == "Manglar vart ikkje retta innan fristen."


def test_who_did_it_is_named_as_far_as_it_was_read() -> None:
    one = entry("needs.submit")
    one.who, one.for_whom = "Kari Fjord", "Fjordvik kommune"  # type: ignore[attr-defined]
    (event,) = history.events([one])
    assert (event.who, event.at) == ("Kari Fjord, Fjordvik kommune", AT)
    assert history.events([entry("needs.submit")])[0].who == ""
