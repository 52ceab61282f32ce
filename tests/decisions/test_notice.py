"""What the letters of a decision say: everything they must, in the receiver's form, and nothing of others' own."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pikepdf
import pypdfium2
import pytest

from samspel.actors import details
from samspel.actors.models import Organisation
from samspel.calls.models import Call
from samspel.decisions import notice
from samspel.decisions.models import Acceptance, Decision
from samspel.decisions.parts import Part
from samspel.flow.refusal import Refused
from samspel.letters.facts import AwardFacts, DismissalFacts, RejectionFacts
from samspel.needs.models import Need
from samspel.tenancy.models import Office
from tests.cast import ROGALAND, OfficeCast, id_of
from tests.stories import decisions as story
from tests.stories import open_cases

pytestmark = pytest.mark.letters
SPLIT = (("fagskulen", 2023, 100_000), ("fjordvik", 2023, 300_000), ("fjordvik", 2024, 250_000))


def facts_of(decision: Decision, key: str = "fjordvik") -> AwardFacts:
    said = notice.facts_for(decision, at=story.SENT)[Organisation.objects.get(pk=id_of(key))]
    assert isinstance(said, AwardFacts)
    return said


def text_of(content: bytes) -> str:
    pages = list(pypdfium2.PdfDocument(content))
    return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in pages)


def test_a_letter_uses_the_names_of_the_day_of_the_decision(rogaland: OfficeCast) -> None:
    decision = story.made()
    assert decision.decided_at is not None
    owner, partner = (Organisation.objects.get(pk=id_of(key)) for key in ("fjordvik", "hiv"))
    later = decision.decided_at + timedelta(days=1)
    for one, name in ((owner, "Nye Fjordvik kommune"), (partner, "Høgskulen lengst vest")):
        change = details.Change(one.pk, details.What.NAME, one.name, name)
        details.take_in([change], source=details.Source.BRREG, at=later)
    said = notice.facts_for(decision, at=later)
    names = {facts.recipient.name for facts in said.values()}
    assert "Fjordvik kommune" in names
    assert not names & {"Nye Fjordvik kommune", "Høgskulen lengst vest"}
    assert {facts.measure.owner for facts in said.values()} == {"Fjordvik kommune"}


def test_a_grant_letter_says_how_much_to_whom_on_which_terms_and_when(rogaland: OfficeCast) -> None:
    said = facts_of(story.made(open_cases.recommended(asked=SPLIT)))
    assert [(line.year, line.recipient, line.amount_nok) for line in said.grants] == [
        (2023, "Fagskolen på kysten", 100_000),
        (2023, "Fjordvik kommune", 300_000),
        (2024, "Fjordvik kommune", 250_000),
    ]
    assert (said.granted_nok(), said.committed_nok(), said.chapter_post) == (650_000, 400_000, "231.21")
    assert (said.acceptance_due_on, said.reporting_due_on) == (date(2023, 5, 10), date(2024, 1, 15))
    assert said.own_contribution is None
    assert said.recommendation is not None
    assert (said.recommendation.amount_nok, said.recommendation.words) == (
        650_000,
        "Tiltaket svarer på eit stort behov.",
    )
    assert (said.prepared_by.name, said.decided_by.name) == ("Amir Hussain", "Dagny Moe")
    assert (said.our_reference, said.appeal.body, said.appeal.weeks) == (
        f"{said.our_reference.split(',')[0]}, V-2023-001", "Utdanningsdirektoratet", 3,
    )  # fmt: skip
    assert said.missing() == ()


def test_the_owner_is_told_its_own_contribution_from_the_year_that_is_bound(rogaland: OfficeCast) -> None:
    said = facts_of(story.made(open_cases.recommended(asked=SPLIT, scheme="decentralised")))
    assert said.own_contribution is not None
    assert (said.own_contribution.percent, said.own_contribution.base_nok, said.own_contribution.amount_nok) == (
        30, 400_000, 120_000,
    )  # fmt: skip


def test_each_receiver_is_written_to_in_its_own_form(rogaland: OfficeCast) -> None:
    letters = notice.letters_for(story.made(open_cases.recommended(asked=SPLIT)), at=story.SENT)
    assert [(letter.recipient.name, letter.written_form, letter.title.split(":")[0]) for letter in letters] == [
        ("Fjordvik kommune", "nn", "Tilskotsbrev"),
        ("Fagskolen på kysten", "nb", "Tilskuddsbrev"),
    ]
    for letter in letters:
        with pikepdf.open(io.BytesIO(letter.content)) as pdf:
            assert str(pdf.Root.Lang).startswith(letter.written_form)


def test_the_same_letter_is_the_same_bytes(rogaland: OfficeCast) -> None:
    decision = story.made(open_cases.recommended())
    first, second = (notice.letters_for(decision, at=story.SENT) for _ in range(2))
    assert [letter.content for letter in first] == [letter.content for letter in second]


def test_a_letter_shows_the_whole_distribution_and_no_account_or_contact_of_anybody(rogaland: OfficeCast) -> None:
    decision = story.made(open_cases.recommended(asked=SPLIT))
    Need.objects.update(contact_name="Kanari Fugl", contact_email="kanari@fjordvik.example")
    for key, canary in (("fjordvik", "86011117947"), ("fagskulen", "12345678903")):
        Acceptance.objects.create(
            office_id=ROGALAND.office, state="accepted", decision=decision, recipient_id=id_of(key),
            account_number=canary, answered_at=story.ACCEPTED, answer_on=date(2023, 5, 10),
        )  # fmt: skip
    other = story.made(open_cases.recommended())
    Need.objects.filter(pk=other.case.need_id).update(title="Kanaritiltaket")
    for letter in notice.letters_for(decision, at=story.SENT):
        text = text_of(letter.content)
        assert "300 000" in text.replace("\u00a0", " ") and "100 000" in text.replace("\u00a0", " ")
        for canary in ("86011117947", "12345678903", "Kanari", "kanari@", "Kanaritiltaket"):
            assert canary not in text


def test_a_departure_is_told_with_its_reason(rogaland: OfficeCast) -> None:
    case = open_cases.recommended()
    less = (Part(2023, id_of("fjordvik"), 200_000),)
    decision = story.made(case, story.content(case, parts=less, departure_reason="Ramma strekk ikkje til."))
    said = facts_of(decision)
    assert said.recommendation is not None
    assert (said.recommendation.amount_nok, said.recommendation.departure) == (400_000, "Ramma strekk ikkje til.")


def test_a_forum_that_gave_no_reason_is_told_of_as_such(rogaland: OfficeCast) -> None:
    decision = story.made(open_cases.recommended())
    assert decision.line is not None
    decision.line.reason = decision.line.meeting.agreement = ""
    said = facts_of(decision)
    assert said.recommendation is not None
    assert said.recommendation.words == "Forumet la ikkje ved noka eiga grunngiving."


def test_without_a_forum_there_is_no_recommendation(rogaland: OfficeCast) -> None:
    call = open_cases.call("2026", 2027)
    decision = story.made(open_cases.ready((("fjordvik", 2027, 200_000),), "collective", under=call))
    assert facts_of(decision).recommendation is None


def test_a_rejection_gives_advice_and_a_dismissal_says_what_can_be_done(rogaland: OfficeCast) -> None:
    case = open_cases.recommended()
    decision = story.drafted(case, story.rejection(case, advice="Lær saman.\n\n  Mål før og etter. "))
    (said,) = notice.facts_for(decision, at=story.SENT).values()
    assert isinstance(said, RejectionFacts)
    assert said.would_help == ("Lær saman.", "Mål før og etter.")
    assert said.decided_by.name == "ikkje vedteke enno"
    decision.kind = Decision.Kind.DISMISSAL
    (letter,) = notice.letters_for(decision, at=story.SENT)
    assert isinstance(letter.facts, DismissalFacts)
    assert letter.facts.can_do == ("Lær saman.", "Mål før og etter.")
    assert letter.title.startswith("Avvist behovsmelding")


def test_a_letter_that_lacks_a_part_is_not_made_and_the_part_is_named(rogaland: OfficeCast) -> None:
    decision = story.made(open_cases.recommended())
    Office.objects.update(address="")
    Need.objects.update(goal="")
    Call.objects.update(goal="")
    with pytest.raises(Refused) as caught:
        notice.letters_for(Decision.objects.get(pk=decision.pk), at=story.SENT)
    assert [refusal.text for refusal in caught.value.refusals] == [
        "Brevet mangler noe: opplysninger om avsenderen.",
        "Brevet mangler noe: formålet.",
    ]


def test_a_text_that_cannot_be_printed_is_refused(rogaland: OfficeCast) -> None:
    decision = story.made(open_cases.recommended())
    decision.reason_facts = "null\x00tegn"
    with pytest.raises(Refused) as caught:
        notice.letters_for(decision, at=story.SENT)
    assert [refusal.code for refusal in caught.value.refusals] == ["unprintable"]
