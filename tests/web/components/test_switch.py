"""The banner says who acts for whom, and leads to the others where there are any."""

from __future__ import annotations

import pytest

from samspel.web.components.switch import Banner, Choice
from tests.web.components.rendering import shown

HERE, THERE = Choice("owner:1:", "Fjordvik kommune (innsender)", chosen=True), Choice("forum:1:2", "Forumet (medlem)")


@pytest.mark.parametrize(("choices", "switches"), [([], False), ([HERE], False), ([HERE, THERE], True)])
def test_there_is_a_way_to_others_only_when_there_are_others(choices: list[Choice], switches: bool) -> None:
    html = shown("{% organisation_switch banner %}", banner=Banner("Kari", "Fjordvik kommune", "innsender", choices))
    assert "Kari handler for <strong>Fjordvik kommune</strong> som innsender" in html
    assert ("<summary>Bytt rolle</summary>" in html) == switches
    assert "Logg ut</button>" in html


def test_each_choice_is_a_button_and_the_one_now_is_marked() -> None:
    html = shown('{% choices choices "/eier/" %}', choices=[HERE, THERE], csrf_token="abc")
    assert html.count("<button") == 2
    assert html.count('aria-current="true"') == 1
    assert 'value="forum:1:2">Forumet (medlem)</button>' in html
    assert '<input type="hidden" name="neste" value="/eier/">' in html
    assert 'value="abc"' in html
