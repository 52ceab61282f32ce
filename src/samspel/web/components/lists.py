"""Lists with meaning: the answers given, the tasks left, the steps of the way, what has happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from samspel.web.components import register


class Progress(Enum):
    """How far a task has come, in the words shown and their colour."""

    EMPTY = (_("Ikke fylt ut"), "neutral")
    STARTED = (_("Påbegynt"), "info")
    DONE = (_("Ferdig"), "success")
    OPTIONAL = (_("Valgfritt"), "neutral")
    WAITING = (_("Kan ikke startes ennå"), "neutral")
    READY = (_("Klar til å sendes"), "success")
    STOPPED = (_("Kan ikke sendes ennå"), "neutral")
    CLOSED = (_("Kan ikke sendes"), "neutral")
    SIGNER = (_("Venter på den som kan signere"), "info")
    NETWORK = (_("Sendes av nettverket"), "info")

    @property
    def label(self) -> Promise:
        """The words shown."""
        return self.value[0]

    @property
    def color(self) -> str:
        """The colour of the mark."""
        return self.value[1]


@dataclass(frozen=True)
class Task:
    """One page of a task list; `hint` says what it is about, or why it cannot be started yet.

    `now` is what changes while the list is looked at, and `key` how a script finds its place.
    """

    name: str
    url: str
    progress: Progress
    hint: str = ""
    now: str = ""
    key: str = ""


@dataclass(frozen=True)
class Step:
    """One step of a way that is walked once: `state` is done, now or later."""

    name: str
    state: str
    text: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Event:
    """Something that happened: what, when, by whom, and more in words."""

    what: str
    at: datetime
    who: str = ""
    text: str = ""
    url: str = ""


@register.simple_block_tag
def summary_list(content: str) -> SafeString:
    """Answers or facts, one row each; holds `summary_row`."""
    return render_to_string("components/summary_list.html", {"content": content})


@register.simple_block_tag
def summary_row(content: str, label: str, change_url: str = "") -> SafeString:
    """One row of a summary list; with an address it can be changed."""
    return render_to_string(
        "components/summary_row.html", {"content": content, "label": label, "change_url": change_url}
    )


@register.inclusion_tag("components/task_list.html")
def task_list(tasks: Iterable[Task]) -> dict[str, object]:
    """The pages of a form with how far each has come, in plain words."""
    return {"tasks": tasks}


@register.inclusion_tag("components/steps.html")
def steps(steps: Iterable[Step], label: str, *, flat: bool = False) -> dict[str, object]:
    """Where something is now: the steps done, the one it stands at, and those to come."""
    return {"steps": steps, "label": label, "flat": flat}


@register.inclusion_tag("components/timeline.html")
def timeline(events: Iterable[Event]) -> dict[str, object]:
    """What has happened, in the order given."""
    return {"events": events}
