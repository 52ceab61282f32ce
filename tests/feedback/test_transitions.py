"""What readers say is kept without a name, at the office whose page it is about, and is never changed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from samspel.feedback import queries, transitions
from samspel.feedback.models import Feedback
from samspel.flow.refusal import Refused
from samspel.tenancy.context import offices
from tests.cast import AGDER, ROGALAND, OfficeCast
from tests.stories import feedback


def test_nothing_is_kept_about_who_said_it() -> None:
    assert {field.attname for field in Feedback._meta.fields} == {
        "id", "office_id", "kind", "path", "found", "text", "written_form", "given_at",
    }  # fmt: skip


def test_an_office_reads_its_own_and_its_administrator_what_is_shared(rogaland: OfficeCast) -> None:
    feedback.told(text="Vår")
    feedback.told(text="Felles", path="/", office="")
    feedback.told(text="Agders", office="agder")
    feedback.told(text="Ukjend", office="finst-ikkje")
    mine, shared = queries.feedback_for(ROGALAND.caseworker), queries.feedback_for(ROGALAND.admin)
    assert {one.text for one in mine} == {"Vår"}
    assert {one.text for one in shared} == {"Vår", "Felles", "Ukjend"}


def test_answers_are_counted_page_by_page(rogaland: OfficeCast) -> None:
    for found, path in ((True, "/a/"), (False, "/b/"), (False, "/b/"), (True, "/b/")):
        feedback.told(found=found, path=path)
    feedback.told(kind=Feedback.Kind.BARRIER, found=None)
    counts = queries.counted(queries.feedback_for(ROGALAND.caseworker))
    assert [(one["path"], one["yes"], one["no"]) for one in counts] == [("/b/", 1, 2), ("/a/", 1, 0)]


def test_no_more_is_taken_in_when_very_much_has_come_this_hour(
    rogaland: OfficeCast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transitions, "HOURLY", 2)
    feedback.told()
    feedback.told(office="agder")  # counts, although this office may not see it
    with pytest.raises(Refused, match="too-many"):
        feedback.told()
    feedback.told(at=feedback.SAID + timedelta(hours=1, seconds=1))
    assert Feedback.objects.count() == 2


def test_an_answer_says_yes_or_no_and_a_report_says_what(rogaland: OfficeCast) -> None:
    for found, kind, text in ((None, Feedback.Kind.PAGE, "x"), (None, Feedback.Kind.BARRIER, "")):
        with transaction.atomic(), pytest.raises(IntegrityError):
            feedback.told(found=found, kind=kind, text=text)


@pytest.mark.rls
def test_anybody_may_say_something_and_only_the_office_reads_it(real_database: str) -> None:
    with transaction.atomic():
        feedback.told(text="Vår")
        feedback.told(text="Felles", office="")
        assert {one.text for one in Feedback.objects.all()} == {"Felles"}
    for office, read in ((ROGALAND, {"Vår", "Felles"}), (AGDER, {"Felles"})):
        with transaction.atomic(), offices([office.office]):
            assert {one.text for one in Feedback.objects.all()} == read
    with transaction.atomic(), offices([ROGALAND.office]), pytest.raises(ProgrammingError, match="permission denied"):
        Feedback.objects.update(text="x")
    assert transitions.given_since(feedback.SAID - timedelta(hours=1)) == 2
