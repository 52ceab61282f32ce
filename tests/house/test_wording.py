"""Whatever people read goes through the catalogue, and what is missing there is found."""

from __future__ import annotations

import pytest

from samspel.cli import translations
from tests.house.checks import source, wording
from tests.house.conftest import Plant, holds

PAGE = "src/samspel/web/templates/owner/need.html"
SCREEN = "src/samspel/web/owner/need.py"


def test_templates_speak_through_the_catalogue() -> None:
    holds(wording.templates(source.ROOT))


def test_screens_speak_through_the_catalogue() -> None:
    holds(wording.screens(source.ROOT))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<h1>Behovsmelding</h1>", "Behovsmelding"),
        ("<p>Fristen er {{ day }}.</p>", "Fristen er …."),
        ('{% alert title="Husk fristen" %}', "Husk fristen"),
        ('<img src="x" alt="Et kart">', "Et kart"),
        ('{% translate "Ja" %} eller nei', "… eller nei"),
    ],
)
def test_a_word_outside_translate_is_found(plant: Plant, text: str, said: str) -> None:
    assert wording.templates(plant({PAGE: text})) == [f"{PAGE}: «{said}» stands outside translate"]


@pytest.mark.parametrize(
    "text",
    [
        '<h1>{% translate "Behovsmelding" %}</h1>',
        '{% alert title=_("Husk fristen") %}',
        "<p>{% blocktranslate %}Fristen er {{ day }}.{% endblocktranslate %}</p>",
        '<a href="/behov/" class="ds-link">{{ title }}</a> – 2&nbsp;kr',
        "{# En merknad #}<code>samspel-csrf</code>",
    ],
)
def test_a_translated_word_and_markup_are_let_through(plant: Plant, text: str) -> None:
    assert wording.templates(plant({PAGE: text})) == []


def test_a_sentence_outside_gettext_is_found(plant: Plant) -> None:
    text = '"""Skjermbildet på norsk."""\n\ntitle = "Beløpet er for høyt"\nright = _("Beløpet er for høyt")\n'
    assert wording.screens(plant({SCREEN: text})) == [f"{SCREEN}:3: «Beløpet er for høyt» stands outside gettext"]


def test_no_sentence_stands_twice_in_a_catalogue() -> None:
    holds(wording.catalogues(source.ROOT))


def test_a_sentence_that_stands_twice_is_found(plant: Plant) -> None:
    file = "src/samspel/locale/nn/LC_MESSAGES/django.po"
    text = 'msgid "Ja"\nmsgstr ""\n\nmsgctxt "svar"\nmsgid "Ja"\nmsgstr "Ja"\n\nmsgid "Ja"\nmsgstr "Ja"\n'
    assert wording.catalogues(plant({file: text})) == [
        f'{file}: msgid "Ja" stands twice; run python -m samspel.cli.translations update'
    ]


def test_a_missing_nynorsk_sentence_is_found(plant: Plant) -> None:
    root = plant({"src/a.py": '_("Beløpet er for høyt")\n'})
    assert any("Beløpet er for høyt" in fault for fault in translations.check(root, root / "django.po"))
