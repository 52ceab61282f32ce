"""Text has one stored form, and data one way to become bytes."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.kit.text import ForbiddenCharacter, canonical_json, digest, folded, normalised, pasted, word_count

words = st.text(st.characters(exclude_categories=["Cs"]))
exact = st.recursive(
    st.none() | st.booleans() | st.integers() | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=12,
)


def test_text_gets_one_form_and_one_line_break() -> None:
    assert normalised("bla\u030aba\u0308r\r\nsyltety\rÁhkká\t\U0001f44b") == "blåbär\nsyltety\nÁhkká\t\U0001f44b"


@pytest.mark.parametrize(
    ("text", "position", "codepoint"),
    [
        ("a\x00b", 1, "U+0000"),
        ("\x1b[31m", 0, "U+001B"),
        ("ok\u202etxt.exe", 2, "U+202E"),
        ("\ud800", 0, "U+D800"),
        ("x\x85", 1, "U+0085"),
    ],
)
def test_what_nobody_types_is_refused_with_its_place(text: str, position: int, codepoint: str) -> None:
    with pytest.raises(ForbiddenCharacter) as refused:
        normalised(text)

    assert (refused.value.position, refused.value.codepoint) == (position, codepoint)


@pytest.mark.parametrize(
    ("copied", "meant"),
    [
        ("en\vto\ftre", "en\nto\ntre"),
        ("en\x85to\u2028tre\u2029fire", "en\nto\ntre\nfire"),
        ("\u202akari@fjordvik.example\u202c", "kari@fjordvik.example"),
        ("\u2066tall\u2069 \u202e12\u202c", "tall 12"),
        ("del\xading \ufeffher\u200b", "del\xading \ufeffher\u200b"),
        ("a\x00b\x07c\x1b", "a\x00b\x07c\x1b"),
        ("", ""),
    ],
)
def test_what_a_word_processor_writes_is_read_as_it_is_meant_and_the_rest_is_left(copied: str, meant: str) -> None:
    assert pasted(copied) == meant


@given(st.text())
def test_a_stored_text_is_stored_as_it_is(text: str) -> None:
    try:
        stored = normalised(text)
    except ForbiddenCharacter:
        return
    assert normalised(stored) == stored
    assert unicodedata.is_normalized("NFC", stored)


def test_data_has_one_form_whatever_the_order() -> None:
    written = '{"a":[1,true,null],"å":"Røyrvik – Raarvihke"}'.encode()

    assert canonical_json({"å": "Røyrvik – Raarvihke", "a": (1, True, None)}) == written
    assert digest({"a": [1, True, None], "å": "Røyrvik – Raarvihke"}) == hashlib.sha256(written).hexdigest()


@given(exact)
def test_the_bytes_say_all_of_the_data(value: object) -> None:
    assert json.loads(canonical_json(value)) == value
    assert canonical_json(json.loads(canonical_json(value))) == canonical_json(value)


@pytest.mark.parametrize("value", [1.0, [{"a": float("nan")}], {1: "a"}, Decimal("1.5"), {"a": {"b"}}, b"bytes"])
def test_what_is_not_exact_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="no canonical form"):
        canonical_json(value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        (" \n\t ", 0),
        ("Ett", 1),
        ("Barna – dei yngste – treng meir språk.", 6),
        ("3 av 10\nblir lesne for", 6),
        ("- – … •", 0),
        ("vg1/vg2 e-post", 2),
        ("-" * 1_000_000, 0),
    ],
)
def test_words_are_what_stands_between_spaces_and_can_be_read(text: str, words: int) -> None:
    assert word_count(text) == words


def test_two_titles_are_the_same_whatever_their_capitals_and_their_spaces() -> None:
    assert folded(" Språk\u00a0i  LEIK\n") == folded("spra\u030ak i leik") == "språk i leik"
    assert folded("Språk i leiken") != folded("Språk i leik")
    assert folded(" \u00a0") == ""
