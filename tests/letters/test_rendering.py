"""Letters as files: both standards kept, every part there, the same bytes twice, and nothing in the facts is markup."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from time import process_time

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspel.letters.characters import fonts_of
from samspel.letters.facts import Answer, Language, Section
from samspel.letters.rendering import UnprintableText, render
from tests.letters import examples
from tests.letters.archive_pdf import elements, faults, fonts, words

pytestmark = pytest.mark.letters
every_letter = pytest.mark.parametrize("language", examples.LANGUAGES)
every_template = pytest.mark.parametrize("template", list(examples.MAKE))

ALWAYS = {
    "nb": ("Statsforvalteren i Fjordfylket", "Vår referanse: 2023/117", "Dato: 4. mai 2023", "Side 1 av", "Øvingsdata"),
    "nn": ("Statsforvaltaren i Fjordfylket", "Vår referanse: 2023/117", "Dato: 4. mai 2023", "Side 1 av", "Øvingsdata"),
}
DECIDED = {
    "nb": (
        *("Reglene vi har brukt", "Det vi har lagt til grunn", "Det vi har lagt vekt på", "Høgskolen har bekreftet"),
        *(
            "Fristen er tre uker fra den dagen brevet kom fram til dere",
            "Klagen blir avgjort av Utdanningsdirektoratet",
        ),
        *("rett til å se dokumentene", "kari.nordahl@fjordfylket.example", "forberedt av Kari Nordahl", "Ola Sørbø"),
    ),
    "nn": (
        *("Reglane vi har brukt", "Det vi har lagt til grunn", "Det vi har lagt vekt på", "Høgskulen har stadfesta"),
        *(
            "Fristen er tre veker frå den dagen brevet kom fram til dykk",
            "Klaga blir avgjord av Utdanningsdirektoratet",
        ),
        *("rett til å sjå dokumenta", "kari.nordahl@fjordfylket.example", "førebudd av Kari Nordahl", "Ola Sørbø"),
    ),
}
PARTS: dict[tuple[str, Language], tuple[str, ...]] = {
    ("receipt", "nb"): (
        *(
            "BM-2023-0042",
            "1. februar 2023 kl. 22.14.07 (norsk tid, UTC+01:00)",
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
        ),
        *("sha256sum", "Hva har dere sett?", "Ikke besvart", "640 000", "90 000", "kom etter fristen"),
    ),
    ("receipt", "nn"): (
        *(
            "BM-2023-0042",
            "1. februar 2023 kl. 22.14.07 (norsk tid, UTC+01:00)",
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
        ),
        *("sha256sum", "Kva har de sett?", "Ikkje svara på", "640 000", "90 000", "kom etter fristen"),
    ),
    ("award", "nb"): (
        *("570 000 kroner", "250 000", "50 000", "kap. 226 post 21", "rikt språkmiljø", "Større endringer blir meldt"),
        *("30 prosent av det tildelte tilskuddet", "120 000 kroner", "Fristen for å rapportere er 15. januar 2024"),
        *(
            "jf. bevilgningsreglementet § 10",
            "forbehold om at Stortinget bevilger penger",
            "godta vilkårene innen 1. juni 2023",
        ),
        *("Samarbeidsforumet i Fjordfylket behandlet", "Rammen for 2024 er lavere", "Vi betaler ut i to deler"),
        *("70 000 kroner lavere", "kreve penger tilbake", *DECIDED["nb"]),
    ),
    ("award", "nn"): (
        *("570 000 kroner", "250 000", "50 000", "kap. 226 post 21", "rikt språkmiljø", "Større endringar blir melde"),
        *("30 prosent av det tildelte tilskotet", "120 000 kroner", "Fristen for å rapportere er 15. januar 2024"),
        *(
            "jf. løyvingsreglementet § 10",
            "atterhald om at Stortinget løyver pengar",
            "godta vilkåra innan 1. juni 2023",
        ),
        *("Samarbeidsforumet i Fjordfylket drøfta", "Ramma for 2024 er lågare", "Vi betaler ut i to delar"),
        *("70 000 kroner lågare", "krevje pengar tilbake", *DECIDED["nn"]),
    ),
    ("rejection", "nb"): ("får ikke tilskudd", "Rammen rakk ikke", "Vedtaket følger innstillingen", *DECIDED["nb"]),
    ("rejection", "nn"): ("får ikkje tilskot", "Ramma rakk ikkje", "Vedtaket følgjer innstillinga", *DECIDED["nn"]),
    ("dismissal", "nb"): ("avviser behovsmeldingen", "Bli med i tiltaket til kommunen", *DECIDED["nb"]),
    ("dismissal", "nn"): ("avviser behovsmeldinga", "Ver med i tiltaket til kommunen", *DECIDED["nn"]),
    ("preliminary", "nb"): ("Foreløpig svar", "Den er ikke avgjort ennå", "vente svar innen 15. juni 2023"),
    ("preliminary", "nn"): ("Førebels svar", "Ho er ikkje avgjord enno", "vente svar innan 15. juni 2023"),
}
ANYTHING = st.one_of(st.characters(exclude_characters="\0"), st.sampled_from(sorted(fonts_of())))
HOSTILE = (
    '#read("/etc/passwd") #import "frame.typ": * #eval("1+1")',
    "[*fet*] _kursiv_ = Overskrift $x^2$ `kode` <merke> @tilvising // borte \\u{41} -- --- ...",
    "{office} {amount} {ikkje_her}",
    "x" * 400,
    "https://stad.example/" + "sti/" * 60,
    "😀👩‍🏫 ☐ \ue000 \uf0b7 punkt, \u202eomvendt\u202c",
    "שלום עולם, السلام عليكم, Привіт, Ďakujem, ŋ đ ŧ ž č š Ǩ ǥ ǯ",
    "a\u0301\u0302\u0303\u0304 z\u034f\u0489 שׁ\u0301 \u0670",
    "linje 1\r\nlinje 2\x0b\u2028linje 3\tinnrykk\x07",
    "\ud800 åleine",
)


def letter(template: str, language: Language) -> bytes:
    """Render the example."""
    return render(template, language, examples.MAKE[template](language), at=examples.AT)


def receipt_that_says(answer: str) -> bytes:
    """Render a receipt with an answer of somebody's choice, as question, answer, name and title too."""
    facts = examples.receipt("nn")
    section = Section(answer, (Answer(answer, answer),))
    head = replace(facts.recipient, name=answer)
    return render("receipt", "nn", replace(facts, sections=(section,), measure=answer, recipient=head), at=examples.AT)


@every_template
@every_letter
def test_every_letter_keeps_both_standards(template: str, language: Language) -> None:
    assert faults(letter(template, language)) == []


@every_template
@every_letter
def test_every_letter_holds_all_its_parts(template: str, language: Language) -> None:
    text = words(letter(template, language))
    assert [part for part in (*ALWAYS[language], *PARTS[template, language]) if part not in text] == []


@every_template
@every_letter
def test_every_letter_can_be_read_aloud(template: str, language: Language) -> None:
    pdf = letter(template, language)
    kinds = [kind for kind, _ in elements(pdf)]
    assert kinds.count("/H1") == 1
    assert "/H2" in kinds
    assert {about["scope"] for kind, about in elements(pdf) if kind == "/TH"} <= {"/Column"}
    assert ("/TH" in kinds) == (template in {"receipt", "award"})
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert str(opened.Root.Lang) == f"{language}-NO"
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        assert opened.Root.MarkInfo.Marked
        assert str(opened.docinfo.Title).split(":")[0] in words(pdf)
        assert str(opened.docinfo.Author) == examples.MAKE[template](language).sender.name


@every_template
@every_letter
def test_every_font_is_ours_and_in_the_file(template: str, language: Language) -> None:
    found = fonts(letter(template, language))
    assert all(found.values())
    assert {name.partition("+")[2].partition("-")[0] for name in found} == {"Inter"}


@every_template
@every_letter
def test_the_same_letter_is_the_same_bytes(template: str, language: Language) -> None:
    assert letter(template, language) == letter(template, language)


def test_letters_rendered_side_by_side_do_not_mix() -> None:
    def canary(number: int) -> bytes:
        facts = replace(examples.rejection("nb"), our_reference=f"kanari-{number}")
        return render("rejection", "nb", facts, at=examples.AT)

    with ThreadPoolExecutor(4) as pool:
        letters = dict(zip(range(100, 124), pool.map(canary, range(100, 124)), strict=True))
    for number, made in letters.items():
        text = words(made)  # one at a time: what reads a PDF here is not made for several threads
        assert f"kanari-{number}" in text
        assert text.count("kanari-") == text.count(f"kanari-{number}")


def test_the_day_of_the_letter_is_the_day_in_norway() -> None:
    late = datetime(2023, 5, 4, 22, 30, tzinfo=UTC)
    assert "Dato: 5. mai 2023" in words(render("rejection", "nb", examples.rejection("nb"), at=late))


def test_an_exercise_says_so_and_a_real_letter_does_not() -> None:
    real = replace(examples.award("nb"), demo=False)
    assert "Øvingsdata" not in words(render("award", "nb", real, at=examples.AT))


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_write_is_never_markup_and_never_breaks_the_standard(text: str) -> None:
    assert faults(receipt_that_says(text)) == []


@pytest.mark.parametrize("text", HOSTILE[:3])
def test_what_people_write_is_printed_as_it_stands(text: str) -> None:
    assert text in words(receipt_that_says(text))


@given(written=st.text(ANYTHING, min_size=1, max_size=120))
@settings(max_examples=40, deadline=None)
def test_no_text_at_all_breaks_the_standard(written: str) -> None:
    assert faults(receipt_that_says(f"a{written}")) == []


def test_a_character_no_font_has_is_spelled_out_and_explained() -> None:
    text = words(receipt_that_says("Takk 😀"))
    assert "Takk [U+1F600]" in text
    assert "Teikn som skrifta i brevet manglar" in text
    assert "Teikn som skrifta" not in words(receipt_that_says("Takk"))


def test_letters_that_run_from_right_to_left_are_printed() -> None:
    pdf = receipt_that_says("שלום السلام")
    assert {"Inter", "NotoSansArabic", "NotoSansHebrew"} == {
        name.partition("+")[2].partition("-")[0] for name in fonts(pdf)
    }


def test_a_nul_is_refused() -> None:
    with pytest.raises(UnprintableText):
        receipt_that_says("a\0b")


def test_answers_in_another_written_form_are_marked_as_such() -> None:
    facts = replace(examples.receipt("nn"), content_language="se")
    marked = {about["lang"] for _, about in elements(render("receipt", "nn", facts, at=examples.AT))}
    assert "se-NO" in marked or "se" in marked


def test_facts_of_another_letter_are_refused() -> None:
    with pytest.raises(ValueError, match="does not take AwardFacts"):
        render("rejection", "nb", examples.award("nb"), at=examples.AT)


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        render("award", "nb", examples.award("nb"), at=datetime(2023, 5, 4))  # noqa: DTZ001  the fault


def _without(pdf: bytes, *keys: str) -> bytes:
    changed = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for key in keys:
            del opened.Root[key]
        opened.save(changed)
    return changed.getvalue()


@pytest.mark.parametrize("part", ["/StructTreeRoot", "/Lang", "/Metadata", "/MarkInfo"])
def test_the_validator_sees_a_part_that_was_taken_out(part: str) -> None:
    pdf = letter("award", "nn")
    assert faults(pdf) == []
    assert faults(_without(pdf, part)) != []


def test_a_letter_takes_little_work_once_the_fonts_are_read() -> None:
    facts = examples.award("nn")
    took = []
    for number in range(12):
        started = process_time()
        render("award", "nn", replace(facts, our_reference=f"2023/{number}"), at=examples.AT)
        took.append(process_time() - started)
    assert min(took) < 0.05, "about 0.025 s on a quiet machine; the goal is 2,000 letters in 60 s"
