"""What one office asks beside what all ask is answered on a page of its own, checked and shown like the rest."""

from __future__ import annotations

import pytest

from samspel.flow.refusal import Refused
from samspel.needs import content, queries, transitions
from samspel.needs import sheet as sheets
from samspel.needs.models import Need
from samspel.needs.rules import check
from tests.cast import KARI, KNUT, OfficeCast
from tests.stories import calls, needs
from tests.web.desk import read, sit, write
from tests.web.owner.pages import NOW, address

FIELDS = {"extra-1": "Lite.", "extra-2": "ja", "extra-3": "Haust"}


@pytest.fixture
def need(rogaland: OfficeCast) -> Need:
    """A need under a call with three questions of the office's own."""
    calls.announced(extra_questions=calls.EXTRA)
    return needs.confirmed()


def now(need: Need) -> Need:
    return queries.need_of(KARI, need.pk)


def test_the_questions_are_asked_in_their_written_form_and_the_answers_kept(need: Need) -> None:
    page = read(sit(KARI, NOW), "owner-extra", need.pk)
    assert '<div class="sam-form" lang="nn">' in page
    assert "Kva har de prøvd før?" in page
    answer = write(sit(KARI, NOW), "owner-extra", need.pk, **FIELDS)
    assert (answer.status_code, answer.url) == (302, address(need, "vedlegg/"))
    assert now(need).extra_answers == {"1": "Lite.", "2": "ja", "3": "Haust"}
    assert "Spørsmål fra statsforvalteren" in read(sit(KARI, NOW), "owner-need", need.pk)
    shown = sit(KARI, NOW).get(address(need, "kontroll/")).text
    assert "Er de med i regionen?" in shown
    assert "Lite." in shown


def test_only_a_question_that_must_be_answered_stops_the_sending(need: Need) -> None:
    found = [one for one in check(need, NOW) if one.field.startswith("extra-")]
    assert [(one.level, one.field) for one in found] == [("error", "extra-1")]
    assert found[0].basis
    assert content.page_of("extra-1") == "extra"
    transitions.fill(need, content={}, extra={"1": "Lite."}, by=KARI, at=NOW)
    assert not [one for one in check(now(need), NOW) if one.field.startswith("extra-")]


@pytest.mark.parametrize(
    ("extra", "code"),
    [({"9": "x"}, "unknown-question"), ({"2": "kanskje"}, "unknown-code"), ({"3": "Sommar"}, "unknown-code"),
     ({"1": "a" * 8_001}, "too-long"), ({"1": "a\x00b"}, "control-character")],
)  # fmt: skip
def test_an_answer_that_is_none_is_refused(need: Need, extra: dict[str, str], code: str) -> None:
    with pytest.raises(Refused, match=code):
        transitions.fill(need, content={}, extra=extra, by=KARI, at=NOW)


def test_the_page_saves_itself_and_two_writers_keep_each_their_own(need: Need) -> None:
    version = str(now(need).version)
    tab = {"tab": "01a22462-2ca9-71f8-bae3-a8d7b52ffaaf", "seq": "1", "version": version}
    answer = write(sit(KARI, NOW), "owner-autosave", need.pk, "extra", endret="extra-1", **{"extra-1": "Lite."}, **tab)
    assert answer.json()["kept"] == ["extra-1"]
    other = write(sit(KNUT, NOW), "owner-extra", need.pk, version=version, **{"extra-1": "Mykje.", "extra-2": "ja"})
    assert other.status_code == 422
    assert "Mykje." in other.text
    assert now(need).extra_answers["1"] == "Lite."


def test_what_is_handed_in_holds_the_answers_with_their_questions(need: Need) -> None:
    transitions.fill(need, content={}, extra={"1": "Lite."}, by=KARI, at=NOW)
    assert sheets.canonical(sheets.of(now(need)))["extra_answers"] == {"Kva har de prøvd før?": "Lite."}


def test_a_call_without_questions_of_its_own_has_no_such_task(rogaland: OfficeCast) -> None:
    need = needs.filled()
    assert "Spørsmål fra statsforvalteren" not in read(sit(KARI, NOW), "owner-need", need.pk)
    assert "Utlysningen har ingen egne spørsmål." in read(sit(KARI, NOW), "owner-extra", need.pk)
