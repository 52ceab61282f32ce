"""The rule data and the scenarios as they stand in their files, so that a test can plant a fault in a copy."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samspel.rules.sources import read_file
from samspel.rules.values import STEPS

SCENARIOS = Path(__file__).parent / "scenarios"


@dataclass
class Data:
    """Everything that the checks look at: rules by step, schemes, sources, terms, and the scenarios of both kinds."""

    rules: dict[str, dict[str, Any]]
    schemes: dict[str, Any]
    sources: dict[str, dict[str, Any]]
    terms: dict[str, dict[str, Any]]
    scenarios: list[dict[str, Any]]
    scheme_scenarios: list[dict[str, Any]]


def load() -> Data:
    """Read all of it."""
    files = [tomllib.loads(path.read_text("utf-8")) for path in sorted(SCENARIOS.glob("*.toml"))]
    return Data(
        rules={step: read_file(step) for step in STEPS},
        schemes=read_file("schemes"),
        sources=read_file("sources"),
        terms=read_file("terms"),
        scenarios=[scenario for file in files for scenario in file.get("scenario", [])],
        scheme_scenarios=[scenario for file in files for scenario in file.get("scheme", [])],
    )
