"""Several who write on one need at once, as their windows behave: what each types, has sent, was told and was shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.test import Client

from samspel.needs.models import BudgetLine, Indicator, Need, Participation, TargetGroup
from samspel.tenancy.by import By
from tests.cast import id_of
from tests.web.desk import sit, write
from tests.web.owner.pages import NOW, money

MONEY = money()
ANSWERS: dict[str, tuple[str, ...]] = {
    "measure": ("measure", "sami", "collective", "themes"),
    "goals": ("goal", "what-1", "target-1"),
    "participants": ("units", "group-leaders"),
    "budget": (MONEY, money(recipient="hiv")),
}
Values = list[str]


def typed(name: str, number: int) -> Values:
    """Something nobody has typed before, or one of the choices there are."""
    if name == "collective":
        return [("ja", "nei")[number % 2]]
    if name == "themes":
        return [[], ["language"], ["language", "play"]][number % 3]
    if name == "units":
        return [[], [str(id_of("solsida"))], [str(id_of("nordsida"))]][number % 3]
    if name == "group-leaders" or name.startswith("budget-"):
        return [str(number + 1)]
    return [f"Ord {number}"]


def as_told(values: Values) -> Values:
    """Give values as they are compared: order does not count among choices, nor the way an amount is written."""
    return sorted("".join(one.split()) for one in values)


def as_kept(name: str, values: Values) -> object:
    """Give values as they are kept among the changes."""
    if name in {"themes", "units"}:
        return sorted(values)
    if name == "collective":
        return {"ja": True, "nei": False}[values[0]] if values else None
    if name == "group-leaders" or name.startswith("budget-"):
        return int("".join(values[0].split())) if values else 0
    return values[0] if values else ""


def standing(need: Need) -> dict[str, Values]:
    """Give every answer as it stands on the server."""
    now = Need.objects.get(pk=need.pk)
    found: dict[str, object] = {name: getattr(now, name) for name in ("measure", "sami", "themes", "goal")}
    found["collective"] = {True: "ja", False: "nei", None: ""}[now.collective]
    found["units"] = [str(one) for one in Participation.objects.filter(need=need).values_list("unit_id", flat=True)]
    signs: dict[str, str] = Indicator.objects.filter(need=need, position=1).values("what", "target").first() or {}  # type: ignore[assignment]
    found |= {f"{part}-1": signs.get(part, "") for part in ("what", "target")}
    leaders = TargetGroup.objects.filter(need=need, group="leaders").values_list("participants", flat=True)
    found["group-leaders"] = next(iter(leaders), "")
    lines = dict(BudgetLine.objects.filter(need=need).values_list("recipient_id", "amount_nok"))
    found |= {money(recipient=one): lines.get(id_of(one), "") for one in ("fjordvik", "hiv")}
    lists = {name: value if isinstance(value, list) else [value] for name, value in found.items()}
    return {name: [str(one) for one in values if one != ""] for name, values in lists.items()}


@dataclass
class Message:
    """What a window has sent and nobody has answered yet."""

    window: Window
    body: dict[str, Any]
    sent: dict[str, Values]
    number: int


@dataclass
class Window:
    """A page of the form in one window, as its script keeps it."""

    by: By
    need: Need
    page: str
    client: Client = field(init=False)
    shown: set[tuple[str, str]] = field(default_factory=set)
    box: dict[str, Values] = field(default_factory=dict)
    own: dict[str, Values] = field(default_factory=dict)
    logged_in: bool = True

    def __post_init__(self) -> None:
        self.client = sit(self.by, NOW)
        self.opens()

    def opens(self) -> None:
        """Open the page: what stands there is shown, and what lay on the machine beside it."""
        now = standing(self.need)
        self.tab, self.seq, self.pending = uuid4(), 0, set[str]()
        self.version = Need.objects.get(pk=self.need.pk).version
        self.acked = {name: now[name] for name in ANSWERS[self.page]}
        self.values = dict(self.acked)
        self.refused: dict[str, Values] = {}
        self.box = {}
        self.own = {name: kept for name, kept in self.own.items() if kept != self.values[name]}
        for name in self.values:
            self.sees(name, self.values[name])

    def sees(self, name: str, values: Values) -> None:
        """Be shown a text."""
        self.shown.add((name, repr(as_told(values))))

    def saw(self, name: str, values: Values) -> bool:
        """Tell whether a text has been shown here."""
        return (name, repr(as_told(values))) in self.shown

    def types(self, name: str, number: int) -> None:
        """Write an answer."""
        self.values[name] = typed(name, number)

    def unsaved(self) -> dict[str, Values]:
        """Give what is not known to be saved: what lies on the machine until it is."""
        return {n: v for n, v in self.values.items() if n in self.pending or v != self.acked[n]}

    def sends(self, number: int) -> Message | None:
        """Send what is not saved and not waiting for a choice; the number counts what everybody sends."""
        sent = {n: v for n, v in self.unsaved().items() if n not in self.box and self.refused.get(n) != v}
        self.seq += 1
        self.pending |= set(sent)
        more = {"endret": list(sent), "tab": str(self.tab), "seq": self.seq, "version": self.version}
        return Message(self, sent | more, sent, number) if self.logged_in or sent else None

    def hears(self, told: dict[str, Any], sent: dict[str, Values]) -> None:
        """Take in an answer."""
        if told.get("late"):
            return
        for name, values in sent.items():
            self.pending.discard(name)
            self.refused.pop(name, None)
            (self.acked if name in told["kept"] else self.refused)[name] = values
        for name, theirs in told.get("theirs", {}).items():
            if name in self.values:
                self.meets(name, theirs["sent"])
        self.version = max(self.version, told["version"])

    def meets(self, name: str, theirs: Values) -> None:
        """See what somebody else has written: in its place, or beside one's own."""
        self.sees(name, theirs)
        alone = self.values[name] in (self.acked[name], theirs)
        self.acked[name] = theirs
        self.refused.pop(name, None)
        if alone:
            self.values[name] = theirs
            self.box.pop(name, None)
        else:
            self.box[name] = theirs

    def chooses(self, name: str, number: int) -> None:
        """Choose between two texts; one's own may be changed at that."""
        theirs = self.box.pop(name, None) or self.own.pop(name, None)
        if theirs is not None and number % 2:
            self.values[name] = theirs

    def goes_on(self) -> int:
        """Send the whole page with its script: only what was touched counts."""
        self.seq += 1
        touched = [*self.unsaved(), ""]
        more = {"endret": touched, "tab": str(self.tab), "seq": self.seq, "version": self.version}
        answer = write(self.client, f"owner-{self.page}", self.need.pk, **self.values, **more)
        return int(answer.status_code)

    def sends_all(self) -> int:
        """Send the whole page without a script."""
        answer = write(self.client, f"owner-{self.page}", self.need.pk, **self.values, version=self.version)
        return int(answer.status_code)

    def logs_out(self) -> None:
        """Lose the login: what is not saved lies on the machine."""
        self.client.logout()
        self.logged_in = False

    def logs_in(self) -> None:
        """Log in again as the same person, and open the page."""
        self.own |= self.unsaved()
        self.client, self.logged_in = sit(self.by, NOW), True
        self.opens()
