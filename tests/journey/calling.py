"""The beginning of a story: the office drafts a call with its frames and announces it."""

from __future__ import annotations

from datetime import timedelta

from tests.journey.somebody import Answer, Meet, Somebody
from tests.stories.calls import ANNOUNCED, BUDGET_YEAR, DRAFTED, WORDS

# A part of the rule set's name on the page, and the short names of its schemes.
RULES = {"2021": "Regional ordning", "2026": "Kollektiv kompetanseutvikling"}
# The chapter and post that each scheme's money comes from.
POSTS = {
    "2021": {"Regional ordning": "231.21", "Desentralisert ordning": "226.21", "Kompetanseløftet": "226.21"},
    "2026": {RULES["2026"]: "226.21"},
}


def title_of(rule_set: str) -> str:
    """What the call is called."""
    return f"Tilskot til kompetanseutvikling {BUDGET_YEAR[rule_set]}"


def drafts(office: Somebody, rule_set: str) -> Somebody:
    """The office begins a call and writes what it says."""
    year = BUDGET_YEAR[rule_set]
    office.goes_to("/kontor/utlysninger/").follows("Ny utlysning")
    office.fills({"Tittel": title_of(rule_set), "Kjenning i adressen": f"behov-{year}", "Budsjettår": year})
    office.fills({"Regelsett": RULES[rule_set]}).presses("Lag utkast")
    said: dict[str, Answer] = {
        "Målet med tilskuddet": WORDS["goal"],
        "Hvem tilskuddet er for": WORDS["target_group"],
        "Kriterier": WORDS["criteria"],
        "Slik melder du behov": WORDS["how"],
        "Siste dag for å melde behov": f"1.2.{year}",
        "Frist for å rapportere": f"15.1.{year + 1}",
        "Lengste varighet i år": 3,
        "Hjemmel": WORDS["legal_basis"],
        "Kontakt": WORDS["contact"],
    }
    office.fills({"Hjemmel": ""}).presses("Lagre").sees("Dette mangler før utlysningen kan kunngjøres")
    return office.follows("Endre teksten").fills(said).presses("Lagre")


def frames(office: Somebody, rule_set: str, amount_nok: int = 1_000_000) -> Somebody:
    """The office puts money into the frame of each scheme for the budget year."""
    for scheme, post in POSTS[rule_set].items():
        office.fills({"Ordning": scheme, "Kapittel og post": post, "Beløp": amount_nok}).presses("Lagre ramme")
    return office.sees("1 000 000 kr")


def announced(meet: Meet, rule_set: str) -> Somebody:
    """The whole beginning, by the one who may announce; a passer-by then reads the call."""
    dagny = drafts(meet("Dagny Moe", DRAFTED[rule_set]), rule_set)
    frames(dagny, rule_set).on(ANNOUNCED[rule_set]).goes_to(dagny.address)
    dagny.shows("utkast-utlysning").presses("Kunngjør nå").sees("Kunngjort", "Regler per")
    anybody = meet("", ANNOUNCED[rule_set] + timedelta(hours=1)).goes_to("/utlysninger/")
    return anybody.follows(title_of(rule_set)).sees(WORDS["goal"]).shows("utlysning")
