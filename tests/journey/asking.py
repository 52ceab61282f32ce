"""The first part of a story: a need is filled in page by page, its partner confirms, and it is handed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tests.journey.somebody import Answer, Meet, Somebody
from tests.stories import needs
from tests.stories.needs import RULE_SET

SHORT = {
    "regional": "Regional ordning",
    "decentralised": "Desentralisert ordning",
    "competence-boost": "Kompetanseløftet",
    "collective": "Kollektiv kompetanseutvikling",
}
UNITS = {
    "regional": ["Solsida barnehage", "Nordsida barnehage"],
    "decentralised": ["Fjordskulen"],
    "competence-boost": ["Solsida barnehage", "Fjordskulen", "PPT i Fjordvik"],
    "collective": ["Solsida barnehage", "Fjordskulen"],
}
# The first of the scheme's target groups: staff in kindergartens from 2026, teachers before.
GROUP = {"collective": "Ansatte i barnehage"}
ONWARD = "Lagre og gå videre"


@dataclass(frozen=True)
class Asked:
    """A need as the people of a story know it: who asks for what, with whom."""

    scheme: str
    title: str = "Språk i leiken"
    signer: str = "Kari Fjord"
    owner: str = "Fjordvik kommune"
    units: tuple[str, ...] = ()
    owner_nok: int = 300_000
    partner_nok: int = 100_000
    partner: str = "Høgskulen i vest"

    def day(self, month: int, day: int, hour: int = 9, later: int = 0) -> datetime:
        """A moment in the budget year of the call, or in a later year."""
        found = needs.when(RULE_SET[self.scheme], month, day, hour)
        return found.replace(year=found.year + later)

    @property
    def year(self) -> int:
        """The budget year."""
        return self.day(1, 1).year


def begins(owner: Somebody, asked: Asked) -> Somebody:
    """The owner answers an open call."""
    owner.goes_to("/eier/").shows("eier").follows("Meld nytt behov").shows("nytt-behov")
    return owner.fills(
        {
            f"Hvem melder dere behov for? → {asked.owner}": True,
            f"Hvilken ordning gjelder det? → {SHORT[asked.scheme]}": True,
            "Tittel på tiltaket": asked.title,
        }
        if asked.owner == "Fjordvik kommune"
        else {f"Hvilken ordning gjelder det? → {SHORT[asked.scheme]}": True, "Tittel på tiltaket": asked.title}
    ).presses("Start")


def fills_every_page(owner: Somebody, asked: Asked) -> Somebody:
    """The owner goes through the pages one after the other, and invites the partner on the way."""
    owner.follows("Om dere og tiltaket").fills(
        {"Kontaktperson": asked.signer, "E-post til kontaktpersonen": "post@fjordvik.example"}
    ).presses(ONWARD)
    owner.fills(
        {
            "Hva har dere funnet ut om behovet?": needs.WORDS["assessment"],
            "Hva bygger vurderingen på? → Samtaler": True,
            "Hvordan har ansatte og ledere vært med?": needs.WORDS["involvement"],
        }
    ).shows("vurdering").presses(ONWARD)
    owner.fills(
        {
            "Hva skal dere gjøre?": needs.WORDS["measure"],
            "Lærer de ansatte sammen i tiltaket? → Ja": True,
            "Tema → Språk": True,
        }
    ).presses(ONWARD)
    owner.fills(participants(asked)).presses(ONWARD)
    owner.fills(
        {
            "Hva skal tiltaket føre til?": needs.WORDS["goal"],
            "Kjennetegn 1 → Hva skal bli bedre?": "Samtalar med barna om språk",
            "Kjennetegn 1 → Hvordan er det nå?": "2 av 8 avdelingar",
            "Kjennetegn 1 → Hva er målet?": "8 av 8 avdelingar",
        }
    ).presses(ONWARD)
    owner.fills({"Første dag": f"1.8.{asked.year}", "Siste dag": f"31.12.{asked.year}"}).presses(ONWARD)
    owner.fills(
        {
            "Hvordan skal dere følge opp og evaluere tiltaket?": needs.WORDS["evaluation"],
            "Får eller søker dere andre statlige midler til det samme? → Nei": True,
        }
    ).presses(ONWARD)
    owner.fills({"Hvem vil dere samarbeide med?": asked.partner}).presses("Inviter").shows("partnere")
    owner = owner.presses(ONWARD) if owner.offers(ONWARD) else owner.follows("Gå videre")
    owner.fills(
        {f"{asked.year} → {asked.owner}": asked.owner_nok, f"{asked.year} → {asked.partner}": asked.partner_nok}
    ).shows("budsjett").presses(ONWARD)
    return contributes(owner, asked) if "egenandel" in owner.address else owner


def participants(asked: Asked) -> dict[str, Answer]:
    """Who takes part, and for one scheme the others who might have."""
    answers: dict[str, Answer] = {
        f"Hvilke enheter skal delta? → {unit}": True for unit in asked.units or UNITS[asked.scheme]
    }
    answers[f"Hvor mange skal delta? → {GROUP.get(asked.scheme, 'Lærere')}"] = 24
    if asked.scheme == "competence-boost":
        answers["Er private barnehager og skoler i kommunen invitert? → Ja"] = True
    return answers


def contributes(owner: Somebody, asked: Asked) -> Somebody:
    """The owner says what it pays itself, where the scheme asks for it."""
    return owner.fills({"Egenandel": 120_000, "Hvordan dekker dere egenandelen?": "Vikarar og møtetid."}).presses(
        ONWARD
    )


def confirms(partner: Somebody, asked: Asked) -> Somebody:
    """The partner finds the request and confirms its own part."""
    partner.goes_to("/partner/").follows(asked.title).sees(asked.owner, needs.WORDS["measure"])
    if "lærerutdanningen" in partner.shows("partner").words:
        partner.fills({"Slik går erfaringene tilbake til lærerutdanningen": "Studentane er med på to samlingar."})
    return partner.presses("Bekreft vår del").sees("Bekreftet", "Svaret deres")


def submits(owner: Somebody, asked: Asked) -> Somebody:
    """The owner reads the answers through, hands the need in and gets the receipt, on the page and as PDF."""
    owner.goes_to("/eier/").follows(asked.title).follows("Kontroller og send inn").shows("kontroll")
    owner.is_refused("Send inn", "Kryss av for at opplysningene er riktige")
    owner.fills({"Opplysningene er riktige": True}).presses("Send inn")
    owner.sees("Behovsmeldingen er sendt inn", asked.title, "Sjekksum (SHA-256)").shows("kvittering")
    assert owner.fetches("Last ned kvitteringen (PDF)").startswith(b"%PDF-")
    return owner


def handed_in(meet: Meet, asked: Asked) -> Somebody:
    """The whole first part, with the university confirming; gives the owner."""
    owner = begins(meet(asked.signer, asked.day(1, 10)), asked).shows("oppgaver")
    owner = fills_every_page(owner, asked)
    confirms(meet("Unni Haug", asked.day(1, 16)), asked)
    return submits(owner.on(asked.day(1, 20)), asked)
