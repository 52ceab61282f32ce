"""A need is handed in with a receipt, sent back by the office for more, handed in again, or withdrawn."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from samspel.files import store
from samspel.flow import outbox
from samspel.flow.journal import Facts
from samspel.flow.refusal import Refusal
from samspel.flow.transition import refuse, transition
from samspel.kit.deadlines import utc
from samspel.kit.text import digest, normalised
from samspel.needs import sheet as sheets
from samspel.needs.models import Need, Submission
from samspel.needs.rules import answers, guards
from samspel.tenancy.by import By, Role

State = Need.State
PREPARES = guards.at_its_office(Role.CASEWORKER)


@transition(
    source={State.DRAFT, State.RETURNED},
    target=State.SUBMITTED,
    guards=[guards.signs, guards.is_not_decided, guards.nothing_stops_it],
    journalled=True,
)
def submit(need: Need, *, key: UUID, shown: str, receipt: bytes, by: By, at: datetime) -> Facts:
    """Hand the need over: its content as it stands is kept with its digest, and the receipt with it.

    The receipt was made before; `shown` is the digest it tells of, and a need changed since then is refused.
    """
    content = sheets.canonical(sheets.of(need, at))
    if digest(content) != shown:
        refuse([Refusal("stale", _("Noen andre endret behovsmeldingen mens du sendte den. Se over og send på nytt."))])
    title = _("Kvittering %(ref)s") % {"ref": need.ref}
    document = store.put(receipt, office_id=need.office_id, title=title, media_type="application/pdf", at=at)
    submission = Submission.objects.create(
        office_id=need.office_id,
        need=need,
        key=key,
        content=content,
        digest=shown,
        received_at=at,
        sender_id=by.person_id,
        receipt=document,
    )
    need.submitted_at = at
    need.answer_by = None
    outbox.put("receipt", need, at=at, key=str(key), submission=str(submission.pk))
    return {"digest": shown, "submission": str(submission.pk), "asked_nok": sum(_amounts(content))}


@transition(source={State.SUBMITTED}, target=State.RETURNED, guards=[PREPARES, guards.is_not_bound], journalled=True)
def send_back(need: Need, *, reason: str, answer_by: datetime, by: By, at: datetime) -> Facts:
    """Ask the owner for more, and give until when; `answer_by` is the first instant that is too late."""
    refuse(answers.given(reason, "reason", _("Skriv hva som mangler.")))
    if utc(answer_by) <= utc(at):
        refuse([Refusal("deadline", _("Svarfristen må være fram i tid."), field="answer_by")])
    need.returned_reason, need.answer_by = normalised(reason), answer_by
    return {"reason": need.returned_reason, "answer_by": utc(answer_by).isoformat()}


@transition(
    source={State.DRAFT, State.SUBMITTED, State.RETURNED},
    target=State.WITHDRAWN,
    guards=[guards.signs, guards.is_not_decided],
    journalled=True,
)
def withdraw(need: Need, *, reason: str, by: By, at: datetime) -> Facts:
    """Take the need back; whoever has it is told why."""
    refuse(answers.given(reason, "reason", _("Skriv hvorfor dere trekker behovsmeldingen.")))
    return {"reason": normalised(reason)}


def _amounts(content: dict[str, object]) -> list[int]:
    lines = content["budget"]
    assert isinstance(lines, list)
    return [line["amount_nok"] for line in lines]
