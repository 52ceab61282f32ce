"""The acts on approaches: one asks, the other says yes or no with words, or the first takes it back."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from samspel.actors.approaches import rules, telling
from samspel.actors.approaches.queries import Choice
from samspel.actors.models import Approach, Organisation, Reach
from samspel.actors.networks import transitions as networks
from samspel.actors.networks.rules import has_an_office
from samspel.actors.queries import reached_offices
from samspel.flow.journal import Facts
from samspel.flow.transition import creation, refuse, transition
from samspel.kit.deadlines import oslo_day
from samspel.kit.text import normalised
from samspel.tenancy.by import By

State, What = Approach.State, Approach.What


@creation(Approach, guards=[rules.asks_for_itself])
def approach(owner: Organisation, *, to: Choice, topic: str, text: str, by: By, at: datetime) -> Approach:
    """Turn to a university, a network or a kommune; what is written is read by the two alone."""
    offices = reached_offices(owner.pk)
    refuse(has_an_office(offices))
    refuse([*rules.may_be_asked(owner, to, by, at), *rules.is_told(topic, text)])
    office_id = networks.office_for(owner, offices, oslo_day(at))
    Reach.objects.get_or_create(organisation_id=to.asked_id, office_id=office_id)
    made = Approach(
        office_id=office_id,
        state=State.ASKED,
        what=to.what,
        asking=owner,
        asked_id=to.asked_id,
        network_id=to.network_id,
        topic=normalised(topic).strip(),
        text=normalised(text).strip(),
        asked_at=at,
        asked_by_id=by.somebody,
    )
    made.entry_facts = {"what": to.what, "asked": to.asked_id}
    made.save(force_insert=True)
    telling.tell(made, to=made.asked_id, about=owner.name, at=at)
    return made


@transition(source={State.ASKED}, target=State.AGREED, guards=[rules.is_asked, rules.network_is_led])
def agree(approach: Approach, *, answer: str, by: By, at: datetime) -> Facts:
    """Say yes, with whom to talk to and when; whoever may join a network is then asked for its signer's consent."""
    refuse(rules.is_answered(answer, _("Skriv hvem de kan snakke med, og når.")))
    _answer(approach, answer, by, at)
    if approach.network is None:
        return {"what": approach.what}
    question = networks.ask_owner(approach.network, owner=approach.asking, by=by, at=at)
    return {"what": approach.what, "question": question.pk}


@transition(source={State.ASKED}, target=State.DECLINED, guards=[rules.is_asked])
def turn_down(approach: Approach, *, answer: str, by: By, at: datetime) -> Facts:
    """Say no, and why."""
    refuse(rules.is_answered(answer, _("Skriv hvorfor.")))
    _answer(approach, answer, by, at)
    return {"what": approach.what}


@transition(source={State.ASKED}, target=State.WITHDRAWN, guards=[rules.asked_it])
def withdraw_approach(approach: Approach, *, by: By, at: datetime) -> None:
    """Take back what nobody has answered."""
    approach.answered_at, approach.answered_by_id = at, by.somebody


def _answer(approach: Approach, answer: str, by: By, at: datetime) -> None:
    approach.answer, approach.answered_at, approach.answered_by_id = normalised(answer).strip(), at, by.somebody
    telling.tell(approach, to=approach.asking_id, about=approach.asked.name, at=at)
