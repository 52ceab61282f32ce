"""One need's way from the call to the public account, in each of the four schemes, by requests alone."""

from __future__ import annotations

import pytest

from tests.journey import asking, calling, deciding, handling
from tests.journey.asking import Asked
from tests.journey.conftest import Works
from tests.journey.handling import written
from tests.journey.somebody import Meet
from tests.stories.forum import REASON

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("scheme", ["regional", "decentralised", "competence-boost"])
def test_a_need_travels_from_the_call_through_the_forum_to_the_public_account(
    seated: None, meet: Meet, worker: Works, scheme: str
) -> None:
    calling.announced(meet, "2021")
    asked = Asked(scheme)
    kari = asking.handed_in(meet, asked)
    amir = handling.assesses(handling.opens(meet("Amir Hussain", asked.day(2, 6)), asked))
    handling.asks_for_more(amir, asked)
    handling.answers(kari.on(asked.day(2, 14)), asked)
    handling.makes_ready(amir.on(asked.day(2, 16)), asked, forum=True)
    through_the_forum(meet, asked)
    to_the_account(meet, worker, asked)


def test_a_need_travels_from_the_call_to_the_public_account_where_no_forum_meets(meet: Meet, worker: Works) -> None:
    calling.announced(meet, "2026")
    asked = Asked("collective", owner_nok=251_717, partner_nok=90_000)
    asking.handed_in(meet, asked)
    handling.prepared(meet, asked, forum=False)
    to_the_account(meet, worker, asked)


def through_the_forum(meet: Meet, asked: Asked) -> None:
    """The forum recommends a little less than was asked, and a tied member is kept out until that is adopted."""
    sigrun, mona = meet("Sigrun Nes", asked.day(2, 20)), meet("Mona Sund", asked.day(3, 8))
    meeting = handling.convenes(sigrun, asked)
    canaries = [REASON, *written(251_717), *written(341_717)]
    handling.proposes(sigrun.on(asked.day(3, 8)), meeting, asked, 251_717, 90_000)
    handling.is_kept_out(mona, meeting, asked.title, *canaries)
    handling.decides_ties(sigrun, meeting, "Mona Sund", "Ulrik Berg")
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
    deciding.approves(meet("Amir Hussain", asked.day(1, 20, later=1)), asked, asked.owner)
    worker()
    sums = [deciding.kroner(amount) for amount in (251_717, 240_123, 90_000)]
    deciding.is_public(meet("", asked.day(1, 21, later=1)), asked, *sums)
