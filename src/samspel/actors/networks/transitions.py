"""The acts on networks. Each holds the network while it is done, so that two never make periods that overlap."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from samspel.actors import details
from samspel.actors.models import Membership, Network, NetworkQuestion, Organisation, Place, Reach
from samspel.actors.networks import queries, rules, telling
from samspel.actors.queries import reached_offices
from samspel.actors.roles import giving
from samspel.flow.journal import Facts
from samspel.flow.reminding import once_a_day
from samspel.flow.transition import creation, lock, refuse, transition
from samspel.kit.deadlines import oslo_day
from samspel.kit.ids import new_id
from samspel.kit.text import normalised
from samspel.places import lookups
from samspel.tenancy.by import By, Role
from samspel.tenancy.models import Office

ACTIVE, DISSOLVED = Network.State.ACTIVE, Network.State.DISSOLVED
State, What = NetworkQuestion.State, NetworkQuestion.What


@creation(Network, guards=[rules.is_an_owner])
def form(owner: Organisation, *, name: str, written_form: str, by: By, at: datetime) -> Network:
    """Form a network that the owner coordinates: its signer has said yes by doing so, anybody else asks the signer."""
    offices = reached_offices(owner.pk)
    refuse(rules.name_fits(name))
    refuse([*rules.name_is_free(owner, name), *rules.has_an_office(offices)])
    office_id = office_for(owner, offices, oslo_day(at))
    pk = new_id()
    organisation = Organisation.objects.create(
        id=pk,
        ref=f"nettverk-{pk.hex}",
        name=normalised(name).strip(),
        kind=Organisation.Kind.NETWORK,
        written_form=written_form,
        synthetic=owner.synthetic,
    )
    details.write_first([organisation], source=details.Source.OWN, at=at)
    Reach.objects.create(organisation=organisation, office_id=office_id)
    network = Network.objects.create(office_id=office_id, organisation=organisation, state=ACTIVE, formed_at=at)
    signs = by.role == Role.OWNER_SIGNER
    Membership.objects.create(
        network=organisation,
        member=owner,
        coordinates=True,
        since=oslo_day(at),
        consented_at=at if signs else None,
        consented_by_id=by.person_id if signs else None,
    )
    if not signs:
        _ask(network, owner, What.JOIN, by, at)
    return network


def office_for(owner: Organisation, offices: list[UUID], day: date) -> UUID:
    """Give the office that covers the owner's kommune where the owner takes part in its cases; else the first."""
    try:
        orgnr = lookups.office_of(owner.kommune_number, day)
    except lookups.Unknown:
        orgnr = ""
    found = Office.objects.filter(pk__in=offices).order_by("name")
    return (found.filter(orgnr=orgnr).first() or found[0]).pk


@creation(NetworkQuestion, guards=[rules.leads, rules.is_active])
def ask_owner(network: Network, *, owner: Organisation, by: By, at: datetime) -> NetworkQuestion:
    """Ask an owner whether it will be in the network."""
    lock(network)
    refuse([*rules.leads(network, by, at), *rules.is_active(network, by, at)])
    refuse(rules.may_be_asked(network, owner, oslo_day(at)))
    return _ask(network, owner, What.JOIN, by, at)


@creation(NetworkQuestion, guards=[rules.signs_for_the_lead, rules.is_active])
def offer_coordination(network: Network, *, owner: Organisation, by: By, at: datetime) -> NetworkQuestion:
    """Ask a member whether it will coordinate the network from now on."""
    lock(network)
    refuse([*rules.signs_for_the_lead(network, by, at), *rules.is_active(network, by, at)])
    refuse(rules.may_be_offered(network, owner, oslo_day(at)))
    return _ask(network, owner, What.COORDINATE, by, at)


def _ask(network: Network, owner: Organisation, what: str, by: By, at: datetime) -> NetworkQuestion:
    made = NetworkQuestion.objects.create(
        office_id=network.office_id,
        network=network,
        asked=owner,
        asked_by_id=by.organisation_id,
        what=what,
        asked_at=at,
        state=State.ASKED,
    )
    telling.tell(made, reminds=False, at=at)
    return made


@transition(source=[State.ASKED], guards=[rules.leads_the_asking, rules.network_is_there, once_a_day])
def remind_owner(question: NetworkQuestion, *, by: By, at: datetime) -> None:
    """Remind an owner that has been asked and has not answered."""
    telling.tell(question, reminds=True, at=at)


@transition(
    source=[State.ASKED],
    target=State.ACCEPTED,
    guards=[rules.is_asked, rules.is_about(What.JOIN), rules.network_is_there],
)
def consent(question: NetworkQuestion, *, by: By, at: datetime) -> Facts:
    """Be in the network from today on."""
    network = _held(question)
    _answered(question, by, at)
    own = Membership.objects.filter(network_id=network.organisation_id, member_id=question.asked_id)
    last = own.order_by("-since").first()
    if last is not None and last.until is None:
        last.consented_at, last.consented_by_id = at, by.somebody
        last.save(update_fields=["consented_at", "consented_by"])
    else:
        today = oslo_day(at)
        since = max(today, last.until + timedelta(days=1)) if last and last.until else today
        Membership.objects.create(
            network_id=network.organisation_id,
            member_id=question.asked_id,
            since=since,
            consented_at=at,
            consented_by_id=by.somebody,
        )
    Reach.objects.get_or_create(organisation_id=question.asked_id, office_id=network.office_id)
    return {"network": network.organisation_id}


@transition(source=[State.ASKED], target=State.DECLINED, guards=[rules.is_asked, rules.does_not_lead])
def say_no(question: NetworkQuestion, *, reason: str, by: By, at: datetime) -> Facts:
    """Say no, and why: to being in the network, or to coordinating it."""
    refuse(rules.reason_is_told(reason))
    _answered(question, by, at)
    question.reason = normalised(reason).strip()
    return {"reason": question.reason}


@transition(source=[State.ASKED], target=State.TAKEN_BACK, guards=[rules.leads_the_asking, rules.does_not_lead])
def take_back(question: NetworkQuestion, *, by: By, at: datetime) -> None:
    """Take a question back that nobody has answered."""
    _answered(question, by, at)


@transition(
    source=[State.ASKED],
    target=State.ACCEPTED,
    guards=[rules.is_asked, rules.is_about(What.COORDINATE), rules.network_is_there, rules.is_a_member],
)
def take_over(question: NetworkQuestion, *, by: By, at: datetime) -> Facts:
    """Coordinate the network from today on; whoever did so until now is a member, and acts for it no more."""
    network = _held(question)
    _answered(question, by, at)
    now = Membership.objects.select_for_update().filter(network_id=network.organisation_id, until=None)
    before = now.get(coordinates=True)
    _turn(before, coordinates=False, day=oslo_day(at))
    _turn(now.get(member_id=question.asked_id), coordinates=True, day=oslo_day(at))
    giving.end_all(Place(network.organisation_id, None), by=by, at=at)
    return {"before": before.member_id, "after": question.asked_id}


def _turn(membership: Membership, *, coordinates: bool, day: date) -> None:
    """Let an owner begin or cease to lead from a day on: the period before it ends, unless it began that very day."""
    if membership.since is not None and membership.since >= day:
        membership.coordinates = coordinates
        membership.save(update_fields=["coordinates"])
        return
    membership.until = day - timedelta(days=1)
    membership.save(update_fields=["until"])
    Membership.objects.create(
        network_id=membership.network_id,
        member_id=membership.member_id,
        coordinates=coordinates,
        since=day,
        consented_at=membership.consented_at,
        consented_by_id=membership.consented_by_id,
    )


@transition(source=[ACTIVE], guards=[rules.is_in_it])
def leave(network: Network, *, last_day: date, by: By, at: datetime) -> Facts:
    """Go out of the network after a day; in what has been handed in by then the owner is still with."""
    refuse(rules.last_day_fits(last_day, oslo_day(at)))
    membership = queries.membership(network, by.organisation_id, oslo_day(at))
    assert membership is not None  # the guard has seen it
    membership.until = last_day
    membership.save(update_fields=["until"])
    asked = queries.questions(network).filter(asked_id=by.organisation_id, state=State.ASKED)
    for question in asked:
        say_no(question, reason="–", by=by, at=at)
    return {"member": by.organisation_id, "last_day": last_day.isoformat()}


@transition(source=[ACTIVE], target=DISSOLVED, guards=[rules.signs_for_the_lead, rules.nothing_is_under_way])
def dissolve(network: Network, *, reason: str = "", by: By, at: datetime) -> Facts:
    """Let the network end today. The owner that coordinated it last keeps its papers, and reads them on."""
    refuse(rules.reason_fits(reason))
    day = oslo_day(at)
    for question in queries.questions(network).filter(state=State.ASKED):
        call_off(question, by=by, at=at)
    others = Membership.objects.filter(network_id=network.organisation_id, coordinates=False)
    others.filter(until=None).update(until=day)
    others.filter(until__gt=day).update(until=day)
    Organisation.objects.filter(pk=network.organisation_id).update(closed_on=day)
    network.dissolved_at, network.reason = at, normalised(reason).strip()
    return {"reason": network.reason}


@transition(source=[State.ASKED], target=State.TAKEN_BACK, guards=[rules.leads_the_asking])
def call_off(question: NetworkQuestion, *, by: By, at: datetime) -> None:
    """Let a question fall because the network ends."""
    _answered(question, by, at)


def _held(question: NetworkQuestion) -> Network:
    network = question.network
    lock(network)
    return network


def _answered(question: NetworkQuestion, by: By, at: datetime) -> None:
    question.answered_at, question.answered_by_id = at, by.person_id
