"""One need's way from the call to the public account, in each of the four schemes, by requests alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.journey import asking, calling, coming, handling, telling
from tests.journey.asking import Asked
from tests.journey.somebody import Meet, Works
from tests.stories.calls import ANNOUNCED

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("scheme", ["regional", "decentralised", "competence-boost"])
def test_a_need_travels_from_the_call_through_the_forum_to_the_public_account(
    seated: None, meet: Meet, worker: Works, scheme: str
) -> None:
    telling.the_whole(meet, worker, Asked(scheme))


def test_a_newcomer_comes_from_the_name_of_her_kommune_to_what_she_must_have_ready(seated: None, meet: Meet) -> None:
    calling.announced(meet, "2021")
    coming.from_a_name_to_the_call(meet, ANNOUNCED["2021"] + timedelta(days=30), "2021")


def test_a_need_travels_from_the_call_to_the_public_account_where_no_forum_meets(meet: Meet, worker: Works) -> None:
    calling.announced(meet, "2026")
    asked = Asked("collective", owner_nok=251_717, partner_nok=90_000)
    asking.handed_in(meet, asked)
    handling.prepared(meet, asked, forum=False)
    telling.to_the_account(meet, worker, asked)
