"""The pages about the schemes, the forum, the year and the documents say what they must, and lead on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from samspel.rules import SchemeRules, scheme
from samspel.web import clock
from samspel.web.public.guides import moments
from samspel.web.public.links import SCHEMES, scheme_url
from tests.cast import OfficeCast
from tests.stories import calls

NOW = calls.ANNOUNCED["2026"] + timedelta(days=30)


@pytest.fixture
def reader() -> Client:
    """A browser of somebody who reads in the autumn of 2026."""
    client = Client()
    client.cookies[clock.COOKIE] = clock.starting_at(NOW)
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("rules", [scheme(*named) for named in SCHEMES.values()], ids=list(SCHEMES))
def test_a_scheme_has_a_page_and_is_led_to_from_the_overview_and_the_others(reader: Client, rules: SchemeRules) -> None:
    page = reader.get(scheme_url(rules)).text
    assert f">{rules.name}</h1>" in page
    for term in (*rules.target_groups, *rules.owner_kinds, *rules.budget_categories, *rules.criteria):
        assert f"<li>{term.nb}</li>" in page
    for other in (scheme(*named) for named in SCHEMES.values()):
        assert (f'href="{scheme_url(other)}">{other.name}</a>' in page) is (other != rules)
    assert f'href="{scheme_url(rules)}">{rules.name}</a>' in reader.get("/ordninger/").text


@pytest.mark.django_db
def test_a_scheme_that_is_not_there_is_not_found(reader: Client) -> None:
    assert reader.get("/ordninger/annen/").status_code == 404


def test_the_contribution_and_the_forum_are_told_as_the_rules_have_them(rogaland: OfficeCast, reader: Client) -> None:
    calls.announced("2026")
    old, new = reader.get("/ordninger/desentralisert/").text, reader.get("/ordninger/kollektiv/").text
    assert "egenandel på 30 prosent av tilskuddet" in old
    assert "Ordningen krever ingen egenandel." in new
    assert "Samarbeidsforumet prioriterer tiltakene ut fra de lokale behovene." in old
    assert "Statsforvalteren prioriterer tiltakene ut fra de lokale behovene" in new
    assert ("behov-2027" in old, "behov-2027" in new) == (False, True)


def test_what_to_have_ready_is_on_the_guide_and_on_each_open_call(rogaland: OfficeCast, reader: Client) -> None:
    calls.announced("2021")
    calls.announced("2026")
    ready = "Ha dette klart før du begynner"
    assert ready in reader.get("/slik-melder-du/").text
    assert ready in reader.get("/utlysninger/rogaland/behov-2027/").text
    assert ready not in reader.get("/utlysninger/rogaland/behov-2023/").text


def test_the_days_left_are_counted_to_the_last_day(rogaland: OfficeCast, reader: Client) -> None:
    call = calls.announced("2026")
    assert call.closes_at is not None
    for before, told in ((timedelta(days=1, hours=1), "1 dag igjen"), (timedelta(hours=1), "Siste dag i dag")):
        reader.cookies[clock.COOKIE] = clock.starting_at(call.closes_at - before)
        assert told in reader.get("/").text
        assert told in reader.get("/utlysninger/rogaland/behov-2027/").text


@pytest.mark.django_db
def test_the_year_marks_the_month_it_is_and_lists_what_the_numbers_are(reader: Client) -> None:
    page = reader.get("/arshjulet/").text
    assert page.count('data-chosen="true"') == 1
    assert page.count('class="sam-wheel__number"') == len(moments()) == page.count("<li><strong>")


@pytest.mark.django_db
def test_the_documents_say_which_text_nobody_here_has_read(reader: Client) -> None:
    assert reader.get("/dokumenter/").text.count("vi har ikke lest den ferdige teksten") == 1


@pytest.mark.django_db
def test_the_menu_of_the_public_pages_marks_where_one_is(reader: Client) -> None:
    assert '<a href="/samarbeidsforum/" aria-current="page">' in reader.get("/samarbeidsforum/").text
    assert '<a href="/ordninger/" aria-current="true">' in reader.get("/ordninger/regional/").text
