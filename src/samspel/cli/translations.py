"""The two written forms: what is written in the source (bokmål) is found, and its nynorsk kept complete.

`python -m samspel.cli.translations update` writes new strings into the catalogue with an empty nynorsk text to fill in
(in the file, or all at once with `fill FILE`, a JSON object from bokmål to nynorsk), `check` lists what is missing,
`compile` makes the file that Django reads. No GNU gettext is needed.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract as extract_with_babel
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent
CATALOGUE = PACKAGE / "locale" / "nn" / "LC_MESSAGES" / "django.po"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HEADER = """\
# Nynorsk for Samspel. Source strings are bokmål. Entries are sorted and carry no places, so that merges stay calm.
# `python -m samspel.cli.translations update` keeps it in step with the source.
msgid ""
msgstr ""
"Language: nn\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
PLACEHOLDER = re.compile(r"%\(\w+\)[sdf]|%[sdf]|\{\w*\}")
# Git's marks of a conflict, and an empty text that a filled one follows.
MERGED = re.compile(r"^(?:<{7}|={7}|>{7})(?: .*)?\n|^msgstr \"\"\n(?=msgstr )", re.MULTILINE)
Key = tuple[str, str | None]


def sources(root: Path = PACKAGE) -> Iterator[Path]:
    """Give every file that may hold text for people: Python and the templates."""
    yield from sorted(root.rglob("*.py"))
    for folder in sorted(root.rglob("templates")):
        yield from sorted(path for path in folder.rglob("*") if path.suffix in {".html", ".txt"})


def as_python(path: Path) -> bytes:
    """Give a source file as Python: a template becomes the calls of gettext that its tags stand for."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        text = "\n".join(line.strip() for line in templatize(text, origin=str(path)).splitlines())
    return text.encode()


def extract(root: Path = PACKAGE) -> Catalog:
    """Give every source string under a folder, each with an empty nynorsk text."""
    found = Catalog(locale="nn")
    for path in sources(root):
        code = BytesIO(as_python(path))
        for _line, message, _comments, context in extract_with_babel(
            "python", code, KEYWORDS, options={"encoding": "utf-8"}
        ):
            found.add(message, context=context or None)
    return found


def read(path: Path = CATALOGUE) -> Catalog:
    """Give the catalogue as it stands; an empty one when there is no file."""
    if not path.exists():
        return Catalog(locale="nn")
    return read_po(BytesIO(path.read_bytes()), locale="nn", abort_invalid=True)


def settle(path: Path) -> None:
    """Make a merged catalogue readable again: both sides stay, and the first text that is not empty wins."""
    if path.exists():
        text = path.read_text(encoding="utf-8")
        path.write_text(MERGED.sub("", text), encoding="utf-8")


def key(message: Message) -> Key:
    """Give what makes a message one of its kind: the source string, in the singular, and its context."""
    return (message.id if isinstance(message.id, str) else message.id[0], message.context)


def entries(catalogue: Catalog) -> dict[Key, Message]:
    """Give the messages of a catalogue by their key, without the header."""
    return {key(message): message for message in catalogue if message.id}


def update(root: Path = PACKAGE, path: Path = CATALOGUE) -> list[str]:
    """Bring the catalogue in step with the source and give the source strings that still want a nynorsk text.

    Texts that the source no longer uses are left out; nothing is guessed.
    """
    settle(path)
    found, known = entries(extract(root)), entries(read(path))
    catalogue = Catalog(locale="nn")
    for (_, context), message in found.items():
        old = known.get(key(message))
        text = old.string if old and isinstance(old.id, str) == isinstance(message.id, str) else None
        flags = {"fuzzy"} if old and old.fuzzy else set()
        catalogue.add(message.id, text or None, context=context, flags=flags)
    write(catalogue, path)
    return [name(message) for message in entries(read(path)).values() if empty(message)]


def fill(nynorsk: Mapping[str, str], path: Path = CATALOGUE) -> None:
    """Put nynorsk texts where the catalogue has none for these source strings; what has a text keeps it."""
    catalogue = read(path)
    for message in catalogue:
        if message.id and empty(message):
            ids = [message.id] if isinstance(message.id, str) else list(message.id)
            found = tuple(nynorsk.get(text, "") for text in ids)
            message.string = found if message.pluralizable else found[0]
    write(catalogue, path)


def write(catalogue: Catalog, path: Path = CATALOGUE) -> None:
    """Write a catalogue sorted, with one line per text and without dates or places."""
    out = BytesIO()
    write_po(out, catalogue, width=0, no_location=True, omit_header=True, sort_output=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER + out.getvalue().decode().strip() + "\n", encoding="utf-8")


def texts(message: Message) -> list[str]:
    """Give the nynorsk texts of a message: one, or one per plural form."""
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def empty(message: Message) -> bool:
    """Tell whether a message wants a nynorsk text."""
    return not all(texts(message)) or not texts(message)


def name(message: Message) -> str:
    """Name a message as a developer would look for it."""
    text, context = key(message)
    return f"«{text}»" + (f" ({context})" if context else "")


def wrong_placeholders(message: Message) -> bool:
    """Tell whether a text lacks a placeholder of its source, or has one that the source never fills."""
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    wanted = [set(PLACEHOLDER.findall(text)) for text in ids]
    given = [set(PLACEHOLDER.findall(text)) for text in texts(message)]
    return any(have != want for have, want in zip(given, wanted, strict=False))


def check(root: Path = PACKAGE, path: Path = CATALOGUE) -> list[str]:
    """Give every fault in the catalogue, one sentence each; none means that nynorsk is complete."""
    try:
        known = entries(read(path))
    except Exception as error:  # noqa: BLE001  whatever the file holds, the answer is a sentence
        return [f"the catalogue cannot be read: {error}"]
    faults = []
    for this, message in entries(extract(root)).items():
        ours = known.get(this)
        if ours is None or isinstance(ours.id, str) != isinstance(message.id, str):
            faults.append(f"not in the catalogue: {name(message)}")
        elif ours.fuzzy:
            faults.append(f"marked fuzzy: {name(ours)}")
        elif empty(ours):
            faults.append(f"no nynorsk text: {name(ours)}")
        elif wrong_placeholders(ours):
            faults.append(f"placeholders differ: {name(ours)}")
    return faults


def compile(path: Path = CATALOGUE) -> bool:  # noqa: A001  the word everybody uses for it
    """Make the file Django reads when the catalogue is newer than it; tell whether it was made.

    An installed package that nobody may write to brings the file with it.
    """
    made = path.with_suffix(".mo")
    fresh = made.exists() and made.stat().st_mtime_ns >= path.stat().st_mtime_ns
    if fresh or (made.exists() and not os.access(path.parent, os.W_OK)):
        return False
    catalogue = read(path)
    with NamedTemporaryFile(dir=path.parent, delete=False) as file:
        write_mo(file, catalogue)
    Path(file.name).chmod(0o644)
    Path(file.name).replace(made)
    return True


def main(arguments: list[str]) -> int:
    """Do what was asked on the command line; exit code 1 when nynorsk is not complete."""
    match arguments:
        case ["update"]:
            for line in update():
                print(f"fill in nynorsk: {line}")
            compile()
            return 0
        case ["fill", name_of_file]:
            update()
            fill(json.loads(Path(name_of_file).read_text(encoding="utf-8")))
            return main(["update"])
        case ["compile"]:
            compile()
            return 0
        case ["check"]:
            faults = check()
            for line in faults:
                print(line, file=sys.stderr)
            return 1 if faults else 0
    print("usage: python -m samspel.cli.translations update | fill FILE | check | compile", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
