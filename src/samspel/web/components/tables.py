"""Tables and the ways through a long list: sorting and pages live in the address, so that a list can be shared."""

from __future__ import annotations

from typing import Any, Literal

from django.core.paginator import Page
from django.http import QueryDict
from django.template import RequestContext
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from samspel.web.components import register

SORT, PAGE = "sorter", "side"
FORM = "sortering"
Align = Literal["start", "end"]


def kept(context: RequestContext, *without: str) -> list[tuple[str, str]]:
    """Give the filter in the address as pairs, without the names given."""
    query: QueryDict = context["request"].GET
    return [(name, value) for name, values in query.lists() if name not in without for value in values]


@register.simple_block_tag(takes_context=True)
def table(
    context: RequestContext,
    content: str,
    caption: str,
    *,
    hidden: bool = False,
    sortable: bool = False,
    zebra: bool = False,
    stacks: bool = False,
) -> SafeString:
    """A table with its caption; scrolls sideways by itself on a narrow screen, also with the keyboard.

    One that `stacks` does not scroll: on a narrow screen each row is a card, with `data-label` before each cell.
    A sortable table holds `sort_header` in its head; its caption may be hidden when a heading says the same.
    """
    named: dict[str, Any] = {
        "content": content,
        "caption": caption,
        "hidden": hidden,
        "sortable": sortable,
        "zebra": zebra,
        "stacks": stacks,
    }
    if sortable:
        named.update(form=FORM, kept=kept(context, SORT, PAGE))
    return render_to_string("components/table.html", named)


@register.inclusion_tag("components/sort_header.html", takes_context=True)
def sort_header(context: RequestContext, label: str, key: str, *, align: Align = "start") -> dict[str, object]:
    """A heading that sorts by `key`, and the other way round when it already does."""
    current = context["request"].GET.get(SORT, "")
    order = {key: "ascending", f"-{key}": "descending"}.get(current, "none")
    value = f"-{key}" if order == "ascending" else key
    return {"label": label, "order": order, "value": value, "name": SORT, "form": FORM, "align": align}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: RequestContext, page: Page[Any]) -> dict[str, object]:
    """Links to the pages of a list, keeping its filter; nothing when there is one page."""

    def address(number: int) -> str:
        query = QueryDict(mutable=True)
        for name, value in kept(context, PAGE):
            query.appendlist(name, value)
        query[PAGE] = str(number)
        return "?" + query.urlencode()

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    links = [(number, address(number) if isinstance(number, int) else "") for number in numbers]
    return {
        "page": page,
        "links": links,
        "before": address(page.number - 1) if page.has_previous() else "",
        "after": address(page.number + 1) if page.has_next() else "",
    }
