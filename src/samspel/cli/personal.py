"""The register of what tells of a person, as the page docs/personal-data.md."""

from __future__ import annotations

from collections.abc import Iterator

from samspel.people.personal import Kept, Register, register


def markdown() -> str:
    """Give the page: the classes, and record by record what is kept, why and for how long."""
    return "\n".join([*_lines(register()), ""])


def _lines(found: Register) -> Iterator[str]:
    yield from [
        "# Personal data",
        "",
        "Every field of every record that tells something of a person, from `people/personal.toml`; a field that is",
        "not classified there fails the build. The legal ground is the task that the law gives the office (GDPR",
        "article 6.1 e). `samspel person REF` writes all that is kept about one person.",
        "",
        "| class | what it tells |",
        "|---|---|",
        *(f"| {name} | {words} |" for name, words in found.classes.items()),
        "",
        "| record | fields | why | kept |",
        "|---|---|---|---|",
        *(_row(kept, found) for kept in found.kept.values() if kept.personal),
        "",
        f"{sum(not kept.personal for kept in found.kept.values())} more kinds of record tell nothing of a person.",
    ]


def _row(kept: Kept, found: Register) -> str:
    fields = ", ".join(f"`{name}` ({kind})" for name, kind in kept.personal.items())
    return f"| {kept.record} | {fields} | {found.purposes[kept.purpose]} | {found.keep[kept.keep]} |"
