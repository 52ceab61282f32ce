"""An owner chooses among the themes that the forum of the call asks for, and is told of those that are no more."""

from __future__ import annotations

import json

import pytest

from samspel.calls import transitions as calling
from samspel.calls.models import Call
from samspel.calls.rules import themes
from samspel.flow.refusal import Refused
from samspel.needs import content, queries, transitions
from samspel.needs import sheet as sheets
from samspel.needs.models import Need
from samspel.rules import scheme
from tests.cast import KARI, KNUT, ROGALAND, OfficeCast
from tests.stories import calls, needs
from tests.web.api.test_needs import send, system, told
from tests.web.desk import read, sit, write
from tests.web.owner.pages import FILLED, NOW

OWN = ["Språk og kommunikasjon", "Læringsmiljø", "Overgangar"]
MILIEU = "own-laeringsmiljoe"


def call_with_own() -> Call:
    """A call whose forum asks for three themes in the regional scheme."""
    return calls.announced(own_themes=themes.written("regional", OWN))


def in_words(need: Need) -> str:
    """The themes as the check, the receipt and the office read them."""
    sections = content.sections(sheets.of(queries.need_of(KARI, need.pk)))
    return next(one.text for section in sections for one in section.answers if one.field == "themes")


def test_the_form_offers_what_the_forum_asks_for_in_the_form_it_was_written(rogaland: OfficeCast) -> None:
    call_with_own()
    need = needs.drafted()
    page = read(sit(KARI, NOW), "owner-measure", need.pk)
    assert f'value="{MILIEU}"' in page and 'value="digital"' not in page
    assert 'lang="nn">Læringsmiljø</label>' in page
    sent = {**FILLED["measure"], "themes": [MILIEU, "language"]}
    assert write(sit(KARI, NOW), "owner-measure", need.pk, **sent).status_code == 302
    assert queries.need_of(KARI, need.pk).themes == [MILIEU, "language"]
    assert in_words(need) == "Språk og kommunikasjon\nLæringsmiljø"
    assert "Læringsmiljø" in read(sit(KARI, NOW), "owner-check", need.pk)


def test_a_theme_that_the_forum_does_not_ask_for_is_refused(rogaland: OfficeCast) -> None:
    call_with_own()
    need = needs.drafted()
    assert (
        write(sit(KARI, NOW), "owner-measure", need.pk, **{**FILLED["measure"], "themes": ["digital"]}).status_code
        == 422
    )
    with pytest.raises(Refused, match="unknown-code"):
        transitions.fill(need, content={"themes": ["digital"]}, by=KARI, at=NOW)
    transitions.fill(need, content={"themes": [MILIEU]}, by=KARI, at=NOW)


def test_another_scheme_of_the_call_keeps_its_own(rogaland: OfficeCast) -> None:
    call_with_own()
    page = read(sit(KARI, NOW), "owner-measure", needs.drafted("decentralised").pk)
    assert 'value="digital"' in page and MILIEU not in page


def test_what_is_chosen_stands_when_more_are_added(rogaland: OfficeCast) -> None:
    need = needs.filled(title="Språk")
    assert need.themes == ["language"]
    added = themes.written("regional", ["Naturfag"])
    calling.add_themes(Call.objects.get(), own_themes=added, by=ROGALAND.decider, at=NOW)
    assert in_words(need) == "Språk og kommunikasjon"
    page = read(sit(KARI, NOW), "owner-measure", need.pk)
    assert 'value="own-naturfag"' in page and 'value="digital"' in page


def test_a_theme_of_last_year_that_is_not_asked_for_is_told_and_one_of_the_same_name_comes_with(
    rogaland: OfficeCast,
) -> None:
    former = needs.filled()
    transitions.fill(former, content={"themes": ["language", "digital", "leadership"]}, by=KNUT, at=NOW)
    own = themes.written("collective", ["Språk og kommunikasjon", "Overgangar"])
    Call.objects.filter(pk=needs.call_of("2026").pk).update(own_themes=own)
    again = needs.copied(queries.need_of(KARI, former.pk), "collective")
    assert again.themes == ["language"]
    at = needs.when("2026", day=20)
    page = read(sit(KARI, at), "owner-since", again.pk)
    assert "Temaer som ikke kom med" in page
    assert (
        f"<li>{scheme('regional', '2021').themes.value[6].nb}</li>" in page
        and ">Språk og kommunikasjon</li>" not in page
    )
    assert "Temaer som ikke kom med" not in read(sit(KARI, at), "owner-measure", again.pk)
    transitions.fill(again, content={"themes": []}, by=KARI, at=at)
    assert "Temaer som ikke kom med" in read(sit(KARI, at), "owner-measure", again.pk)


def test_a_system_names_a_theme_by_its_code_or_its_name(rogaland: OfficeCast) -> None:
    call_with_own()
    made = send(system(), told(themes=["Læringsmiljø", "language"]))
    assert (made.status_code, Need.objects.get().themes) == (201, [MILIEU, "language"])
    wrong = send(system(), told(title="Anna", themes=["digital"]), key="2")
    assert [one["pointer"] for one in json.loads(wrong.content)["errors"]] == ["/themes"]
