"""Ways between pages."""

from __future__ import annotations

import pytest

from tests.web.components.rendering import shown


def test_breadcrumbs_lead_back_and_end_with_this_page() -> None:
    html = shown('{% breadcrumbs "Forsiden" "/" "Saker" "/saker/" "Språk i lek" %}')

    assert html.count('href="/saker/"') == 2
    assert '<a class="ds-link" aria-current="page">Språk i lek</a>' in html


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        ("/", '<a href="/" aria-current="page">'),
        ("/kontakt/", '<a href="/kontakt/" aria-current="page">'),
        ("/kontakt/skjema/", '<a href="/kontakt/" aria-current="true">'),
    ],
)
def test_the_menu_marks_the_place_one_stands_in(path: str, marked: str) -> None:
    source = '{% menu "Meny" %}{% place "Hjem" "front" exact=True %}{% place "Kontakt" "contact" %}{% endmenu %}'

    html = shown(source, path)

    assert html.count("aria-current") == 2  # once in the row, once where it is folded
    assert marked in html


def test_the_list_of_what_is_on_the_page_leads_to_each_part() -> None:
    html = shown('{% toc "På denne siden" %}{% toc_link name "hvem" %}{% endtoc %}', name="Hvem & hva")

    assert '<nav class="sam-toc" aria-label="På denne siden">' in html
    assert '<li><a class="ds-link" href="#hvem">Hvem &amp; hva</a></li>' in html
