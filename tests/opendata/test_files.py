"""The files hold the account and nothing else, and no spreadsheet runs what they hold."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from datetime import UTC, date, datetime

import pytest
from django.db.models import Sum
from pytest_django import DjangoAssertNumQueries

from samspel.calls.models import Announcement
from samspel.calls.rules import themes
from samspel.decisions.models import Share
from samspel.opendata import files, transitions
from samspel.rules import scheme
from tests.cast import ROGALAND, SYSTEM, OfficeCast
from tests.stories import rows

AT = datetime(2023, 5, 2, 9, tzinfo=UTC)
pytestmark = pytest.mark.api


def announce(ref: str = "2023") -> None:
    Announcement.objects.create(
        call_id=rows.call(ref).pk, office_id=ROGALAND.office, ref=ref, announced_at=rows.ANNOUNCED, title="=Behov",
        rule_set="2021", schemes=["regional"], budget_year=2023, written_form="nn",
        closes_at=datetime(2023, 2, 1, 23, tzinfo=UTC), report_on=date(2024, 1, 15),
    )  # fmt: skip


def publish(count: int) -> None:
    for number in range(1, count + 1):
        transitions.publish(rows.decision(number), by=SYSTEM, at=AT)


def read_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


def test_the_account_as_csv_has_one_row_for_each_share(rogaland: OfficeCast) -> None:
    publish(2)
    read = read_csv(files.content("awards", "csv", AT))
    assert [(row["decision"], row["recipient"], row["awarded_nok"], row["reserved"]) for row in read] == [
        ("V-2023-001", "210000011", "100000", "false"),
        ("V-2023-002", "210000011", "100000", "false"),
    ]
    assert list(read[0]) == [column.name for column in files.AWARD_COLUMNS]


def test_csv_and_json_say_the_same(rogaland: OfficeCast) -> None:
    publish(1)
    announce()
    for name in files.SETS:
        from_json = json.loads(files.content(name, "json", AT))[name]
        as_text = [{key: str(files.safe(value)) for key, value in row.items()} for row in from_json]
        assert read_csv(files.content(name, "csv", AT)) == as_text


@pytest.mark.parametrize("text", ["=1+1", "+47", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_starts_a_formula(text: str) -> None:
    assert files.safe(text) == f"'{text}"
    assert files.safe(-5) == -5
    assert files.safe("Fjordvik") == "Fjordvik"


def test_a_title_that_is_a_formula_is_made_safe_in_the_file(rogaland: OfficeCast) -> None:
    announce()
    assert read_csv(files.content("calls", "csv", AT))[0]["title"] == "'=Behov"


def test_the_last_day_is_the_day_before_the_bound(rogaland: OfficeCast) -> None:
    announce()
    (row,) = json.loads(files.content("calls", "json", AT))["calls"]
    assert (row["last_day"], row["closes_at"]) == ("2023-02-01", "2023-02-01T23:00:00+00:00")


def test_the_code_list_of_each_call_is_told_with_what_is_its_own(rogaland: OfficeCast) -> None:
    announce()
    rows_of_all = json.loads(files.content("themes", "json", AT))["themes"]
    assert (len(rows_of_all), {row["own"] for row in rows_of_all}) == (10, {False})
    assert {"theme": "language", "name": "Språk og kommunikasjon", "name_nn": "Språk og kommunikasjon"}.items() <= next(
        row for row in rows_of_all if row["theme"] == "language"
    ).items()
    own = themes.written("regional", ["Språk og kommunikasjon", "Barnehagen som læringsarena"])
    Announcement.objects.update(own_themes=own)
    rows_of_own = read_csv(files.content("themes", "csv", AT))
    assert [(row["theme"], row["own"]) for row in rows_of_own] == [
        ("language", "true"),
        ("own-barnehagen-som-laer-1784ad", "true"),
    ]
    assert read_csv(files.content("calls", "csv", AT))[0]["own_themes"] == " ".join(row["theme"] for row in rows_of_own)


def test_the_manifest_fits_the_files_and_the_decisions(rogaland: OfficeCast) -> None:
    publish(3)
    announce()
    manifest = files.manifest(AT, practice=True)
    awards, calls, themes = manifest["datasets"]
    assert (awards["count"], awards["sum_nok"]) == (3, Share.objects.aggregate(Sum("amount_nok"))["amount_nok__sum"])
    assert (calls["count"], calls["sum_nok"]) == (1, None)
    assert (themes["count"], themes["sum_nok"]) == (len(scheme("regional", "2021").themes.codes), None)
    assert manifest["practice_data"] is True
    for described in manifest["datasets"]:
        for file in described["files"]:
            content = files.content(described["name"], file["format"], AT)
            assert (file["sha256"], file["bytes"]) == (hashlib.sha256(content).hexdigest(), len(content))


@pytest.mark.parametrize("count", [1, 30])
def test_each_file_takes_one_question_however_long_it_is(
    rogaland: OfficeCast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    publish(count)
    with django_assert_num_queries(1):
        files.content("awards", "csv", AT)
    with django_assert_num_queries(1):
        files.content("calls", "json", AT)


def test_an_unknown_file_is_an_error() -> None:
    with pytest.raises(KeyError):
        files.content("people", "csv", AT)
    with pytest.raises(KeyError):
        files.content("awards", "exe", AT)
