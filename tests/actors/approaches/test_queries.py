"""Whom an owner may turn to: partners, kommunar where it is, and networks that are there to be joined."""

from __future__ import annotations

import pytest

from samspel.actors.approaches import queries
from samspel.flow.refusal import NotVisible
from tests.cast import KNUT, UNNI, VIDAR, OfficeCast
from tests.stories import networks
from tests.stories.approaches import AT, as_party
from tests.stories.networks import BJARNE, newcomer


def test_a_network_is_there_to_be_joined_once_its_own_coordinator_has_consented(rogaland: OfficeCast) -> None:
    newcomer()
    networks.formed("Eit nytt", by=KNUT)
    networks.formed("Eit anna")
    with as_party(BJARNE):
        found = [one.name for one in queries.choices(BJARNE, AT.date()) if one.what == "network"]
    assert found == ["Eit anna", "Vidda barnehagenettverk"]


def test_a_network_turns_to_nobody_and_a_partner_has_nobody_to_choose_among(rogaland: OfficeCast) -> None:
    assert queries.choices(VIDAR, AT.date()) == []
    with pytest.raises(NotVisible):
        queries.choices(UNNI, AT.date())
