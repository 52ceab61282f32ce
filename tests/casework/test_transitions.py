"""The office opens a case, prepares it, asks for more, hands it on and takes it back; every refusal changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.db import IntegrityError

from samspel.calls.models import Call
from samspel.casework import transitions
from samspel.casework.models import Case, SupplementRequest
from samspel.flow.models import Entry
from samspel.flow.refusal import Refused
from samspel.needs.models import Need, Submission
from samspel.tenancy.by import By
from tests.cast import AGDER, KARI, LARS, MONA, ROGALAND, SIGRUN, OfficeCast, id_of
from tests.stories import casework, needs

AMIR, DAGNY, ANNA = ROGALAND.caseworker, ROGALAND.decider, ROGALAND.admin
FEBRUARY = needs.when("2021", 2, 6)


def refused(act: Callable[[], object]) -> list[str]:
    """Do an act that must be refused, see that nothing was written, and give the codes of the reasons."""
    before = Entry.objects.count(), list(Case.objects.order_by("pk").values())
    with pytest.raises(Refused) as fault:
        act()
    assert (Entry.objects.count(), list(Case.objects.order_by("pk").values())) == before
    return [refusal.code for refusal in fault.value.refusals]


def last() -> Entry:
    entry = Entry.objects.order_by("sequence").last()
    assert entry is not None
    return entry


def received_late() -> None:
    """Let the need have been taken in late, before what is there now."""
    first = Submission.objects.get()
    Submission.objects.create(
        office_id=first.office_id, need=first.need, key=id_of("late"), content=first.content, digest=first.digest,
        received_at=first.received_at - timedelta(hours=1), late=True, receipt=first.receipt,
    )  # fmt: skip


def test_opening_a_case_numbers_it_and_gives_it_to_the_one_who_opens(rogaland: OfficeCast) -> None:
    first = transitions.open_case(needs.submitted(), by=AMIR, at=FEBRUARY)
    second = transitions.open_case(needs.submitted(title="Leik"), by=AMIR, at=FEBRUARY)
    assert (str(first), str(second)) == ("2023/1", "2023/2")
    assert (first.state, first.caseworker_id) == ("opened", AMIR.person_id)
    assert (last().act, last().subject_id, last().target) == ("casework.open_case", second.need_id, "opened")


def test_the_case_number_starts_anew_in_the_norwegian_year(rogaland: OfficeCast) -> None:
    transitions.open_case(needs.submitted(), by=AMIR, at=FEBRUARY)
    new_year = datetime.fromisoformat("2023-12-31T23:30:00+00:00")
    assert str(transitions.open_case(needs.submitted(title="Leik"), by=AMIR, at=new_year)) == "2024/1"


def test_a_refused_case_gives_its_number_back(rogaland: OfficeCast) -> None:
    need = needs.submitted()
    transitions.open_case(need, by=AMIR, at=FEBRUARY)
    assert refused(lambda: transitions.open_case(need, by=AMIR, at=FEBRUARY)) == ["has-a-case"]
    assert str(transitions.open_case(needs.submitted(title="Leik"), by=AMIR, at=FEBRUARY)) == "2023/2"


def test_two_who_open_at_once_are_told_in_words(rogaland: OfficeCast, monkeypatch: pytest.MonkeyPatch) -> None:
    need = needs.submitted()
    transitions.open_case(need, by=AMIR, at=FEBRUARY)
    monkeypatch.setattr(transitions.open_case, "guards", [])
    assert refused(lambda: transitions.open_case(need, by=AMIR, at=FEBRUARY)) == ["casework_case_once_per_need"]


@pytest.mark.parametrize("by", [DAGNY, ANNA, KARI, MONA, SIGRUN, AGDER.caseworker], ids=lambda by: by.role)
def test_only_a_caseworker_at_the_office_opens(rogaland: OfficeCast, by: By) -> None:
    need = needs.submitted()
    assert refused(lambda: transitions.open_case(need, by=by, at=FEBRUARY)) == ["wrong-role"]


def test_a_need_that_is_not_handed_in_has_no_case(rogaland: OfficeCast) -> None:
    draft = needs.confirmed()
    assert refused(lambda: transitions.open_case(draft, by=AMIR, at=FEBRUARY)) == ["need-not-submitted"]


def test_a_case_is_given_to_a_caseworker_of_the_office_only(rogaland: OfficeCast) -> None:
    case = casework.opened()
    transitions.assign(case, caseworker_id=AMIR.somebody, by=ANNA, at=FEBRUARY)
    assert (case.caseworker_id, last().act) == (AMIR.person_id, "casework.assign")
    give = partial(transitions.assign, case, at=FEBRUARY)
    for other in (DAGNY, AGDER.caseworker, KARI):
        assert refused(partial(give, caseworker_id=other.somebody, by=ANNA)) == ["not-a-caseworker"]
    assert refused(partial(give, caseworker_id=AMIR.somebody, by=DAGNY)) == ["wrong-role"]


def test_the_assessment_is_written_and_may_be_written_again(rogaland: OfficeCast) -> None:
    case = casework.opened()
    for text in ("Godt.", "Betre."):
        transitions.assess(case, text=text, by=AMIR, at=FEBRUARY)
    assert Case.objects.get().assessment == "Betre."
    assert last().facts == {"characters": 6}
    assert refused(lambda: transitions.assess(case, text=" \n", by=AMIR, at=FEBRUARY)) == ["no-text"]
    assert refused(lambda: transitions.assess(case, text="a\x00b", by=AMIR, at=FEBRUARY)) == ["control-character"]
    assert refused(lambda: transitions.assess(case, text="Godt.", by=DAGNY, at=FEBRUARY)) == ["wrong-role"]


def test_asking_for_a_supplement_sends_the_need_back_with_its_deadline(rogaland: OfficeCast) -> None:
    case = casework.supplement_asked()
    asked, need = SupplementRequest.objects.get(), Need.objects.get()
    assert (asked.case, asked.text) == (case, "Skriv kven som har vore med i vurderinga.")
    assert (need.state, need.answer_by, need.returned_reason) == ("returned", asked.answer_by, asked.text)
    assert asked.answer_by == datetime.fromisoformat("2023-02-21T00:00:00+01:00")
    assert [entry.act for entry in Entry.objects.order_by("-sequence")[:2]] == [
        "casework.ask_for_supplement",
        "needs.send_back",
    ]
    assert asked.subject_id == need.pk


def test_a_supplement_is_asked_for_with_a_text_and_a_day_ahead(rogaland: OfficeCast) -> None:
    case = casework.opened()
    ask = transitions.ask_for_supplement
    assert refused(lambda: ask(case, text="", answer_by=FEBRUARY, by=AMIR, at=FEBRUARY)) == ["no-text", "answer-by"]
    later = FEBRUARY + timedelta(days=14)
    assert refused(lambda: ask(case, text="Meir.", answer_by=later, by=DAGNY, at=FEBRUARY)) == ["wrong-role"]
    ask(case, text="Meir.", answer_by=later, by=AMIR, at=FEBRUARY)
    assert refused(lambda: ask(case, text="Meir.", answer_by=later, by=AMIR, at=FEBRUARY)) == ["need-returned"]


def test_an_answered_supplement_leads_on(rogaland: OfficeCast) -> None:
    case = casework.supplement_answered()
    assert case.need.state == "submitted"
    transitions.assess(case, text="Godt.", by=AMIR, at=needs.when("2021", 2, 15))
    transitions.make_ready(case, by=AMIR, at=needs.when("2021", 2, 15))
    assert Case.objects.get().state == "ready"


@pytest.mark.parametrize("scheme", needs.SCHEMES)
def test_a_prepared_case_is_made_ready_with_and_without_a_forum(rogaland: OfficeCast, scheme: str) -> None:
    case = casework.ready(needs.submitted(scheme))
    assert (case.state, last().act, last().facts) == ("ready", "casework.make_ready", {"late": False})


def test_a_case_is_not_ready_without_an_assessment(rogaland: OfficeCast) -> None:
    case = casework.opened()
    assert refused(lambda: transitions.make_ready(case, by=AMIR, at=FEBRUARY)) == ["no-assessment"]


def test_a_case_is_not_ready_before_its_partners_have_confirmed(rogaland: OfficeCast) -> None:
    need = needs.filled()
    needs.handed_in(need)
    case = casework.assessed(Need.objects.get())
    assert "VR04" in refused(lambda: transitions.make_ready(case, by=AMIR, at=FEBRUARY))
    Call.objects.update(confirm_closes_at=datetime(2023, 3, 1, 23, tzinfo=UTC))
    with pytest.raises(Refused, match=r"Siste dag: 1\.\xa0mars 2023") as fault:
        transitions.make_ready(Case.objects.get(), by=AMIR, at=FEBRUARY)
    assert fault.value.refusals[0].code == "VR04"
    needs.confirm(needs.partnership(need), at=FEBRUARY)
    transitions.make_ready(case, by=AMIR, at=FEBRUARY)
    assert Case.objects.get().state == "ready"


def test_a_call_may_let_a_case_go_on_before_its_partners_have_confirmed(rogaland: OfficeCast) -> None:
    needs.handed_in(needs.filled())
    Call.objects.update(partner_must_confirm=False)
    case = casework.assessed(Need.objects.get())
    transitions.make_ready(case, by=AMIR, at=FEBRUARY)
    assert Case.objects.get().state == "ready"


def test_an_error_in_the_need_stops_it_with_its_basis(rogaland: OfficeCast) -> None:
    case = casework.assessed()
    Need.objects.update(involvement="")
    with pytest.raises(Refused) as fault:
        transitions.make_ready(case, by=AMIR, at=FEBRUARY)
    (refusal,) = fault.value.refusals
    assert (refusal.code, bool(refusal.basis)) == ("VR07", True)


def test_a_need_sent_back_or_withdrawn_is_not_made_ready(rogaland: OfficeCast) -> None:
    case = casework.supplement_asked()
    transitions.assess(case, text="Godt.", by=AMIR, at=FEBRUARY)
    assert refused(lambda: transitions.make_ready(case, by=AMIR, at=FEBRUARY)) == ["need-returned"]
    Need.objects.update(state=Need.State.WITHDRAWN)
    assert refused(lambda: transitions.make_ready(case, by=AMIR, at=FEBRUARY)) == ["need-withdrawn"]


def test_a_late_need_goes_on_with_the_offices_reason_only(rogaland: OfficeCast) -> None:
    case = casework.assessed()
    received_late()
    with pytest.raises(Refused) as fault:
        transitions.make_ready(case, by=AMIR, at=FEBRUARY)
    assert [(one.code, one.field) for one in fault.value.refusals] == [("VR01", "late_reason")]
    assert refused(lambda: transitions.make_ready(case, late_reason="\x00", by=AMIR, at=FEBRUARY)) == [
        "control-character"
    ]
    transitions.make_ready(case, late_reason="Straumen var borte.", by=AMIR, at=FEBRUARY)
    assert Case.objects.get().late_reason == "Straumen var borte."
    assert last().facts == {"late": True}


def test_a_late_need_is_judged_by_the_office_with_a_reason(rogaland: OfficeCast) -> None:
    case = casework.assessed()
    judge = transitions.judge_late
    assert refused(lambda: judge(case, accepted=True, reason="Straumbrot.", by=AMIR, at=FEBRUARY)) == ["not-late"]
    received_late()
    assert refused(lambda: judge(case, accepted=True, reason=" ", by=AMIR, at=FEBRUARY)) == ["no-text"]
    assert refused(lambda: judge(case, accepted=True, reason="Ja", by=DAGNY, at=FEBRUARY)) == ["wrong-role"]
    judge(case, accepted=False, reason="Ingen grunn.", by=AMIR, at=FEBRUARY)
    assert last().facts == {"accepted": False, "reason": "Ingen grunn."}
    assert refused(lambda: transitions.make_ready(case, by=AMIR, at=FEBRUARY)) == ["VR01"]
    judge(case, accepted=True, reason="Straumbrot.", by=AMIR, at=FEBRUARY)
    assert refused(lambda: transitions.close_as_dismissed(case, ground="late", by=DAGNY, at=FEBRUARY)) == ["ground"]
    transitions.make_ready(case, by=AMIR, at=FEBRUARY)
    assert (case.late_accepted, case.late_reason) == (True, "Straumbrot.")


def test_a_ready_case_is_taken_back_with_a_reason_until_it_is_bound(rogaland: OfficeCast) -> None:
    case = casework.ready()
    assert refused(lambda: transitions.take_back(case, reason="", by=AMIR, at=FEBRUARY)) == ["no-text"]
    transitions.take_back(case, reason="Budsjettet er uklart.", by=AMIR, at=FEBRUARY)
    assert (case.state, last().facts) == ("opened", {"reason": "Budsjettet er uklart."})
    transitions.make_ready(case, by=AMIR, at=FEBRUARY)
    transitions.bind(case, by=DAGNY, at=FEBRUARY)
    assert refused(lambda: transitions.take_back(case, reason="Nei.", by=AMIR, at=FEBRUARY)) == ["bound"]


def test_binding_again_keeps_the_first_moment(rogaland: OfficeCast) -> None:
    case = casework.ready()
    for hours in (0, 5):
        transitions.bind(case, by=SIGRUN, at=FEBRUARY + timedelta(hours=hours))
    assert (case.bound_at, last().facts) == (FEBRUARY, {"already": True})
    assert refused(lambda: transitions.bind(case, by=MONA, at=FEBRUARY)) == ["wrong-role"]
    transitions.bind(case, by=LARS, at=FEBRUARY)


def test_a_case_is_dismissed_when_no_answer_came_in_time(rogaland: OfficeCast) -> None:
    case = casework.supplement_asked()
    dismiss = transitions.close_as_dismissed
    in_time, too_late = needs.when("2021", 2, 20), needs.when("2021", 2, 21)
    assert refused(lambda: dismiss(case, ground="no-answer", by=DAGNY, at=in_time)) == ["ground"]
    assert refused(lambda: dismiss(case, ground="no-answer", by=AMIR, at=too_late)) == ["wrong-role"]
    dismiss(case, ground="no-answer", by=DAGNY, at=too_late)
    assert (case.state, case.dismissed_for) == ("dismissed", "no-answer")
    assert last().facts == {"ground": "no-answer", "basis": "forvaltningsloven § 11 fjerde ledd"}


def test_a_case_is_dismissed_as_late_or_not_eligible_only_when_it_is(rogaland: OfficeCast) -> None:
    case = casework.opened()
    dismiss = transitions.close_as_dismissed
    for ground in (*Case.Ground.values, "no-such-ground"):
        assert refused(partial(dismiss, case, ground=ground, by=DAGNY, at=FEBRUARY)) == ["ground"]
    received_late()
    dismiss(case, ground="late", by=DAGNY, at=FEBRUARY)
    assert last().facts["basis"] == "Retningsliner 26. januar 2021 nr. 230"


def test_an_owner_that_the_scheme_is_not_for_is_a_ground(rogaland: OfficeCast) -> None:
    case = casework.opened()
    Need.objects.update(owner_id=id_of("hiv"))
    transitions.close_as_dismissed(case, ground="not-eligible", by=DAGNY, at=FEBRUARY)
    assert Case.objects.get().dismissed_for == "not-eligible"


def test_a_dismissed_case_stays_closed_and_has_its_ground(rogaland: OfficeCast) -> None:
    case = casework.supplement_asked()
    transitions.close_as_dismissed(case, ground="no-answer", by=DAGNY, at=needs.when("2021", 2, 21))
    for act in (transitions.assess, transitions.ask_for_supplement, transitions.make_ready, transitions.take_back):
        assert [one.code for one in act.refusals(case, by=AMIR, at=FEBRUARY)] == ["wrong-state"]
    with pytest.raises(IntegrityError, match="casework_case_dismissed_has_a_ground"):
        Case.objects.update(dismissed_for="")
