"""A need is handed in with a receipt, sent back by the office for more, handed in again, or withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from samspel.files import store
from samspel.flow import outbox
from samspel.flow.journal import Facts
from samspel.flow.refusal import Refusal
from samspel.flow.transition import refuse, transition
from samspel.kit.days import last_day_in_words
from samspel.kit.deadlines import utc
from samspel.kit.text import digest, normalised
from samspel.messages import transitions as messages
from samspel.needs import membership, queries
from samspel.needs import sheet as sheets
from samspel.needs.models import Need, Submission
from samspel.needs.rules import answers, deadline, guards
from samspel.needs.rules.intake import is_not_held
from samspel.needs.sheet import Sheet
from samspel.needs.transitions import intake_telling
from samspel.needs.transitions.intake import let_all_go
from samspel.tenancy.by import By, Role

State = Need.State
PREPARES = guards.at_its_office(Role.CASEWORKER)
REOPENS = guards.at_its_office(Role.CASEWORKER, Role.DECIDER)


@transition(
    source={State.DRAFT, State.RETURNED},
    target=State.SUBMITTED,
    guards=[guards.signs, guards.is_not_decided, guards.nothing_stops_it],
    journalled=True,
)
def submit(
    need: Need,
    *,
    key: UUID,
    receipt: Callable[[Sheet, str], bytes],
    turn: int | None = None,
    seen: str = "",
    by: By,
    at: datetime,
) -> Facts:
    """Hand the need over: its content as it stands is kept with its digest, and the receipt with it.

    `receipt` makes the receipt of the very content that was checked and is kept, and of its digest. `turn` is the how
    manieth time the owner meant it to be: each time there is one submission, whatever the network does. `seen` is what
    `looked_over` gives of what somebody had on the screen and said was right: of anything else nothing is handed in.
    """
    next_turn = queries.next_turn(need)
    if turn not in {None, next_turn}:
        refuse([Refusal("stale", _("Siden er fra før behovsmeldingen ble sendt tilbake. Se over og send på nytt."))])
    if seen and seen != sheets.looked_over(sheets.checked(need, at)):
        text = _("Noen har endret behovsmeldingen siden siden ble vist. Se over det som står her nå, og send på nytt.")
        refuse([Refusal("stale", text)])
    sheet = sheets.checked(need, at)
    content = sheets.canonical(sheet)
    shown = digest(content)
    title = _("Kvittering %(ref)s") % {"ref": need.ref}
    document = store.put(
        receipt(sheet, shown), office_id=need.office_id, title=title, media_type="application/pdf", at=at
    )
    late = deadline.comes_late(need, at)
    submission = Submission.objects.create(
        office_id=need.office_id,
        need=need,
        key=key,
        turn=next_turn,
        content=content,
        private_listed=membership.listed(sheet.private_units),
        digest=shown,
        received_at=at,
        late=late,
        sender_id=by.person_id,
        receipt=document,
    )
    need.submitted_at = at
    need.answer_by = None
    if next_turn == 1 and sheet.taken_in:
        intake_telling.tell_result(need, [one.pk for one in sheet.taken_in], at)
    outbox.put("receipt", need, at=at, key=str(key), submission=str(submission.pk))
    told = {"digest": shown, "submission": str(submission.pk), "asked_nok": sum(_amounts(content))}
    return {**told, "late": True} if late else told


@transition(source={State.SUBMITTED}, target=State.RETURNED, guards=[PREPARES, guards.is_not_bound], journalled=True)
def send_back(need: Need, *, reason: str, answer_by: datetime, by: By, at: datetime) -> Facts:
    """Ask the owner for more, and give until when; `answer_by` is the first instant that is too late."""
    refuse(answers.given(reason, "reason", _("Skriv hva som mangler.")))
    if utc(answer_by) <= utc(at):
        refuse([Refusal("deadline", _("Svarfristen må være fram i tid."), field="answer_by")])
    need.returned_reason, need.answer_by = normalised(reason), answer_by
    return {"reason": need.returned_reason, "answer_by": utc(answer_by).isoformat()}


@transition(
    source={State.DRAFT, State.RETURNED},
    guards=[REOPENS, guards.is_not_decided, deadline.has_passed],
    journalled=True,
)
def reopen(need: Need, *, until: datetime, reason: str, by: By, at: datetime) -> Facts:
    """Give one need a deadline of its own after the one it had has passed, with a reason, and tell its owner."""
    refuse(
        [*answers.given(reason, "reason", _("Skriv hvorfor behovet får en ny frist.")), *answers.reason_fits(reason)]
    )
    if utc(until) <= utc(at):
        refuse([Refusal("deadline", _("Den nye fristen må være fram i tid."), field="until")])
    if need.state == State.RETURNED:
        need.answer_by = until
    else:
        need.own_closes_at = until
    topic, text = in_words(need, until, reason)
    receiver = queries.spokesman(need)
    messages.begin(need.office, topic=topic, text=text, to=receiver, about_need_id=need.pk, by=by, at=at)
    return {"until": utc(until).isoformat(), "reason": normalised(reason)}


def in_words(need: Need, until: datetime, reason: str) -> tuple[str, str]:
    """Give what the owner is told of a new deadline, in its own written form: the topic and the text."""
    with translation.override("nn" if need.owner.written_form == "nn" else "nb"):
        told = {"ref": need.ref, "until": last_day_in_words(until), "reason": normalised(reason)}
        topic = _("Ny frist for behovsmelding %(ref)s") % told
        return topic, _("Dere kan sende inn behovsmelding %(ref)s til og med %(until)s.\n\nGrunn: %(reason)s") % told


@transition(
    source={State.DRAFT, State.SUBMITTED, State.RETURNED},
    target=State.WITHDRAWN,
    guards=[guards.signs, guards.is_not_decided, is_not_held],
    journalled=True,
)
def withdraw(need: Need, *, reason: str, by: By, at: datetime) -> Facts:
    """Take the need back; whoever has it is told why."""
    refuse(answers.given(reason, "reason", _("Skriv hvorfor dere trekker behovsmeldingen.")))
    let_all_go(need, by=by, at=at)
    return {"reason": normalised(reason)}


def _amounts(content: dict[str, object]) -> list[int]:
    lines = content["budget"]
    assert isinstance(lines, list)
    return [line["amount_nok"] for line in lines]
