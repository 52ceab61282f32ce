"""A page is the office's own until it is published; what was published stands, and is only followed by the next."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from samspel.flow.models import Entry
from samspel.flow.refusal import NotVisible, Refused
from samspel.pages import queries, transitions
from samspel.pages.models import Article, PublishedVersion
from samspel.tenancy.by import By
from samspel.tenancy.context import offices
from samspel.tenancy.models import Office
from tests.cast import AGDER, KARI, ROGALAND, OfficeCast
from tests.stories import pages

BY, AT = ROGALAND.caseworker, pages.PUBLISHED
DAY = timedelta(days=1)


def read(article: Article, at: datetime) -> str:
    """What the public reads of a page at a moment; nothing when it cannot be read."""
    found = queries.readable(at).filter(article_id=article.pk).first()
    return found.text if found else ""


def test_a_page_is_begun_in_the_offices_written_form_with_an_address_from_its_title(rogaland: OfficeCast) -> None:
    article = pages.drafted("Årsmøte for øving og «læring»!")
    assert (article.state, article.slug, article.written_form) == ("draft", "arsmote-for-oving-og-laering", "nn")
    assert Entry.objects.get().act == "pages.draft"
    assert not PublishedVersion.objects.exists()


def test_an_address_is_used_once_and_must_be_one(rogaland: OfficeCast) -> None:
    pages.drafted()
    with pytest.raises(Refused, match="adressen"):
        pages.drafted()
    with pytest.raises(Refused, match="slug"):
        pages.drafted(slug="Ikkje ei adresse")
    with pytest.raises(Refused, match="slug"):
        pages.drafted(title="!!!")


@pytest.mark.parametrize("by", [KARI, ROGALAND.payer, AGDER.caseworker])
def test_nobody_else_writes_or_publishes(rogaland: OfficeCast, by: By) -> None:
    article, office = pages.drafted(), Office.objects.get(pk=ROGALAND.office)
    for act in (
        lambda: transitions.draft(office, content={"title": "Ny"}, by=by, at=AT),
        lambda: transitions.amend(article, content={"title": "Ny"}, by=by, at=AT),
        lambda: transitions.publish(article, by=by, at=AT),
    ):
        with pytest.raises(Refused, match="wrong-role"):
            act()
    assert (Article.objects.count(), Entry.objects.count()) == (1, 1)


def test_a_version_that_somebody_has_passed_is_refused(rogaland: OfficeCast) -> None:
    article = pages.drafted()
    transitions.amend(article, content={"text": "Først"}, version=0, by=BY, at=AT)
    with pytest.raises(Refused, match="stale"):
        transitions.amend(article, content={"text": "Sist"}, version=0, by=BY, at=AT)
    article.refresh_from_db()
    assert article.text == "Først"


def test_what_is_changed_is_read_when_it_is_published_again(rogaland: OfficeCast) -> None:
    article = pages.published()
    transitions.amend(article, content={"text": "Ny tekst"}, by=BY, at=AT + DAY)
    assert read(article, AT + DAY) == pages.TEXT
    transitions.publish(article, by=ROGALAND.decider, at=AT + 2 * DAY)
    second = queries.readable_page("rogaland", article.slug, ["news"], AT + 2 * DAY)
    assert (second.text, second.number, second.first_at, second.updated) == ("Ny tekst", 2, AT, True)
    assert second.role == "decider"
    assert not {"person_id", "by"} & {field.attname for field in PublishedVersion._meta.fields}
    assert read(article, AT + DAY) == pages.TEXT


def test_a_planned_page_is_read_when_its_moment_has_come(rogaland: OfficeCast) -> None:
    article = pages.published(from_at=AT + 7 * DAY)
    assert read(article, AT + 7 * DAY - timedelta(seconds=1)) == ""
    assert read(article, AT + 7 * DAY) == pages.TEXT
    with pytest.raises(Refused, match="in-the-past"):
        transitions.publish(article, from_at=AT, by=BY, at=AT + DAY)


def test_what_is_published_now_takes_the_place_of_what_was_planned(rogaland: OfficeCast) -> None:
    article = pages.published(from_at=AT + 7 * DAY)
    transitions.amend(article, content={"text": "Straks"}, by=BY, at=AT + DAY)
    transitions.publish(article, by=BY, at=AT + DAY)
    assert read(article, AT + 2 * DAY) == read(article, AT + 8 * DAY) == "Straks"
    assert queries.versions(article)[0].first_at == AT + DAY
    assert queries.article_of(BY, article.pk, AT + 2 * DAY).planned_at is None  # type: ignore[attr-defined]


def test_a_withdrawn_page_is_read_by_nobody_and_can_be_published_again(rogaland: OfficeCast) -> None:
    article = pages.published()
    with pytest.raises(Refused, match="reason"):
        transitions.withdraw(article, reason=" ", by=BY, at=AT + DAY)
    transitions.withdraw(article, reason="Feil dato", by=BY, at=AT + DAY)
    assert (article.state, read(article, AT + DAY)) == ("withdrawn", "")
    assert Entry.objects.get(act="pages.withdraw").facts["reason"] == "Feil dato"
    with pytest.raises(NotVisible):
        queries.version(article, 2)
    transitions.publish(article, by=BY, at=AT + 2 * DAY)
    assert read(article, AT + 2 * DAY) == pages.TEXT
    assert queries.versions(article)[0].first_at == AT


def test_what_was_planned_is_not_shown_after_a_withdrawal(rogaland: OfficeCast) -> None:
    article = pages.published(from_at=AT + 7 * DAY)
    transitions.withdraw(article, reason="Avlyst", by=BY, at=AT + DAY)
    assert read(article, AT + 8 * DAY) == ""


def test_an_older_version_is_taken_up_and_published_by_an_act_of_its_own(rogaland: OfficeCast) -> None:
    article = pages.with_versions(2)
    transitions.restore(article, number=1, by=BY, at=AT + 3 * DAY)
    article.refresh_from_db()
    assert (article.text, read(article, AT + 3 * DAY)) == (pages.TEXT, f"{pages.TEXT}\n1")
    transitions.publish(article, by=BY, at=AT + 3 * DAY)
    assert read(article, AT + 3 * DAY) == pages.TEXT


def test_a_page_without_words_is_not_published_and_everything_missing_is_named(rogaland: OfficeCast) -> None:
    article = pages.drafted(text=" ")
    transitions.amend(article, content={"title": " "}, by=BY, at=AT)
    refusals = transitions.publish.refusals(article, by=BY, at=AT)
    assert [refusal.field for refusal in refusals] == ["title", "text"]


@pytest.mark.rls
def test_the_words_of_an_office_are_its_own_and_what_was_published_is_everybodys(real_database: str) -> None:
    with transaction.atomic(), offices([ROGALAND.office]):
        pages.published()
    with transaction.atomic(), offices([AGDER.office]):
        assert (Article.objects.count(), PublishedVersion.objects.count()) == (0, 1)
    with transaction.atomic(), offices([AGDER.office]), pytest.raises(ProgrammingError, match="row-level security"):
        Article.objects.create(
            office_id=ROGALAND.office, slug="x", title="x", state="draft", written_at=AT, kind="news"
        )
    for change in ({"text": "x"}, {"gone": True}):
        with transaction.atomic(), pytest.raises(ProgrammingError, match="permission denied"):
            PublishedVersion.objects.update(**change)
    one = PublishedVersion.objects.get()
    one.pk, one.number, one.from_at = None, 2, one.decided_at - DAY
    with transaction.atomic(), pytest.raises(IntegrityError):
        one.pk = ROGALAND.office
        one.save(force_insert=True)
