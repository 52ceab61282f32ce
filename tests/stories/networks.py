"""Networks of owners: formed by Fjordvik, with others asked into them."""

from __future__ import annotations

from datetime import UTC, datetime

from samspel.actors.models import Assignment, Network, NetworkQuestion, Organisation, Reach
from samspel.actors.networks import transitions
from samspel.people.models import Person
from samspel.tenancy.by import By, Role
from tests.cast import KARI, PIA, ROGALAND, SINCE, id_of

FORMED = datetime(2023, 1, 10, 9, tzinfo=UTC)
ANSWERED = datetime(2023, 1, 12, 9, tzinfo=UTC)
BJARNE = By(id_of("bjarne"), id_of("bjorka"), None, Role.OWNER_SIGNER)


def owner(key: str) -> Organisation:
    """One of the owners in the cast."""
    return Organisation.objects.get(pk=id_of(key))


def newcomer(key: str = "bjorka", person: str = "bjarne", *, reaches: bool = True) -> Organisation:
    """An owner that nobody has worked with, with its signer; it takes part at the office, or at none."""
    made, _ = Organisation.objects.get_or_create(
        id=id_of(key), ref=key, name=f"{key.capitalize()} barnehage SA", kind="private-owner", synthetic=True
    )
    signer, new = Person.objects.get_or_create(
        id=id_of(person), subject=f"cast:{person}", name=f"{person.capitalize()} Bjørk"
    )
    if new:
        Assignment.objects.create(person=signer, organisation=made, role=Role.OWNER_SIGNER, since=SINCE)
    if reaches:
        Reach.objects.get_or_create(organisation=made, office_id=ROGALAND.office)
    return made


def shared() -> Network:
    """The network that Fjordvik and Trollskogen are in, from long ago."""
    return Network.objects.get(organisation_id=id_of("vidda"))


def formed(name: str = "Nettet i fjorden", by: By = KARI, at: datetime = FORMED) -> Network:
    """A network that Fjordvik has formed, in which it is alone."""
    return transitions.form(owner("fjordvik"), name=name, written_form="nn", by=by, at=at)


def asked(network: Network | None = None, of: Organisation | None = None, by: By = KARI) -> NetworkQuestion:
    """An owner that has been asked whether it will be in a network; Trollskogen when none is named."""
    return transitions.ask_owner(network or formed(), owner=of or owner("trollskogen"), by=by, at=FORMED)


def declined(question: NetworkQuestion, reason: str = "Vi har nok å gjere.", by: By = BJARNE) -> NetworkQuestion:
    """A question that the owner has said no to."""
    transitions.say_no(question, reason=reason, by=by, at=ANSWERED)
    return question


def many(count: int) -> list[NetworkQuestion]:
    """So many owners in the shared network, that said no and that have not answered; and questions to Fjordvik."""
    for number in range(count):
        for what in ("med", "nei", "venter"):
            key, person = f"{what}-{number}", f"{what}-{number}-signer"
            signer = By(id_of(person), id_of(key), None, Role.OWNER_SIGNER)
            question = asked(shared(), newcomer(key, person))
            if what == "med":
                transitions.consent(question, by=signer, at=ANSWERED)
            elif what == "nei":
                declined(question, by=signer)
        formed(f"Nettverk {number}")
    theirs = [
        transitions.form(owner("trollskogen"), name=f"Deira {number}", written_form="nb", by=PIA, at=FORMED)
        for number in range(count)
    ]
    return [asked(network, owner("fjordvik"), PIA) for network in theirs]
