"""The simulated channel writes a line in the log, without the address."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from samspel.adapters.notices import Log
from samspel.messages.notices import Notice


def test_a_notice_is_a_line_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    notice = Notice("k1", "Kari Fjord", "kari@fjordvik.example", "nb", "Ny melding i Samspel", "Logg inn.")
    with caplog.at_level("INFO", logger="samspel.notices"):
        Log().tell(notice, datetime(2023, 4, 19, 9, tzinfo=UTC))
    assert caplog.messages == ["notice k1 to Kari Fjord: Ny melding i Samspel. Logg inn."]
