"""Lists say in words what their marks show."""

from __future__ import annotations

from datetime import UTC, datetime

from samspel.web.components.lists import Event, Progress, Step, Task
from tests.web.components.rendering import shown

AT = datetime(2027, 2, 1, 22, 59, tzinfo=UTC)


def test_a_task_that_cannot_be_started_is_not_a_link_and_says_why() -> None:
    tasks = [Task("Budsjett", "/b/", Progress.STARTED), Task("Send inn", "/s/", Progress.WAITING, "Når alt er ferdig.")]

    html = shown("{% task_list tasks %}", tasks=tasks)

    assert '<a class="ds-link" href="/b/">Budsjett</a>' in html
    assert "/s/" not in html
    assert "Når alt er ferdig." in html
    assert "Kan ikke startes ennå" in html


def test_the_step_where_it_stands_is_marked_for_everybody() -> None:
    html = shown(
        '{% steps steps "Veien" %}', steps=[Step("Meldt", "done"), Step("Forum", "now"), Step("Vedtak", "later")]
    )

    assert html.count('aria-current="step"') == 1
    assert "Forum<span" in html.split('aria-current="step"')[1]
    assert "her er saken nå" in html


def test_a_timeline_tells_what_when_and_who() -> None:
    html = shown("{% timeline events %}", events=[Event("Sendt inn", AT, "Kari")])

    assert "Sendt inn" in html
    assert '<time datetime="2027-02-01T22:59:00+00:00">' in html
    assert "· Kari" in html
