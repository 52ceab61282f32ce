from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.journey import asking, handling
from tests.journey.asking import Asked
from tests.journey.somebody import Meet
from tests.stories.forum import REASON


@pytest.mark.parametrize("scheme", ["regional", "decentralised", "competence-boost"])
def test_a(ground: Callable[[str], None], meet: Meet, scheme: str) -> None:
    ground("2021")
    asked = Asked(scheme)
    meet("", asked.day(1, 9)).goes_to("/utlysninger/").follows("Tilskot til kompetanseutvikling 2023").shows(
        "utlysning"
    )
    kari = asking.handed_in(meet, asked)
    amir = handling.assesses(handling.opens(meet("Amir Hussain", asked.day(2, 6)), asked))
    handling.asks_for_more(amir, asked)
    handling.answers(kari.on(asked.day(2, 14)), asked)
    handling.makes_ready(amir.on(asked.day(2, 16)), asked, forum=True)
    sigrun = meet("Sigrun Nes", asked.day(2, 20))
    meeting = handling.convenes(sigrun, asked)
    mona = meet("Mona Sund", asked.day(3, 8))
    handling.proposes(sigrun.on(asked.day(3, 8)), meeting, asked, 250_000, 90_000)
    handling.is_kept_out(mona, meeting, asked.title, REASON, "250", "340")
    handling.decides_ties(sigrun, meeting, "Mona Sund", "Ulrik Berg")
    handling.holds(sigrun, meeting)
    handling.is_kept_out(mona, meeting, asked.title, REASON, "250", "340")
    handling.adopts(sigrun.on(asked.day(3, 14)), meeting)
