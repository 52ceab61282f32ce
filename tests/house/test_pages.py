"""Templates hold nothing inline, and use only looks that Designsystemet has."""

from __future__ import annotations

import pytest

from tests.house.checks import pages, source
from tests.house.conftest import Plant, holds

PAGE = "src/samspel/web/templates/owner/need.html"
SHEET = "src/samspel/web/static/vendor/designsystemet.css"


def test_templates_hold_nothing_inline() -> None:
    holds(pages.inline(source.ROOT))


def test_templates_use_only_looks_that_exist() -> None:
    holds(pages.looks(source.ROOT))


INLINE = [
    ("<style>p{}</style>", "a style element; put it in app.css"),
    ("<script>alert(1)</script>", "a script without src; put it in app.js"),
    ('<p class="a" style="color:red">', "a style attribute; use a class"),
    ('<button type="button" onclick="go()">', "an on… attribute; listen from app.js"),
    ('<a href="javascript:go()">', "a javascript: address"),
    ('<p hx-on:click="go()">', "hx-on evaluates code; listen from app.js"),
    ("<p hx-vals='js:{a: go()}'>", "js: evaluates code"),
    ("{{ text|safe }}", "unescaped text; make it a component"),
    ("{% autoescape off %}{{ text }}{% endautoescape %}", "unescaped text; make it a component"),
]


def test_every_kind_of_inline_is_tried() -> None:
    assert {what for _, what in INLINE} == set(pages.INLINE.values())


@pytest.mark.parametrize(("text", "what"), INLINE)
def test_something_inline_is_found(plant: Plant, text: str, what: str) -> None:
    assert pages.inline(plant({PAGE: f"<main>\n{text}\n</main>\n"})) == [f"{PAGE}:2: {what}"]


def test_a_script_of_its_own_and_a_comment_are_let_through(plant: Plant) -> None:
    text = '<script src="{% static "app.js" %}" defer></script>\n{# no style="" here #}\n<p data-on="x">\n'
    assert pages.inline(plant({PAGE: text})) == []


@pytest.mark.parametrize("text", ['<p class="ds-buton">', "<ds-buton></ds-buton>"])
def test_a_look_that_does_not_exist_is_found(plant: Plant, text: str) -> None:
    tree = {PAGE: text, SHEET: ".ds-button{color:red}"}
    assert pages.looks(plant(tree)) == [f"{PAGE}:1: ds-buton is not in the vendored Designsystemet"]


def test_a_look_that_exists_is_let_through(plant: Plant) -> None:
    assert pages.looks(plant({PAGE: '<p class="ds-button">', SHEET: ".ds-button{color:red}"})) == []
