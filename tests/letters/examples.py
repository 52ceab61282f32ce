"""Invented letters: one of each kind in each language form, with every optional part in use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TypedDict

from samspel.letters.facts import (
    Answer,
    Appeal,
    AwardFacts,
    BudgetLine,
    Contact,
    DismissalFacts,
    GrantLine,
    Instalment,
    Language,
    LetterFacts,
    Measure,
    Office,
    OwnContribution,
    PreliminaryFacts,
    Reasons,
    ReceiptFacts,
    Recipient,
    Recommendation,
    RejectionFacts,
    Section,
    Signatory,
)

AT = datetime(2023, 5, 4, 9, 30, 15, tzinfo=UTC)
LANGUAGES: tuple[Language, ...] = ("nb", "nn")
TITLE = "Språkmiljø for alle barn"
OWNER = "Solgløtt barnehagedrift SA"


class Head(TypedDict):
    sender: Office
    recipient: Recipient
    our_reference: str
    your_reference: str
    contact: Contact
    copies_to: tuple[str, ...]
    demo: bool


class Decided(TypedDict):
    measure: Measure
    decided_on: date
    reasons: Reasons
    appeal: Appeal
    prepared_by: Signatory
    decided_by: Signatory


def _form(language: Language) -> Callable[[str, str], str]:
    """Give a function that picks the bokmål or the nynorsk of a pair."""
    return lambda nb, nn: nn if language == "nn" else nb


def _head(language: Language) -> Head:
    say = _form(language)
    return {
        "sender": Office(
            name=say("Statsforvalteren i Fjordfylket", "Statsforvaltaren i Fjordfylket"),
            address=("Fjordgata 1", "9999 Fjordby"),
            orgnr="314005007",
            email="post@fjordfylket.example",
            phone="99 99 99 99",
        ),
        "recipient": Recipient(OWNER, ("Bakkevegen 12", "9998 Solvik"), "310002003", "Åse Ærøy"),
        "our_reference": "2023/117",
        "your_reference": "BM-2023-0042",
        "contact": Contact("Kari Nordahl", "kari.nordahl@fjordfylket.example", "99 99 99 98"),
        "copies_to": (_college(language),),
        "demo": True,
    }


def _college(language: Language) -> str:
    return _form(language)("Høgskolen i Fjordfylket", "Høgskulen i Fjordfylket")


def _scheme(language: Language) -> str:
    return _form(language)("Regional ordning for barnehage", "Regional ordning for barnehage")


def receipt(language: Language) -> ReceiptFacts:
    """Give the receipt of a kindergarten owner's behovsmelding, with a budget over two years."""
    say, college = _form(language), _college(language)
    return ReceiptFacts(
        **_head(language),
        need_reference="BM-2023-0042",
        measure=TITLE,
        call="Lokal kompetanseutvikling 2023",
        scheme=_scheme(language),
        owner=OWNER,
        submitted_by="Åse Ærøy",
        received_at=datetime(2023, 2, 1, 21, 14, 7, tzinfo=UTC),
        sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        sections=_sections(language),
        budget=(
            BudgetLine(2023, OWNER, say("Planlegge og utvikle", "Planleggje og utvikle"), 40_000),
            BudgetLine(2023, OWNER, "Gjennomføre", 210_000),
            BudgetLine(2023, college, "Gjennomføre", 150_000),
            BudgetLine(2024, OWNER, "Gjennomføre", 180_000),
            BudgetLine(2024, college, "Evaluere", 60_000),
        ),
        has_forum_step=True,
        budget_answers=(
            Answer(
                say("Det minste tiltaket kan gjennomføres for", "Det minste tiltaket kan gjennomførast for"),
                "90 000 kr",
            ),
        ),
        late=True,
    )


def _sections(language: Language) -> tuple[Section, ...]:
    say = _form(language)
    seen = say(
        "Barn med flerspråklig bakgrunn er mindre med i leken.\nDe ansatte vil ha felles metoder.",
        "Barn med fleirspråkleg bakgrunn er mindre med i leiken.\nDei tilsette vil ha felles metodar.",
    )
    involved = say("Drøftet på tre personalmøter.", "Drøfta på tre personalmøte.")
    plan = say("Observasjon, veiledning og felles refleksjon.", "Observasjon, rettleiing og felles refleksjon.")
    return (
        Section(
            "Lokal vurdering",
            (
                Answer(say("Hva har dere sett?", "Kva har de sett?"), seen),
                Answer(
                    say("Hvordan har de ansatte vært med?", "Korleis har dei tilsette vore med?"),
                    involved,
                ),
                Answer(say("Hvilke kilder har dere brukt?", "Kva kjelder har de brukt?")),
            ),
        ),
        Section("Tiltaket", (Answer(say("Hva skal dere gjøre?", "Kva skal de gjere?"), plan),)),
    )


def _decided(language: Language) -> Decided:
    say = _form(language)
    return {
        "measure": Measure(TITLE, "BM-2023-0042", date(2023, 2, 1), OWNER, _scheme(language), 640_000),
        "decided_on": date(2023, 5, 4),
        "reasons": Reasons(
            rule=say(
                "Tilskuddet skal gå til barnehagebasert utvikling i partnerskap med universitet eller høyskole.",
                "Tilskotet skal gå til barnehagebasert utvikling i partnarskap med universitet eller høgskule.",
            ),
            facts=say(
                "Behovet er vurdert i alle fire barnehagene, og de ansatte har vært med.\n"
                "Høgskolen har bekreftet sin del av tiltaket.",
                "Behovet er vurdert i alle dei fire barnehagane, og dei tilsette har vore med.\n"
                "Høgskulen har stadfesta sin del av tiltaket.",
            ),
            considerations=say(
                "Tiltaket er forankret i hele organisasjonen, og mange barn får nytte av det.",
                "Tiltaket er forankra i heile organisasjonen, og mange barn får nytte av det.",
            ),
            basis=(
                say(
                    "Retningslinjer for tilskuddsordning for lokal kompetanseutvikling (FOR-2021-01-26-230)",
                    "Retningslinjer for tilskotsordning for lokal kompetanseutvikling (FOR-2021-01-26-230)",
                ),
            ),
        ),
        "appeal": Appeal(body="Utdanningsdirektoratet"),
        "prepared_by": Signatory("Kari Nordahl", say("seniorrådgiver", "seniorrådgjevar")),
        "decided_by": Signatory("Ola Sørbø", "utdanningsdirektør"),
    }


def _recommendation(language: Language, amount_nok: int, words: str, departure: str) -> Recommendation:
    return Recommendation("Samarbeidsforumet i Fjordfylket", date(2023, 3, 14), amount_nok, words, departure)


def award(language: Language) -> AwardFacts:
    """Give a grant for two years to an owner and its partner, lower than the forum recommended."""
    say, college = _form(language), _college(language)
    return AwardFacts(
        **_head(language),
        **_decided(language),
        recommendation=_recommendation(
            language,
            600_000,
            say("Tiltaket svarer på et behov i mange barnehager.", "Tiltaket svarar på eit behov i mange barnehagar."),
            say("Rammen for 2024 er lavere enn forumet regnet med.", "Ramma for 2024 er lågare enn forumet rekna med."),
        ),
        budget_year=2023,
        grants=(
            GrantLine(2023, OWNER, 250_000),
            GrantLine(2023, college, 150_000),
            GrantLine(2024, OWNER, 120_000),
            GrantLine(2024, college, 50_000),
        ),
        chapter_post="226.21",
        purpose=say(
            "Alle barn skal møte et rikt språkmiljø, og de ansatte skal ha felles metoder for det.",
            "Alle barn skal møte eit rikt språkmiljø, og dei tilsette skal ha felles metodar for det.",
        ),
        covers=(
            say("veiledning fra høgskolen", "rettleiing frå høgskulen"),
            say("vikar når ansatte lærer sammen", "vikar når tilsette lærer saman"),
        ),
        conditions=(
            say(
                "Tiltaket blir gjennomført slik behovsmeldingen sier.",
                "Tiltaket blir gjennomført slik behovsmeldinga seier.",
            ),
            say("Større endringer blir meldt til oss først.", "Større endringar blir melde til oss først."),
        ),
        own_contribution=OwnContribution(percent=30, base_nok=400_000, amount_nok=120_000),
        acceptance_due_on=date(2023, 6, 1),
        payment_terms=(
            say("Vi betaler ut i to deler hvert år.", "Vi betaler ut i to delar kvart år."),
            say("Pengene går til kontoen dere har oppgitt.", "Pengane går til kontoen de har oppgjeve."),
        ),
        instalments=(
            Instalment(OWNER, date(2023, 6, 15), 125_000, say("Vilkårene er godtatt", "Vilkåra er godtekne")),
            Instalment(OWNER, date(2023, 11, 15), 125_000, say("Tiltaket er i gang", "Tiltaket er i gang")),
            Instalment(college, date(2023, 6, 15), 150_000, say("Vilkårene er godtatt", "Vilkåra er godtekne")),
        ),
        reporting_due_on=date(2024, 1, 15),
    )


def rejection(language: Language) -> RejectionFacts:
    """Give a rejection that follows the forum's recommendation."""
    say = _form(language)
    return RejectionFacts(
        **_head(language),
        **_decided(language),
        recommendation=_recommendation(
            language, 0, say("Rammen rakk ikke til alle gode tiltak.", "Ramma rakk ikkje til alle gode tiltak."), ""
        ),
        would_help=(
            say(
                "En plan for hvordan de ansatte skal lære sammen.", "Ein plan for korleis dei tilsette skal lære saman."
            ),
            say("Mål som kan måles før og etter.", "Mål som kan målast før og etter."),
        ),
    )


def dismissal(language: Language) -> DismissalFacts:
    """Give a dismissal without a forum step."""
    say = _form(language)
    return DismissalFacts(
        **_head(language),
        **_decided(language),
        recommendation=None,
        can_do=(
            say("Send en ny behovsmelding ved neste utlysning.", "Send ei ny behovsmelding ved neste utlysing."),
            say("Bli med i tiltaket til kommunen.", "Ver med i tiltaket til kommunen."),
        ),
    )


def preliminary(language: Language) -> PreliminaryFacts:
    """A need that has waited a month."""
    return PreliminaryFacts(
        **_head(language), measure=_decided(language)["measure"], has_forum_step=True, expected_on=date(2023, 6, 15)
    )


MAKE: dict[str, Callable[[Language], LetterFacts]] = {
    "receipt": receipt,
    "award": award,
    "rejection": rejection,
    "dismissal": dismissal,
    "preliminary": preliminary,
}
