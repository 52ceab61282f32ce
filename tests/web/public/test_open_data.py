"""The open data are listed with their licence, and handed out as files that the manifest vouches for."""

from __future__ import annotations

import hashlib

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import OfficeCast
from tests.opendata.test_files import announce, publish

pytestmark = pytest.mark.api


def test_the_page_says_what_there_is_and_on_what_terms(rogaland: OfficeCast, client: Client) -> None:
    publish(2)
    page = client.get("/opne-data/").text
    assert "NLOD" in page
    assert "200\xa0000\xa0kr" in page
    assert 'href="/opne-data/tilskudd.csv"' in page


def test_the_files_are_those_of_the_manifest(rogaland: OfficeCast, client: Client) -> None:
    publish(2)
    announce()
    manifest = client.get("/opne-data/manifest.json").json()
    assert manifest["practice_data"] is True
    files = [file for described in manifest["datasets"] for file in described["files"]]
    assert len(files) == 6
    for file in files:
        answer = client.get(file["url"])
        assert hashlib.sha256(answer.content).hexdigest() == file["sha256"]
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Content-Disposition"].startswith("attachment;")


@pytest.mark.parametrize("file", ["folk.csv", "tilskudd.exe", "awards.csv"])
def test_a_file_that_is_not_there_is_not_found(rogaland: OfficeCast, client: Client, file: str) -> None:
    assert client.get(f"/opne-data/{file}").status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_takes_as_many_questions_however_much_there_is(
    rogaland: OfficeCast, client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    publish(count)
    with django_assert_num_queries(4):  # two for the request, two sums
        client.get("/opne-data/")
