"""A world in which something stands at every address, with words that only some may ever read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from samspel.actors.models import Assignment
from samspel.casework.models import Case
from samspel.followup.models import Report
from samspel.forum import transitions as forums
from samspel.forum.models import Forum, Line, Meeting
from samspel.letters.models import Letter
from samspel.needs.models import Need
from samspel.payments.models import PaymentBasis
from samspel.people.models import Person
from samspel.tenancy.by import By, Role
from tests.cast import (
    AGDER,
    CHARLIE,
    FILIP,
    KARI,
    KIRSTI,
    KNUT,
    LARS,
    MONA,
    PETTER,
    PIA,
    ROGALAND,
    SIGRUN,
    SINCE,
    ULRIK,
    UNNI,
    VIDAR,
    id_of,
    staff,
)
from tests.identity import counterpart
from tests.stories import calls, casework, feedback, forum, journey, messages, needs, pages, registers
from tests.stories.payments import shares

AT = datetime(2024, 2, 1, 9, tzinfo=UTC)
READER = By(id_of("leser"), id_of("fjordvik"), None, Role.OWNER_READER)
PARTNER_READER = By(id_of("partnerleser"), id_of("hiv"), None, Role.PARTNER_READER)
NATIONAL = By(id_of("nasjonal"), id_of("ks"), None, Role.NATIONAL_READER)
AUDITOR = By(id_of("revisor"), id_of("ks"), None, Role.AUDITOR)
NOBODY = By(id_of("ingen"), None, None, Role.SYSTEM)
PRIVATE = By(id_of("privat"), None, None, Role.PRIVATE_PERSON)
EXTRA = {READER: "Lise Leser", PARTNER_READER: "Paul Leser", NATIONAL: "Nils Nasjonal", AUDITOR: "Rita Revisor"}
# Everybody who may come to an address; None is whoever is not logged in, NOBODY is logged in and acts for nobody.
PEOPLE: Mapping[str, By | None] = {
    "anonymous": None, "nobody": NOBODY, "kari": KARI, "knut": KNUT, "owner reader": READER, "charlie": CHARLIE,
    "pia": PIA, "vidar": VIDAR, "unni": UNNI, "partner reader": PARTNER_READER, "filip": FILIP,
    "caseworker": ROGALAND.caseworker, "decider": ROGALAND.decider, "attestant": ROGALAND.attestant,
    "payer": ROGALAND.payer, "admin": ROGALAND.admin, "agder": AGDER.caseworker, "agder payer": AGDER.payer,
    "mona": MONA, "petter": PETTER, "ulrik": ULRIK, "kirsti": KIRSTI, "lars": LARS, "sigrun": SIGRUN,
    "agder secretary": staff("agder", "charlotte", Role.FORUM_SECRETARY), "national": NATIONAL, "auditor": AUDITOR,
    "private": PRIVATE,
}  # fmt: skip
OWNERS = frozenset({"kari", "knut", "owner reader"})
PARTNERS = frozenset({"unni", "partner reader"})
AGDER_OFFICE = frozenset({"agder", "agder payer"})
OFFICE = frozenset({"caseworker", "decider", "attestant", "payer", "admin"})
TIED = frozenset({"mona", "ulrik"})
FREE = frozenset({"petter", "kirsti", "lars", "sigrun"})
# Words that stand in the records, and those who may read them on any page at all.
SECRETS: Mapping[str, frozenset[str]] = {
    "KANARI-UTKAST": OWNERS,
    "KANARI-TITTEL": OWNERS | PARTNERS | OFFICE | FREE | TIED,
    "KANARI-VURDERING-EIER": OWNERS | PARTNERS | OFFICE | FREE | TIED,
    "kanari@fjordvik.example": OWNERS | PARTNERS | OFFICE | FREE | TIED,
    "KANARI-VURDERING-EMBETE": OFFICE | FREE,
    "KANARI-FORUMGRUNN": OFFICE | FREE,
    "KANARI-RAPPORT": OWNERS | OFFICE,
    "KANARI-SIDE": OFFICE,
    "KANARI-EIER": OFFICE,
    "KANARI-TILBAKEMELDING": frozenset({"caseworker", "decider", "admin"}),
    "KANARI-MELDING": OWNERS | OFFICE,
    "KANARI-PRIVAT": OFFICE | {"private"},
    "KANARI-AGDER-MELDING": OWNERS | AGDER_OFFICE,
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
    decision = journey.whole()
    done = decision.case.need
    open_case = casework.ready(needs.submitted(title="KANARI-TITTEL"))
    meeting = before_the_forum(open_case)
    draft = needs.drafted(title="KANARI-UTKAST")
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
    elsewhere = messages.begun("KANARI-AGDER-MELDING", "KANARI-AGDER-MELDING", office=AGDER.office)
    alone = messages.begun("KANARI-PRIVAT", "KANARI-PRIVAT", by=PRIVATE)
    return World(
        {
            "news": news.slug, "planned page": "planlagd", "plan": "langtidsplan", "page": news.pk, "first version": 1,
            "call": done.call.ref, "draft call": "utkast", "office": "rogaland", "scheme": "kompetanseloftet",
            "kommune": "1103", "unit": "310000019", "word": "tilskudd", "provider": "ansattporten", "ending": "csv",
            "need": done.pk, "open need": open_case.need_id, "draft": draft.pk,
            "case": decision.case_id, "open case": open_case.pk, "decision": decision.pk,
            "owner": id_of("fjordvik"), "partner": id_of("hiv"),
            "owner letter": Letter.objects.get(recipient_id=id_of("fjordvik")).pk,
            "partner letter": Letter.objects.get(recipient_id=id_of("hiv")).pk,
            "share": shares(decision)[0].pk, "basis": PaymentBasis.objects.get().pk,
            "partnership": needs.partnership(done).pk, "open partnership": needs.partnership(open_case.need).pk,
            "conversation": conversation.pk, "other office": elsewhere.pk, "private": alone.pk,
            "question": question.pk, "run": run.pk,
            "report": report.pk, "partner report": Report.objects.get(recipient_id=id_of("hiv")).pk,
            "meeting": Meeting.objects.get(state="adopted").pk, "open meeting": meeting.pk,
            "line": Line.objects.get(meeting=meeting).pk,
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


def before_the_forum(case: Case) -> Meeting:
    """A case in a meeting that has been called, with a reason that tied members never read."""
    made = forums.convene(
        Forum.objects.get(), call=case.need.call, ref="neste", held_on=date(2023, 4, 20), by=SIGRUN, at=forum.ADOPTED
    )
    (line,) = forum.lines(made)
    forums.rank(line, reason="KANARI-FORUMGRUNN", by=SIGRUN, at=forum.ADOPTED)
    return made
