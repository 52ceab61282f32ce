"""What functions give whoever asks, that stand beside the lists: worklists, a need's history, roles, systems, intakes.

Most count what a page has found for somebody before; here they are asked alone, as if no page had looked.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable
from datetime import UTC, datetime, timedelta
from functools import partial

from django.db.models import Model

from samspel.actors.models import Assignment, ClientQuestion, Membership, NetworkQuestion, Organisation, SystemClient
from samspel.actors.roles import clients, giving
from samspel.casework.models import Case
from samspel.decisions.models import Acceptance, Decision
from samspel.followup.models import Report
from samspel.journey import disclosure, worklists
from samspel.journey.worklists import Kind
from samspel.needs import intake, membership
from samspel.needs import sheet as sheets
from samspel.needs.models import Need, Offer, Participation
from samspel.payments.models import Instalment
from samspel.tenancy.by import OWNER, PARTNER, By, Role
from samspel.tenancy.context import offices
from tests.cast import AGDER, ROGALAND, id_of
from tests.config.everybody import AT, EVERYBODY, NATION, OFFICE, OTHER, OWN, OWNERS, PARTNERS, those
from tests.config.world import World
from tests.proof.seen import NOBODY, THERE, Seen, after, always, of, the, told

THE_DAY_BEFORE = AT.date() - timedelta(days=1)
WRITING = datetime(2023, 1, 15, 9, tzinfo=UTC)


def come_as(roles: Container[Role]) -> frozenset[str]:
    return frozenset(name for name in THERE if EVERYBODY[name].by.role in roles)


def at(organisation: str) -> frozenset[str]:
    return frozenset(name for name in THERE if EVERYBODY[name].by.organisation_id == id_of(organisation))


ALL_OWNERS = come_as(OWNER)
ALL_PARTNERS = come_as(PARTNER)
ALL_OFFICES = those("office", OWN, OTHER)
ADMINS: dict[Hashable, frozenset[str]] = {
    ref: at(ref) & come_as({Role.OWNER_ADMIN}) for ref in ("fjordvik", "trollskogen")
}
AT_TROLLSKOGEN = at("trollskogen") & ALL_OWNERS - {"vidar"}
IN_VIDDA = OWNERS | AT_TROLLSKOGEN


def change(rows: type[Model], was: str = "", **values: object) -> Callable[[], object]:
    """Let all records of a kind be otherwise, or those in one state."""
    among = {"state": was} if was else {}
    return lambda: rows._default_manager.filter(**among).update(**values)


def waits(by: By, world: World, at: datetime = AT) -> set[Hashable]:
    return {(one.kind, one.count) for one in worklists.waiting(by, at)}


def found(by: By, world: World) -> set[Hashable]:
    return {one.kind for one in worklists.waiting(by, AT)}


def history(by: By, world: World) -> set[Hashable]:
    return {(one.act, one.record_id) for one in disclosure.history(by, the(world, "need"))}


def answers_awaited() -> None:
    """Fjordvik and the university are asked to answer conditions."""
    rejection = Decision.objects.exclude(pk__in=Acceptance.objects.values("decision_id"))[0]
    for ref in ("fjordvik", "hiv"):
        Acceptance.objects.create(
            decision=rejection, recipient_id=id_of(ref), office_id=ROGALAND.office, answer_on=AT.date(), state="awaited"
        )


def systems_let_in() -> None:
    """A system of Fjordvik's and one of Trollskogen's; each has asked something."""
    with offices([ROGALAND.office]):
        for ref, (admin,) in ADMINS.items():
            by = EVERYBODY[admin].by
            made = clients.make_client(id_of(str(ref)), name=str(ref), writes=True, last_day=AT.date(), by=by, at=AT)
            ClientQuestion.objects.create(client=made.client, key="key", digest="sent", asked_at=AT)


def asked_before(by: By, world: World) -> set[Hashable]:
    if by.organisation_id is None:
        return set()
    question = clients.asked_before(by, key="key", sent="sent", at=AT)
    return {question.client.name} if question.client else set()


def one_system(by: By, world: World) -> set[Hashable]:
    return {clients.client(by, SystemClient.objects.get(name="fjordvik").pk).name}


def role_of(name: str) -> Assignment:
    """Give the role that somebody has."""
    by = EVERYBODY[name].by
    assert by.organisation_id is not None
    return Assignment.objects.get(person_id=by.somebody, organisation_id=by.organisation_id, role=by.role)


def leaves(name: str, by: By, world: World) -> set[Hashable]:
    giving.leaving(role_of(name), by=by, at=AT)
    return {name}


def hands_over(name: str, by: By, world: World) -> set[Hashable]:
    giving.handing_over(role_of(name), id_of("knut"), by=by, at=AT)
    return {name}


def offer_to(need: str, by: By, world: World) -> set[Hashable]:
    return {intake.offer_to(the(world, need), of(world, "offer"), by=by).pk}


def open_offer(by: By, world: World) -> set[Hashable]:
    return {intake.open_offer(the(world, "network draft"), of(world, "offer"), by=by, at=AT).pk}


def read_by_member(by: By, world: World) -> set[Hashable]:
    return {one.pk for one in membership.read_by_member(by, AT)}


def need_of_member(by: By, world: World) -> set[Hashable]:
    return {membership.need_of_member(by, of(world, "network draft"), AT).pk}


def counted_elsewhere(by: By, world: World) -> set[Hashable]:
    need = the(world, "open need")
    return {row.need_id for row in membership.counted_elsewhere(by, need, sheets.units_in(need), AT)}


def at_agder(owner: str) -> None:
    """What an owner has handed in came to Agder, with a unit of Fjordvik's, before one of Fjordvik's at Rogaland."""
    Need.objects.filter(title="KANARI-TITTEL").update(submitted_at=AT)
    rows = Participation.objects.filter(need__owner=id_of(owner)).exclude(need__title="KANARI-TITTEL")
    rows.filter(unit=id_of("troll")).update(unit=id_of("solsida"))
    Need.objects.filter(pk__in=rows.values("need_id"), submitted_at__isnull=False).update(office_id=AGDER.office)
    rows.filter(need__office_id=AGDER.office).update(office_id=AGDER.office)


def of_those_asked(sent: bool = False, **values: object) -> Callable[[], object]:
    """Let the network that Trollskogen is asked into have a need of Vidda's; a `sent` one before the question came."""

    def otherwise() -> None:
        asked = NetworkQuestion.objects.get(asked=id_of("trollskogen"), state=NetworkQuestion.State.ASKED)
        owner = Organisation.objects.get(pk=asked.network.organisation_id)
        Need.objects.filter(owner=id_of("vidda"), submitted_at__isnull=not sent).update(owner=owner)
        if sent:
            Need.objects.filter(owner=owner).update(submitted_at=asked.asked_at - timedelta(days=1))
        NetworkQuestion.objects.filter(pk=asked.pk).update(**values)

    return otherwise


def come_later() -> None:
    """Whoever is in Vidda came the day before, and what was handed in can be handed in as long as anything."""
    Membership.objects.update(since=THE_DAY_BEFORE)
    Need.objects.filter(owner=id_of("vidda")).update(own_closes_at=AT + timedelta(days=1))


def offered_on() -> None:
    """What was offered to the network is offered to a draft of Fjordvik's own."""
    own = Need.objects.filter(owner=id_of("fjordvik"), state=Need.State.DRAFT).first()
    Offer.objects.update(network_need=own)


WAITING_AT_OFFICE = (
    (change(Case, state=Case.State.OPENED), Kind.PREPARING),
    (
        change(Decision, Decision.State.DRAFTED, state=Decision.State.MADE, decided_by=id_of("dagny"), decided_at=AT),
        Kind.UNSENT,
    ),
    (change(Instalment, state=Instalment.State.PLANNED), Kind.ATTEST),
    (change(Instalment, state=Instalment.State.ATTESTED), Kind.APPROVE),
    (change(Instalment, state=Instalment.State.APPROVED), Kind.EXPORT),
    (change(Instalment, state=Instalment.State.EXPORTED), Kind.CONFIRM_PAID),
    (change(Report, Report.State.APPROVED, state=Report.State.SUBMITTED), Kind.READ_REPORTS),
)
SEEN = (
    *(
        Seen(f"journey.worklists.{part}", partial(waits, at=WRITING), always({
            (Kind.DRAFTS, 5): OWNERS, (Kind.DRAFTS, 1): AT_TROLLSKOGEN | {"vidar"}, (Kind.SUPPLEMENTS, 1): OWNERS,
            (Kind.REPORTS, 1): OWNERS, (Kind.NETWORKS, 1): OWNERS | AT_TROLLSKOGEN,
            (Kind.OFFERS, 1): OWNERS | {"vidar"}, (Kind.REPORTS, 2): PARTNERS,
            (Kind.APPROACHES, 1): PARTNERS, (Kind.CONFIRMATIONS, 2): PARTNERS, (Kind.PREPARING, 1): OFFICE,
            (Kind.UNDECIDED, 1): OFFICE, (Kind.NEW, 1): NOBODY,
        }))
        for part in ("waiting", "at_the_owner", "at_the_partner", "turned_to", "as_a_receiver", "at_the_office")
    ),
    *(
        Seen("journey.worklists.at_the_office", after(otherwise, found), always({kind: OFFICE}))
        for otherwise, kind in WAITING_AT_OFFICE
    ),
    Seen(
        "journey.worklists.at_the_office",
        after(change(Need, state=Need.State.SUBMITTED, submitted_at=AT, decided_at=None), waits),
        lambda w: {(Kind.NEW, Need.objects.exclude(pk__in=Case.objects.values("need_id")).count()): OFFICE},
    ),
    Seen(
        "journey.worklists.as_a_receiver", after(answers_awaited, found),
        always({Kind.ANSWERS: OWNERS | PARTNERS}),
    ),
    Seen(
        "journey.disclosure.history", history,
        lambda w: {
            ("needs.submit", w["need"]): ALL_OWNERS | ALL_PARTNERS | ALL_OFFICES | NATION,
            ("needs.draft", w["need"]): ALL_OWNERS | ALL_OFFICES | NATION,
            ("casework.assess", w["case"]): ALL_OFFICES | NATION,
            ("needs.confirm", w["partnership"]): ALL_OWNERS | PARTNERS | ALL_OFFICES | NATION,
            ("followup.request", w["report"]): OWNERS | ALL_OFFICES | NATION,
            ("followup.request", w["partner report"]): PARTNERS | ALL_OFFICES | NATION,
        },
    ),
    Seen(
        "actors.roles.clients.clients",
        after(systems_let_in, lambda by, w: {one.name for one in clients.clients(by)}), lambda w: dict(ADMINS),
    ),
    Seen("actors.roles.clients.client", after(systems_let_in, one_system), always({"fjordvik": ADMINS["fjordvik"]})),
    Seen(
        "actors.roles.clients.asked_before", after(systems_let_in, asked_before),
        always({"fjordvik": NOBODY, "trollskogen": NOBODY}),
    ),
    Seen("actors.roles.giving.leaving", partial(leaves, "kari"), always({"kari": frozenset({"kari"})})),
    Seen(
        "actors.roles.giving.handing_over", partial(hands_over, "owner admin"),
        always({"owner admin": ADMINS["fjordvik"]}),
    ),
    Seen("actors.roles.giving.handing_over", partial(hands_over, "kari"), always({"kari": NOBODY})),
    Seen(
        "needs.membership.read_by_member", read_by_member,
        told(
            network_draft=IN_VIDDA, network_need=IN_VIDDA, draft=NOBODY, need=NOBODY, member_draft=NOBODY,
            withdrawn=NOBODY,
        ),
    ),
    Seen(
        "needs.membership.read_by_member", after(come_later, read_by_member),
        told(network_draft=IN_VIDDA, network_need=NOBODY),
    ),
    *(
        Seen(
            "needs.membership.read_by_member", after(otherwise, read_by_member),
            told(network_draft=NOBODY, network_need=NOBODY),
        )
        for otherwise in (change(Membership, until=THE_DAY_BEFORE), change(Membership, consented_at=None))
    ),
    Seen(
        "needs.membership.read_by_member", after(change(Need, own_closes_at=None), read_by_member),
        told(network_draft=NOBODY, network_need=IN_VIDDA),
    ),
    Seen(
        "needs.membership.read_by_member", after(of_those_asked(), read_by_member),
        told(network_draft=OWNERS | AT_TROLLSKOGEN, network_need=IN_VIDDA),
    ),
    *(
        Seen(
            "needs.membership.read_by_member", after(of_those_asked(False, **said), read_by_member),
            told(network_draft=OWNERS),
        )
        for said in ({"state": "declined"}, {"state": "taken-back"}, {"what": "coordinate"})
    ),
    Seen(
        "needs.membership.read_by_member", after(of_those_asked(sent=True), read_by_member), told(network_need=NOBODY)
    ),
    Seen("needs.membership.need_of_member", need_of_member, told(network_draft=IN_VIDDA)),
    Seen(
        "needs.membership.counted_elsewhere", after(partial(at_agder, "fjordvik"), counted_elsewhere),
        told(need=OWNERS, withdrawn=NOBODY, network_need=NOBODY),
    ),
    Seen(
        "needs.membership.counted_elsewhere", after(partial(at_agder, "vidda"), counted_elsewhere),
        told(network_need=IN_VIDDA | {"vidar"}, need=NOBODY),
    ),
    Seen("needs.intake.offer_to", partial(offer_to, "network draft"), told(offer=ALL_OWNERS)),
    Seen("needs.intake.offer_to", partial(offer_to, "network need"), told(offer=NOBODY)),
    Seen("needs.intake.offer_to", after(offered_on, partial(offer_to, "member draft")), told(offer=NOBODY)),
    Seen("needs.intake.open_offer", open_offer, told(offer=ALL_OWNERS)),
    Seen("needs.intake.open_offer", after(change(Membership, until=THE_DAY_BEFORE), open_offer), told(offer=NOBODY)),
)  # fmt: skip
