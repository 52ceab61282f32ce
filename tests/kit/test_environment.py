"""Settings come from the environment alone, and a misspelt one is never ignored."""

from __future__ import annotations

import pytest

from samspel.kit import environment

LONG = "x" * 50


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"SAMSPEL_DEMO": "1"}, None),
        ({"SAMSPEL_SECRET_KEY": LONG}, None),
        ({"SAMSPEL_DEMO": "1", "SAMSPEL_CLOCK": "2023-01-20T10:00+01:00"}, None),
        ({"SAMSPEL_DMEO": "1"}, "unknown setting: SAMSPEL_DMEO"),
        ({"SAMSPEL_DEMO": "yes"}, "SAMSPEL_DEMO must be 0 or 1"),
        ({"SAMSPEL_SECRET_KEY": "short"}, "at least 50 characters"),
        ({}, "at least 50 characters"),
        ({"SAMSPEL_SECRET_KEY": LONG, "SAMSPEL_CLOCK": "2023-01-20T10:00+01:00"}, "only for the demo"),
        ({"SAMSPEL_DEMO": "1", "SAMSPEL_FILES_URL": "https://filer.example"}, None),
        ({"SAMSPEL_DEMO": "1", "SAMSPEL_FILES_URL": "http://127.0.0.1:8000"}, "another host"),
        ({"SAMSPEL_DEMO": "1", "SAMSPEL_FILES_URL": "https://filer.example/filer"}, "without a path"),
        ({"SAMSPEL_DEMO": "1", "SAMSPEL_FILES_URL": "ftp://filer.example"}, "https: address"),
        ({"SAMSPEL_DEMO": "1", "SAMSPEL_CLAMD": "unix:/run/clamav/clamd.ctl"}, None),
        ({"SAMSPEL_DEMO": "1", "SAMSPEL_CLAMD": "127.0.0.1:3310"}, "tcp://host:port"),
    ],
)
def test_what_may_be_set_and_what_is_refused(given: dict[str, str], fault: str | None) -> None:
    if fault is None:
        environment.check(given)
    else:
        with pytest.raises(environment.WrongSetting, match=fault):
            environment.check(given)


def test_every_setting_says_what_it_means() -> None:
    assert [setting.name for setting in environment.SETTINGS if not setting.meaning] == []
