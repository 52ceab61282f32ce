"""A decision brought to each of its stages by the acts: prepared by Amir, made by Dagny, answered by its receivers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from samspel.casework.models import Case
from samspel.decisions import notice, rules, transitions
from samspel.decisions.models import Acceptance, Decision
from samspel.decisions.parts import proposal
from samspel.decisions.rules import Content
from samspel.forum import transitions as forums
from samspel.forum.models import Forum, Seat
from samspel.tenancy.by import By
from tests.cast import FILIP, KARI, PIA, ROGALAND, SIGRUN, UNNI, id_of
from tests.stories import casework, forum, needs

DRAFTED = datetime(2023, 4, 11, 9, tzinfo=UTC)
MADE = datetime(2023, 4, 18, 9, tzinfo=UTC)
SENT = datetime(2023, 4, 19, 9, tzinfo=UTC)
ACCEPTED = datetime(2023, 4, 27, 9, tzinfo=UTC)
ACCOUNT = "15032080119"
SIGNERS = {id_of("fjordvik"): KARI, id_of("hiv"): UNNI, id_of("trollskogen"): PIA, id_of("fagskulen"): FILIP}


def on(case: Case, at: datetime) -> datetime:
    """The same day of the year in the budget year of a case."""
    return at.replace(year=case.need.call.budget_year)


def ready(scheme: str = "regional", *, owner: str = "fjordvik", partner: str = "hiv", asked_nok: int = 400_000) -> Case:
    """A case that is ready for a decision: recommended by the forum where the scheme has one."""
    case = casework.ready(needs.submitted(scheme, owner=owner, partner=partner, asked_nok=asked_nok))
    return case if scheme == "collective" else recommended(case)


def recommended(case: Case) -> Case:
    """A ready case that the forum has recommended all of, in a meeting of its own."""
    body = Forum.objects.filter(office_id=ROGALAND.office).first() or forum.established()
    meeting = forums.convene(
        body, call=case.need.call, ref=f"mote-{case.number}", held_on=forum.HELD_ON, by=SIGRUN, at=forum.CONVENED
    )
    seats = list(Seat.objects.filter(forum=body).values_list("pk", flat=True))
    forums.hold(meeting, present=seats, by=SIGRUN, at=forum.HELD)
    forum.ties_decided(meeting, forum.HELD)
    for line in forum.lines(meeting):
        forums.rank(line, reason=forum.REASON, criteria=["collective"], by=SIGRUN, at=forum.HELD)
    forums.adopt(meeting, agreement="Forumet er samlet om innstillingen.", by=SIGRUN, at=forum.ADOPTED)
    case.refresh_from_db()
    return case


def content(case: Case, **changes: object) -> Content:
    """A whole award that gives what the forum recommended, or what was asked where there is no forum."""
    award = Content(
        kind=Decision.Kind.AWARD,
        parts=proposal(case),
        reason_rule="Tilskotet går til kompetanseutvikling i eininga, i partnarskap med universitet eller høgskule.",
        reason_facts="Behovet er vurdert i alle einingane, og dei tilsette har vore med.",
        reason_considerations="Tiltaket er forankra i heile organisasjonen.",
        conditions="Tiltaket blir gjennomført slik behovsmeldinga seier.\nStørre endringar blir melde først.",
    )
    return replace(award, **changes)  # type: ignore[arg-type]


def rejection(case: Case, **changes: object) -> Content:
    """A whole rejection, with a reason for departing from an innstilling that recommends a grant."""
    said = {"departure_reason": "Ramma strekk ikkje til.", "advice": "Vis korleis dei tilsette lærer saman."}
    return content(case, kind=Decision.Kind.REJECTION, parts=(), conditions="", **{**said, **changes})


def dismissal(case: Case, ground: str) -> Content:
    """A whole dismissal on a ground."""
    return content(case, kind=Decision.Kind.DISMISSAL, parts=(), conditions="", ground=ground)


def drafted(case: Case | None = None, said: Content | None = None, at: datetime = DRAFTED) -> Decision:
    """A decision that Amir has prepared."""
    about = case or ready()
    return transitions.draft(about, content=said or content(about), by=ROGALAND.caseworker, at=on(about, at))


def made(case: Case | None = None, said: Content | None = None, at: datetime = MADE) -> Decision:
    """A decision that Dagny has made."""
    decision = drafted(case, said)
    transitions.make(decision, by=ROGALAND.decider, at=on(decision.case, at))
    return decision


def sent(case: Case | None = None, said: Content | None = None, at: datetime = SENT) -> Decision:
    """A decision whose letters are on their way."""
    decision = made(case, said)
    day = on(decision.case, at)
    transitions.send(decision, prepared=notice.letters_for(decision, at=day), by=ROGALAND.caseworker, at=day)
    return decision


def answer_of(decision: Decision, who: By) -> Acceptance:
    """The answer that an organisation is asked for."""
    return Acceptance.objects.get(decision=decision, recipient_id=who.organisation_id)


def accept(decision: Decision, at: datetime = ACCEPTED) -> None:
    """Let every receiver accept, each with the least that will do."""
    for answer in Acceptance.objects.filter(decision=decision).order_by("recipient__name"):
        asks = rules.asked_of(answer)
        transitions.accept(
            answer,
            account_number=ACCOUNT,
            own_contribution_nok=asks.least_nok if asks else None,
            agreed=True,
            by=SIGNERS[answer.recipient_id],
            at=on(decision.case, at),
        )


def accepted(case: Case | None = None, said: Content | None = None, at: datetime = ACCEPTED) -> Decision:
    """A decision that all its receivers have accepted."""
    decision = sent(case, said)
    accept(decision, at)
    return decision
