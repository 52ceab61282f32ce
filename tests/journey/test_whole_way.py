"""One need's way from the call to the forum's innstilling, in each scheme of rule set 2021."""

from __future__ import annotations

import pytest

from tests.journey import asking, handling
from tests.journey.asking import Asked
from tests.journey.conftest import Ground
from tests.journey.handling import written
from tests.journey.somebody import Meet
from tests.stories.forum import REASON

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("scheme", ["regional", "decentralised", "competence-boost"])
def test_a_need_travels_from_the_call_to_the_innstilling_and_a_tied_member_is_kept_out(
    ground: Ground, meet: Meet, scheme: str
) -> None:
    ground("2021")
    asked = Asked(scheme)
    meet("", asked.day(1, 9)).goes_to("/utlysninger/").follows("Tilskot til kompetanseutvikling 2023")
    kari = asking.handed_in(meet, asked)
    amir = handling.assesses(handling.opens(meet("Amir Hussain", asked.day(2, 6)), asked))
    handling.asks_for_more(amir, asked)
    handling.answers(kari.on(asked.day(2, 14)), asked)
    handling.makes_ready(amir.on(asked.day(2, 16)), asked, forum=True)
    sigrun, mona = meet("Sigrun Nes", asked.day(2, 20)), meet("Mona Sund", asked.day(3, 8))
    meeting = handling.convenes(sigrun, asked)
    canaries = [REASON, *written(251_717), *written(341_717)]
    handling.proposes(sigrun.on(asked.day(3, 8)), meeting, asked, 251_717, 90_000)
    handling.is_kept_out(mona, meeting, asked.title, *canaries)
    handling.decides_ties(sigrun, meeting, "Mona Sund", "Ulrik Berg")
    handling.holds(sigrun, meeting)
    handling.is_kept_out(mona, meeting, asked.title, *canaries)
    handling.adopts(sigrun.on(asked.day(3, 14)), meeting)
    kari.on(asked.day(3, 20)).goes_to("/eier/").sees(asked.title)
