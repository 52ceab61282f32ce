"""An office asks a few questions of its own in a call, and each is one that can be answered."""

from __future__ import annotations

from typing import Any

import pytest

from samspel.calls import transitions
from samspel.flow.refusal import Refused
from tests.cast import ROGALAND, OfficeCast
from tests.stories import calls

QUESTION = calls.EXTRA[0]


def test_five_questions_are_kept(rogaland: OfficeCast) -> None:
    call = calls.drafted(extra_questions=[QUESTION] * 5)
    assert len(call.extra_questions) == 5


@pytest.mark.parametrize(
    ("questions", "code"),
    [
        ([QUESTION] * 6, "extra-many"),
        ([{**QUESTION, "kind": "file"}], "extra-kind"),
        ([{**QUESTION, "question": " "}], "extra-words"),
        ([{**QUESTION, "question": "a" * 201}], "extra-words"),
        ([{**QUESTION, "help": "a" * 301}], "extra-help"),
        ([{**QUESTION, "kind": "choice", "choices": ["Haust"]}], "extra-choices"),
        ([{**QUESTION, "kind": "choice", "choices": ["a"] * 13}], "extra-choices"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(rogaland: OfficeCast, questions: list[Any], code: str) -> None:
    call = calls.drafted()
    with pytest.raises(Refused, match=code):
        transitions.amend(
            call, content={"extra_questions": questions}, by=ROGALAND.caseworker, at=calls.DRAFTED["2021"]
        )
    with pytest.raises(Refused, match=code):
        calls.drafted(ref="annan", extra_questions=questions)
