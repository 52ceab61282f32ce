"""Partners are invited, and each confirms its own part or declines; a change of what it confirmed asks it again."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from samspel.actors.models import Organisation, Reach
from samspel.flow.journal import Facts
from samspel.flow.refusal import Refusal
from samspel.flow.reminding import once_a_day
from samspel.flow.transition import creation, lock, refuse, transition
from samspel.kit.text import normalised
from samspel.needs import sheet as sheets
from samspel.needs.models import BudgetLine, Need, Partnership
from samspel.needs.rules import answers, guards
from samspel.needs.rules.findings import of_fact
from samspel.needs.transitions import declined_telling, telling
from samspel.rules import scheme
from samspel.tenancy.by import By

State = Partnership.State


@creation(Partnership, guards=[guards.edits, guards.is_written])
def invite_partner(need: Need, *, partner: Organisation, contact: str = "", by: By, at: datetime) -> Partnership:
    """Ask a partner to take part; from now on it sees the need, and its answer is awaited."""
    lock(need)
    refuse([*guards.is_written(need, by, at), *answers.partner_fits(need, partner)])
    refuse(answers.texts_fit({"contact": contact}))
    Reach.objects.get_or_create(organisation=partner, office_id=need.office_id)
    made = Partnership.objects.create(
        office_id=need.office_id, state=State.INVITED, need=need, partner=partner, contact=normalised(contact)
    )
    telling.tell(made, reminds=False, at=at)
    return made


@transition(
    source={State.DECLINED, State.CANCELLED}, target=State.INVITED, guards=[guards.need_is_alive, guards.asks_partner]
)
def invite_again(partnership: Partnership, *, by: By, at: datetime) -> None:
    """Ask a partner that declined, or that was let go, once more."""
    partnership.declined_reason = ""
    telling.tell(partnership, reminds=False, at=at)


@transition(
    source={State.INVITED, State.CHANGED},
    guards=[guards.waits_for_partner, guards.need_is_alive, guards.answer_is_open, once_a_day],
)
def remind_partner(partnership: Partnership, *, by: By, at: datetime) -> None:
    """Remind a partner that its answer is waited for, also after the need has been handed in without it."""
    telling.tell(partnership, reminds=True, at=at)


@transition(
    source={State.INVITED, State.CONFIRMED, State.CHANGED, State.DECLINED},
    target=State.CANCELLED,
    guards=[guards.asks_partner],
)
def cancel_invitation(partnership: Partnership, *, by: By, at: datetime) -> None:
    """Let a partner go before the need is handed in; what was asked for it stays in the budget until it is changed."""
    _take_back(partnership)


def _take_back(partnership: Partnership) -> None:
    """Let go of what the partner confirmed, and of what it said is agreed."""
    partnership.confirmed, partnership.confirmed_digest, partnership.binding_agreement = None, "", False


@transition(
    source={State.INVITED, State.CONFIRMED, State.CHANGED},
    target=State.CONFIRMED,
    guards=[guards.answers_for_partner, guards.need_is_alive, guards.answer_is_open],
    journalled=True,
)
def confirm(
    partnership: Partnership,
    *,
    shown: str,
    back_to_education: str,
    contact: str = "",
    own_benefit: str | None = None,
    capacity: str | None = None,
    binding_agreement: bool | None = None,
    by: By,
    at: datetime,
) -> Facts:
    """Confirm the named fields as they were shown: `shown` is their digest, and another text since then is refused.

    What the partner gains, whom it has for this, and whether a binding cooperation is agreed, stand as they are where
    they are not told.
    """
    told = {"own_benefit": own_benefit, "capacity": capacity}
    own = {name: normalised(text) for name, text in told.items() if text is not None}
    refuse(answers.texts_fit({"back_to_education": back_to_education, "contact": contact, **own}))
    if partnership.partner.kind == Organisation.Kind.UNIVERSITY:
        basis = of_fact(scheme(partnership.need.scheme, partnership.need.call.rule_set).criteria)
        words = _("Skriv hvordan erfaringene går tilbake til lærerutdanningen.")
        missing = answers.given(back_to_education, "back_to_education", words)
        refuse(Refusal("VR21", refusal.text, basis, refusal.field) for refusal in missing)
    need = Need.objects.get(pk=partnership.need_id)
    lines = list(BudgetLine.objects.filter(need=need, recipient_id=partnership.partner_id))
    digest = sheets.confirm_digest(need, partnership.partner_id, lines)
    if shown != digest:
        text = _("Eieren har endret behovsmeldingen mens du så på den. Se endringen før du bekrefter.")
        refuse([Refusal("stale", text)])
    partnership.confirmed = sheets.to_confirm(need, partnership.partner_id, lines)
    partnership.confirmed_digest = digest
    partnership.back_to_education = normalised(back_to_education)
    partnership.contact = normalised(contact) or partnership.contact
    for name, text in own.items():
        setattr(partnership, name, text)
    if binding_agreement is not None:
        partnership.binding_agreement = binding_agreement
    return {"digest": digest, "asked_nok": sum(line.amount_nok for line in lines)}


@transition(
    source={State.INVITED, State.CONFIRMED, State.CHANGED},
    target=State.DECLINED,
    guards=[guards.answers_for_partner, guards.need_is_alive, guards.answer_is_open],
    journalled=True,
)
def decline(partnership: Partnership, *, reason: str, by: By, at: datetime) -> Facts:
    """Say no, with the reason that the owner is to read."""
    refuse(answers.given(reason, "reason", _("Skriv hvorfor dere takker nei.")))
    refuse(answers.texts_fit({"reason": reason}))
    partnership.declined_reason = normalised(reason)
    _take_back(partnership)
    declined_telling.tell(partnership, at=at)
    return {"reason": partnership.declined_reason}


@transition(source={State.CONFIRMED}, target=State.CHANGED, guards=[guards.asks_partner])
def lapse(partnership: Partnership, *, by: By, at: datetime) -> None:
    """Ask the partner to look again, because the owner has just changed what it confirmed."""
    telling.tell_lapsed(partnership, at=at)
