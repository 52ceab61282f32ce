"""Boxes and marks escape what they are given, and refuse attributes they do not know."""

from __future__ import annotations

import pytest
from django.template import Template, TemplateSyntaxError

from tests.web.components.rendering import shown


@pytest.mark.parametrize(
    "source",
    [
        '{% act "Send inn" "/send/" colour="red" %}',
        '{% alert kind="info" %}x{% endalert %}',
        '{% card "x" size="lg" %}x{% endcard %}',
        '{% tag "x" shade="dark" %}',
        '{% table "x" border=True %}x{% endtable %}',
        "{% summary_row %}x{% endsummary_row %}",
    ],
)
def test_an_attribute_that_a_component_does_not_have_is_a_template_error(source: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        Template(source)


@pytest.mark.parametrize(
    "source",
    [
        "{% alert 'info' text %}{{ text }}{% endalert %}",
        "{% card text %}{{ text }}{% endcard %}",
        "{% details text %}{{ text }}{% enddetails %}",
        "{% summary_list %}{% summary_row text %}{{ text }}{% endsummary_row %}{% endsummary_list %}",
        "{% table text %}<tr><td>{{ text }}</td></tr>{% endtable %}",
        "{% tag text %}{% badge 1 text %}{% figure text text text %}{% empty text text text %}{% act text text %}",
    ],
)
def test_what_people_wrote_is_never_markup(source: str) -> None:
    html = shown(source, text='<script>"')

    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_alert_shows_its_title_at_the_level_asked_for() -> None:
    html = shown('{% alert "danger" "Stanset" level=3 %}<p>Les mer.</p>{% endalert %}')

    title = '<h3 class="ds-heading" data-size="xs">Stanset</h3>'
    assert html == f'<div class="ds-alert" data-color="danger"> {title} <p>Les mer.</p> </div>'
