"""What the form of each page sends when it is filled in, and where each page is."""

from __future__ import annotations

from samspel.needs.models import Need
from tests.cast import id_of
from tests.stories import needs

NOW = needs.when("2021", day=18)
FILLED: dict[str, dict[str, object]] = {
    "about": {"title": "Språk i leken", "contact_name": "Kari Fjord", "contact_email": "kari@fjordvik.example"},
    "assessment": {
        "assessment": "Vi er usikre.",
        "assessment_sources": ["survey", "plan", "other"],
        "own_source": "Foreldremøte.",
        "involvement": "På personalmøte i oktober.",
        "involved_on": "19.10.2022",
        "anchoring": "Vedtak om språk.",
        "anchoring_ref": "sak 14/22",
        "plan_fit": "in-plan",
        "plan_link": "Språk er en hovedlinje.",
    },
    "measure": {"measure": "Fire samlinger.", "collective": "ja", "themes": ["language"], "sami": "Joik i leken."},
    "participants": {"units": [str(id_of("solsida"))], "group-teachers": "1 200", "group-leaders": ""},
    "goals": {
        "goal": "Mer språk.",
        "what-1": "Samtaler",
        "measured_in-1": "percent",
        "baseline-1": "25",
        "target-1": "100",
        "measured_how-1": "Vi teller.",
        "measured_by-1": "Styreren",
    },
    "timetable": {"starts_on": "1. august 2023", "ends_on": "31.12.2023", "milestones": "Uke 36: oppstart."},
    "follow-up": {
        "evaluation": "Hvert halvår.",
        "other_money": "ja",
        "other_money_what": "Språkløyper.",
        "other_money_nok": "60\u00a0000",
        "other_counties": "ja",
        "other_counties_what": "I Agder.",
    },
}


def money(year: int = 2023, recipient: str = "fjordvik", category: str = "carry-out") -> str:
    """The name of the question about one amount."""
    return f"budget-{category}-{year}-{id_of(recipient)}"


def address(need: Need, part: str = "") -> str:
    """The address of a page of a need."""
    return f"/eier/behov/{need.pk}/{part}"
