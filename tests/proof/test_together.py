"""Two to four who write on one need, on pages that save themselves: nobody's text is written over unseen.

Hypothesis draws who types, sends, loses the net or the login, in what order messages arrive, which answers are lost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random, SystemRandom

import hypothesis
import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from samspel.needs.models import Need, Revision
from tests.cast import KARI, KNUT, OfficeCast
from tests.proof.windows import ANSWERS, Message, Values, Window, as_kept, as_told, standing
from tests.stories import needs
from tests.web.desk import write

pytestmark = pytest.mark.together
STEPS, WHOLE, EACH = 1_000, 20_000, 50
PAGES = st.sampled_from(sorted(ANSWERS))
NUMBER = st.integers(0, 60)


class Writing(RuleBasedStateMachine):
    """A need, and those who write on it."""

    steps = 0

    def __init__(self) -> None:
        super().__init__()
        self.before = transaction.savepoint()
        self.need: Need = needs.filled()
        self.windows: list[Window] = []
        self.waiting: list[Message] = []
        self.typed = 0
        self.now = standing(self.need)
        self.author: dict[str, Window] = {}
        self.claims: dict[tuple[str, int], tuple[int, Values]] = {}
        self.sent = 0

    def teardown(self) -> None:
        """Leave nothing behind."""
        transaction.savepoint_rollback(self.before)

    @initialize(pages=st.lists(PAGES, min_size=2, max_size=4), same=st.booleans())
    def sit_down(self, pages: list[str], same: bool) -> None:
        """Let two to four windows be open, often on the same page."""
        for number, page in enumerate(pages):
            by = (KARI, KNUT)[number % 2]
            self.windows.append(Window(by, self.need, pages[0] if same else page))

    def window(self, number: int) -> Window:
        """Give one of the windows."""
        type(self).steps += 1
        return self.windows[number % len(self.windows)]

    def name(self, window: Window, number: int) -> str:
        """Give one of the answers on its page."""
        names = ANSWERS[window.page]
        return names[number % len(names)] if number % 2 else names[0]

    @rule(who=NUMBER, what=NUMBER)
    def types(self, who: int, what: int) -> None:
        """Somebody writes."""
        window = self.window(who)
        self.typed += 1
        window.types(self.name(window, what), self.typed)

    @rule(who=NUMBER, what=NUMBER)
    def types_and_is_saved(self, who: int, what: int) -> None:
        """Somebody writes, and the message arrives at once."""
        self.types(who, what)
        if message := self.sending(self.windows[who % len(self.windows)]):
            self.arrives(message, lost=False)

    @rule(who=NUMBER, what=NUMBER)
    def types_and_sends(self, who: int, what: int) -> None:
        """Somebody writes; the message is on its way for a while."""
        self.types(who, what)
        if message := self.sending(self.windows[who % len(self.windows)]):
            self.waiting.append(message)

    @rule(who=NUMBER)
    def sends(self, who: int) -> None:
        """A window sends what it has not been told is saved."""
        if message := self.sending(self.window(who)):
            self.waiting.append(message)

    @rule(which=NUMBER, lost=st.booleans(), again=st.booleans())
    def delivers(self, which: int, lost: bool, again: bool) -> None:
        """A message arrives, in any order, perhaps for the first of two times; perhaps its answer is lost."""
        type(self).steps += 1
        if self.waiting:
            number = which % len(self.waiting)
            self.arrives(self.waiting[number] if again else self.waiting.pop(number), lost=lost)

    @rule(which=NUMBER)
    def is_offline(self, which: int) -> None:
        """A message never arrives."""
        type(self).steps += 1
        if len(self.waiting) > which % 4:
            self.waiting.pop(which % 4)

    @rule(who=NUMBER, what=NUMBER, chosen=NUMBER)
    def chooses(self, who: int, what: int, chosen: int) -> None:
        """Somebody who has been shown two texts chooses one."""
        window = self.window(who)
        window.chooses(self.name(window, what), chosen)

    @rule(who=NUMBER)
    def goes_on(self, who: int) -> None:
        """Somebody presses the button and opens the page again."""
        window = self.window(who)
        if window.logged_in and not window.box:
            values = dict(window.unsaved())
            self.sent += 1
            status = window.goes_on()
            self.settles(window, values if status == 302 else {}, self.sent)
            if status == 302:
                window.opens()

    @rule(who=NUMBER)
    def sends_all(self, who: int) -> None:
        """Somebody without a script sends the whole page."""
        window = self.window(who)
        if window.logged_in and not window.box and not window.pending:
            self.sent += 1
            status = window.sends_all()
            self.settles(window, window.unsaved() if status == 302 else {}, self.sent)
            if status == 302:
                window.opens()

    @rule(who=NUMBER)
    def loses_the_login(self, who: int) -> None:
        """A login is over in mid-sentence; or somebody logs in again."""
        window = self.window(who)
        if window.logged_in:
            window.logs_out()
        else:
            self.waiting = [message for message in self.waiting if message.window is not window]
            window.logs_in()

    def sending(self, window: Window) -> Message | None:
        """Let a window send, and remember what was sent after what."""
        self.sent += 1
        return window.sends(self.sent)

    def arrives(self, message: Message, *, lost: bool) -> None:
        """Let the server have a message, and the window its answer."""
        window = message.window
        answer = write(window.client, "owner-autosave", self.need.pk, window.page, **message.body)
        if answer.status_code != 200:
            assert not window.logged_in, answer.status_code
            return
        told = answer.json()
        kept = {name: message.sent[name] for name in told.get("kept", ())}
        self.settles(window, kept, message.number)
        if not lost:
            window.hears(told, message.sent)

    def settles(self, window: Window, kept: Mapping[str, Values], number: int) -> None:
        """See what the server has now: what it took from whom, and whether that one had seen what stood there."""
        now = standing(self.need)
        for name, values in now.items():
            before = self.now[name]
            if as_told(values) == as_told(before):
                continue
            author = self.author.get(name)
            assert author in (None, window) or window.saw(name, before), f"{name}: {before} was written over unseen"
            assert name in kept, f"{name} became {values}, which nobody was told"
            self.author[name] = window
            window.sees(name, values)
        was, self.now = self.now, now
        for name, values in kept.items():
            if as_told(values) == as_told(was[name]) and self.author.get(name) not in (None, window):
                continue  # another has written the very same before, and may go on with it as with one's own
            later, _there = self.claims.get((name, id(window)), (0, values))
            assert number >= later, f"{name}: {values} is older than what the same window has sent since"
            self.claims[name, id(window)] = (number, values)
        history: dict[str, list[object]] = {}
        for row in Revision.objects.filter(need=self.need):
            history.setdefault(row.field, []).extend([row.before, row.after])
        for (name, _whose), (_number, values) in self.claims.items():
            there = as_told(now[name]) == as_told(values) or as_kept(name, values) in history.get(name, [])
            assert there, f"{name}: {values} was told to be saved, and is nowhere"


def test_nobody_is_written_over_unseen(
    rogaland: OfficeCast, pytestconfig: pytest.Config, record_property: Callable[..., None]
) -> None:
    wanted = WHOLE if pytestconfig.getoption("--whole") else STEPS
    began = SystemRandom().randrange(10**6)
    seeds = Random(began)
    Writing.steps = 0
    while Writing.steps < wanted:
        told = settings(
            max_examples=min(100, (wanted - Writing.steps) // EACH + 1), stateful_step_count=EACH, deadline=None,
            database=None, phases=[Phase.generate, Phase.shrink], suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        run_state_machine_as_test(hypothesis.seed(seeds.randrange(10**9))(Writing), settings=told)
    record_property(f"counted steps of those who write together, seed {began}", Writing.steps)
