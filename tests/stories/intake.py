"""A network takes in its members' needs: Vidda, which Fjordvik leads, with Trollskogen and a third kindergarten."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from samspel.actors.models import Membership, Organisation, Unit
from samspel.kit import orgnr
from samspel.kit.seeking import sought
from samspel.needs import gathering, intake, queries, transitions
from samspel.needs import sheet as sheets
from samspel.needs.models import Need, Offer
from samspel.needs.transitions import BudgetAmount, Content
from samspel.tenancy.by import By
from tests.cast import KARI, PIA, id_of
from tests.stories import needs, networks

BJARNE = networks.BJARNE
AT = needs.when("2021", day=14)


def joined(key: str = "bjorka", person: str = "bjarne", at: datetime = AT) -> Organisation:
    """One more owner in Vidda, with a kindergarten."""
    owner = networks.newcomer(key, person)
    there = {"network_id": id_of("vidda"), "member": owner, "since": date(2022, 10, 1)}
    Membership.objects.get_or_create(**there, defaults={"consented_at": "2022-10-01T12:00Z"})
    name, first = f"{key.capitalize()} barnehage", 310_000_000 + id_of(key).int % 9_000_000
    number = next(str(one) for one in range(first, first + 30) if orgnr.is_valid(str(one)))
    told = {"name": name, "kind": "kindergarten", "owner": owner, "sought": sought(name)}
    Unit.objects.get_or_create(id=id_of(f"{key}-unit"), defaults={**told, "orgnr": number})
    return owner


def network_need(title: str = "Språk i heile nettverket") -> Need:
    """The network's own draft, with nothing in it but its title."""
    return needs.drafted(owner="vidda", title=title)


def begun(key: str = "trollskogen", by: By = PIA, title: str = "Språk i leiken") -> Need:
    """A need of an owner with nothing in it but its title."""
    owner, at = Organisation.objects.get(pk=id_of(key)), needs.when("2021")
    return transitions.draft(needs.call_of("2021"), scheme="regional", owner=owner, title=title, by=by, at=at)


def of_member(
    key: str = "trollskogen", by: By = PIA, *, title: str = "Språk i leiken", asked_nok: int = 100_000
) -> Need:
    """A member's own need with all answers, three quarters of the money its own."""
    made, owner = begun(key, by, title), Organisation.objects.get(pk=id_of(key))
    at = needs.when("2021", day=12)
    period = {"starts_on": date(2023, 8, 1), "ends_on": date(2023, 12, 31)}
    transitions.fill(made, content={**needs.WORDS, **period}, by=by, at=at)  # type: ignore[typeddict-item]
    transitions.set_units(made, unit_ids=needs.units(made), by=by, at=at)
    transitions.set_target_groups(made, groups={first_group(made): 10}, by=by, at=at)
    sign = transitions.Sign("Samtalar med barna", "1", "4", "Observasjon")
    transitions.set_indicators(made, indicators=[sign], by=by, at=at)
    transitions.invite_partner(made, partner=Organisation.objects.get(pk=id_of("hiv")), by=by, at=at)
    lines = [
        BudgetAmount(2023, "carry-out", owner.pk, asked_nok * 3 // 4),
        BudgetAmount(2023, "carry-out", id_of("hiv"), asked_nok // 4),
    ]
    transitions.set_budget(made, lines=lines, by=by, at=at)
    return queries.need_of(by, made.pk)


def first_group(need: Need) -> str:
    """One target group of the need's scheme."""
    return sheets.of(need).scheme.target_groups.codes[0]


def offered(need: Need | None = None, to: Need | None = None, by: By = PIA, at: datetime = AT) -> Offer:
    """A member's need that it has offered to the network."""
    mine = need or of_member()
    made = transitions.offer(mine, to=to or network_need(), by=by, at=at)
    return intake.offer_to(made.network_need, made.pk, by=KARI)


def taken_in(offer: Offer | None = None, by: By = KARI, at: datetime = AT) -> Offer:
    """A member's need that the network has taken in."""
    found = offer or offered()
    transitions.judge(transitions.take_in, found, by=by, at=at)
    return again(found)


def left_out(offer: Offer, reason: str = "Vi har ikkje plass i år.", by: By = KARI, at: datetime = AT) -> Offer:
    """A member's need that the network has left out."""
    transitions.judge(transitions.leave_out, offer, reason=reason, by=by, at=at)
    return again(offer)


def again(offer: Offer) -> Offer:
    """An offer as it stands now, withdrawn or not."""
    return intake.with_sum(Offer.objects.filter(pk=offer.pk)).get()


def order(need: Need) -> list[tuple[int | None, UUID, str]]:
    """What stands in the network's order: the place, the member and the state."""
    return [(one.position, one.need.owner_id, one.state) for one in intake.offers_to(need)]


def build(need: Need, taken: tuple[str, ...] = (), by: By = KARI, at: datetime = AT) -> None:
    """Fill the network's need in from what is taken in."""
    shown = gathering.difference(need, at).digest
    transitions.build(need, shown=shown, taken=taken, by=by, at=at)


def whole(network: Need, at: datetime = AT) -> Need:
    """The network's need with the answers that no member gives it."""
    sign = transitions.Sign("Samtalar med barna", "1", "4", "Observasjon")
    transitions.set_indicators(network, indicators=[sign], by=KARI, at=at)
    said: Content = {"contact_name": "Kari Fjord", "contact_email": "kari@fjordvik.example", "collective": True}
    transitions.fill(network, content=said, by=KARI, at=at)
    return queries.need_of(KARI, network.pk)


def sent(offer: Offer | None = None) -> Need:
    """The network's need, filled in from the one it took in, and handed in."""
    network_need_id = (offer or taken_in()).network_need_id
    build(queries.need_of(KARI, network_need_id))
    network = whole(queries.need_of(KARI, network_need_id))
    needs.handed_in(network)
    return queries.need_of(KARI, network.pk)
