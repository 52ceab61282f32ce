"""Other ends than a plain award: a departure from the innstilling, a rejection, a dismissal; and two pairs of eyes."""

from __future__ import annotations

import pytest

from samspel.actors.transitions import Given, give_role
from samspel.tenancy.by import Role
from samspel.tenancy.context import offices
from tests.cast import ROGALAND, SINCE, SYSTEM
from tests.journey import asking, calling, deciding, handling
from tests.journey.asking import Asked
from tests.journey.people import Person
from tests.journey.reader import OK, REFUSED
from tests.journey.somebody import Answer, Meet, Works
from tests.stories.calls import DRAFTED
from tests.stories.forum import REASON

pytestmark = pytest.mark.journey

DEPARTED = Asked("regional", "Språk i leiken")
REJECTED = Asked(
    "regional",
    "Leik i Trollskogen",
    signer="Pia Troll",
    owner="Trollskogen barnehage SA",
    units=("Trollskogen barnehage",),
    owner_nok=200_000,
    partner_nok=50_000,
)
DISMISSED = Asked("regional", "Matematikk ute")
WHY = "Ramma må rekke til fleire tiltak i fylket."
NOTHING = {f"{REJECTED.owner}, 2023": "0", f"{REJECTED.partner}, 2023": "0"}


def test_an_office_departs_from_the_innstilling_with_a_reason_and_rejects_what_the_forum_did_not_recommend(
    seated: None, meet: Meet, worker: Works
) -> None:
    calling.announced(meet, "2021")
    for asked in (DEPARTED, REJECTED):
        asking.handed_in(meet, asked)
        handling.prepared(meet, asked)
    recommended(meet)
    departs(meet)
    deciding.decided(meet, REJECTED, {"Avslag": True, "Råd til eieren": "Ta med fleire av dei tilsette."})
    worker()
    pia = meet("Pia Troll", REJECTED.day(4, 27)).goes_to("/eier/vedtak/").follows(REJECTED.title)
    pia.sees("Tiltaket får ikke tilskudd", REASON, "Ta med fleire av dei tilsette.")
    assert pia.fetches("Les brevet (PDF)").startswith(b"%PDF-")
    assert not pia.offers("Godta tilskuddet")
    pia.goes_to("/eier/").follows(REJECTED.title).sees_no("Trekk behovsmeldingen")
    kari = meet("Kari Fjord", DEPARTED.day(4, 27)).goes_to("/eier/vedtak/").follows(DEPARTED.title)
    kari.sees(WHY, deciding.kroner(150_000), deciding.kroner(400_000))
    public = meet("", DEPARTED.day(4, 28)).goes_to("/pengene/").sees(DEPARTED.title)
    public.sees_no(REJECTED.title)


def recommended(meet: Meet) -> None:
    """The forum recommends all of the first need and nothing of the second."""
    sigrun = meet("Sigrun Nes", DEPARTED.day(2, 20))
    meeting = handling.convenes(sigrun, DEPARTED)
    sigrun.on(DEPARTED.day(3, 8))
    handling.proposes(sigrun, meeting, DEPARTED, 300_000, 100_000)
    handling.proposes(sigrun, meeting, REJECTED, 0, 0)
    first, second = (
        ("Mona Sund i 2023-001", "Ulrik Berg i 2023-001"),
        ("Petter Eng i 2023-002", "Ulrik Berg i 2023-002"),
    )
    handling.decides_ties(sigrun, meeting, *first, *second)
    handling.holds(sigrun, meeting)
    handling.adopts(sigrun.on(DEPARTED.day(3, 14)), meeting)


def departs(meet: Meet) -> None:
    """The office gives half of what the forum recommended, and must say why."""
    half: dict[str, Answer] = {"Beløp til Fjordvik kommune i 2023": 150_000}
    amir = meet("Amir Hussain", DEPARTED.day(4, 11)).goes_to("/kontor/vedtak/").follows(DEPARTED.title)
    amir.fills({**deciding.REASONS, **half})
    amir.is_refused("Lagre utkastet", "Vedtaket er et annet enn innstillingen. Skriv hvorfor.")
    deciding.decided(meet, DEPARTED, {**half, "Hvorfor er vedtaket et annet enn innstillingen?": WHY})


def test_a_need_whose_owner_never_answers_is_dismissed(meet: Meet, worker: Works) -> None:
    calling.announced(meet, "2021")
    asking.handed_in(meet, DISMISSED)
    amir = handling.assesses(handling.opens(meet("Amir Hussain", DISMISSED.day(2, 6)), DISMISSED))
    handling.asks_for_more(amir, DISMISSED)
    amir.on(DISMISSED.day(2, 19)).goes_to("/kontor/vedtak/").sees_no(DISMISSED.title)
    kind = {"Avvisning": True, "Mangler ble ikke rettet innen fristen": True}
    deciding.decided(meet, DISMISSED, kind)
    worker()
    kari = meet("Kari Fjord", DISMISSED.day(4, 27)).goes_to("/eier/vedtak/").follows(DISMISSED.title)
    kari.sees("Behovsmeldingen er avvist", *map(str, deciding.REASONS.values()))
    kari.goes_to("/eier/").follows(DISMISSED.title).sees_no("Trekk behovsmeldingen", "Fortsett å fylle ut")
    amir.on(DISMISSED.day(4, 28)).goes_to("/kontor/").sees("Avvist")


def test_whoever_prepares_a_decision_does_not_make_it(meet: Meet) -> None:
    with offices([ROGALAND.office]):
        also = Given(ROGALAND.decider.somebody, Role.CASEWORKER, None, at_office=True, since=SINCE)
        give_role(also, office_id=ROGALAND.office, by=SYSTEM, at=DRAFTED["2026"])
    asked = Asked("collective")
    calling.announced(meet, "2026")
    asking.handed_in(meet, asked)
    handling.prepared(meet, asked, forum=False)
    dagny = Person("Dagny Moe", asked.day(4, 11)).goes_to("/kontor/vedtak/").follows(asked.title)
    dagny.fills(deciding.REASONS).presses("Lagre utkastet")
    dagny.sees("Du har vært med på å forberede vedtaket. En annen må fatte det.")
    assert not dagny.offers("Fatt vedtaket")
    dagny.insists({"act": "make"}, REFUSED).sees("Du har vært med på å forberede vedtaket")
    amir = Person("Amir Hussain", asked.day(4, 12)).goes_to("/kontor/vedtak/").follows(asked.title)
    assert not amir.offers("Fatt vedtaket")
    amir.insists({"act": "make"}, REFUSED).goes_to(amir.address, OK).sees("Forberedt av Dagny Moe", "Vedtatt av –")
