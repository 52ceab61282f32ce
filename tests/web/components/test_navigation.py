"""Ways between pages."""

from __future__ import annotations

from samspel.web.components.navigation import Place
from tests.web.components.rendering import shown


def test_breadcrumbs_lead_back_and_end_with_this_page() -> None:
    html = shown('{% breadcrumbs "Forsiden" "/" "Saker" "/saker/" "Språk i lek" %}')

    assert html.count('href="/saker/"') == 2
    assert '<a class="ds-link" aria-current="page">Språk i lek</a>' in html


def test_the_menu_marks_the_place_one_stands_in() -> None:
    places = [Place("Hjem", "/"), Place("Saker", "/saker/"), Place("Brev", "/brev/")]

    html = shown('{% navigation places "Embetet" %}', "/saker/12/", places=places)

    assert html.count("aria-current") == 1
    assert '<a href="/saker/" aria-current="true">Saker</a>' in html
