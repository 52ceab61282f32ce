"""Why a decision cannot be drafted, made or answered: every reason at once, with its basis, and nothing changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samspel.casework.models import Case
from samspel.decisions import transitions
from samspel.decisions.models import Acceptance, Decision
from samspel.decisions.parts import Part
from samspel.flow.models import Entry
from samspel.flow.refusal import Refused
from samspel.ledger.models import Frame, Movement
from samspel.tenancy.by import By, Role
from tests.cast import AGDER, CHARLIE, KARI, KNUT, ROGALAND, UNNI, OfficeCast, id_of
from tests.stories import decisions as story
from tests.stories import open_cases

pytestmark = pytest.mark.money
DAGNY_PREPARES = By(ROGALAND.decider.person_id, None, ROGALAND.office, Role.CASEWORKER)


def codes(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in caught.value.refusals]


def test_a_draft_gives_every_reason_why_not_at_once(rogaland: OfficeCast) -> None:
    case = open_cases.recommended()
    said = story.content(case, reason_rule=" ", reason_facts="", reason_considerations="", conditions="")
    with pytest.raises(Refused) as caught:
        story.drafted(case, replace(said, parts=(Part(2023, id_of("utvik"), 0), Part(2029, id_of("fjordvik"), 5))))
    assert codes(caught) == [
        "no-amount", "receiver", "year", "no-reason_rule", "no-reason_facts", "no-reason_considerations",
        "no-departure-reason", "no-conditions",
    ]  # fmt: skip
    by_code = {refusal.code: refusal for refusal in caught.value.refusals}
    assert by_code["no-reason_facts"].basis == "forvaltningsloven § 25"
    assert by_code["no-reason_facts"].field == "reason_facts"
    assert by_code["no-departure-reason"].basis == "praksis i Samspel"
    assert Decision.objects.count() == Entry.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"parts": ()}, "gives-nothing"),
        ({"kind": "rejection", "departure_reason": "Nei."}, "gives-nothing"),
        ({"parts": (Part(2023, id_of("hiv"), 1), Part(2023, id_of("hiv"), 2)), "departure_reason": "x"}, "twice"),
        ({"kind": "dismissal", "parts": (), "ground": "late", "departure_reason": "x"}, "ground"),
    ],
)
def test_a_draft_that_cannot_be_is_refused(rogaland: OfficeCast, changes: dict[str, object], code: str) -> None:
    case = open_cases.recommended()
    with pytest.raises(Refused) as caught:
        story.drafted(case, story.content(case, **changes))
    assert code in codes(caught)


def test_a_scheme_with_a_forum_waits_for_its_innstilling(rogaland: OfficeCast) -> None:
    with pytest.raises(Refused) as caught:
        story.drafted(open_cases.ready())
    assert codes(caught) == ["no-recommendation"]
    assert caught.value.refusals[0].basis.startswith("Utdanningsdirektoratet")


def test_a_case_that_is_not_ready_is_not_decided(rogaland: OfficeCast) -> None:
    case = open_cases.recommended()
    Case.objects.filter(pk=case.pk).update(state=Case.State.OPENED)
    case.refresh_from_db()
    with pytest.raises(Refused) as caught:
        story.drafted(case)
    assert codes(caught) == ["case-not-ready"]


def test_a_case_has_one_decision(rogaland: OfficeCast) -> None:
    case = open_cases.recommended()
    story.drafted(case)
    with pytest.raises(Refused) as caught:
        story.drafted(case)
    assert codes(caught) == ["has-a-decision"]


@pytest.mark.parametrize("by", [ROGALAND.decider, ROGALAND.payer, AGDER.caseworker, KARI, CHARLIE])
def test_only_a_caseworker_of_the_office_drafts(rogaland: OfficeCast, by: By) -> None:
    case = open_cases.recommended()
    with pytest.raises(Refused) as caught:
        transitions.draft(case, content=story.content(case), by=by, at=story.DRAFTED)
    assert codes(caught) == ["wrong-role"]


def test_a_departure_from_the_innstilling_needs_its_reason(rogaland: OfficeCast) -> None:
    case = open_cases.recommended()
    less = (Part(2023, id_of("fjordvik"), 200_000), Part(2023, id_of("hiv"), 100_000))
    with pytest.raises(Refused) as caught:
        story.drafted(case, story.content(case, parts=less))
    assert codes(caught) == ["no-departure-reason"]
    decision = story.drafted(case, story.content(case, parts=less, departure_reason="Ramma er lågare."))
    assert decision.departure_reason == "Ramma er lågare."


def test_a_line_without_money_recommends_a_rejection(rogaland: OfficeCast) -> None:
    case = open_cases.recommended(recommends=())
    said = story.content(case, kind=Decision.Kind.REJECTION, parts=(), conditions="")
    assert story.drafted(case, said).kind == Decision.Kind.REJECTION


def test_a_frame_that_is_too_small_stops_the_decision_with_figures(rogaland: OfficeCast) -> None:
    open_cases.frame(granted_nok=250_000)
    decision = story.drafted(open_cases.recommended())
    with pytest.raises(Refused) as caught:
        transitions.make(decision, by=ROGALAND.decider, at=story.MADE)
    assert codes(caught) == ["frame"]
    assert "250\u00a0000\u00a0kr" in caught.value.refusals[0].text
    assert "400\u00a0000\u00a0kr" in caught.value.refusals[0].text
    decision.refresh_from_db()
    assert decision.state == "drafted"
    assert not Movement.objects.exists()


def test_a_year_without_a_frame_stops_the_decision(rogaland: OfficeCast) -> None:
    decision = story.drafted(open_cases.recommended())
    Frame.objects.all().delete()
    with pytest.raises(Refused) as caught:
        transitions.make(decision, by=ROGALAND.decider, at=story.MADE)
    assert codes(caught) == ["no-frame"]
    assert "Regional ordning" in caught.value.refusals[0].text


def test_whoever_prepared_does_not_decide(rogaland: OfficeCast) -> None:
    case = open_cases.recommended()
    decision = story.drafted(case)
    transitions.change_draft(decision, content=story.content(case), by=DAGNY_PREPARES, at=story.DRAFTED)
    transitions.change_draft(decision, content=story.content(case), by=ROGALAND.caseworker, at=story.DRAFTED)
    with pytest.raises(Refused) as caught:
        transitions.make(decision, by=ROGALAND.decider, at=story.MADE)
    assert codes(caught) == ["four-eyes"]
    assert caught.value.refusals[0].basis == "praksis i Samspel"


@pytest.mark.parametrize("by", [ROGALAND.caseworker, ROGALAND.payer, AGDER.decider, KARI])
def test_only_the_decider_of_the_office_decides(rogaland: OfficeCast, by: By) -> None:
    decision = story.drafted(open_cases.recommended())
    with pytest.raises(Refused) as caught:
        transitions.make(decision, by=by, at=story.MADE)
    assert "wrong-role" in codes(caught)


def test_a_draft_is_not_made_when_the_case_has_moved(rogaland: OfficeCast) -> None:
    decision = story.drafted(open_cases.recommended())
    Case.objects.update(state=Case.State.OPENED)
    with pytest.raises(Refused) as caught:
        transitions.make(Decision.objects.get(pk=decision.pk), by=ROGALAND.decider, at=story.MADE)
    assert codes(caught) == ["case-not-ready"]


@pytest.mark.parametrize("account", ["", "1503208011", "15032080118", "1503208011x", "\u0661" * 11])
def test_an_account_number_that_is_none_is_refused(rogaland: OfficeCast, account: str) -> None:
    answer = story.answer_of(story.sent(open_cases.recommended()), KARI)
    with pytest.raises(Refused) as caught:
        transitions.accept(answer, account_number=account, agreed=True, by=KARI, at=story.ACCEPTED)
    assert codes(caught) == ["account"]
    answer.refresh_from_db()
    assert answer.state == "awaited"


def test_terms_are_agreed_to_in_so_many_words(rogaland: OfficeCast) -> None:
    answer = story.answer_of(story.sent(open_cases.recommended()), KARI)
    with pytest.raises(Refused) as caught:
        transitions.accept(answer, account_number="", agreed=False, by=KARI, at=story.ACCEPTED)
    assert codes(caught) == ["account", "terms"]


@pytest.mark.parametrize("by", [KNUT, UNNI, CHARLIE, ROGALAND.caseworker])
def test_only_a_signer_of_the_receiver_answers(rogaland: OfficeCast, by: By) -> None:
    answer = story.answer_of(story.sent(open_cases.recommended()), KARI)
    with pytest.raises(Refused) as caught:
        transitions.decline(answer, by=by, at=story.ACCEPTED)
    assert codes(caught) == ["wrong-role"]
    with pytest.raises(Refused) as caught:
        accept(answer, by)
    assert codes(caught) == ["wrong-role"]


def accept(answer: Acceptance, by: By, own_nok: int | None = None) -> None:
    transitions.accept(
        answer, account_number=story.ACCOUNT, own_contribution_nok=own_nok, agreed=True, by=by, at=story.ACCEPTED
    )


def test_the_owner_adds_thirty_per_cent_of_the_grant_in_the_decentralised_scheme(rogaland: OfficeCast) -> None:
    case = open_cases.recommended(asked=(("fjordvik", 2023, 300_001), ("hiv", 2023, 100_000)), scheme="decentralised")
    decision = story.sent(case)
    answer = story.answer_of(decision, KARI)
    for own_nok in (None, 120_000):
        with pytest.raises(Refused) as caught:
            accept(answer, KARI, own_nok)
        assert codes(caught) == ["VR09"]
        refusal = caught.value.refusals[0]
        assert refusal.text == (
            "Egenandelen må være minst 30 prosent av tilskuddet: av 400\u00a0001\u00a0kr er det 120\u00a0001\u00a0kr."
        )
        assert refusal.basis and refusal.field == "own_contribution_nok"
    accept(answer, KARI, 120_001)
    assert answer.own_contribution_nok == 120_001
    partner = story.answer_of(decision, UNNI)
    transitions.accept(partner, account_number=story.ACCOUNT, agreed=True, by=UNNI, at=story.ACCEPTED)
    assert partner.own_contribution_nok is None
