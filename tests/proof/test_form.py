"""Every page of a need takes whatever is written: it is kept in one form, or told, with every word still there."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import Any
from zlib import crc32

import pytest
from django.test import Client
from django.urls import reverse

from samspel.kit.text import normalised, pasted, readable
from samspel.letters.characters import printable
from samspel.needs import content, handing, queries, transitions
from samspel.needs import sheet as sheets
from samspel.needs.models import Need
from tests.cast import KARI, OfficeCast
from tests.letters.archive_pdf import words
from tests.proof import writers
from tests.proof.writers import MEGABYTE, Question, Writer
from tests.stories import needs
from tests.web.desk import sit

pytestmark = pytest.mark.form
SEED = 2_027
EACH, WHOLE = 200, 20_000  # inputs for a page, and for all pages together in the proof: what goes into half an hour
NOW = needs.when("2021", day=18)
# What a network takes in is no answer that is typed.
KEYS = tuple(key for key, _title, _answers in content.SUBJECTS if key != content.INTAKE)
TAKEN = {200, 302, 404, 422}
URLENCODED = "application/x-www-form-urlencoded"


def test_the_pages_are_those_of_the_form() -> None:
    assert len(KEYS) >= 10
    assert {"about", "budget", "partners"} <= set(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_whatever_is_written_is_kept_or_told(
    rogaland: OfficeCast, key: str, pytestconfig: pytest.Config, record_property: Callable[[str, object], None]
) -> None:
    count = WHOLE // len(KEYS) + 1 if pytestconfig.getoption("--whole") else EACH
    need, client = needs.filled("decentralised"), sit(KARI, NOW)
    address = reverse(f"owner-{key}", args=[need.pk])
    asked = writers.questions(client.get(address).text)
    assert asked, key
    writer, noises = Writer(SEED + crc32(key.encode())), list(writers.noises())
    faults: list[str] = []
    for number in range(count):
        given = writer.answers(asked)
        noise = writer.chance.choice(noises) if number % 9 == 0 else b""
        answer = client.post(address, writers.body(given, noise), content_type=URLENCODED)
        faults += [f"{number}: {fault} of {given!r}" for fault in judged(answer, need, asked, given, noise)]
        if len(faults) > 3:
            break
    assert faults == []
    record_property(f"counted inputs to form pages (seed {SEED})", count)


def judged(
    answer: Any,  # noqa: ANN401 - Django's own answer
    need: Need,
    asked: list[Question],
    given: list[tuple[str, str]],
    noise: bytes,
) -> Iterator[str]:
    """Give what is wrong with how some answers were taken."""
    if answer.status_code not in TAKEN:
        yield f"{answer.status_code}"
    elif answer.status_code == 302:
        yield from (f"stored {text!r}" for text in stored(need) if not kept_well(text))
    elif answer.status_code == 422 and not noise:
        sent = writers.lasts(given)
        left = left_alone(need, sent)
        written = [one.name for one in asked if one.text and one.name in sent and one.name not in left]
        texts = [sent[name].strip() for name in written]
        yield from (f"lost {text!r}" for text in texts if readable(pasted(text)) and not is_shown(text, answer.text))


def left_alone(need: Need, sent: Mapping[str, str]) -> set[str]:
    """Give the answers that are sent as they stood at the version told, and that somebody has changed since then.

    The page shows what they are now: whoever sent them did not touch them.
    """
    told = sent.get("version", "")
    version = int(told) if told.isdecimal() and len(told) < 10 else need.version
    return {name for name, first in transitions.passed(need, version).items() if first.before == sent.get(name)}


def is_shown(text: str, page: str) -> bool:
    """Tell whether a text stands on a page, in the one form or as it was typed."""
    return html.escape(normalised(pasted(text))) in page or html.escape(text) in page


def stored(need: Need) -> Iterator[str]:
    """Give every text that the database has of a need now."""
    yield from strings(sheets.canonical(sheets.of(queries.need_of(KARI, need.pk))))


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


def kept_well(text: str) -> bool:
    """Tell whether a stored text is in the one form, with nothing in it that cannot be shown."""
    return unicodedata.is_normalized("NFC", text) and readable(text) and normalised(text) == text


def sending(client: Client, need: Need, key: str, **given: str) -> Any:  # noqa: ANN401 - Django's own answer
    return client.post(reverse(f"owner-{key}", args=[need.pk]), given)


@pytest.mark.parametrize(("key", "field"), [("assessment", "assessment"), ("about", "title"), ("goals", "what-1")])
def test_a_megabyte_is_refused_with_a_message_and_every_word_of_it(rogaland: OfficeCast, key: str, field: str) -> None:
    need, client = needs.drafted(title=""), sit(KARI, NOW)
    answer = sending(client, need, key, **{field: MEGABYTE})
    assert answer.status_code == 422
    assert f"Teksten har {len(MEGABYTE.strip())} tegn." in answer.text
    assert MEGABYTE.strip() in answer.text
    assert MEGABYTE.strip() not in set(stored(need))


def test_what_no_text_holds_is_refused_with_its_place(rogaland: OfficeCast) -> None:
    need, client = needs.drafted(title=""), sit(KARI, NOW)
    for text in ("a\x00b", "a\x07b", "\u202ea\x1bb"):
        answer = sending(client, need, "about", title=text)
        assert (answer.status_code, "Tegn nummer 2 i teksten kan ikke lagres." in answer.text) == (422, True)
    assert queries.need_of(KARI, need.pk).title == ""


def test_a_text_from_a_word_processor_is_stored_with_its_lines(rogaland: OfficeCast) -> None:
    need, client = needs.drafted(title=""), sit(KARI, NOW)
    assert sending(client, need, "measure", measure="Vi leser.\vVi synger.\x0cVi \u202aleker\u202c.").status_code == 302
    assert queries.need_of(KARI, need.pk).measure == "Vi leser.\nVi synger.\nVi leker."


def test_letters_and_marks_are_stored_as_one(rogaland: OfficeCast) -> None:
    need, client = needs.drafted(title=""), sit(KARI, NOW)
    assert sending(client, need, "about", title="A\u030ase og O\u0308yvind").status_code == 302
    assert queries.need_of(KARI, need.pk).title == "Åse og Öyvind"


TEXTS = ("assessment", "involvement", "measure", "goal", "anchoring", "plan_link", "evaluation", "own_contribution_how")
# What a reader can copy out of a letter as it was written: scripts that are read from left to right, mark by mark.
COPIED = ((0x21, 0x7E), (0xC0, 0x17F), (0x391, 0x3A1), (0x3B1, 0x3C9), (0x410, 0x44F), (0x1E00, 0x1E7F))


def test_what_was_stored_comes_round_through_the_receipt(
    rogaland: OfficeCast, pytestconfig: pytest.Config, record_property: Callable[[str, object], None]
) -> None:
    count = 200 if pytestconfig.getoption("--whole") else 6
    chance, need, tried = Random(SEED), needs.confirmed("decentralised"), 0
    for _receipt in range(count):
        said: transitions.Content = {name: sentence(chance) for name in TEXTS}  # type: ignore[assignment]
        transitions.fill(need, content=said, by=KARI, at=NOW)
        sheet = sheets.of(queries.need_of(KARI, need.pk))
        # A reader takes a hyphen at the end of a line for one that only splits a word there.
        told = words(handing.render(sheet, "0" * 64, by=KARI, at=NOW)).replace(" ", "").replace("-", "")
        for text in said.values():
            assert "".join(printable(str(text)).replace("\u200b", "").replace("-", "").split()) in told, text
            tried += 1
    record_property(f"counted texts that came round through a receipt (seed {SEED})", tried)


def sentence(chance: Random) -> str:
    """Write some words, each in one script."""
    made = []
    for _word in range(chance.randrange(3, 12)):
        first, last = chance.choice(COPIED)
        made.append("".join(chr(chance.randrange(first, last + 1)) for _letter in range(chance.randrange(1, 12))))
    return normalised(" ".join(made))
