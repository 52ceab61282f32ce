"""Who may do what with a network, and when; what is under way for it is told by a later step, through a port."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from samspel.actors.models import Network, NetworkQuestion, Organisation
from samspel.actors.networks import queries
from samspel.flow.refusal import Refusal
from samspel.flow.transition import NOT_YOURS
from samspel.kit.deadlines import oslo_day
from samspel.kit.text import readable
from samspel.tenancy.by import By, Role

Kind, What = Organisation.Kind, NetworkQuestion.What
EDITORS = frozenset({Role.OWNER_EDITOR, Role.OWNER_SIGNER})
OWNERS = frozenset({Kind.KOMMUNE, Kind.FYLKESKOMMUNE, Kind.PRIVATE_OWNER})
LONGEST_NAME, LONGEST_REASON, LONGEST_NOTICE = 120, 1_000, timedelta(days=366)
UnderWay = Callable[[UUID, datetime], Iterator[Refusal]]
ports: dict[str, UnderWay] = {}


def bind(under_way: UnderWay) -> None:
    """Let a later step tell what is under way for a network."""
    ports["under-way"] = under_way


def is_an_owner(owner: Organisation, by: By, at: datetime) -> Iterator[Refusal]:
    """Networks are formed by owners, through those who write or sign for them."""
    if by.role not in EDITORS or by.organisation_id != owner.pk:
        yield Refusal("wrong-role", str(NOT_YOURS))
    elif owner.kind not in OWNERS:
        yield Refusal("not-an-owner", _("Bare en eier kan opprette et nettverk."))


def leads(network: Network, by: By, at: datetime) -> Iterator[Refusal]:
    """Only those who write or sign for the owner that coordinates the network now."""
    if by.role not in EDITORS or not queries.coordinates(network, by.organisation_id):
        yield Refusal("wrong-role", _("Bare eieren som koordinerer nettverket, kan gjøre dette."))


def signs_for_the_lead(network: Network, by: By, at: datetime) -> Iterator[Refusal]:
    """Only the signer of the owner that coordinates the network now."""
    if by.role != Role.OWNER_SIGNER or not queries.coordinates(network, by.organisation_id):
        yield Refusal("wrong-role", _("Bare den som kan signere for eieren som koordinerer, kan gjøre dette."))


def is_active(network: Network, by: By, at: datetime) -> Iterator[Refusal]:
    """Nobody is asked for a network that has been dissolved."""
    if network.state != Network.State.ACTIVE:
        yield Refusal("dissolved", _("Nettverket er oppløst."))


def is_in_it(network: Network, by: By, at: datetime) -> Iterator[Refusal]:
    """Only the signer of an owner that is in the network, and that does not coordinate it."""
    membership = queries.membership(network, by.organisation_id, oslo_day(at))
    if by.role != Role.OWNER_SIGNER or membership is None:
        yield Refusal("wrong-role", _("Bare den som kan signere for et medlem, kan melde det ut."))
    elif membership.coordinates:
        text = _("Dere koordinerer nettverket. La en annen overta, eller oppløs nettverket, før dere går ut.")
        yield Refusal("coordinates", text)


def nothing_is_under_way(network: Network, by: By, at: datetime) -> Iterator[Refusal]:
    """A network is dissolved when nothing is under way for it."""
    yield from ports["under-way"](network.organisation_id, at)


def leads_the_asking(question: NetworkQuestion, by: By, at: datetime) -> Iterator[Refusal]:
    """A question is taken back by those who ask for the network."""
    yield from leads(question.network, by, at)


def is_asked(question: NetworkQuestion, by: By, at: datetime) -> Iterator[Refusal]:
    """An owner answers through its own signer."""
    if by.role != Role.OWNER_SIGNER or by.organisation_id != question.asked_id:
        yield Refusal("wrong-role", _("Bare den som kan signere for eieren som er spurt, kan svare."))


def is_about(what: str) -> Callable[[NetworkQuestion, By, datetime], Iterator[Refusal]]:
    """Make the guard that holds an answer to the question it is an answer to."""

    def asked(question: NetworkQuestion, by: By, at: datetime) -> Iterator[Refusal]:
        if question.what != what:
            yield Refusal("another-question", _("Dette er ikke svar på det dere er spurt om."))

    asked.__doc__ = f"The question is about «{what}»."
    return asked


def network_is_there(question: NetworkQuestion, by: By, at: datetime) -> Iterator[Refusal]:
    """Nobody joins a network that has been dissolved."""
    if question.network.state != Network.State.ACTIVE:
        yield Refusal("dissolved", _("Nettverket er oppløst."))


def is_a_member(question: NetworkQuestion, by: By, at: datetime) -> Iterator[Refusal]:
    """Only an owner that is in the network can coordinate it."""
    membership = queries.membership(question.network, question.asked_id, oslo_day(at))
    if membership is None or membership.until is not None:
        yield Refusal("no-member", _("Bare en eier som er med i nettverket, kan koordinere det."))


def does_not_lead(question: NetworkQuestion, by: By, at: datetime) -> Iterator[Refusal]:
    """The owner that coordinates a network is in it; it may dissolve it."""
    if question.what == What.JOIN and queries.coordinates(question.network, question.asked_id):
        yield Refusal("coordinates", _("Dere koordinerer nettverket, og må være med. Oppløs det om dere ikke vil."))


def name_fits(name: str) -> Iterator[Refusal]:
    """A network has a name, on one line."""
    if not name.strip():
        yield Refusal("missing", _("Skriv hva nettverket heter."), field="name")
    if len(name) > LONGEST_NAME:
        text = _("Navnet kan ha høyst %(most)d tegn.") % {"most": LONGEST_NAME}
        yield Refusal("too-long", text, field="name")
    yield from _readable(name, "name")
    if "\n" in name:
        yield Refusal("too-long", _("Skriv navnet på én linje."), field="name")


def name_is_free(owner: Organisation, name: str) -> Iterator[Refusal]:
    """An owner does not lead two networks of the same name."""
    if queries.led_by(owner.pk).filter(organisation__name__iexact=name.strip()).exists():
        yield Refusal("name-taken", _("Dere koordinerer alt et nettverk som heter det."), field="name")


def reason_is_told(reason: str) -> Iterator[Refusal]:
    """Whoever says no says why, briefly."""
    if not reason.strip():
        yield Refusal("missing", _("Skriv hvorfor."), field="reason")
    yield from reason_fits(reason)


def reason_fits(reason: str) -> Iterator[Refusal]:
    """A reason is not too long, and can be read."""
    if len(reason) > LONGEST_REASON:
        text = _("Teksten kan ha høyst %(most)d tegn.") % {"most": LONGEST_REASON}
        yield Refusal("too-long", text, field="reason")
    yield from _readable(reason, "reason")


def _readable(text: str, field: str) -> Iterator[Refusal]:
    if not readable(text):
        yield Refusal("control-character", _("Teksten har et tegn som ikke kan lagres."), field=field)


def may_be_asked(network: Network, owner: Organisation, day: date) -> Iterator[Refusal]:
    """Owners are asked that are there, and that are not in the network already."""
    told = {"owner": owner.name}
    if owner.kind not in OWNERS:
        yield Refusal("not-an-owner", _("%(owner)s er ikke en eier, og kan ikke være med.") % told, field="owner")
    if owner.closed_on is not None and owner.closed_on < day:
        yield Refusal("closed", _("%(owner)s er nedlagt.") % told, field="owner")
    if queries.membership(network, owner.pk, day) is not None:
        yield Refusal("member", _("%(owner)s er alt med i nettverket.") % told, field="owner")


def may_be_offered(network: Network, owner: Organisation, day: date) -> Iterator[Refusal]:
    """The coordination is offered to another owner that is in the network and stays."""
    membership = queries.membership(network, owner.pk, day)
    if membership is None or membership.until is not None or membership.consented_at is None:
        text = _("%(owner)s er ikke med i nettverket, eller har meldt fra om at de går ut.")
        yield Refusal("no-member", text % {"owner": owner.name}, field="owner")
    elif membership.coordinates:
        yield Refusal("coordinates", _("%(owner)s koordinerer alt.") % {"owner": owner.name}, field="owner")


def last_day_fits(last_day: date, today: date) -> Iterator[Refusal]:
    """An owner leaves from a day on that has not passed, within a year."""
    if last_day < today:
        text = _("Siste dag kan ikke være før i dag. Dere har vært med til nå.")
        yield Refusal("past", text, field="last_day")
    elif last_day > today + LONGEST_NOTICE:
        yield Refusal("far-off", _("Velg en dag innen ett år."), field="last_day")


def has_an_office(offices: list[UUID]) -> Iterator[Refusal]:
    """A network is formed at the office of its owner."""
    if not offices:
        yield Refusal("no-office", _("Vi vet ikke hvilket embete dere hører til. Skriv til Statsforvalteren."))
