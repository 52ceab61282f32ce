"""Text that an office has written in Markdown, as HTML that can do no harm and fits under the page's own headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.token import Token

from samspel.web.components import register

HARMLESS = re.compile(r"(?:https?:|mailto:|[#?]|/(?!/)|[^:/?#\\]+(?:[/?#]|$))", re.IGNORECASE)
DEEPEST = 6
CLASSES = {
    "link_open": "ds-link",
    "heading_open": "ds-heading",
    "bullet_list_open": "ds-list",
    "ordered_list_open": "ds-list",
}


def is_harmless(url: str) -> bool:
    """Tell whether a link may stand: one to the web, to a mailbox or to our own pages."""
    return HARMLESS.match(url) is not None


MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(["image", "html_block", "html_inline"])
MARKDOWN.validateLink = is_harmless  # type: ignore[method-assign]  # the library's own way


def html_of(text: str, level: int = 2) -> SafeString:
    """Give Markdown as HTML; its highest heading stands at a level, and none skips one."""
    tokens = MARKDOWN.parse(text)
    fit_headings(tokens, level)
    for token in tokens:
        for part in [token, *(token.children or ())]:
            if part.type in CLASSES:
                part.attrSet("class", CLASSES[part.type])
    return SafeString(MARKDOWN.renderer.render(tokens, MARKDOWN.options, {}))


def fit_headings(tokens: Sequence[Token], level: int) -> None:
    """Move the headings of a text down under the one above it, each at most one level below the one before."""
    last = level - 1
    for token in tokens:
        if token.type == "heading_open":
            last = min(level + int(token.tag[1]) - 1, last + 1, DEEPEST)
            token.attrSet("data-size", "md" if last == 2 else "sm" if last == 3 else "xs")
        if token.type.startswith("heading_"):
            token.tag = f"h{last}"


@register.simple_tag
def prose(text: str, form: str, *, level: int = 2) -> SafeString:
    """A text in Markdown, marked with the written form it is in."""
    return format_html('<div class="sam-prose" lang="{}">{}</div>', form, html_of(text, level))
