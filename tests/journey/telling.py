"""One need's way from the call to the public account, told once for plain requests and for a real browser."""

from __future__ import annotations

from collections.abc import Sequence

from tests.journey import asking, calling, deciding, handling
from tests.journey.asking import Asked
from tests.journey.handling import written
from tests.journey.somebody import Meet, Somebody, Works
from tests.stories.forum import REASON

TIES = ("Mona Sund", "Ulrik Berg")


def the_whole(meet: Meet, worker: Works, asked: Asked) -> None:
    """A need that is sent back once and answered travels the whole way under rule set 2021."""
    calling.announced(meet, "2021")
    sent_back_and_answered(meet, asking.handed_in(meet, asked), asked)
    through_the_forum(meet, asked)
    to_the_account(meet, worker, asked)


def sent_back_and_answered(meet: Meet, kari: Somebody, asked: Asked) -> None:
    """The office opens a case, asks for what is missing, gets it, and lays the case before the forum."""
    amir = handling.assesses(handling.opens(meet("Amir Hussain", asked.day(2, 6)), asked))
    handling.asks_for_more(amir, asked)
    handling.answers(kari.on(asked.day(2, 14)), asked)
    handling.makes_ready(amir.on(asked.day(2, 16)), asked, forum=True)


def through_the_forum(meet: Meet, asked: Asked, others: Sequence[Asked] = (), ties: Sequence[str] = TIES) -> None:
    """The forum recommends a little less than was asked, and a tied member is kept out until that is adopted.

    What the others are given stands in their own amounts.
    """
    sigrun, mona = meet("Sigrun Nes", asked.day(2, 20)), meet("Mona Sund", asked.day(3, 8))
    meeting = handling.convenes(sigrun, asked)
    canaries = [REASON, *written(251_717), *written(341_717)]
    handling.proposes(sigrun.on(asked.day(3, 8)), meeting, asked, 251_717, 90_000)
    for other in others:
        handling.proposes(sigrun, meeting, other, other.owner_nok, other.partner_nok, reason="Godt, men dyrt tiltak.")
    handling.is_kept_out(mona, meeting, asked.title, *canaries)
    handling.decides_ties(sigrun, meeting, *ties)
    handling.holds(sigrun, meeting)
    handling.is_kept_out(mona, meeting, asked.title, *canaries)
    handling.adopts(sigrun.on(asked.day(3, 14)), meeting)


def to_the_account(meet: Meet, worker: Works, asked: Asked) -> None:
    """An award of 251 717 and 90 000 kroner is decided by two, accepted, paid, reported on and shown to all."""
    deciding.decided(meet, asked)
    worker()
    kari = deciding.accepts(meet("Kari Fjord", asked.day(4, 27)), "eier", asked)
    unni = deciding.accepts(meet("Unni Haug", asked.day(4, 27)), "partner", asked)
    deciding.pays(meet, asked, deciding.kroner(251_717), deciding.kroner(90_000))
    worker()
    deciding.asks_for_reports(meet("Amir Hussain", asked.day(5, 2)))
    deciding.reports(kari.on(asked.day(1, 10, later=1)), "eier", asked, 240_123)
    deciding.reports(unni.on(asked.day(1, 11, later=1)), "partner", asked, 90_000)
    for receiver in (asked.owner, asked.partner):
        deciding.approves(meet("Amir Hussain", asked.day(1, 20, later=1)), asked, receiver)
    worker()
    kari.on(asked.day(1, 21, later=1)).goes_to("/eier/").follows(asked.title).shows("hele-veien")
    sums = [deciding.kroner(amount) for amount in (251_717, 240_123, 90_000)]
    deciding.is_public(meet("", asked.day(1, 21, later=1)), asked, *sums)
