"""A page as a browser has it: what it says, where it leads, and its forms with what would be sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"input", "meta", "link", "br", "hr", "img", "col", "source", "area"}
BUTTONS = {"submit", "button"}


@dataclass
class Control:
    """A field or a button: its name in the form, what it is called on the page, and what it holds."""

    kind: str
    name: str = ""
    value: str = ""
    id: str = ""
    label: str = ""
    group: str = ""
    checked: bool = False
    disabled: bool = False
    options: dict[str, str] = field(default_factory=dict)

    @property
    def called(self) -> str:
        """What people call it: the words before «(valgfritt)»."""
        return self.label.removesuffix("(valgfritt)").strip()

    def choice(self, answer: object) -> str:
        """Give the value of the first option whose words begin with the answer."""
        chosen = [value for words, value in self.options.items() if words.startswith(str(answer))]
        assert chosen, f"«{answer}» is none of {list(self.options)}"
        return chosen[0]


@dataclass
class Form:
    """A form with its controls, in the order of the page."""

    action: str
    method: str
    id: str
    controls: list[Control] = field(default_factory=list)

    def sent(self, button: Control) -> dict[str, list[str]]:
        """What the browser sends when the button is pressed."""
        found: dict[str, list[str]] = {}
        for control in self.controls:
            box = control.kind in {"checkbox", "radio"}
            if control.disabled or control.kind in BUTTONS or not control.name or (box and not control.checked):
                continue
            found.setdefault(control.name, []).append(control.value)
        if button.name:
            found.setdefault(button.name, []).append(button.value)
        return found


@dataclass
class Link:
    """A link: its words and its address."""

    words: str
    address: str


def said(text: str) -> str:
    """A text with every white space as one space."""
    return " ".join(text.split())


class Page(HTMLParser):
    """A page that has been read."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.forms: list[Form] = []
        self.links: list[Link] = []
        self.controls: list[Control] = []
        self.labels: dict[str, str] = {}
        self._loose: list[tuple[str, Control]] = []
        self._open: list[tuple[str, dict[str, str], list[str]]] = []
        self._inside: list[Form] = []
        self._groups: list[str] = []
        self._main: list[str] = []
        self._select: Control | None = None
        self.heading = ""
        self.feed(html)
        self.close()
        self._settle()

    @property
    def words(self) -> str:
        """What stands in the main part of the page."""
        return said(" ".join(self._main))

    def link(self, words: str) -> Link:
        """Find the first link that is called this, or else whose words hold it."""
        found = [link for link in self.links if link.words == words]
        found = found or [link for link in self.links if words in link.words]
        assert found, f"no link «{words}»: {[link.words for link in self.links]}"
        return found[0]

    def button(self, words: str) -> tuple[Form, Control]:
        """Find the button with these words, which can be pressed, and the form that it sends."""
        offered = [(form, one) for form in self.forms for one in form.controls if one.kind == "submit"]
        for form, one in offered:
            if one.label == words:
                assert not one.disabled, f"«{words}» cannot be pressed"
                return form, one
        raise AssertionError(f"no button «{words}»: {[one.label for _form, one in offered]}\n{self.words}")

    def question(self, question: str) -> tuple[Form, Control]:
        """Find the question with this name; «group → name» where a name stands in several groups."""
        group, _, name = question.rpartition(" → ")
        asked = [(form, one) for form in self.forms for one in form.controls if one.kind not in {"hidden", "submit"}]
        found = [pair for pair in asked if pair[1].called.startswith(name) and group in pair[1].group]
        found.sort(key=lambda pair: pair[1].called != name)
        assert found, f"no question «{question}»: {[f'{one.group} → {one.called}' for _form, one in asked]}"
        return found[0]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember where we are, and what stands here."""
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside.append(Form(has.get("action", ""), has.get("method", "get"), has.get("id", "")))
            self.forms.append(self._inside[-1])
        elif tag == "fieldset":
            self._groups.append("")
        elif tag in {"input", "select", "textarea", "button"}:
            self._control(tag, has)
        if tag not in VOID:
            self._open.append((tag, has, []))

    def handle_data(self, data: str) -> None:
        """Give the text to everything that stands around it."""
        for _tag, _has, text in self._open:
            text.append(data)
        if any(tag == "main" for tag, _has, _text in self._open) and self._open[-1][0] != "script":
            self._main.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened."""
        while self._open:
            name, has, text = self._open.pop()
            self._close(name, has, "".join(text))
            if name == tag:
                return

    def _close(self, tag: str, has: dict[str, str], text: str) -> None:
        match tag:
            case "form":
                self._inside.pop()
            case "fieldset":
                self._groups.pop()
            case "legend" if self._groups:
                self._groups[-1] = said(text)
            case "label":
                self.labels[has.get("for", "")] = said(text)
            case "a" if "href" in has:
                self.links.append(Link(said(text), has["href"]))
            case "h1":
                self.heading = said(text)
            case "button":
                self.controls[-1].label = has.get("aria-label") or said(text)
            case "textarea":
                self.controls[-1].value = text.removeprefix("\n").removeprefix("\r\n")
            case "option" if self._select:
                self._option(has, said(text))
            case "select":
                self._select = None

    def _option(self, has: dict[str, str], words: str) -> None:
        assert self._select
        value = has.get("value", words)
        self._select.options[words] = value
        if "selected" in has or len(self._select.options) == 1:
            self._select.value = value

    def _control(self, tag: str, has: dict[str, str]) -> None:
        kind = has.get("type", "submit" if tag == "button" else "text") if tag in {"input", "button"} else tag
        control = Control(
            kind,
            name=has.get("name", ""),
            value=has.get("value", "on" if kind in {"checkbox", "radio"} else ""),
            id=has.get("id", ""),
            label=has.get("aria-label", ""),
            group=" → ".join(group for group in self._groups if group),
            checked="checked" in has,
            disabled="disabled" in has,
        )
        self.controls.append(control)
        if tag == "select":
            self._select = control
        if "form" in has:
            self._loose.append((has["form"], control))
        elif self._inside:
            self._inside[-1].controls.append(control)

    def _settle(self) -> None:
        """Give each control its label, and those that stand outside to the form that they name."""
        for name, control in self._loose:
            next(form for form in self.forms if form.id == name).controls.append(control)
        for control in self.controls:
            control.label = control.label or self.labels.get(control.id, "") or control.group
