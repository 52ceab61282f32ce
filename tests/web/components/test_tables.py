"""Sorting and pages live in the address and keep its filter."""

from __future__ import annotations

from django.core.paginator import Paginator

from tests.web.components.rendering import shown


def test_a_sort_header_keeps_the_filter_and_turns_the_order() -> None:
    heads = '{% sort_header "Tittel" "tittel" %}{% sort_header "Eier" "eier" %}'
    source = '{% table "Saker" sortable=True %}<tr>' + heads + "</tr>{% endtable %}"

    html = shown(source, "/saker/?status=ny&sorter=tittel&side=3")

    assert '<input type="hidden" name="status" value="ny">' in html
    assert 'name="side"' not in html
    assert 'aria-sort="ascending"><button type="submit" form="sortering" name="sorter" value="-tittel">' in html
    assert 'aria-sort="none"><button type="submit" form="sortering" name="sorter" value="eier">' in html


def test_pagination_keeps_the_filter_and_marks_the_page() -> None:
    page = Paginator(range(100), 10).get_page(2)

    html = shown("{% pagination page %}", "/saker/?status=ny&side=2", page=page)

    assert 'href="?status=ny&amp;side=3" rel="next"' in html
    assert html.count('aria-current="true"') == 1


def test_one_page_needs_no_pagination() -> None:
    assert shown("{% pagination page %}", page=Paginator(range(5), 10).get_page(1)) == ""


def test_a_table_that_stacks_says_so_and_another_scrolls() -> None:
    assert 'class="sam-scroll sam-stacks"' in shown('{% table "A" stacks=True %}x{% endtable %}')
    assert 'class="sam-scroll"' in shown('{% table "A" %}x{% endtable %}')
