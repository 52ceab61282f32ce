"""`samspel person` writes all that is kept about somebody, and nothing that points at somebody else."""

from __future__ import annotations

import json

import pytest

from samspel.cli import person
from samspel.people.models import Person
from samspel.people.personal import register
from tests.cast import KARI, KNUT, ROGALAND, OfficeCast
from tests.stories import journey


def records(somebody: Person) -> dict[str, list[dict[str, object]]]:
    """Give the rows of each kind that point at somebody, as they would be written."""
    found = json.loads(json.dumps(person.told(somebody), default=str))["records"]
    return {record: one["rows"] for record, one in found.items()}


def test_everything_that_points_at_a_person_is_told_with_why_and_how_long(rogaland: OfficeCast) -> None:
    journey.whole()
    kari = Person.objects.get(pk=KARI.somebody)
    told = person.told(kari)
    assert told["person"]["name"] == "Kari Fjord"
    assert {"needs.Submission", "flow.Entry", "actors.Assignment", "decisions.Acceptance"} <= told["records"].keys()
    submission = told["records"]["needs.Submission"]
    assert submission["purpose"] == register().purposes["deciding"]
    assert [row["as"] for row in submission["rows"]] == [["sender"]]
    decider = records(Person.objects.get(pk=ROGALAND.decider.somebody))
    assert [row["as"] for row in decider["decisions.Decision"]] == [["decided_by"]]
    assert "needs.Submission" not in decider


def test_whoever_has_done_nothing_has_only_a_role(rogaland: OfficeCast) -> None:
    journey.whole()
    knut = records(Person.objects.get(pk=KNUT.somebody))
    assert [record for record in knut if record not in {"actors.Assignment", "flow.Entry"}] == []


def test_somebody_is_found_by_id_and_by_the_name_at_the_provider(rogaland: OfficeCast) -> None:
    kari = Person.objects.get(pk=KARI.somebody)
    assert person.find(str(kari.pk)) == person.find(kari.subject) == kari
    assert person.find("ingen") is None


def test_wrong_use_says_how(capsys: pytest.CaptureFixture[str]) -> None:
    assert person.run([]) == 2
    assert "samspel person REF" in capsys.readouterr().err
