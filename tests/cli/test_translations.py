"""The nynorsk catalogue is complete, and the check that says so sees every kind of fault."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from samspel.cli import translations

PYTHON = """
from django.utils.translation import gettext as _, ngettext, pgettext
_("Behovsmelding")
_("Sendt inn av %(name)s")
ngettext("%(count)d sak", "%(count)d saker", 2)
pgettext("verb", "Svar")
pgettext("noun", "Svar")
"""
TEMPLATE = """
{% if x %}
    {% translate "Frist" %} {{ y|default:_("Ingen") }}
  {% blocktranslate trimmed with d=day %}
    Fristen er {{ d }}.
  {% endblocktranslate %}
{% endif %}
"""
NYNORSK = {
    "Behovsmelding": "Behovsmelding",
    "Sendt inn av %(name)s": "Send inn av %(name)s",
    "Svar": "Svar",
    "Frist": "Frist",
    "Ingen": "Ingen",
    "Fristen er %(d)s.": "Fristen er %(d)s.",
}
PLURAL = ("%(count)d sak", "%(count)d saker")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small source tree with a complete catalogue."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "screen.py").write_text(PYTHON, encoding="utf-8")
    (tmp_path / "templates" / "screen.html").write_text(TEMPLATE, encoding="utf-8")
    fill(tmp_path)
    return tmp_path


def fill(root: Path) -> None:
    path = root / "django.po"
    translations.update(root, path)
    catalogue = translations.read(path)
    for message in catalogue:
        if message.id and translations.empty(message):
            message.string = NYNORSK[message.id] if isinstance(message.id, str) else PLURAL
    translations.write(catalogue, path)


def plant(root: Path, old: str, new: str) -> list[str]:
    path = root / "django.po"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return translations.check(root, path)


def test_the_catalogue_of_samspel_is_complete() -> None:
    assert translations.check() == []


def test_strings_are_found_in_python_and_in_templates_with_plurals_and_contexts(root: Path) -> None:
    assert set(translations.entries(translations.extract(root))) == {
        ("Behovsmelding", None),
        ("Sendt inn av %(name)s", None),
        ("%(count)d sak", None),
        ("Svar", "verb"),
        ("Svar", "noun"),
        ("Frist", None),
        ("Ingen", None),
        ("Fristen er %(d)s.", None),
    }


def test_a_complete_catalogue_has_no_fault(root: Path) -> None:
    assert translations.check(root, root / "django.po") == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('msgid "Frist"\nmsgstr "Frist"\n', "", "not in the catalogue: «Frist»"),
        ('msgstr "Frist"', 'msgstr ""', "no nynorsk text: «Frist»"),
        ('msgid "Frist"', '#, fuzzy\nmsgid "Frist"', "marked fuzzy: «Frist»"),
        ('msgstr "Fristen er %(d)s."', 'msgstr "Fristen er %(dag)s."', "placeholders differ: «Fristen er %(d)s.»"),
        ('msgstr[1] "%(count)d saker"', 'msgstr[1] "saker"', "placeholders differ: «%(count)d sak»"),
        ('msgctxt "verb"\n', 'msgctxt "verd"\n', "not in the catalogue: «Svar» (verb)"),
    ],
)
def test_a_planted_fault_is_named(root: Path, old: str, new: str, fault: str) -> None:
    assert plant(root, old, new) == [fault]


def test_a_catalogue_that_cannot_be_read_is_one_fault(root: Path) -> None:
    (root / "django.po").write_text("msgid Frist\nhva er dette", encoding="utf-8")
    assert translations.check(root, root / "django.po")[0].startswith("the catalogue cannot be read: ")


def test_update_keeps_texts_adds_new_ones_empty_and_drops_those_no_longer_used(root: Path) -> None:
    (root / "screen.py").write_text(PYTHON.replace('_("Behovsmelding")', '_("Utlysning")'), encoding="utf-8")
    assert translations.update(root, root / "django.po") == ["«Utlysning»"]
    known = translations.entries(translations.read(root / "django.po"))
    assert ("Behovsmelding", None) not in known
    assert known["Sendt inn av %(name)s", None].string == "Send inn av %(name)s"


def test_update_puts_two_merged_changes_in_order(root: Path) -> None:
    path = root / "django.po"
    whole = path.read_text(encoding="utf-8")
    path.write_text(
        whole.replace('msgid "Frist"\n', 'msgid "Ingen"\nmsgstr "Ingen"\nmsgid "Frist"\n'), encoding="utf-8"
    )
    translations.update(root, path)
    assert path.read_text(encoding="utf-8") == whole


def test_update_takes_the_text_that_is_not_empty_when_two_were_merged(root: Path) -> None:
    path = root / "django.po"
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.replace('msgstr "Frist"', 'msgstr ""\nmsgstr "Frist"'), encoding="utf-8")
    translations.update(root, path)
    assert path.read_text(encoding="utf-8") == whole


def test_update_keeps_both_sides_of_a_conflict(root: Path) -> None:
    path = root / "django.po"
    whole = path.read_text(encoding="utf-8")
    mine, theirs = 'msgid "Frist"\nmsgstr "Frist"\n', 'msgid "Ingen"\nmsgstr "Ingen"\n'
    both = f"<<<<<<< HEAD\n{theirs}=======\n{mine}>>>>>>> 1234567 (One more)\n"
    path.write_text(whole.replace(mine, both), encoding="utf-8")
    translations.update(root, path)
    assert path.read_text(encoding="utf-8") == whole


def test_compile_makes_the_file_once_and_again_when_the_catalogue_is_newer(root: Path) -> None:
    path = root / "django.po"
    assert [translations.compile(path), translations.compile(path)] == [True, False]
    later = path.with_suffix(".mo").stat().st_mtime + 10
    os.utime(path, (later, later))
    assert translations.compile(path)


@pytest.mark.parametrize(("arguments", "code"), [(["check"], 0), (["compile"], 0), ([], 2), (["oversett"], 2)])
def test_the_command_ends_with_the_code_that_says_what_happened(arguments: list[str], code: int) -> None:
    assert translations.main(arguments) == code
