"""Each night what waits is scanned and what nobody names goes; in the demo nothing is touched."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from samspel.adapters.scanners import Simulated
from samspel.files import scanning, shelf, store, sweeping
from samspel.needs.worker import see_to_files
from tests.cast import OfficeCast
from tests.stories import attachments, needs


def test_the_night_scans_what_waits_and_sweeps(
    rogaland: OfficeCast,
    tmp_path: Path,
    settings: Any,  # noqa: ANN401 - pytest-django does not name its type
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.VAR = tmp_path
    monkeypatch.setattr(scanning, "scanner", Simulated())
    monkeypatch.setattr(sweeping, "AFTER", timedelta(days=-1))
    made, alone = attachments.waiting(needs.drafted()), store.keep(b"ingen sin")
    see_to_files(0)
    made.refresh_from_db()
    assert (made.state, shelf.path_of(alone).exists()) == ("waiting", True)
    with override_settings(DEMO=False):
        see_to_files(0)
    made.refresh_from_db()
    assert (made.state, shelf.path_of(alone).exists()) == ("clean", False)
    assert store.read(made.document)
