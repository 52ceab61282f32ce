"""The composition of the office's forums, with a warning for each group that is missing."""

from __future__ import annotations

from samspel.forum.models import Seat
from tests.cast import AGDER, KIRSTI, MONA, ROGALAND, OfficeCast
from tests.stories import forum
from tests.web.desk import read, sit

NOW = forum.CONVENED


def test_members_and_missing_groups_are_shown_with_the_basis(rogaland: OfficeCast) -> None:
    forum.established()
    Seat.objects.filter(person_id=KIRSTI.somebody).update(until=forum.SEATED.date())
    page = read(sit(ROGALAND.caseworker, NOW), "office-forum")
    for words in ("Mona Sund", "uten stemme", "kommunen som lokal barnehagemyndighet", "mandatet for samarbeidsforum"):
        assert words in page
    assert "Kirsti Dal" not in page
    assert "Enno ikkje" not in page
    assert "har ikke satt opp noe" in read(sit(AGDER.caseworker, NOW), "office-forum")
    read(sit(MONA, NOW), "office-forum", status=403)


def test_adopted_meetings_lead_to_their_innstilling(rogaland: OfficeCast) -> None:
    line = forum.recommended()[0]
    assert f"/forum/moter/{line.meeting_id}/innstilling/" in read(sit(ROGALAND.decider, forum.ADOPTED), "office-forum")
