"""The units that take part are asked what they see and need; each answers on its own page, and its staff confirms."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypedDict
from uuid import UUID

from django.utils.translation import gettext as _

from samspel.flow import outbox
from samspel.flow.journal import Facts
from samspel.flow.refusal import Refusal
from samspel.flow.reminding import once_a_day
from samspel.flow.transition import creation, lock, refuse, transition
from samspel.kit.text import normalised
from samspel.needs import links
from samspel.needs.models import Need, UnitAssessment
from samspel.needs.rules import answers, guards
from samspel.needs.rules import units as rules
from samspel.tenancy.by import By

State = UnitAssessment.State
ASKING = [rules.asks_units]
ANSWERING = [rules.comes_by_link, rules.need_is_written]


class UnitAnswer(TypedDict):
    """What a unit says: what it sees, who took part in saying so and when, what it needs, and who wrote it."""

    sees: str
    took_part: str
    took_part_on: date | None
    wants: str
    answered_by: str


@creation(UnitAssessment, guards=[guards.edits, guards.is_written])
def ask_unit(need: Need, *, unit_id: UUID, email: str = "", by: By, at: datetime) -> UnitAssessment:
    """Ask one unit; the link goes by e-mail where an address is given, and else by whoever asks."""
    lock(need)
    refuse([*guards.is_written(need, by, at), *rules.unit_may_be_asked(need, unit_id, email)])
    made = UnitAssessment(office_id=need.office_id, state=State.ASKED, need=need, unit_id=unit_id, email=email)
    _link(made)
    made.save(force_insert=True)
    if email:
        outbox.put(links.KIND, made, at=at)
    return made


@transition(source=[State.ASKED], guards=[*ASKING, rules.has_an_address, once_a_day])
def remind_unit(asked: UnitAssessment, *, by: By, at: datetime) -> None:
    """Send the link once more to a unit that has not answered."""
    outbox.put(links.KIND, asked, at=at, key=f"{asked.pk}:{asked.version}")


@transition(source=[State.ASKED, State.ANSWERED], guards=ASKING)
def renew_unit_link(asked: UnitAssessment, *, email: str = "", by: By, at: datetime) -> None:
    """Make new links; the ones before are no good from now on. What the unit has written stays."""
    refuse(rules.is_an_address(email))
    asked.link_number += 1
    asked.email = email or asked.email
    _link(asked)
    if asked.email:
        outbox.put(links.KIND, asked, at=at, key=f"{asked.pk}:{asked.version}")


@transition(source=[State.ASKED, State.ANSWERED], target=State.WITHDRAWN, guards=ASKING)
def withdraw_unit(asked: UnitAssessment, *, by: By, at: datetime) -> None:
    """Do without a unit's answer; its link is no good any more, and it may be asked anew."""


@transition(source=[State.ASKED, State.ANSWERED], target=State.ANSWERED, guards=ANSWERING)
def answer_unit(asked: UnitAssessment, *, said: UnitAnswer, version: int | None = None, by: By, at: datetime) -> Facts:
    """Keep what the unit says; what its staff has confirmed before has to be confirmed again when it changes."""
    refuse(rules.is_answered(dict(said), at))
    if version is not None and version != asked.version:
        text = _("Noen andre ved enheten har svart mens du skrev. Begge tekstene vises, slik at du kan velge.")
        refuse([Refusal("stale", text)])
    changed = []
    for name, value in said.items():
        kept = normalised(value) if isinstance(value, str) else value
        if getattr(asked, name) != kept:
            setattr(asked, name, kept)
            changed.append(name)
    if changed:
        asked.confirmed_at, asked.confirmed_by, asked.remark = None, "", ""
    asked.answered_at = at
    return {"changed": changed}


@transition(source=[State.ANSWERED], guards=ANSWERING)
def confirm_unit(asked: UnitAssessment, *, name: str, remark: str = "", version: int, by: By, at: datetime) -> Facts:
    """Say as the staff's representative that those who work there have been heard, with a remark if there is one."""
    refuse(
        [*answers.given(name, "name", _("Skriv navnet ditt.")), *answers.texts_fit({"name": name, "remark": remark})]
    )
    if version != asked.version:
        refuse([Refusal("stale", _("Svaret er endret mens du leste det. Les det på nytt før du bekrefter."))])
    asked.confirmed_by, asked.remark, asked.confirmed_at = normalised(name), normalised(remark), at
    return {"confirmed": True}


def _link(asked: UnitAssessment) -> None:
    asked.link_digest = links.digest(links.token(asked))
    asked.staff_link_digest = links.digest(links.token(asked, links.STAFF))
