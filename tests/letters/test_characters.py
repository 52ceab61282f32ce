"""What people write, as the letters can print it."""

from __future__ import annotations

import pytest

from samspel.letters.characters import FONTS, UnprintableText, fonts_of, printable

pytestmark = pytest.mark.letters


def test_the_letters_of_norway_are_printed_as_they_are() -> None:
    text = "Åse Ærøy, Čáhcesuolu, Áŋŋel, Ŧ ŧ Đ đ Š š Ž ž, Aatseginie ï ö, «sitat» – 30 % ½ € …"
    assert printable(text) == text


def test_a_letter_and_its_ring_become_one() -> None:
    assert printable("a\u030a") == "å"


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("😀", "[U+1F600]"),
        ("☐ nei", "[U+2610] nei"),
        ("\u202eomvendt", "[U+202E]omvendt"),
        ("\uf0b7 punkt", "• punkt"),
        ("e\ufb03sient", "effisient"),
        ("a\r\nb\x0bc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("inn\trykk", "inn rykk"),
        ("del\xading", "deling"),
        ("\ufeffstart", "start"),
        ("etter § 10", "etter §\u00a010"),
        ("ש\u0651", "ש[U+0651]"),
        ("\u0301", "[U+0301]"),
        ("\ud800", "[U+D800]"),
    ],
)
def test_what_no_font_has_is_spelled_out_or_said_otherwise(written: str, printed: str) -> None:
    assert printable(written) == printed


def test_a_long_word_can_be_broken_and_loses_nothing() -> None:
    word = "menneskerettighetsorganisasjonsarbeid" * 3
    shown = printable(f"et {word} her")
    assert shown.replace("\u200b", "") == f"et {word} her"
    assert max(map(len, shown.replace(" ", "\u200b").split("\u200b"))) <= 8
    assert printable("kompetanseutviklingstiltaka") == "kompetanseutviklingstiltaka"


def test_a_nul_is_refused() -> None:
    with pytest.raises(UnprintableText, match="NUL"):
        printable("a\0b")


def test_bold_text_can_print_what_plain_text_can() -> None:
    plain = {character for character, names in fonts_of().items() if "Inter-Regular.ttf" in names}
    assert len(plain) > 2000
    regular, bold = ((FONTS / f"Inter-{weight}.ttf").read_bytes() for weight in ("Regular", "SemiBold"))
    assert _cmap(regular) == _cmap(bold)


def _cmap(font: bytes) -> frozenset[int]:
    from samspel.letters.characters import _points

    return frozenset(_points(font))


def test_the_fonts_are_small_enough_to_carry_and_their_licence_is_there() -> None:
    assert sum(path.stat().st_size for path in FONTS.iterdir()) < 1_200_000
    assert "SIL Open Font License, Version 1.1" in (FONTS / "OFL.txt").read_text()
