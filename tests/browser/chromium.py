"""A real Chromium, and a page in it that notices everything that goes wrong while a test looks at it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "tests" / "vendor" / "axe-core-4.14.1" / "axe.min.js"
SCREENSHOTS = ROOT / "var" / "screenshots"
# What the colours decide; nothing else is another in the dark.
OF_COLOUR = ["color-contrast", "link-in-text-block"]
DRAWN = "() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))"
# Whether all is looked at that is otherwise looked at in one of two ways; the run says.
WHOLE = False
PHONE = 600
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# A refused form answers 422 and an error page its own status; Chromium tells the console of both.
EXPECTED = ("Failed to load resource: the server responded with a status of", "[Report Only]")


class NoChromium(RuntimeError):
    """There is no browser to test with."""


def program() -> str:
    """Give the browser of this machine."""
    for name in ("chromium-headless-shell", "/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise NoChromium("Chromium is missing: apt-get install chromium-headless-shell libatomic1, or `make test` as root")


@contextmanager
def browser() -> Iterator[Browser]:
    """Start the browser for as long as the block runs; root has no sandbox."""
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program(), args=arguments)
        yield started
        started.close()


@dataclass(frozen=True)
class Look:
    """How somebody looks at a page: width, written form, with or without JavaScript."""

    width: int = 1280
    form: Literal["nb", "nn"] = "nb"
    javascript: bool = True

    def __str__(self) -> str:
        return f"{self.width}-{self.form}{'' if self.javascript else '-nojs'}"


# Together these try both widths and both written forms; `axe` looks at each in both colour schemes.
LOOKS = (Look(1280, "nb"), Look(320, "nn"))


@dataclass
class Watch:
    """Everything that went wrong on a page: console, script errors, breaches of the policy, other hosts."""

    host: str
    faults: list[str] = field(default_factory=list)

    def follow(self, page: Page) -> None:
        """Listen to a page from now on."""
        page.on("console", self.console)
        page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        page.on("request", self.request)

    def console(self, message: ConsoleMessage) -> None:
        """Keep errors and warnings, which is also where breaches of the content security policy are told."""
        if message.type in {"error", "warning"} and not message.text.startswith(EXPECTED):
            self.faults.append(f"console: {message.text}")

    def request(self, request: Request) -> None:
        """Keep requests that go anywhere else than to us."""
        address = urlsplit(request.url)
        if address.scheme in {"http", "https"} and address.netloc != self.host:
            self.faults.append(f"other host: {request.url}")


@contextmanager
def looking(browser: Browser, base_url: str, look: Look) -> Iterator[Page]:
    """Open a page for one look at the service; at the end nothing may have gone wrong on it."""
    host = urlsplit(base_url)
    context = browser.new_context(
        base_url=base_url,
        viewport={"width": look.width, "height": 900},
        color_scheme="light",
        java_script_enabled=look.javascript,
        reduced_motion="reduce",
        locale=f"{look.form}-NO",
    )
    context.add_cookies([{"name": "samspel-spraak", "value": look.form, "domain": str(host.hostname), "path": "/"}])
    context.set_default_timeout(10_000)
    page = context.new_page()
    watch = Watch(host.netloc)
    watch.follow(page)
    yield page
    context.close()
    assert watch.faults == []


@cache
def axe_source() -> str:
    """Give the accessibility checker's own code, read once."""
    return AXE.read_text(encoding="utf-8")


def axe(page: Page) -> list[str]:
    """Give every breach of WCAG 2.2 A and AA and of good practice on the page as it stands, one line per element.

    The page is looked at in light colours, and for what colours decide in dark ones too.
    """
    page.evaluate(axe_source())
    return breaches(page, RULES) + in_the_dark(page, OF_COLOUR)


def in_the_dark(page: Page, rules: list[str]) -> list[str]:
    """Give every breach of some rules on a page that holds axe already, in dark colours."""
    page.emulate_media(color_scheme="dark")
    page.evaluate(DRAWN)
    found = [f"in the dark, {breach}" for breach in breaches(page, rules)]
    page.emulate_media(color_scheme="light")
    return found


def breaches(page: Page, rules: list[str]) -> list[str]:
    """Give every breach of some rules, or groups of rules, on the page as it stands."""
    found = page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", rules)
    return [
        f"{violation['id']}: {node['target'][0]} – {node['failureSummary'].splitlines()[-1].strip()}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def sideways(page: Page) -> int:
    """Give how many pixels wider than the window the page is: people should never have to scroll sideways."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def picture(page: Page, name: str) -> Path:
    """Save what the page looks like, from top to bottom, in var/screenshots/."""
    path = SCREENSHOTS / f"{name}.png"
    page.screenshot(path=path, full_page=True)
    return path


def well_made(page: Page, name: str) -> None:
    """See that nothing is wrong with the page as it stands; `samspel proof` keeps a picture of it."""
    if WHOLE:
        picture(page, name)
    assert wrong_with(page) == []


def wrong_with(page: Page) -> list[str]:
    """Give every accessibility rule that is broken on the page as it stands, and how much sticks out sideways.

    A wide page is looked at in light colours and a narrow one in dark ones; `samspel proof` looks at each in both.
    """
    if WHOLE:
        found = axe(page)
    else:
        page.evaluate(axe_source())
        found = breaches(page, RULES) if wide(page) else in_the_dark(page, RULES)
    out = sideways(page)
    return [*found, f"{out} pixels too wide"] if out else found


def wide(page: Page) -> bool:
    """Tell whether the window is wider than a phone."""
    return page.viewport_size is not None and page.viewport_size["width"] > PHONE


def log_in(page: Page, person: str, then: str = "/") -> None:
    """Log in to practise as one of the cast, and go to a page."""
    page.goto(f"/logg-inn/?neste={then}")
    page.get_by_role("button", name=person).click()
    page.wait_for_url(f"**{then}")


def tab_to(page: Page, goal: Locator) -> None:
    """Press Tab until the focus is there, as somebody without a mouse does."""
    for _press in range(80):
        page.keyboard.press("Tab")
        if goal.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"Tab never came to {goal}")
