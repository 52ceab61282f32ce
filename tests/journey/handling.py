"""The second part of a story: the office prepares the case, and the forum puts it in order under the frame."""

from __future__ import annotations

from tests.journey.asking import ONWARD, Asked
from tests.journey.somebody import Answer, Meet, Somebody
from tests.stories.casework import ASSESSMENT
from tests.stories.forum import REASON

MISSING = "Skriv kven av dei tillitsvalde som har vore med."
ANSWER = "Drøfta på personalmøte 12. oktober, med tillitsvalde frå begge einingane."
WHY_TIED = "Arbeider hos ein part."


def opens(caseworker: Somebody, asked: Asked) -> Somebody:
    """The caseworker finds the need in the inbox and opens a case."""
    return caseworker.goes_to("/kontor/").sees(asked.owner).shows("innboks").follows(asked.title).presses("Åpne sak")


def assesses(caseworker: Somebody) -> Somebody:
    """The caseworker writes what the office makes of the need."""
    caseworker.fills({"Hva mener embetet om behovet?": ASSESSMENT})
    return caseworker.presses("Lagre vurderingen").sees("Lagre vurderingen")


def asks_for_more(caseworker: Somebody, asked: Asked) -> Somebody:
    """The caseworker sends the need back with what is missing and a day to answer by."""
    caseworker.is_refused("Send tilbake til eieren", "Fyll ut «Hva mangler?»")
    caseworker.fills({"Hva mangler?": MISSING, "Siste dag for svar": f"20.2.{asked.year}"})
    return caseworker.presses("Send tilbake til eieren").sees("20. februar").shows("tilleggsopplysninger")


def answers(owner: Somebody, asked: Asked) -> Somebody:
    """The owner reads what is missing, supplies it, and hands the need in again."""
    owner.goes_to("/eier/").sees("Innen 20. februar").follows(asked.title).sees(MISSING, "Svar innen 20. februar")
    owner.shows("sendt-tilbake").follows("Behovet og hvordan det er vurdert")
    owner.fills({"Hvordan har ansatte og ledere vært med?": ANSWER}).presses(ONWARD)
    owner.goes_to("/eier/").follows(asked.title).follows("Kontroller og send inn").sees(ANSWER)
    return owner.fills({"Opplysningene er riktige": True}).presses("Send inn").sees("Behovsmeldingen er sendt inn")


def makes_ready(caseworker: Somebody, asked: Asked, *, forum: bool) -> Somebody:
    """The caseworker lays the case before the forum, or makes it ready for decision where there is no forum."""
    caseworker.goes_to("/kontor/").follows(asked.title).shows("sak")
    other = "Gjør klar for vedtak" if forum else "Legg fram for forumet"
    return caseworker.sees_no(other).presses("Legg fram for forumet" if forum else "Gjør klar for vedtak").sees("Klar")


def prepared(meet: Meet, asked: Asked, *, forum: bool = True) -> Somebody:
    """A case from the inbox to ready, without asking for more."""
    caseworker = assesses(opens(meet("Amir Hussain", asked.day(2, 6)), asked))
    return makes_ready(caseworker.on(asked.day(2, 13)), asked, forum=forum)


def convenes(secretary: Somebody, asked: Asked) -> str:
    """The secretary calls the forum together; gives the address of the meeting."""
    secretary.goes_to("/forum/").follows("Kall inn til møte").fills({"Møtedag": f"8.3.{asked.year}"})
    secretary.presses("Kall inn til møte").sees("Arbeidsside", asked.title, "ikke avgjort").shows("innkalt")
    return secretary.address.removesuffix("arbeid/")


def written(amount_nok: int) -> list[str]:
    """Every way in which an amount of six figures may be written on a page or in a file."""
    figures = str(amount_nok)
    return [figures, *(f"{figures[:3]}{space}{figures[3:]}" for space in (" ", "\u00a0", "\u202f", "&nbsp;", "."))]


def is_kept_out(member: Somebody, meeting: str, title: str, *canaries: str) -> None:
    """A tied member sees that there is a case, and nothing of how it is handled, on any page, file or address."""
    member.goes_to(meeting).sees("Du er ugild i noen av sakene", title).sees_no(*canaries).shows("ugild")
    for file in ("?format=csv", "?format=json"):
        told = member.file(meeting + file).decode()
        assert [canary for canary in canaries if canary in told] == []
    member.follows(title).sees("Du er ugild i denne saken").sees_no(*canaries).shows("ugild-sak")
    for closed in ("arbeid/", "ugildhet/"):
        member.goes_to(meeting + closed, status=403).sees_no(title, *canaries)
    member.goes_to(f"{meeting}innstilling/", status=404).sees_no(title, *canaries)


def decides_ties(secretary: Somebody, meeting: str, *tied: str) -> Somebody:
    """The body decides that each member named is tied in each case named; the secretary writes it down."""
    secretary.goes_to(f"{meeting}ugildhet/").sees(*(name.split(" i ")[0] for name in tied)).shows("ugildhet")
    choices: dict[str, Answer] = {f"Avgjørelse for {name}": "Ugild" for name in tied}
    present: dict[str, Answer] = dict.fromkeys(("Kirsti Dal", "Lars Lund", "Pernille Bakke"), True)
    secretary.fills(choices | present)
    return secretary.fills({"Forumets grunn": WHY_TIED}).presses("Før opp avgjørelsene").sees("Avgjort", WHY_TIED)


def proposes(
    secretary: Somebody, meeting: str, asked: Asked, owner_nok: int, partner_nok: int, *, reason: str = REASON
) -> Somebody:
    """The forum proposes an amount for each receiver, with its reason and the criteria that are met."""
    secretary.goes_to(f"{meeting}arbeid/").follows(asked.title)
    amounts: dict[str, Answer] = {
        f"{asked.owner}, {asked.year}": owner_nok,
        f"{asked.partner}, {asked.year}": partner_nok,
    }
    reasons: dict[str, Answer] = {"Forumets grunn": reason, "Kriterier som tiltaket oppfyller → Tiltaket får": True}
    return secretary.fills(amounts | reasons).shows("forslag").presses("Lagre forslaget").sees("Skrevet")


def holds(secretary: Somebody, meeting: str) -> Somebody:
    """The meeting is held, with everybody there."""
    return secretary.goes_to(f"{meeting}arbeid/").presses("Før møtet som holdt")


def adopts(secretary: Somebody, meeting: str) -> Somebody:
    """The forum adopts its innstilling, which is then there to read."""
    secretary.goes_to(f"{meeting}arbeid/").shows("arbeidsside")
    secretary.is_refused("Vedta innstillingen", "Fyll ut «Enighet og dissens»")
    secretary.fills({"Enighet og dissens": "Forumet er samla om innstillinga."}).presses("Vedta innstillingen")
    return secretary.goes_to(f"{meeting}innstilling/").sees("Forumet er samla", REASON).shows("innstilling")
