"""Django's settings for the tests: the demo's, with the environment that a bare `pytest` lacks."""

from __future__ import annotations

import os

os.environ.setdefault("SAMSPEL_DEMO", "1")

from samspel.config.settings import *  # noqa: F403  the environment must be there first
