"""What later steps build on stands: a need is neither sent back, answered nor withdrawn behind their back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest

from samspel.casework.models import Case
from samspel.decisions import transitions as deciding
from samspel.decisions.models import Decision
from samspel.flow.models import Entry
from samspel.flow.refusal import Refused
from samspel.forum import transitions as forum_acts
from samspel.forum.models import Meeting
from samspel.kit.deadlines import closes_at
from samspel.ledger.models import Movement
from samspel.needs import transitions
from samspel.needs.models import BudgetLine, Need, Partnership
from samspel.tenancy.by import By
from tests.cast import AGDER, KARI, KNUT, LARS, MONA, ROGALAND, SIGRUN, UNNI, OfficeCast
from tests.stories import casework, decisions, forum, journey, needs

AMIR, DAGNY = ROGALAND.caseworker, ROGALAND.decider
NOW = decisions.SENT + timedelta(days=1)
LATER = closes_at((NOW + timedelta(days=21)).date())


def need_of(case: Case) -> Need:
    return Need.objects.get(pk=case.need_id)


def refused(act: Callable[[], object]) -> list[str]:
    """Do an act that must be refused, see that nothing was written, and give the codes of the reasons."""
    before = everything()
    with pytest.raises(Refused) as fault:
        act()
    assert everything() == before
    return [refusal.code for refusal in fault.value.refusals]


def everything() -> list[object]:
    models = (Entry, Need, Partnership, BudgetLine, Case, Decision, Movement)
    return [list(model.objects.order_by("pk").values()) for model in models]


def send_back(need: Need) -> list[str]:
    return refused(partial(transitions.send_back, need, reason="Meir.", answer_by=LATER, by=AMIR, at=NOW))


def answered(need: Need) -> list[list[str]]:
    """What a partner is told that now wants to say yes and no."""
    row = needs.partnership(need)
    decline = partial(transitions.decline, row, reason="Vi har ikkje folk.", by=UNNI, at=NOW)
    return [refused(partial(needs.confirm, row, at=NOW)), refused(decline)]


def withdraw(need: Need) -> None:
    transitions.withdraw(need, reason="Vi ventar eit år.", by=KARI, at=NOW)


def test_an_adopted_innstilling_binds_its_needs_and_their_partners(rogaland: OfficeCast) -> None:
    case = decisions.ready()
    need = need_of(case)
    assert (case.bound_at, need.bound_at, need.decided_at) == (forum.ADOPTED, forum.ADOPTED, None)
    entry = Entry.objects.get(act="needs.bind")
    assert (entry.record_id, entry.person_id, entry.facts) == (need.pk, SIGRUN.person_id, {"already": False})
    assert send_back(need) == ["bound"]
    assert answered(need) == [["bound"], ["bound"]]


def test_a_drafted_decision_binds_the_need_where_there_is_no_forum(rogaland: OfficeCast) -> None:
    case = decisions.ready("collective")
    assert need_of(case).bound_at is None
    decisions.drafted(case, at=decisions.on(case, decisions.DRAFTED))
    assert need_of(case).bound_at == decisions.on(case, decisions.DRAFTED)
    assert Entry.objects.filter(act="needs.bind").count() == 1


def test_a_need_is_bound_once_and_a_second_time_changes_nothing(rogaland: OfficeCast) -> None:
    case = decisions.ready()
    decisions.drafted(case)
    assert Entry.objects.filter(act="needs.bind").count() == 1
    transitions.bind(need_of(case), by=AMIR, at=NOW)
    assert need_of(case).bound_at == forum.ADOPTED


def test_an_owner_may_withdraw_until_the_office_has_decided(rogaland: OfficeCast) -> None:
    case = decisions.ready()
    decision = decisions.drafted(case)
    withdraw(need_of(case))
    assert need_of(case).state == "withdrawn"
    make = partial(deciding.make, decision, by=DAGNY, at=decisions.MADE)
    assert refused(make) == ["need-withdrawn"]
    change = partial(deciding.change_draft, decision, content=decisions.content(case), by=AMIR, at=NOW)
    assert "need-withdrawn" in refused(change)


@pytest.mark.parametrize("stage", [decisions.made, decisions.sent])
def test_what_has_been_decided_is_not_withdrawn(rogaland: OfficeCast, stage: Callable[[Case], Decision]) -> None:
    need = need_of(stage(decisions.ready()).case)
    assert need.decided_at == decisions.MADE
    assert Entry.objects.get(act="needs.settle").person_id == DAGNY.person_id
    assert refused(partial(withdraw, need)) == ["decided"]
    assert send_back(need) == ["bound"]
    assert answered(need) == [["bound"], ["bound"]]


def test_what_has_been_paid_is_not_withdrawn(rogaland: OfficeCast) -> None:
    need = need_of(journey.paid().case)
    with pytest.raises(Refused, match="takke nei når dere svarer på vilkårene"):
        withdraw(need)
    assert send_back(need) == ["bound"]
    assert answered(need) == [["bound"], ["bound"]]


def test_a_dismissal_closes_the_need_for_its_owner_too(rogaland: OfficeCast) -> None:
    case = casework.supplement_asked()
    dismissed(case)
    need = need_of(case)
    row = needs.partnership(need)
    assert (need.state, need.bound_at, need.decided_at) == ("returned", None, decisions.MADE)
    fill = partial(transitions.fill, need, content={"goal": "Endra"}, by=KNUT, at=NOW)
    budget = partial(transitions.set_budget, need, lines=[], by=KNUT, at=NOW)
    cancel = partial(transitions.cancel_invitation, row, by=KARI, at=NOW)
    again = partial(transitions.submit, need, key=uuid4(), receipt=lambda *_told: b"", by=KARI, at=decisions.MADE)
    assert [refused(act) for act in (fill, budget, cancel)] == [["decided"], ["decided"], ["decided"]]
    assert "decided" in refused(again)
    assert refused(partial(withdraw, need)) == ["decided"]
    assert answered(need) == [["bound"], ["bound"]]


def dismissed(case: Case) -> Decision:
    content = decisions.dismissal(case, Case.Ground.NO_ANSWER)
    decision = decisions.drafted(case, content)
    deciding.make(decision, by=DAGNY, at=decisions.MADE)
    return decision


def test_a_need_that_was_withdrawn_is_not_dismissed(rogaland: OfficeCast) -> None:
    case = casework.supplement_asked()
    decision = decisions.drafted(case, decisions.dismissal(case, Case.Ground.NO_ANSWER))
    withdraw(need_of(case))
    assert "need-withdrawn" in refused(partial(deciding.make, decision, by=DAGNY, at=decisions.MADE))


@pytest.mark.parametrize("by", [KARI, UNNI, MONA, ROGALAND.payer, AGDER.caseworker], ids=lambda by: by.role)
def test_only_those_who_build_on_a_need_bind_it(rogaland: OfficeCast, by: By) -> None:
    need = needs.submitted()
    assert refused(partial(transitions.bind, need, by=by, at=NOW)) == ["wrong-role"]


@pytest.mark.parametrize("by", [KARI, SIGRUN, LARS, AMIR, AGDER.decider], ids=lambda by: by.role)
def test_only_the_decider_says_that_a_need_is_decided(rogaland: OfficeCast, by: By) -> None:
    need = needs.submitted()
    assert refused(partial(transitions.settle, need, by=by, at=NOW)) == ["wrong-role"]


def test_a_need_is_decided_once(rogaland: OfficeCast) -> None:
    need = needs.submitted()
    transitions.settle(need, by=DAGNY, at=NOW)
    assert refused(partial(transitions.settle, need, by=DAGNY, at=NOW)) == ["decided"]


@pytest.mark.parametrize("by", [DAGNY, ROGALAND.attestant, ROGALAND.payer, ROGALAND.admin], ids=lambda by: by.role)
def test_only_those_who_prepare_send_a_need_back(rogaland: OfficeCast, by: By) -> None:
    need = needs.submitted()
    act = partial(transitions.send_back, need, reason="Meir.", answer_by=LATER, by=by, at=NOW)
    assert refused(act) == ["wrong-role"]


def test_a_need_withdrawn_before_the_innstilling_is_not_bound(rogaland: OfficeCast) -> None:
    meeting = forum.held([casework.ready()])
    case = forum.lines(meeting)[0].case
    withdraw(need_of(case))
    adopt = partial(forum_acts.adopt, meeting, agreement="Semje.", by=SIGRUN, at=forum.ADOPTED)
    assert refused(adopt) == ["not-ready"]
    assert Meeting.objects.get().state == "held"
