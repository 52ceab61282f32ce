"""Norwegian words as they are looked for."""

from __future__ import annotations

import pytest

from samspel.kit.seeking import sought, words


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("Åsen", "aasen"),
        ("AASEN", "aasen"),
        ("Tåsenløkka  barnehage", "taasenloekka barnehage"),
        ("Lærer-skolen (avd. 2)", "laerer skolen avd 2"),
        ("Guovdageaidnu Ánné", "guovdageaidnu anne"),
        ("'; drop & | !", "drop"),
    ],
)
def test_a_name_is_looked_for_in_plain_letters(typed: str, form: str) -> None:
    assert sought(typed) == form


def test_nothing_typed_is_no_word() -> None:
    assert words(" -- ") == []
