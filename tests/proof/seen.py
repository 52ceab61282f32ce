"""What functions give whoever asks, where no page tells it apart: lists of an office's own, and sums.

Each is asked as everybody; who asks for nothing to be seen may be told so in any way but by being shown it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from samspel.actors import queries as actors
from samspel.actors.approaches import queries as approaches
from samspel.actors.models import Place
from samspel.actors.networks import queries as networks
from samspel.actors.registers import queries as registers
from samspel.actors.roles import queries as roles
from samspel.calls import queries as calls
from samspel.casework import queries as casework
from samspel.decisions import queries as decisions
from samspel.decisions.models import Decision
from samspel.feedback import queries as feedback
from samspel.flow.refusal import NotVisible
from samspel.followup import queries as followup
from samspel.followup.models import Report, Result
from samspel.forum import queries as forum
from samspel.forum.models import Forum, Meeting
from samspel.messages import queries as messages
from samspel.needs import queries as needs
from samspel.needs.models import BudgetLine, Need
from samspel.payments import queries as payments
from samspel.payments.models import Instalment
from samspel.tenancy.by import OWNER, By, Role
from tests.cast import AGDER, ROGALAND, id_of
from tests.config.everybody import (
    AGDER_OFFICE,
    AT,
    CLOSED,
    EVERYBODY,
    FORUM,
    FREE_OF_NETWORK,
    HEARD,
    HEARD_TOO,
    NETWORK_OWNERS,
    OFFICE,
    OTHER,
    OWN,
    OWNERS,
    PARTNERS,
    SAME,
    SECRETARIES,
    those,
)
from tests.config.everybody import NETWORK as SHARED
from tests.config.world import NEW_AT_AGDER, World
from tests.stories.invitations import NEW

NOBODY: frozenset[str] = frozenset()
Asked = Callable[[By, World], Iterable[Hashable]]
# Whoever's role has ended is stopped before any function is asked; whoever's seat has, comes as far as here.
THERE = tuple(name for name, one in EVERYBODY.items() if not one.ended)
ALL = frozenset(EVERYBODY)
INVITED = {one.relation: name for name, one in EVERYBODY.items() if one.by.role == Role.FORUM_INVITED}
SEATED = FORUM | those("forum", SAME, CLOSED) | {name for one, name in INVITED.items() if one is not OTHER}
# Who has no tie to the cases: no seat in this forum is needed for that, the meeting itself asks for it.
UNTIED = those("forum", OWN, SHARED, SAME, OTHER, CLOSED)
NATION_READERS = frozenset({"national", "auditor"})
# A network has nobody to turn to: its owners do that.
AS_OWNERS = frozenset(name for name, one in EVERYBODY.items() if one.by.role in OWNER) - {"vidar"}
AT_FJORDVIK = frozenset(name for name, one in EVERYBODY.items() if one.by.organisation_id == id_of("fjordvik"))
ONLY_UNNI = frozenset({"unni"})
FREE_OF_BOTH = UNTIED - those("forum", SHARED)


@dataclass(frozen=True)
class Seen:
    """A function, how it is asked, and for each thing it may give those to whom it gives it."""

    name: str
    asked: Callable[[By, World], Iterable[Hashable]]
    given: Callable[[World], Mapping[Hashable, frozenset[str]]]

    def wrong(self, world: World, name: str) -> str:
        """Say what is wrong with what somebody is given; nothing when all is well."""
        found: set[Hashable] = set()
        with suppress(NotVisible, NothingThere):
            found = set(asked_by(self.asked, EVERYBODY[name].by, world))
        faults = [str(one) for one, who in self.given(world).items() if (one in found) != (name in who)]
        return f"{self.name} for {name}: {', '.join(faults)}" if faults else ""


class NothingThere(Exception):
    """Whoever asks acts for no office, or is no person."""


def asked_by(asked: Callable[[By, World], Iterable[Hashable]], by: By, world: World) -> Iterable[Hashable]:
    try:
        return list(asked(by, world))
    except ValueError as wrong:
        raise NothingThere from wrong


def ids(found: Iterable[Any]) -> set[Hashable]:
    return {one.pk for one in found}


def meeting(world: World) -> Meeting:
    return Meeting.objects.select_related("forum", "call").get(pk=str(world["open meeting"]))


def decision(world: World) -> Decision:
    return Decision.objects.get(pk=str(world["decision"]))


def draft(world: World) -> Need:
    return the(world, "draft")


def the(world: World, name: str) -> Need:
    return Need.objects.get(pk=of(world, name))


def after(change: Callable[[], object], asked: Callable[[By, World], Iterable[Hashable]]) -> Asked:
    """Ask once something in the world is otherwise, and leave it as it was."""

    def asks(by: By, world: World) -> set[Hashable]:
        with transaction.atomic():
            change()
            try:
                return set(asked(by, world))
            finally:
                transaction.set_rollback(True)

    return asks


def of(world: World, name: str) -> UUID:
    return UUID(str(world[name]))


def need_id(world: World) -> UUID:
    return of(world, "need")


def no_reports() -> None:
    Result.objects.all().delete()
    Report.objects.all().delete()


def not_handed_in() -> None:
    Report.objects.update(state=Report.State.DUE, submitted_at=None)


def partners_money_gone() -> None:
    BudgetLine.objects.filter(recipient_id=id_of("hiv")).delete()


def unread(conversation: Any) -> bool:  # noqa: ANN401 - a conversation with what its query adds
    return bool(conversation.unread)


def told(**who: frozenset[str]) -> Callable[[World], Mapping[Hashable, frozenset[str]]]:
    """Name records of the world by their names, with `_` for the spaces."""
    return lambda world: {world[name.replace("_", " ")]: names for name, names in who.items()}


def always(given: Mapping[Hashable, frozenset[str]]) -> Callable[[World], Mapping[Hashable, frozenset[str]]]:
    return lambda world: given


OF_OFFICES = always({ROGALAND.office: OFFICE, AGDER.office: AGDER_OFFICE})
SEEN = (
    Seen("actors.queries.office", lambda by, w: {actors.office(by).pk}, OF_OFFICES),
    Seen(
        "calls.queries.calls_of", lambda by, w: {one.ref for one in calls.calls_of(by)},
        told(call=OFFICE | SEATED, draft_call=OFFICE),
    ),
    Seen(
        "casework.queries.inbox", lambda by, w: ids(casework.inbox(by, AT)),
        told(need=OFFICE, open_need=OFFICE, network_need=OFFICE, withdrawn=OFFICE, draft=NOBODY),
    ),
    Seen(
        "casework.queries.narrowed",
        lambda by, w: ids(casework.narrowed(casework.inbox(by, AT), casework.Wanted(mine=True), by)),
        told(need=frozenset({"caseworker"}), open_need=frozenset({"caseworker"})),
    ),
    Seen(
        "casework.queries.caseworkers", lambda by, w: ids(casework.caseworkers(by, AT)),
        always({id_of("amir"): OFFICE, id_of("charlie"): AGDER_OFFICE}),
    ),
    Seen(
        "decisions.queries.visible", lambda by, w: ids(decisions.visible(by)),
        told(decision=OWNERS | PARTNERS | OFFICE, rejection=NETWORK_OWNERS | OFFICE, prepared=OFFICE),
    ),
    Seen(
        "decisions.queries.sent_rows",
        lambda by, w: {(one.mine_nok, one.answer and one.answer.recipient_id) for one in decisions.sent_rows(by)},
        always({(150_000, id_of("fjordvik")): OWNERS, (50_000, id_of("hiv")): PARTNERS}),
    ),
    Seen(
        "decisions.queries.answer",
        lambda by, w: {one.recipient_id for one in [decisions.answer(by, decision(w))] if one},
        always({id_of("fjordvik"): OWNERS, id_of("hiv"): PARTNERS}),
    ),
    Seen(
        "feedback.queries.feedback_for", lambda by, w: {one.text for one in feedback.feedback_for(by)},
        always({"KANARI-TILBAKEMELDING": frozenset({"caseworker", "decider", "admin"})}),
    ),
    Seen(
        "followup.queries.to_ask_for",
        after(no_reports, lambda by, w: {one.decision_id for one in followup.to_ask_for(by)}), told(decision=OFFICE),
    ),
    Seen(
        "followup.queries.reached", lambda by, w: followup.reached(need_id(w), by).values(),
        always({(2023, "5 av 8"): OWNERS | OFFICE | NATION_READERS}),
    ),
    Seen(
        "followup.queries.reached",
        after(not_handed_in, lambda by, w: followup.reached(need_id(w), by).values()),
        always({(2023, "5 av 8"): NOBODY}),
    ),
    Seen(
        "followup.queries.outcomes",
        after(not_handed_in, lambda by, w: ids(followup.outcomes(need_id(w), by))), told(report=NOBODY),
    ),
    Seen(
        "actors.approaches.queries.choices", lambda by, w: {one.asked_id for one in approaches.choices(by, AT.date())},
        always({id_of("hiv"): AS_OWNERS}),
    ),
    Seen(
        "forum.queries.agenda.lines_for",
        lambda by, w: {one.line.pk for one in forum.lines_for(by, meeting(w), AT).lines},
        told(line=UNTIED - HEARD_TOO | HEARD, network_line=FREE_OF_BOTH | HEARD_TOO),
    ),
    Seen(
        "forum.queries.agenda.lines_for",
        lambda by, w: ids(forum.lines_for(by, meeting(w), AT).hidden),
        told(open_case=FORUM - UNTIED, network_case=FORUM - FREE_OF_NETWORK),
    ),
    Seen(
        "forum.queries.agenda.hidden_from",
        lambda by, w: {one.line.pk for one in forum.lines_for(by, meeting(w), AT).lines},
        told(line=UNTIED - HEARD_TOO | HEARD, network_line=FREE_OF_BOTH | HEARD_TOO),
    ),
    Seen(
        "forum.queries.meetings.meetings_for", lambda by, w: ids(forum.meetings_for(by, AT)),
        told(meeting=FORUM | OFFICE, open_meeting=FORUM | HEARD | HEARD_TOO),
    ),
    Seen(
        "forum.queries.meetings.ties_for", lambda by, w: {one.case_id for one in forum.ties_for(by, meeting(w))},
        told(open_case=UNTIED, network_case=FREE_OF_BOTH),
    ),
    Seen(
        "forum.queries.meetings.own_ties",
        lambda by, w: {one.seat.person_id != by.person_id for one in forum.own_ties(by, meeting(w)).values()},
        always({True: NOBODY}),
    ),
    Seen(
        "forum.queries.seats.seat_of",
        lambda by, w: {
            one.person_id == by.person_id
            for one in [forum.seat_of(by, Forum.objects.get(ref="rogaland"), AT)]
            if one
        },
        always({False: NOBODY}),
    ),
    Seen(
        "forum.queries.seats.own_seats",
        lambda by, w: {
            (one.person_id, one.organisation_id, one.office_id) == (by.person_id, by.organisation_id, by.office_id)
            for one in forum.own_seats(by, AT)
        },
        always({False: NOBODY}),
    ),
    Seen(
        "forum.queries.seats.forums_of", lambda by, w: {one.ref for one in forum.forums_of(by, AT)},
        always({"rogaland": FORUM, "andre": those("forum", SAME)}),
    ),
    Seen(
        "forum.queries.seats.seated_by", lambda by, w: {one.ref for one in forum.seated_by(by, AT)},
        always({"rogaland": OFFICE | SECRETARIES, "andre": OFFICE | {f"{Role.FORUM_SECRETARY} {SAME}"}}),
    ),
    Seen(
        "forum.queries.seats.forums", lambda by, w: {one.ref for one in forum.forums(by)},
        always({"rogaland": OFFICE, "andre": OFFICE}),
    ),
    Seen(
        "messages.queries._mine", lambda by, w: ids(messages.conversations_of(by)),
        told(conversation=OWNERS | OFFICE,
             private=OFFICE | {"private"}),
    ),
    Seen(
        "messages.queries.unread_count",
        lambda by, w: {messages.unread_count(by) == sum(map(unread, messages.conversations_of(by)))},
        always({True: ALL}),
    ),
    Seen(
        "needs.queries.need_of",
        lambda by, w: {one for one in (w["need"], w["network need"]) if may(needs.need_of, by, one)},
        told(need=OWNERS | OFFICE, network_need=NETWORK_OWNERS | OFFICE),
    ),
    Seen(
        "needs.queries.writers", lambda by, w: ids(needs.writers(draft(w), by, AT)),
        always({id_of("knut"): AT_FJORDVIK, id_of("amir"): frozenset({"caseworker"}), id_of("unni"): ONLY_UNNI}),
    ),
    Seen(
        "needs.queries.partnerships_of", lambda by, w: {(one.pk, one.asked_nok) for one in needs.partnerships_of(by)},
        lambda w: {(w["partnership"], 50_000): PARTNERS, (w["open partnership"], 100_000): PARTNERS},
    ),
    Seen(
        "needs.queries.standing_partnerships",
        lambda by, w: {(one.pk, one.asked_nok) for one in needs.standing_partnerships(by, AT)},
        lambda w: {(w["partnership"], 50_000): PARTNERS, (w["open partnership"], 100_000): PARTNERS},
    ),
    Seen(
        "needs.queries.listed_partnerships",
        lambda by, w: ids(needs.listed_partnerships(by, needs.Wanted(year=1999, sort="-belop"), AT)),
        told(partnership=NOBODY, open_partnership=NOBODY),
    ),
    Seen(
        "needs.queries.listed_partnerships",
        after(partners_money_gone, lambda by, w: ids(needs.listed_partnerships(by, needs.Wanted(year=2023), AT))),
        told(partnership=NOBODY, open_partnership=NOBODY),
    ),
    Seen(
        "needs.queries.partner_lines",
        lambda by, w: {one.recipient_id for rows in needs.partner_lines(by, [need_id(w)]).values() for one in rows},
        always({id_of("hiv"): PARTNERS, id_of("fjordvik"): NOBODY}),
    ),
    Seen(
        "needs.queries.partner_money",
        lambda by, w: {(need, nok) for need, by_year in needs.partner_money(by).items() for nok in by_year.values()},
        lambda w: {(w["need"], 50_000): PARTNERS, (w["need"], 150_000): NOBODY},
    ),
    Seen(
        "payments.queries.instalments", lambda by, w: {one.share.recipient_id for one in payments.instalments(by)},
        always({id_of("fjordvik"): OWNERS | OFFICE, id_of("hiv"): PARTNERS | OFFICE}),
    ),
    Seen(
        "payments.queries.chosen",
        lambda by, w: ids(payments.chosen(by, Instalment.objects.values_list("pk", flat=True))),
        lambda w: dict.fromkeys(Instalment.objects.values_list("pk", flat=True), OFFICE),
    ),
    Seen(
        "payments.queries.shares_to_plan", lambda by, w: {payments.shares_to_plan(by, [id_of("nothing")]) == []},
        always({True: NOBODY}),
    ),
    Seen(
        "actors.roles.queries.place_of", lambda by, w: {roles.place_of(by)},
        always({Place(None, ROGALAND.office): OFFICE, Place(None, AGDER.office): AGDER_OFFICE}),
    ),
    Seen(
        "actors.roles.queries.invitations", lambda by, w: {one.email for one in roles.invitations(by, AT.date())},
        always({NEW_AT_AGDER: AGDER_OFFICE, NEW: OWNERS}),
    ),
    Seen(
        "actors.roles.queries.without_admin", lambda by, w: {one.ref for one in roles.without_admin(by, AT.date())},
        always({"bjorka": OFFICE, "heia": AGDER_OFFICE}),
    ),
    Seen(
        "actors.networks.queries.networks_of",
        lambda by, w: {(one.pk, in_it(one)) for one in networks.networks_of(by, AT.date())},
        lambda w: {(w["waiting network"], 0): OWNERS, (w["own network"], 1): OWNERS},
    ),
    Seen(
        "payments.queries.to_plan", lambda by, w: {one.share.pk for one in payments.to_plan(by)},
        told(unplanned=OFFICE, share=NOBODY),
    ),
    Seen("payments.queries.sums", lambda by, w: payments.sums(by), always({"paid": OFFICE})),
    Seen(
        "actors.registers.queries.questions", lambda by, w: ids(registers.questions(by, ["open"])),
        told(question=OFFICE),
    ),
)  # fmt: skip


def in_it(network: Any) -> int:  # noqa: ANN401 - a network with what its query adds
    return int(network.in_it)


def may(get: Callable[[By, Any], object], by: By, record: object) -> bool:
    try:
        get(by, record)
    except NotVisible:
        return False
    return True
