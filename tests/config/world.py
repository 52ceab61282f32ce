"""A world in which something stands at every address, with words that only some may ever read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from samspel.actors.models import Assignment, Organisation, Place, Reach
from samspel.actors.roles import inviting
from samspel.actors.roles.inviting import Invited
from samspel.casework.models import Case
from samspel.config import policy
from samspel.decisions.models import Decision
from samspel.followup.models import Report
from samspel.forum import transitions as forums
from samspel.forum.models import Forum, Line, Meeting, Seat
from samspel.letters.models import Letter
from samspel.needs import links
from samspel.needs import transitions as need_acts
from samspel.needs.models import Need, PrivateInvitation
from samspel.payments.models import PaymentBasis
from samspel.people.models import Person
from samspel.tenancy.by import Role
from samspel.tenancy.context import offices
from samspel.tenancy.models import Office
from tests.cast import AGDER, KARI, KNUT, ROGALAND, SIGRUN, SINCE, id_of, staff
from tests.config.everybody import (
    AGDER_OFFICE,
    AT,
    AUDITOR,
    CLOSED,
    ENDED,
    EVERYBODY,
    FORUM,
    FREE,
    FREE_OF_NETWORK,
    HEARD,
    HEARD_TOO,
    MADE_UP,
    MEMBERS,
    NATION,
    NATIONAL,
    NEIGHBOURS,
    NETWORK_OWNERS,
    NOBODY,
    OFFICE,
    OTHER,
    OWNER_ADMIN,
    OWNERS,
    PARTNER_ADMIN,
    PARTNER_READER,
    PARTNERS,
    PRIVATE,
    READER,
    SAME,
    Somebody,
)
from tests.identity import counterpart
from tests.stories import (
    approaches,
    attachments,
    calls,
    casework,
    decisions,
    feedback,
    forum,
    intake,
    invitations,
    journey,
    messages,
    needs,
    networks,
    pages,
    readings,
    registers,
    units,
)
from tests.stories.payments import shares

EXTRA = {
    READER: "Lise Leser", PARTNER_READER: "Paul Leser", NATIONAL: "Nils Nasjonal", AUDITOR: "Rita Revisor",
    OWNER_ADMIN: "Alma Admin", PARTNER_ADMIN: "Aksel Admin",
}  # fmt: skip
PAGE_WRITERS = frozenset(name for name in OFFICE if EVERYBODY[name].by.role in policy.PAGE_WRITERS)
NEW_AT_AGDER = "kanari@agder.example"
# Words that stand in the records, and those who may read them on any page at all.
SECRETS: Mapping[str, frozenset[str]] = {
    "KANARI-UTKAST": OWNERS,
    "KANARI-TITTEL": OWNERS | PARTNERS | OFFICE | FORUM | HEARD,
    "KANARI-VEDLEGG": OWNERS | PARTNERS | OFFICE | FORUM | HEARD,
    "KANARI-UTKASTFIL": OWNERS,
    "KANARI-INNTAK": NETWORK_OWNERS | MEMBERS,
    "KANARI-NETTVERKSFIL": NETWORK_OWNERS | MEMBERS,
    "KANARI-MEDLEM": NETWORK_OWNERS | MEMBERS | PARTNERS,
    "KANARI-UTENFOR": NETWORK_OWNERS | MEMBERS,
    "KANARI-VURDERING-EIER": OWNERS | PARTNERS | OFFICE | FORUM | HEARD,
    "kanari@fjordvik.example": OWNERS | PARTNERS | OFFICE | FORUM | HEARD,
    "KANARI-VURDERING-EMBETE": OFFICE | FREE | HEARD,
    "KANARI-FORUMGRUNN": OFFICE | FREE | HEARD,
    "KANARI-RAPPORT": OWNERS | OFFICE | NATION,
    "KANARI-SIDE": OFFICE,
    "KANARI-EIER": OFFICE,
    "KANARI-TILBAKEMELDING": PAGE_WRITERS,
    "KANARI-FELLES": OWNERS | MEMBERS | NEIGHBOURS,
    "KANARI-NEI": OWNERS,
    "KANARI-SPOR": OWNERS | PARTNERS,
    "KANARI-MELDING": OWNERS | OFFICE,
    "KANARI-INVITERT": frozenset({"owner admin"}),
    "KANARI-PRIVAT": OFFICE | {"private"},
    "KANARI-AGDER-MELDING": OWNERS | AGDER_OFFICE,
    "KANARI-NETTVERK": NETWORK_OWNERS | MEMBERS | PARTNERS | OFFICE | FORUM | HEARD_TOO,
    "KANARI-GRUNN-NETTVERK": OFFICE | FREE_OF_NETWORK | HEARD_TOO,
    "KANARI-TREKT": OWNERS | OFFICE,
    "KANARI-FJERNET": OWNERS,
    "KANARI-AVSLAG": NETWORK_OWNERS | MEMBERS | PARTNERS | OFFICE | FORUM,
    "KANARI-VEDTAKSUTKAST": OFFICE,
    "KANARI-AVLYST": OWNERS,
    "KANARI-MANGEL": OWNERS | PARTNERS | OFFICE,
    "KANARI-VENTER": OWNERS,
    NEW_AT_AGDER: AGDER_OFFICE,
    "15032080119": OWNERS | PARTNERS | OFFICE,
}


@dataclass(frozen=True)
class World:
    """The records that addresses name, by what they are called in the table."""

    ids: Mapping[str, UUID | str | int]

    def __getitem__(self, name: str) -> UUID | str | int:
        """Give what an address says of a record."""
        return self.ids[name]


def build() -> World:
    """Bring a need the whole way, another before the forum, a third to a draft, and a call that is not announced."""
    people()
    counterpart.rows("http://127.0.0.1:9", "http://127.0.0.1:9/plain")
    registers.placed()
    decision = journey.whole()
    done = decision.case.need
    rejection, prepared, unplanned = decided()
    made_up()
    asked = needs.confirmed(title="KANARI-TITTEL")
    open_file = attachments.clean(asked, name="KANARI-VEDLEGG.pdf")
    needs.handed_in(asked)
    open_case = casework.ready(asked)
    network = casework.ready(of_the_network())
    meeting = before_the_forum(open_case, network)
    for (heard,), case in ((HEARD, open_case), (HEARD_TOO, network)):
        held = Seat.objects.get(person_id=id_of(heard), forum=meeting.forum)
        forums.hear(held, case=case, by=SIGRUN, at=forum.ADOPTED)
    withdrawn = needs.submitted(title="KANARI-TREKT")
    need_acts.withdraw(withdrawn, reason="Vi har ikkje råd.", by=KARI, at=needs.when("2021", day=21))
    draft = needs.drafted(title="KANARI-UTKAST")
    costs = [need_acts.CostAmount(draft.call.budget_year, "placement", 10_000)]
    need_acts.set_budget(draft, lines=[], costs=costs, by=KARI, at=needs.when("2021", day=11))
    uninvited = {"need": draft, "unit_id": id_of("troll"), "invited": False}
    PrivateInvitation.objects.create(office_id=draft.office_id, **uninvited)
    cancelled = needs.partnership(needs.filled(title="KANARI-AVLYST"))
    need_acts.cancel_invitation(cancelled, by=KARI, at=needs.when("2021", day=13))
    written = Need.objects.get(pk=cancelled.need_id)
    need_acts.entrust(written, duties={"measure": KNUT.somebody}, by=KARI, at=needs.when("2021", day=13))
    written.refresh_from_db()
    need_acts.sit(written, tab=id_of("window"), page="measure", seq=1, by=KNUT, at=needs.when("2021", day=14))
    casework.supplement_asked(needs.submitted(title="KANARI-MANGEL"))
    said = units.answered(units.asked())  # whoever has the link reads what it is about, and nothing else of the need
    Need.objects.filter(pk=said.need_id).update(measure="KANARI-UTKAST")
    draft_file = attachments.clean(draft, name="KANARI-UTKASTFIL.pdf")
    waiting_file = attachments.waiting(draft, "Venter")
    gone_file = attachments.clean(draft, "Fjerna", name="KANARI-FJERNET.pdf")
    need_acts.detach(gone_file, by=KARI, at=needs.when("2021", day=14))
    ahead = AT.replace(year=2099)  # whoever is nobody comes on the day it is, and not on that of the others
    offer = intake.offered(intake.of_member(title="KANARI-MEDLEM"), intake.network_need("KANARI-INNTAK"))
    Need.objects.filter(pk=offer.network_need_id).update(own_closes_at=ahead)
    network_file = attachments.clean(offer.network_need, name="KANARI-NETTVERKSFIL.pdf")
    outside = intake.of_member(title="KANARI-MEDLEM igjen")
    intake.left_out(intake.offered(outside, offer.network_need), "KANARI-UTENFOR")
    calls.drafted("2026", ref="utkast")
    Need.objects.filter(pk=open_case.need_id).update(
        assessment="KANARI-VURDERING-EIER", contact_email="kanari@fjordvik.example"
    )
    Case.objects.filter(pk=open_case.pk).update(assessment="KANARI-VURDERING-EMBETE")
    Report.objects.filter(state="approved").update(outcome="KANARI-RAPPORT")
    report = Report.objects.get(decision=decision, recipient_id=id_of("fjordvik"))
    news = pages.published()
    pages.drafted(title="KANARI-SIDE", slug="planlagd")
    pages.published(kind="plan", title="Langtidsplan")
    question, run = registers.asked(owner="KANARI-EIER"), registers.held()
    feedback.told(text="KANARI-TILBAKEMELDING")
    conversation = messages.answered(messages.begun("KANARI-MELDING", "KANARI-MELDING"), "KANARI-MELDING")
    approach = approaches.asked("KANARI-SPOR")
    elsewhere = messages.begun("KANARI-AGDER-MELDING", "KANARI-AGDER-MELDING", office=AGDER.office)
    question_to = networks.asked(networks.formed("KANARI-FELLES"))
    networks.declined(networks.asked(question_to.network, networks.newcomer()), "KANARI-NEI")
    waiting = networks.formed("KANARI-VENTER", by=KNUT)
    readings.read(done.pk)
    alone = messages.begun("KANARI-PRIVAT", "KANARI-PRIVAT", by=PRIVATE)
    held_out = invitations.invited(by=OWNER_ADMIN, name="KANARI-INVITERT", since=ahead.date(), at=ahead)
    invitations.linked(held_out, "matrix-link")
    without_administrators()
    return World(
        {
            "news": news.slug, "planned page": "planlagd", "plan": "langtidsplan", "page": news.pk, "first version": 1,
            "call": done.call.ref, "draft call": "utkast", "office": "rogaland", "scheme": "kompetanseloftet",
            "kommune": "1103", "unit": "310000019", "word": "tilskudd", "provider": "ansattporten", "ending": "csv",
            "part": "about",
            "need": done.pk, "open need": open_case.need_id, "draft": draft.pk,
            "copied": needs.copied(withdrawn, partners=False).pk,
            "open file": open_file.pk, "draft file": draft_file.pk, "waiting file": waiting_file.pk,
            "gone file": gone_file.pk, "network file": network_file.pk,
            "network draft": offer.network_need_id, "member draft": offer.need_id, "offer": offer.pk,
            "left out draft": outside.pk,
            "network need": network.need_id, "network case": network.pk, "withdrawn": withdrawn.pk,
            "network partnership": needs.partnership(network.need).pk,
            "withdrawn partnership": needs.partnership(withdrawn).pk, "cancelled partnership": cancelled.pk,
            "case": decision.case_id, "open case": open_case.pk, "decision": decision.pk,
            "owner": id_of("fjordvik"), "partner": id_of("hiv"),
            "owner letter": Letter.objects.get(cause_id=decision.pk, recipient_id=id_of("fjordvik")).pk,
            "partner letter": Letter.objects.get(cause_id=decision.pk, recipient_id=id_of("hiv")).pk,
            "rejection": rejection.pk, "network letter": Letter.objects.get(recipient_id=id_of("vidda")).pk,
            "prepared": prepared.pk, "unplanned": shares(unplanned)[0].pk,
            "share": shares(decision)[0].pk, "basis": PaymentBasis.objects.get().pk,
            "partnership": needs.partnership(done).pk, "open partnership": needs.partnership(open_case.need).pk,
            "network": networks.shared().pk, "own network": question_to.network_id,
            "waiting network": waiting.pk, "network question": question_to.pk,
            "conversation": conversation.pk, "approach": approach.pk, "other office": elsewhere.pk, "private": alone.pk,
            "question": question.pk, "run": run.pk, "owner question": registers.owner_asked(at=AT).pk,
            "report": report.pk, "partner report": Report.objects.get(decision=decision, recipient_id=id_of("hiv")).pk,
            "forum": Forum.objects.get(ref="rogaland").pk,
            "link": "matrix-link", "no link": "another-link", "unit link": links.token(said),
            "at owner": id_of("knut"), "at partner": id_of("unni"),
            "at office": id_of("amir"),
            "meeting": Meeting.objects.get(ref=f"mote-{forum.HELD_ON}").pk, "open meeting": meeting.pk,
            "line": Line.objects.get(meeting=meeting, case=open_case).pk,
            "network line": Line.objects.get(meeting=meeting, case=network).pk,
        }
    )  # fmt: skip


def people() -> None:
    """Seat those whom the cast does not have."""
    for by, name in {**EXTRA, NOBODY: "Ingen Ingen", PRIVATE: "Ine Privat"}.items():
        Person.objects.create(id=by.somebody, subject=f"cast:{name}", name=name)
    given = [*EXTRA, staff("agder", "charlotte", Role.FORUM_SECRETARY)]
    for by in given:
        Assignment.objects.create(
            person_id=by.somebody, organisation_id=by.organisation_id, office_id=by.office_id, role=by.role, since=SINCE
        )


def decided() -> tuple[Decision, Decision, Decision]:
    """A rejection sent to the network, a decision that is only prepared, and one that is accepted and not planned."""
    first = casework.ready(of_the_network("KANARI-AVSLAG", asked_nok=200_000))
    second, third = (casework.ready(needs.submitted(title=title, asked_nok=200_000)) for title in ("Utkast", "Ventar"))
    for case in (decisions.recommended(first), second, third):
        case.refresh_from_db()
    draft = decisions.content(second, reason_facts="KANARI-VEDTAKSUTKAST")
    made = (
        decisions.sent(first, decisions.rejection(first)),
        decisions.drafted(second, draft),
        decisions.accepted(third),
    )
    journey.carried_out()
    return made


def without_administrators() -> None:
    """Somebody is invited at Agder, where an owner has no administrator; at Rogaland a newcomer has none."""
    Organisation.objects.create(
        id=id_of("heia"), ref="heia", orgnr="", name="Heia barnehage SA", kind="private-owner", written_form="nb",
        synthetic=True,
    )  # fmt: skip
    Reach.objects.create(organisation_id=id_of("heia"), office_id=AGDER.office)
    with offices([AGDER.office]):
        to = Invited("Ny Ved Agder", NEW_AT_AGDER, Role.CASEWORKER, Place(None, AGDER.office), AT.date())
        inviting.invite(Office.objects.get(pk=AGDER.office), to=to, by=AGDER.admin, at=AT)


def made_up() -> None:
    """Seat one in each role and relation that nobody with a name has, in offices, organisations and forums."""
    for ref, office in (("nes", ROGALAND.office), ("sorhogskulen", AGDER.office)):
        kind = "kommune" if ref == "nes" else "university"
        Organisation.objects.create(
            id=id_of(ref), ref=ref, orgnr="", name=ref, kind=kind, written_form="nb", synthetic=True
        )
        Reach.objects.create(organisation_id=id_of(ref), office_id=office)
    for one in MADE_UP.values():
        Person.objects.create(id=one.by.somebody, subject=f"made-up:{one.name}", name=one.name)
    Assignment.objects.bulk_create(
        Assignment(
            person_id=one.by.somebody, organisation_id=one.by.organisation_id, office_id=one.by.office_id,
            role=one.by.role, since=SINCE, until=ENDED if one.ended else None,
        )
        for one in MADE_UP.values()
        if one.desk != "private"
    )  # fmt: skip
    charlotte = EVERYBODY["agder secretary"].by
    forums.seat(
        Forum.objects.get(ref="rogaland"), person_id=charlotte.somebody, organisation_id=id_of("ks"),
        group=Seat.Group.OTHER, since=forum.SEATED.date(), by=ROGALAND.admin, at=forum.SEATED,
    )  # fmt: skip  # a seat elsewhere shows nothing to whoever acts at Agder
    other = forums.establish(
        Office.objects.get(pk=ROGALAND.office), ref="andre", name="Et annet forum", schemes=["regional"],
        by=ROGALAND.admin, at=forum.SEATED,
    )  # fmt: skip
    for one in MADE_UP.values():
        if one.desk == "forum" and one.relation is not OTHER:
            seat(one, other if one.relation is SAME else Forum.objects.get(ref="rogaland"))
        if one.name in HEARD_TOO:
            seat(one, Forum.objects.get(ref="rogaland"))
    forums.seat(
        other, person_id=charlotte.somebody, organisation_id=None, group=Seat.Group.OFFICE,
        since=forum.SEATED.date(), by=ROGALAND.admin, at=forum.SEATED,
    )  # fmt: skip
    forums.seat(
        Forum.objects.get(ref="rogaland"), person_id=id_of(f"{Role.FORUM_LEADER} {SAME}"), organisation_id=id_of("ks"),
        group=Seat.Group.KS, since=forum.SEATED.date(), by=ROGALAND.admin, at=forum.SEATED,
    )  # fmt: skip  # one seat for each of two opens to each what is its own alone


def seat(one: Somebody, where: Forum) -> None:
    """Give somebody a seat by their role; it has ended where their part is over."""
    duty = {
        Role.FORUM_LEADER: Seat.Duty.LEADER, Role.FORUM_SECRETARY: Seat.Duty.SECRETARY,
        Role.FORUM_INVITED: Seat.Duty.INVITED,
    }  # fmt: skip
    forums.seat(
        where, person_id=one.by.somebody, organisation_id=one.by.organisation_id, group=Seat.Group.OTHER,
        duty=duty.get(one.by.role, Seat.Duty.MEMBER), since=forum.SEATED.date(),
        until=ENDED if one.relation is CLOSED else None, by=ROGALAND.admin, at=forum.SEATED,
    )  # fmt: skip


def of_the_network(title: str = "KANARI-NETTVERK", asked_nok: int = 400_000) -> Need:
    """A need of the network that Fjordvik leads, for the kindergarten of its other member."""
    need = needs.filled(owner="vidda", title=title, asked_nok=asked_nok)
    need_acts.set_units(need, unit_ids=[id_of("troll")], by=KARI, at=needs.when("2021", day=12))
    needs.confirm(needs.partnership(need))
    needs.handed_in(need)
    return need


def before_the_forum(case: Case, network: Case) -> Meeting:
    """Two cases in a meeting that has been called, each with a reason that those tied to it never read."""
    made = forums.convene(
        Forum.objects.get(ref="rogaland"), call=case.need.call, ref="neste", held_on=date(2023, 4, 20), by=SIGRUN,
        at=forum.ADOPTED,
    )  # fmt: skip
    reasons = {case.pk: "KANARI-FORUMGRUNN", network.pk: "KANARI-GRUNN-NETTVERK"}
    for line in forum.lines(made):
        forums.rank(line, reason=reasons[line.case_id], by=SIGRUN, at=forum.ADOPTED)
    return made
