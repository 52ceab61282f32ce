"""`samspel settings`: every setting, what it means, and whether it is set; never the value of a secret."""

from __future__ import annotations

import os

from samspel.kit.environment import SETTINGS, Setting, unknown


def run(arguments: list[str]) -> int:
    """Print the settings; 1 when the environment names one that does not exist."""
    for setting in SETTINGS:
        print(f"{setting.name:<22}{state(setting):<28}{setting.meaning}")
    for name in unknown(os.environ):
        print(f"{name:<22}unknown")
    return 1 if unknown(os.environ) else 0


def state(setting: Setting) -> str:
    """Say what a setting is now: its value, that a secret is set, its default, or that it is not set."""
    given = os.environ.get(setting.name, "")
    if given:
        return "set (secret)" if setting.secret else given
    return f"{setting.default} (default)" if setting.default else "not set"


def markdown() -> str:
    """Give the settings as the page docs/settings.md."""
    rows = [f"| `{setting.name}` | {setting.meaning} | {setting.default or '–'} |" for setting in SETTINGS]
    return "\n".join(
        [
            "# Settings",
            "",
            "Read from the environment alone.",
            "",
            "| name | meaning | default |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )
