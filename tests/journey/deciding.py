"""The third part of a story: decision and letters, acceptance, payments, reports, and the public account."""

from __future__ import annotations

from collections.abc import Mapping

from samspel.kit.money import format_nok
from tests.journey.asking import Asked
from tests.journey.somebody import Answer, Meet, Somebody
from tests.stories.decisions import ACCOUNT

REASONS: dict[str, Answer] = {
    "Regelen": "Tilskotet går til kompetanseutvikling i eininga, i partnarskap med universitet eller høgskule.",
    "Faktum": "Behovet er vurdert i alle einingane, og dei tilsette har vore med.",
    "Hovedhensyn": "Tiltaket er forankra i heile organisasjonen.",
}


def kroner(amount_nok: int) -> str:
    """An amount as pages show it, with plain spaces."""
    return " ".join(format_nok(amount_nok).split())


def drafts(caseworker: Somebody, asked: Asked, said: Mapping[str, Answer] | None = None) -> Somebody:
    """The caseworker prepares the decision: what the forum recommended, or what is said instead."""
    caseworker.goes_to("/kontor/").follows(asked.title)
    # «Gå til vedtaket» where a forum has had its say, «Forbered vedtak» where none meets.
    caseworker.follows("Forbered avvisning" if "Avvisning" in (said or {}) else "vedtak")
    caseworker.is_refused("Lagre utkastet", "Skriv hvilken regel vedtaket bygger på.")
    caseworker.fills({**REASONS, **(said or {})}).presses("Lagre utkastet").sees("Forberedt av Amir Hussain")
    return caseworker.shows("utkast")


def makes(decider: Somebody, asked: Asked) -> Somebody:
    """The decider reads the draft and makes the decision."""
    return decider.goes_to("/kontor/vedtak/").follows(asked.title).presses("Fatt vedtaket").sees("Vedtatt av Dagny Moe")


def sends(caseworker: Somebody, asked: Asked) -> Somebody:
    """The caseworker sends the decision, with a letter to each receiver."""
    return (
        caseworker.goes_to("/kontor/vedtak/").follows(asked.title).presses("Send vedtaket").sees("Sendt").shows("sendt")
    )


def decided(meet: Meet, asked: Asked, said: Mapping[str, Answer] | None = None) -> Somebody:
    """The decision prepared by one, made by another, and sent; gives the caseworker."""
    amir = drafts(meet("Amir Hussain", asked.day(4, 11)), asked, said)
    makes(meet("Dagny Moe", asked.day(4, 18)), asked).shows("vedtak")
    return sends(amir.on(asked.day(4, 19)), asked)


def accepts(receiver: Somebody, desk: str, asked: Asked) -> Somebody:
    """A receiver reads its letter, agrees to the terms and says where the money goes."""
    receiver.goes_to(f"/{desk}/vedtak/").follows(asked.title).shows("brev")
    assert receiver.fetches("Les brevet (PDF)").startswith(b"%PDF-")
    receiver.is_refused("Godta tilskuddet", "Fyll ut «Kontonummer»")
    receiver.fills({"Kontonummer": ACCOUNT, "Vi godtar vilkårene": True}).presses("Godta tilskuddet")
    return receiver.sees("Godtatt").shows("godtatt")


def pays(meet: Meet, asked: Asked, *amounts: str) -> Somebody:
    """Instalments are planned and attested by one, approved by another, handed over and confirmed."""
    astrid, per = meet("Astrid Lie", asked.day(5, 2)), meet("Per Vik", asked.day(5, 4))
    astrid.goes_to("/kontor/utbetalinger/").sees(asked.owner, asked.partner).shows("planlegging")
    ticks(astrid, "Velg", asked).fills({"Forfall": f"15.5.{asked.year}"}).presses("Planlegg de valgte")
    ticks(astrid.goes_to("?status=planned"), "Velg utbetaling 1 til", asked).presses("Attester de valgte")
    ticks(per.goes_to("/kontor/utbetalinger/?status=attested").shows("utbetaling"), "Velg utbetaling 1 til", asked)
    per.presses("Godkjenn de valgte").goes_to("?status=approved").sees("Astrid Lie", "Per Vik", *amounts)
    per.presses("Lag utbetalingsgrunnlag").goes_to("/kontor/utbetalinger/grunnlag/").shows("grunnlag")
    assert ACCOUNT in per.fetches("CSV").decode()
    ticks(per.on(asked.day(5, 22)).goes_to("/kontor/utbetalinger/?status=exported"), "Velg utbetaling 1 til", asked)
    return per.fills({"Utbetalt dato": f"16.5.{asked.year}"}).presses("Bekreft de valgte som utbetalt")


def ticks(who: Somebody, words: str, asked: Asked) -> Somebody:
    """Tick the line of each receiver."""
    return who.fills({f"{words} {name}": True for name in (asked.owner, asked.partner)})


def asks_for_reports(caseworker: Somebody) -> Somebody:
    """The caseworker asks everybody who has been given money to report, where nobody has done that yet."""
    caseworker.goes_to("/kontor/rapporter/")
    return caseworker.presses("Be om rapport for alle") if caseworker.offers("Be om rapport for alle") else caseworker


def reports(receiver: Somebody, desk: str, asked: Asked, spent_nok: int) -> Somebody:
    """A receiver tells what became of the money and hands the report in."""
    receiver.goes_to(f"/{desk}/rapporter/").follows(asked.title)
    receiver.is_refused("Lever rapporten", "Skriv hva tiltaket har ført til.")
    receiver.fills(
        {
            "Hvor mye av tilskuddet er brukt?": spent_nok,
            "Hva skal skje med penger som ikke er brukt?": "Resten blir brukt i august.",
            "Hvor mange har deltatt?": 24,
            "Hva har tiltaket ført til?": "Vi snakkar meir med barna om språk.",
            "Resultat for": "7 av 8 avdelingar",
        }
    ).shows("rapport")
    return receiver.presses("Lever rapporten").sees("Levert")


def approves(caseworker: Somebody, asked: Asked, owner: str) -> Somebody:
    """The caseworker reads the owner's report and approves it."""
    caseworker.goes_to("/kontor/rapporter/?status=submitted").sees(owner).shows("rapporter").follows(asked.title).shows(
        "levert-rapport"
    )
    return caseworker.presses("Godkjenn rapporten").sees("Godkjent")


def is_public(anybody: Somebody, asked: Asked, *amounts: str) -> None:
    """Anybody sees on the account what was given, paid and used, and the open data say the same."""
    anybody.goes_to("/pengene/").sees(asked.title, asked.owner, asked.partner, *amounts).shows("pengene")
    anybody.goes_to("/opne-data/").sees("Åpne data").shows("data")
    told = anybody.fetches("Tilskudd CSV").decode()
    assert asked.title in told
