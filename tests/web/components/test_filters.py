"""Amounts and numbers are written the Norwegian way."""

from __future__ import annotations

from tests.web.components.rendering import shown


def test_numbers_are_written_with_hard_spaces() -> None:
    html = shown(
        '{{ nok|kroner }} {{ none|kroner }} {{ "964965226"|orgnr }} {% amount nok %}', nok=1_250_000, none=None
    )

    assert html == (
        "1\xa0250\xa0000\xa0kr – 964\xa0965\xa0226 "
        '<data value="1250000" class="sam-nowrap">1\xa0250\xa0000\xa0kr</data>'
    )
