"""The questions that Enhetsregisteret raises about owners: put when it is asked, answered by the owner's office."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from samspel.actors import details
from samspel.actors.models import Organisation, OwnerQuestion
from samspel.actors.queries import reached_offices
from samspel.actors.registers.answers import Finding
from samspel.flow.refusal import Refusal
from samspel.flow.transition import creation, only, transition
from samspel.kit.deadlines import oslo_day
from samspel.places import lookups
from samspel.tenancy.by import By, Role
from samspel.tenancy.models import Office

State, What = OwnerQuestion.State, OwnerQuestion.What
SYSTEM = By(None, None, None, Role.SYSTEM)
FORMS = {"AS", "ANS", "BA", "DA", "IKS", "KF", "SA", "STI"}
SMALL = {"KOMMUNE", "FYLKESKOMMUNE", "BARNEHAGE", "BARNEHAGER", "SKOLE", "SKULE", "OG", "I", "AV", "FOR", "PÅ"}
CODES = {"owner-name": (What.NAME, "other"), "owner-deleted": (What.DELETED, "day")}
"""The findings that are questions, with where they say what is so now."""


def of_its_office(question: OwnerQuestion, by: By, at: datetime) -> Iterable[Refusal]:
    """Only the office of the owner."""
    if by.office_id != question.office_id:
        yield Refusal("other-office", _("Eieren hører til et annet embete."))


def is_still_so(question: OwnerQuestion, by: By, at: datetime) -> Iterable[Refusal]:
    """Only while what we know of the owner is what it was when the question was put."""
    if known(question.organisation, question.what) != question.before:
        yield Refusal("changed-meanwhile", _("Opplysningen er endret siden spørsmålet ble stilt. Avvis spørsmålet."))


def known(owner: Organisation, what: str) -> str:
    """Give what we know of an owner where a question is about it, as the question writes it."""
    if what == What.NAME:
        return owner.name
    return owner.closed_on.isoformat() if owner.closed_on else ""


@creation(OwnerQuestion, guards=[only(Role.SYSTEM)])
def ask_about_owner(
    owner: Organisation, *, what: str, after: str, office_id: UUID, by: By, at: datetime
) -> OwnerQuestion:
    """Put the question whether what Enhetsregisteret tells of an owner is so."""
    return OwnerQuestion.objects.create(
        organisation=owner, what=what, before=known(owner, what), after=after[:200], office_id=office_id, asked_at=at,
        state=State.OPEN,
    )  # fmt: skip


@transition(source=[State.OPEN], target=State.OVERTAKEN, guards=[only(Role.SYSTEM)])
def overtake_about_owner(question: OwnerQuestion, *, by: By, at: datetime) -> None:
    """Let a question fall when the register no longer tells so, or tells something else."""
    question.decided_at = at


@transition(source=[State.OPEN], target=State.ACCEPTED, guards=[only(Role.OFFICE_ADMIN), of_its_office, is_still_so])
def accept_about_owner(question: OwnerQuestion, *, reason: str, by: By, at: datetime) -> Mapping[str, object]:
    """Take in what the register tells: another name from today on, or the day on which the owner was gone."""
    question.decided_at, question.reason = at, reason
    owner = question.organisation
    if question.what == What.NAME:
        details.take_in(
            details.differences(owner, {"name": as_written(question.after)}), source=details.Source.BRREG, at=at
        )
    else:
        Organisation.objects.filter(pk=owner.pk).update(closed_on=day_in(question.after, oslo_day(at)))
    return {"what": question.what, "before": question.before, "after": question.after, "reason": reason}


@transition(source=[State.OPEN], target=State.REJECTED, guards=[only(Role.OFFICE_ADMIN), of_its_office])
def reject_about_owner(question: OwnerQuestion, *, reason: str, by: By, at: datetime) -> Mapping[str, object]:
    """Leave what is known as it is; the same is not asked about again."""
    question.decided_at, question.reason = at, reason
    return {"what": question.what, "before": question.before, "after": question.after, "reason": reason}


def day_in(told: str, today: date) -> date:
    """Give the day that a register tells; today for what is no day."""
    try:
        return date.fromisoformat(told)
    except ValueError:
        return today


def put(
    found: list[dict[str, str]], owners: Mapping[str, Organisation], at: datetime
) -> tuple[list[dict[str, str]], int]:
    """Put what a person must judge to the offices; give the findings that are nobody's, and how many were put.

    What has been asked before is not asked again, and a question that the register no longer raises falls.
    """
    ids = {office.orgnr: office.pk for office in Office.objects.all()}
    told = {(owners[one["orgnr"]].pk, CODES[one["code"]][0].value): one for one in found if one["code"] in CODES}
    before = {(one.organisation_id, one.what): one for one in OwnerQuestion.objects.order_by("asked_at")}
    for key, question in before.items():
        if question.state == State.OPEN and (key not in told or after(told[key]) != question.after):
            overtake_about_owner(question, by=SYSTEM, at=at)
    left, count = [one for one in found if one["code"] not in CODES], 0
    for (pk, what), one in told.items():
        owner, last = owners[one["orgnr"]], before.get((pk, what))
        office_id = office_of(owner, ids, oslo_day(at))
        if office_id is None:
            left.append(one)
        elif last is None or last.after != after(one) or last.state not in {State.OPEN, State.REJECTED}:
            ask_about_owner(owner, what=what, after=after(one), office_id=office_id, by=SYSTEM, at=at)
            count += 1
    return left, count


def after(finding: Finding) -> str:
    """Give what a finding says is so now."""
    return str(finding[CODES[finding["code"]][1]])[:200]


def office_of(owner: Organisation, ids: Mapping[str, UUID], day: date) -> UUID | None:
    """Give the office of an owner: that of its kommune, or else one in whose cases it takes part."""
    try:
        return ids[lookups.office_of(owner.kommune_number, day)]
    except (lookups.Unknown, KeyError):
        return next(iter(sorted(reached_offices(owner.pk))), None)


def as_written(name: str) -> str:
    """Give a name as people write it: the register has every name in capitals."""
    if not name.isupper():
        return name
    words = [word if word in FORMS else word.lower() if word in SMALL else word.title() for word in name.split()]
    return " ".join([words[0][:1].upper() + words[0][1:], *words[1:]])
