"""What an office writes in Markdown becomes HTML that can do no harm and fits under the page's own headings."""

from __future__ import annotations

import re

import pytest

from samspel.web.components.prose import html_of
from tests.web.components.rendering import shown


def test_a_text_is_marked_with_its_written_form() -> None:
    made = shown('{% prose text "nn" %}', text="# Overskrift\n\nEit **ord**.")
    assert '<div class="sam-prose" lang="nn">' in made
    assert '<h2 data-size="md" class="ds-heading">Overskrift</h2>' in made
    assert "<strong>ord</strong>" in made


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("# a\n## b\n### c", [2, 3, 4]),
        ("### a\n# b", [2, 2]),
        ("## a\n#### b\n###### c\n## d", [2, 3, 4, 3]),
        ("a\n===\nb\n---", [2, 3]),
    ],
)
def test_no_heading_skips_a_level(text: str, levels: list[int]) -> None:
    assert [int(level) for level in re.findall(r"<h(\d)", html_of(text))] == levels
    assert max(int(level) for level in re.findall(r"<h(\d)", html_of("#" * 6 + " x", 6))) == 6


@pytest.mark.parametrize(
    "link", ["https://udir.no/a?b=c&d", "http://a.no", "mailto:a@b.no", "/nyheter/", "#x", "side/2", "?a=b"]
)
def test_a_link_leads_to_the_web_a_mailbox_or_our_own_pages(link: str) -> None:
    assert 'class="ds-link"' in html_of(f"[ord]({link})")


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)", "JavaScript:x", "data:text/html,x", "vbscript:x", "//evil.no", "java&#115;cript:x",
        "file:///x", "ftp://x",
    ],
)  # fmt: skip
def test_any_other_link_stays_text(link: str) -> None:
    assert "<a" not in html_of(f"[ord]({link})")


def test_html_and_pictures_stay_text() -> None:
    made = html_of('<script>x</script>\n\n<b onclick="x">hei</b> ![bilete](https://a.no/x.png)')
    assert not re.search(r"<(script|b|img)", made)
    assert "&lt;b" in made
