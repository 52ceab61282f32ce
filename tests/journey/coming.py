"""Somebody who has never been here finds the open call of her office, and what she must have ready."""

from __future__ import annotations

from datetime import datetime

from tests.journey.calling import title_of
from tests.journey.somebody import Meet

# Beside the three clicks from the name of a kommune to what must be ready: nothing but reading.
PAGES = (
    ("/ordninger/", "ordningene", "Hvem gjør hva"),
    ("/slik-melder-du/", "slik-melder-du", "Hva som skjer etterpå"),
    ("/samarbeidsforum/", "samarbeidsforum", "Hva forumet gjør, og hva det ikke gjør"),
    ("/arshjulet/", "arshjulet", "Frist for å melde behov"),
)


def from_a_name_to_the_call(meet: Meet, at: datetime, rule_set: str) -> None:
    """A newcomer types where she lives on the front page: find, the kommune, the call."""
    newcomer = meet("", at).goes_to("/").shows("forsiden")
    newcomer.fills({"Hvor holder du til?": "stavang"}).presses("Finn").shows("finn")
    newcomer.follows("Stavanger").shows("kommune").sees("Statsforvaltaren i Rogaland")
    newcomer.follows(title_of(rule_set)).shows("utlysning").sees(
        "Ha dette klart før du begynner", "Frist for å melde behov"
    )
    newcomer.goes_to("/embeter/rogaland/").shows("embete").sees("Samarbeidsforum i Rogaland", "Fjordvik kommune")
    for address, picture, words in PAGES:
        newcomer.goes_to(address).shows(picture).sees(words)
