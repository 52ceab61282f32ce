"""A decision is drafted, made by another, sent, and answered; each refusal changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from samspel.actors.models import Organisation
from samspel.casework.models import Case
from samspel.decisions import notice, transitions
from samspel.decisions.models import Acceptance, Share
from samspel.decisions.parts import Part, given
from samspel.decisions.rules import Content
from samspel.flow.models import Entry, Outbox
from samspel.flow.refusal import Refused
from samspel.ledger.models import Frame, Movement
from samspel.letters.models import Letter
from samspel.tenancy.by import By, Role
from tests.cast import KARI, ROGALAND, UNNI, OfficeCast, id_of
from tests.stories import casework, open_cases
from tests.stories import decisions as story

pytestmark = pytest.mark.money
DAGNY_PREPARES = By(ROGALAND.decider.person_id, None, ROGALAND.office, Role.CASEWORKER)


def codes(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in caught.value.refusals]


def test_a_draft_says_what_the_innstilling_says_and_binds_the_case(rogaland: OfficeCast) -> None:
    case = open_cases.recommended()
    decision = story.drafted(case)
    case.refresh_from_db()
    assert (decision.state, decision.number, decision.prepared_by_id) == ("drafted", "V-2023-001", id_of("amir"))
    assert [(part.recipient_id, part.amount_nok) for part in given(decision)] == sorted(
        [(id_of("fjordvik"), 300_000), (id_of("hiv"), 100_000)]
    )
    assert decision.line is not None
    assert case.bound_at == story.DRAFTED
    entry = Entry.objects.get(act="decisions.draft")
    assert entry.facts == {"number": "V-2023-001", "kind": "award", "given_nok": 400_000, "ground": ""}
    assert entry.subject_id == case.need_id


def test_a_decision_is_numbered_without_gaps_when_a_draft_is_refused(rogaland: OfficeCast) -> None:
    first = story.drafted(open_cases.recommended())
    case = open_cases.recommended()
    with pytest.raises(Refused):
        story.drafted(case, story.content(case, reason_facts=""))
    assert (first.number, story.drafted(case).number) == ("V-2023-001", "V-2023-002")


def test_a_scheme_without_a_forum_starts_from_what_was_asked(rogaland: OfficeCast) -> None:
    call = open_cases.call("2026", 2027)
    case = open_cases.ready((("fjordvik", 2027, 300_000),), "collective", under=call)
    decision = story.drafted(case, at=datetime(2027, 3, 1, 9, tzinfo=UTC))
    assert decision.line is None
    assert [(part.year, part.amount_nok) for part in given(decision)] == [(2027, 300_000)]


def test_a_draft_can_be_written_anew_and_gives_the_new_parts_alone(rogaland: OfficeCast) -> None:
    case = open_cases.recommended()
    decision = story.drafted(case)
    less = (Part(2023, id_of("fjordvik"), 200_000),)
    said = story.content(case, parts=less, departure_reason="Ramma er lågare.")
    transitions.change_draft(decision, content=said, by=DAGNY_PREPARES, at=story.DRAFTED)
    assert given(decision) == less
    assert (decision.state, decision.prepared_by_id) == ("drafted", id_of("dagny"))


def test_making_binds_the_budget_year_and_leaves_later_years_reserved(rogaland: OfficeCast) -> None:
    case = open_cases.recommended(asked=(("fjordvik", 2023, 300_000), ("fjordvik", 2024, 90_000)))
    decision = story.made(case)
    frame = Frame.objects.get(year=2023)
    assert (decision.state, decision.decided_by_id, decision.decided_at) == ("made", id_of("dagny"), story.MADE)
    assert frame.committed_nok == 300_000
    booked = {share.year: share.frame_id for share in Share.objects.filter(decision=decision)}
    assert booked == {2023: frame.pk, 2024: None}
    movement = Movement.objects.get(kind="committed")
    assert (movement.amount_nok, movement.cause_type) == (300_000, "decisions.share")
    assert Entry.objects.get(act="decisions.make").facts["bound_nok"] == 300_000


def test_the_frame_of_the_usual_post_is_used_before_another_with_room(rogaland: OfficeCast) -> None:
    Frame.objects.create(
        office_id=ROGALAND.office, scheme="regional", year=2023, chapter_post="111.11", granted_nok=9_000_000
    )
    decision = story.made(open_cases.recommended())
    posts = {share.frame.chapter_post for share in Share.objects.filter(decision=decision) if share.frame}
    assert posts == {"231.21"}


def test_sending_writes_one_letter_to_each_and_awaits_their_answers(rogaland: OfficeCast) -> None:
    decision = story.sent(open_cases.recommended())
    letters = {letter.recipient.name: letter for letter in Letter.objects.select_related("recipient", "document")}
    assert set(letters) == {"Fjordvik kommune", "Høgskulen i vest"}
    assert {letter.written_form for letter in letters.values()} == {"nn"}
    assert sorted(letter.number for letter in letters.values()) == ["B-2023-001", "B-2023-002"]
    assert Outbox.objects.filter(kind="letter").count() == 2
    assert Outbox.objects.get(kind="publish").subject_id == decision.pk
    answers = Acceptance.objects.filter(decision=decision)
    assert {(answer.recipient_id, answer.state) for answer in answers} == {
        (id_of("fjordvik"), "awaited"), (id_of("hiv"), "awaited"),
    }  # fmt: skip
    assert {answer.answer_on for answer in answers} == {date(2023, 5, 10)}
    issued = Entry.objects.filter(act="letters.issue").order_by("sequence")
    assert [entry.journal_number for entry in issued] == [1, 2]


def test_a_rejection_is_told_to_the_owner_alone_and_asks_for_no_answer(rogaland: OfficeCast) -> None:
    case = open_cases.recommended()
    story.sent(case, story.rejection(case))
    assert [letter.recipient_id for letter in Letter.objects.all()] == [id_of("fjordvik")]
    assert Letter.objects.get().template == "rejection"
    assert not Acceptance.objects.exists()
    assert not Movement.objects.exists()


def test_letters_made_before_a_change_are_not_sent(rogaland: OfficeCast) -> None:
    decision = story.made(open_cases.recommended())
    prepared = notice.letters_for(decision, at=story.SENT)
    for wrong in (prepared[:1], [replace(prepared[0], recipient=prepared[1].recipient), prepared[1]]):
        with pytest.raises(Refused) as caught:
            transitions.send(decision, prepared=wrong, by=ROGALAND.caseworker, at=story.SENT)
        assert codes(caught) == ["letters-changed"]
    with pytest.raises(Refused) as caught:
        transitions.send(decision, prepared=prepared, by=ROGALAND.caseworker, at=story.SENT + timedelta(days=1))
    assert codes(caught) == ["letters-changed"]
    assert not Letter.objects.exists()


def test_a_decision_is_sent_once(rogaland: OfficeCast) -> None:
    decision = story.sent(open_cases.recommended())
    prepared = notice.letters_for(decision, at=story.SENT)
    with pytest.raises(Refused) as caught:
        transitions.send(decision, prepared=prepared, by=ROGALAND.caseworker, at=story.SENT)
    assert codes(caught) == ["wrong-state"]
    assert caught.value.refusals[0].text == "Dette kan ikke gjøres nå. Status er «Sendt»."


def test_the_owner_accepts_with_its_account(rogaland: OfficeCast) -> None:
    answer = story.answer_of(story.sent(open_cases.recommended()), KARI)
    transitions.accept(answer, account_number=story.ACCOUNT, agreed=True, by=KARI, at=story.ACCEPTED)
    assert (answer.state, answer.account_number, answer.answered_by_id) == ("accepted", story.ACCOUNT, id_of("kari"))
    entry = Entry.objects.get(act="decisions.accept")
    assert entry.journal_number is not None
    assert entry.facts == {"own_contribution_nok": None, "account_ends": "119"}


def test_declining_frees_what_was_bound_for_that_receiver(rogaland: OfficeCast) -> None:
    decision = story.sent(open_cases.recommended())
    transitions.decline(story.answer_of(decision, UNNI), by=UNNI, at=story.ACCEPTED)
    assert Frame.objects.get().committed_nok == 300_000
    assert Outbox.objects.filter(kind="publish").count() == 2
    with pytest.raises(Refused) as caught:
        transitions.decline(story.answer_of(decision, UNNI), by=UNNI, at=story.ACCEPTED)
    assert codes(caught) == ["wrong-state"]


def test_a_later_year_is_bound_once_its_frame_is_there_and_not_for_those_who_declined(rogaland: OfficeCast) -> None:
    case = open_cases.recommended(
        asked=(("fjordvik", 2023, 10), ("fjordvik", 2024, 20), ("hiv", 2023, 30), ("hiv", 2024, 40))
    )
    decision = story.sent(case)
    transitions.decline(story.answer_of(decision, UNNI), by=UNNI, at=story.ACCEPTED)
    january = datetime(2024, 1, 10, 9, tzinfo=UTC)
    with pytest.raises(Refused) as caught:
        transitions.confirm_year(decision, year=2024, by=ROGALAND.decider, at=january)
    assert codes(caught) == ["no-frame"]
    with pytest.raises(Refused) as caught:
        transitions.confirm_year(decision, year=2025, by=ROGALAND.decider, at=january)
    assert codes(caught) == ["year"]
    frame = open_cases.frame(year=2024)
    transitions.confirm_year(decision, year=2024, by=ROGALAND.decider, at=january)
    frame.refresh_from_db()
    assert frame.committed_nok == 20
    assert Share.objects.get(year=2024, recipient_id=id_of("fjordvik")).frame_id == frame.pk


def test_a_decision_with_nothing_reserved_has_no_later_year(rogaland: OfficeCast) -> None:
    with pytest.raises(Refused) as caught:
        transitions.confirm_year(
            story.sent(open_cases.recommended()), year=2024, by=ROGALAND.decider, at=story.ACCEPTED
        )
    assert codes(caught) == ["nothing-reserved"]


@pytest.mark.parametrize("scheme", ["regional", "decentralised", "competence-boost", "collective"])
def test_a_real_need_of_every_scheme_is_decided_and_accepted(rogaland: OfficeCast, scheme: str) -> None:
    decision = story.accepted(story.ready(scheme))
    assert (decision.line is None) == (scheme == "collective")
    answers = Acceptance.objects.filter(decision=decision)
    assert {answer.state for answer in answers} == {"accepted"}
    owner = answers.get(recipient_id=id_of("fjordvik"))
    assert owner.own_contribution_nok == (120_000 if scheme == "decentralised" else None)


def dismissal(case: Case) -> Content:
    """A whole dismissal on the ground that the owner may not report a need."""
    changes = {"kind": "dismissal", "ground": "not-eligible", "parts": (), "conditions": "", "advice": "Spør kommunen."}
    return story.content(case, **changes)


def owner_is(kind: str) -> None:
    Organisation.objects.filter(pk=id_of("fjordvik")).update(kind=kind)


def test_a_need_whose_owner_may_not_report_it_is_dismissed_by_two(rogaland: OfficeCast) -> None:
    case = casework.opened()
    owner_is("union")
    case = Case.objects.get(pk=case.pk)
    said = dismissal(case)
    decision = story.drafted(case, said)
    assert decision.line is None
    transitions.make(decision, by=ROGALAND.decider, at=story.MADE)
    case.refresh_from_db()
    assert (case.state, case.dismissed_for) == ("dismissed", "not-eligible")
    prepared = notice.letters_for(decision, at=story.SENT)
    transitions.send(decision, prepared=prepared, by=ROGALAND.decider, at=story.SENT)
    assert Letter.objects.get().template == "dismissal"
    assert not Movement.objects.filter(kind="committed").exists()


def test_a_dismissal_whose_ground_has_gone_is_not_made(rogaland: OfficeCast) -> None:
    case = casework.opened()
    owner_is("union")
    case = Case.objects.get(pk=case.pk)
    said = dismissal(case)
    decision = story.drafted(case, said)
    owner_is("kommune")
    with pytest.raises(Refused) as caught:
        transitions.make(decision, by=ROGALAND.decider, at=story.MADE)
    assert codes(caught) == ["ground"]


def test_a_draft_becomes_a_rejection_and_an_award_again(rogaland: OfficeCast) -> None:
    case = open_cases.recommended()
    decision = story.drafted(case, story.rejection(case))
    transitions.change_draft(decision, content=story.content(case), by=ROGALAND.caseworker, at=story.DRAFTED)
    assert (decision.kind, decision.departure_reason, len(given(decision))) == ("award", "", 2)
