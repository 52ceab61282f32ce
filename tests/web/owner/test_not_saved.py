"""Whoever saves a page of a need that has been sent or withdrawn meanwhile reads what was not saved, and copies it."""

from __future__ import annotations

import pytest

from samspel.needs import transitions
from samspel.needs.models import Need, Revision
from tests.cast import KARI, KNUT, OfficeCast
from tests.stories import needs
from tests.web.desk import read, sit, write
from tests.web.owner.pages import FILLED, NOW, address, money

TITLE = '<h1 class="ds-heading" data-size="lg">Dette ble ikke lagret</h1>'


def withdrawn() -> Need:
    """A need that was taken back."""
    need = needs.filled()
    transitions.withdraw(need, reason="Nei", by=KARI, at=NOW)
    return need


def test_what_was_typed_after_the_need_was_sent_stands_there_to_be_copied_and_is_not_kept(
    rogaland: OfficeCast,
) -> None:
    need = needs.submitted()
    before = Revision.objects.count()
    typed = {"measure": "Noe helt annet.\nOg mer <til>.", "collective": "nei", "themes": ["language"]}
    answer = write(sit(KNUT, NOW), "owner-measure", need.pk, **typed)
    assert answer.status_code == 422 and TITLE in answer.text
    assert "Behovsmeldingen er sendt inn, og kan ikke endres nå." in answer.text
    assert 'rows="2" readonly' in answer.text and ">Noe helt annet.\nOg mer &lt;til&gt;.</textarea>" in answer.text
    assert ">Nei</textarea>" in answer.text
    assert f'href="{address(need, "status/")}"' in answer.text and f"?sak={need.pk}" in answer.text
    need.refresh_from_db()
    assert (need.measure, Revision.objects.count()) == (needs.WORDS["measure"], before)


def test_of_a_need_that_was_withdrawn_it_says_so_and_only_what_was_touched_is_shown(rogaland: OfficeCast) -> None:
    need = withdrawn()
    typed = {"goal": "Nytt mål", "what-2": "Skal ikke vises", "endret": ["goal"], "liste": "1"}
    answer = write(sit(KNUT, NOW), "owner-goals", need.pk, **typed)
    assert answer.status_code == 422
    assert "Behovsmeldingen er trukket" in answer.text and "?sak=" not in answer.text
    assert answer.text.count("<textarea") == 1 and ">Nytt mål</textarea>" in answer.text


def test_amounts_are_named_with_their_year_and_what_was_taken_away_is_told_as_empty(rogaland: OfficeCast) -> None:
    need = needs.submitted()
    answer = write(sit(KARI, NOW), "owner-budget", need.pk, **{money(): "mye", money(recipient="hiv"): ""})
    assert "2023, Fjordvik kommune</label>" in answer.text and ">mye</textarea>" in answer.text
    assert "2023, Høgskulen i vest</label>" in answer.text and 'placeholder="(tomt)"></textarea>' in answer.text


@pytest.mark.parametrize("page", ["about", "assessment", "participants", "goals", "timetable", "follow-up"])
def test_whoever_typed_what_stands_there_goes_on_to_where_the_need_is(rogaland: OfficeCast, page: str) -> None:
    need, client = needs.filled(), sit(KARI, NOW)
    assert write(client, f"owner-{page}", need.pk, **FILLED[page]).status_code == 302
    transitions.withdraw(Need.objects.get(pk=need.pk), reason="Nei", by=KARI, at=NOW)
    answer = write(client, f"owner-{page}", need.pk, **FILLED[page])
    assert (answer.status_code, answer.url) == (302, address(need, "status/"))
    read(client, f"owner-{page}", need.pk, status=302)
    assert write(client, f"owner-{page}", need.pk).status_code == 302
