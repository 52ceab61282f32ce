"""`samspel docs`: write the pages of docs/ that are drawn from the code itself, or with `pictures` the pictures."""

from __future__ import annotations

import importlib
import os
import typing
from collections.abc import Iterator

from samspel.cli import law, personal, settings, test
from samspel.cli.check import ENVIRONMENT, ROOT

if typing.TYPE_CHECKING:
    from django.urls import URLPattern

    from samspel.flow.transition import Creation, Transition

    Act = Transition[typing.Any, ...] | Creation[typing.Any, typing.Any, ...]

STEPS = (
    "ledger", "calls", "needs", "casework", "forum", "decisions", "letters", "payments", "followup", "opendata",
    "pages", "messages",
)  # fmt: skip
STORY = "tests/browser/test_whole_story.py"
BELOW = "<!-- What stands below is written by `samspel docs`; change the code instead. -->"


def run(arguments: list[str]) -> int:
    """Write every page that is drawn from the code, and name those that changed; or take the pictures anew."""
    if arguments == ["pictures"]:
        return test.run(["--pictures", STORY])
    import django

    os.environ.update({name: os.environ.get(name) or value for name, value in ENVIRONMENT.items()})
    django.setup()
    for name, text in pages().items():
        page = ROOT / name
        if not page.exists() or page.read_text() != text:
            page.write_text(text)
            print(f"wrote {name}")
    return 0


def pages() -> dict[str, str]:
    """Give the text of every page that is drawn from the code; Django must have been set up."""
    journey = ROOT / "docs" / "journey.md"
    head = journey.read_text().partition(BELOW)[0] if journey.exists() else ""
    return {
        "docs/settings.md": settings.markdown(),
        "docs/law.md": law.markdown(),
        "docs/personal-data.md": personal.markdown(),
        "docs/addresses.md": addresses(),
        "docs/journey.md": head + "\n".join([BELOW, "", *steps()]),
    }


def addresses() -> str:
    """Give every address with who may use it, as urls.py and policy.py have it."""
    from django.urls import get_resolver

    lines = ["# Addresses", "", "Every address and who may use it, from `config/urls.py` and `config/policy.py`.", ""]
    lines += ["| address | name | methods | who |", "|---|---|---|---|"]
    for pattern in patterns(get_resolver().url_patterns):
        if line := getattr(pattern.callback, "policy_line", None):
            roles = ", ".join(
                role if role in (line.writers or line.roles) else f"{role} (reads)" for role in sorted(line.roles)
            )
            who = "everybody" if line.public else "anybody logged in" if line.signed_in else roles
            methods = ", ".join(sorted(line.methods - {"HEAD"}))
            lines.append(f"| `/{pattern.pattern}` | {pattern.name} | {methods} | {who} |")
    return "\n".join([*lines, ""])


def patterns(among: typing.Iterable[object]) -> Iterator[URLPattern]:
    """Give the addresses of an address book, those of its parts too."""
    from django.urls import URLPattern

    for pattern in among:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from patterns(getattr(pattern, "url_patterns", []))


def acts_of(step: str) -> list[Act]:
    """Give the acts of one step, in the order in which they stand in the file."""
    if (ROOT / "src" / "samspel" / step / "transitions.py").exists():
        importlib.import_module(f"samspel.{step}.transitions")
    from samspel.flow.transition import acts

    return [act for name, act in acts.items() if name.startswith(f"{step}.")]


def record_of(act: Act) -> type:
    """Give the model that an act changes or makes."""
    if hasattr(act, "makes"):
        return typing.cast(type, act.makes)
    hints = typing.get_type_hints(act.act)
    return typing.cast(type, next(iter(hints.values())))


def steps() -> Iterator[str]:
    """Give each step with its records, a diagram of each, and what every act means."""
    for step in STEPS:
        found = acts_of(step)
        if not found:
            continue
        about = (importlib.import_module(f"samspel.{step}").__doc__ or "").strip()
        yield from [f"## {step}", "", about, ""]
        for model in dict.fromkeys(record_of(act) for act in found):
            yield from record(model, [act for act in found if record_of(act) is model])


def record(model: type, found: list[Act]) -> Iterator[str]:
    """Give one record: its states as a diagram, and its acts as a table."""
    yield from [f"### {model.__name__}", "", (model.__doc__ or "").strip().partition("\n\n")[0], ""]
    if hasattr(model, "State"):
        arrows = [arrow for act in found for arrow in sorted(arrows_of(act, model))]
        yield from ["```mermaid", "stateDiagram-v2", *arrows, "```", ""]
    yield from ["| act | from → to | what must hold first | what happens |", "|---|---|---|---|"]
    for act in found:
        holds = " ".join(first_sentence(guard) for guard in act.guards)
        numbered = " It gets a number in the journal." if act.journalled else ""
        yield f"| `{act.__name__}` | {way_of(act, model)} | {holds} | {first_sentence(act)}{numbered} |"
    yield ""


def first_sentence(of: object) -> str:
    """Give the first paragraph of a docstring as one line, as it stands in a table."""
    return " ".join((of.__doc__ or "").strip().partition("\n\n")[0].split()).replace("|", "\\|")


def way_of(act: Act, model: type) -> str:
    """Say from which states to which an act goes; one that stays where it is says only where it may be done."""
    if hasattr(act, "makes"):
        return f"→ {next(iter(model.State))}" if hasattr(model, "State") else "new"
    order = list(getattr(model, "State", ()))
    source = ", ".join(str(state) for state in sorted(act.source, key=order.index))
    return f"{source} → {act.target}" if act.target else source


def arrows_of(act: Act, model: type) -> Iterator[str]:
    """Give the arrows of one act in the diagram of its record; an act that stays where it is has none."""
    if hasattr(act, "makes"):
        first = next(iter(model.State))  # type: ignore[attr-defined]
        yield f"    [*] --> {first}: {act.__name__}"
    elif act.target:
        for source in act.source:
            yield f"    {source} --> {act.target}: {act.__name__}"
