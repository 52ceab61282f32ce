"""Versions of a page are compared with each other and with what is written now, and an older one is taken up."""

from __future__ import annotations

from datetime import timedelta

import pytest

from samspel.pages import transitions
from tests.cast import AGDER, ROGALAND, OfficeCast
from tests.stories import pages
from tests.web.desk import read, sit, write

NOW = pages.PUBLISHED + timedelta(days=5)


def test_a_version_says_what_it_has_and_the_other_has_not(rogaland: OfficeCast) -> None:
    article, client = pages.with_versions(3), sit(ROGALAND.caseworker, NOW)
    transitions.amend(article, content={"text": "Heilt ny"}, by=ROGALAND.caseworker, at=NOW)
    page = read(client, "office-page-version", article.pk, 1)
    assert "<ins>Heilt ny</ins>" in page
    page = read(client, "office-page-version", article.pk, 2, asked="?med=3")
    assert "2</ins>" in page
    assert "Ta opp teksten" not in page


@pytest.mark.parametrize("asked", ["?med=99", "?med=x", "?med=²", ""])
def test_without_another_version_it_is_what_is_written_now(rogaland: OfficeCast, asked: str) -> None:
    article = pages.published()
    page = read(sit(ROGALAND.caseworker, NOW), "office-page-version", article.pk, 1, asked=asked)
    assert "De to er like." in page


def test_an_older_version_is_taken_up(rogaland: OfficeCast) -> None:
    article, client = pages.with_versions(2), sit(ROGALAND.caseworker, NOW)
    assert "Ta opp teksten" in read(client, "office-page-version", article.pk, 1)
    assert write(client, "office-page-version", article.pk, 1).status_code == 302
    article.refresh_from_db()
    assert article.text == pages.TEXT


def test_a_version_that_is_not_there_or_not_ours_is_not_found(rogaland: OfficeCast) -> None:
    article = pages.published()
    read(sit(ROGALAND.caseworker, NOW), "office-page-version", article.pk, 7, status=404)
    read(sit(AGDER.caseworker, NOW), "office-page-version", article.pk, 1, status=404)
    assert write(sit(ROGALAND.caseworker, NOW), "office-page-version", article.pk, 7).status_code == 404
